"""What is computed where every unit carries one code at most: the codes are categories then.

A unit without a code is in a category of its own. Categories stay sets, of one code or none.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement.alpha import krippendorff_alpha
from leadcode_tui.agreement.asked import Asked, Metric, Weights
from leadcode_tui.agreement.chance import (
    bennett_s,
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    light_kappa,
    randolph_kappa,
    scott_pi,
)
from leadcode_tui.agreement.coefficient import NOT_IN_ORDER, NOT_NUMBERS, Coefficient
from leadcode_tui.agreement.coincidence import Coincidences
from leadcode_tui.agreement.distances import interval, ordinal, ratio_distance
from leadcode_tui.agreement.estimating import Statistic
from leadcode_tui.agreement.kappa import cohen_kappa, kappa_max, weighted_kappa
from leadcode_tui.agreement.large_sample import large_sample_ac1, large_sample_kappa
from leadcode_tui.agreement.observed import mean_pair_agreement, percent_agreement
from leadcode_tui.agreement.tables import CategoryTable, Family
from leadcode_tui.agreement.weights import linear_weights, quadratic_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from leadcode_tui.agreement.counts import Counts
    from leadcode_tui.model import CodeId

CodeSet = frozenset["CodeId"]
SetTable = CategoryTable[CodeSet]
#: The tables of all pairs of coders over the same units.
PairTables = Family[tuple[int, int], SetTable]

_WEIGHTS: Final = {Weights.LINEAR: linear_weights, Weights.QUADRATIC: quadratic_weights}


def of_two(asked: Asked, codes: Sequence[CodeId]) -> Mapping[str, Statistic[SetTable]]:
    """Return what is told of two coders' table."""
    return {
        "cohen_kappa": _kappa(asked, codes),
        "percent_agreement": Statistic(percent_agreement, least=0.0),
        "kappa_max": Statistic(kappa_max, bare=True),
        "scott_pi": Statistic(scott_pi, further=True),
        "bennett_s": Statistic(
            lambda table: bennett_s(table, categories=_size(codes, table.categories)), further=True
        ),
    }


def of_several(asked: Asked, codes: Sequence[CodeId]) -> Mapping[str, Statistic[Counts[CodeSet]]]:
    """Return what is told of any number of coders' choices."""

    def size(counts: Counts[CodeSet]) -> int:
        return _size(codes, counts.categories)

    return {
        "krippendorff_alpha": _alpha(asked, codes),
        "percent_agreement": Statistic(mean_pair_agreement, least=0.0),
        "fleiss_kappa": Statistic(fleiss_kappa),
        "gwet_ac1": Statistic(
            lambda counts: gwet_ac1(counts, categories=size(counts)),
            lambda counts, confidence: large_sample_ac1(
                counts, categories=size(counts), confidence=confidence
            ),
            further=True,
        ),
        "brennan_prediger": Statistic(
            lambda counts: brennan_prediger(counts, categories=size(counts)), further=True
        ),
        "randolph_kappa": Statistic(
            lambda counts: randolph_kappa(counts, categories=size(counts)), further=True
        ),
    }


#: What is told of the tables of all pairs of coders who decided the same units.
OF_PAIRS: Final[Mapping[str, Statistic[PairTables]]] = {
    "conger_kappa": Statistic(lambda family: conger_kappa([*family.tables.values()]), further=True),
    "light_kappa": Statistic(lambda family: light_kappa([*family.tables.values()]), further=True),
}


def _kappa(asked: Asked, codes: Sequence[CodeId]) -> Statistic[SetTable]:
    if asked.weights is None:
        return Statistic(
            cohen_kappa,
            lambda table, confidence: large_sample_kappa(table, confidence=confidence),
        )
    ranks = [frozenset({code}) for code in asked.order or codes]
    weight = _WEIGHTS[asked.weights](ranks)

    def without_rank(table: SetTable) -> Coefficient | None:
        if table.categories <= set(ranks):
            return None
        return Coefficient(None, table.n, NOT_IN_ORDER)

    return Statistic(
        lambda table: without_rank(table) or weighted_kappa(table, weight),
        lambda table, confidence: (
            without_rank(table) or large_sample_kappa(table, weight, confidence=confidence)
        ),
    )


def _size(codes: Sequence[CodeId], found: Collection[CodeSet]) -> int:
    """Return the number of categories: the codebook's, and "no code" where it occurs."""
    return len(codes) + (frozenset() in found)


def _alpha(asked: Asked, codes: Sequence[CodeId]) -> Statistic[Counts[CodeSet]]:
    """Return Krippendorff's alpha with the metric that was asked for."""
    if asked.metric is Metric.NOMINAL:
        return Statistic(lambda counts: krippendorff_alpha(Coincidences.of(counts)))
    if asked.metric is Metric.ORDINAL:
        return Statistic(
            lambda counts: _ordinal_alpha(Coincidences.of(counts), asked.order or codes)
        )
    distance = interval if asked.metric is Metric.INTERVAL else ratio_distance
    return Statistic(lambda counts: _numeric_alpha(Coincidences.of(counts), distance))


def _ordinal_alpha(met: Coincidences[CodeSet], order: Sequence[CodeId]) -> Coefficient:
    ranks = [frozenset({code}) for code in order]
    if not met.values.keys() <= set(ranks):
        return Coefficient(None, met.units, met.lack or NOT_IN_ORDER)
    return krippendorff_alpha(met, ordinal(ranks, met.values))


def _numeric_alpha(
    met: Coincidences[CodeSet], distance: Callable[[float, float], float]
) -> Coefficient:
    try:
        numbers = {codes: float(code) for codes in met.values for (code,) in [codes]}
    except ValueError:
        return Coefficient(None, met.units, met.lack or NOT_NUMBERS)
    if not all(map(isfinite, numbers.values())):
        return Coefficient(None, met.units, met.lack or NOT_NUMBERS)
    return krippendorff_alpha(met, lambda one, other: distance(numbers[one], numbers[other]))
