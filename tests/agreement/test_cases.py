"""Worked examples from the literature: what was published comes out.

`cases/` has, for each source, the decisions as [one for each coder, how many units], null for not
visited, and what is expected as [statistic, code or category, value or reason, decimals] and a
tolerance where the source is rounded otherwise.
Spans are [code, start, end] for each coder, on a continuum.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property, partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from leadcode_tui.agreement import (
    CategoryTable,
    Coefficient,
    Coincidences,
    Counts,
    TwoByTwo,
    alpha_over_sets,
    bennett_s,
    bias_index,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    disagreement_weights,
    fleiss_kappa,
    gwet_ac1,
    interval,
    jaccard,
    jaccard_index,
    kappa_max,
    krippendorff_alpha,
    kupper_hafner,
    large_sample_ac1,
    large_sample_kappa,
    light_kappa,
    linear_weights,
    masi,
    mean_kappa,
    mean_pair_agreement,
    ordinal,
    p_neg,
    p_pos,
    pabak,
    percent_agreement,
    pooled_kappa,
    prevalence_index,
    quadratic_weights,
    randolph_kappa,
    ratio_distance,
    scott_pi,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = Path(__file__).parent / "cases"

#: What the table holds and nothing here computes, and why.
LEFT_OUT = {
    "alpha_u_2004": "alpha for unitizing is not offered: characters are compared code by code",
    "alpha_u_2004_De": "as alpha_u_2004",
    "alpha_u_2004_Do": "as alpha_u_2004",
    "cohen_kappa_se_irrcac": "the finite-population error of another package",
    "cohen_kappa_se_null": "a test against no agreement at all answers nobody's question",
    "cohen_kappa_se_null:linear": "as cohen_kappa_se_null",
    "cohen_kappa_se_null:quadratic": "as cohen_kappa_se_null",
    "cohen_kappa_z_null": "as cohen_kappa_se_null",
    "cohen_kappa_z_null:linear": "as cohen_kappa_se_null",
    "cohen_kappa_z_null:quadratic": "as cohen_kappa_se_null",
    "dice_micro": "overlap alone, not corrected for chance; alpha over sets says more",
    "expected_agreement_cohen": "a step on the way to kappa, not a result",
    "expected_agreement_pooled": "a step on the way to pi, not a result",
    "fleiss_kappa_z_null": "as cohen_kappa_se_null",
    "gwet_ac1_se_n": "the error with n in the place of n - 1",
    "krippendorff_alpha:passonneau2004": "an earlier distance of sets, replaced by MASI",
    "percent_agreement_any_overlap": "one common code of many would count as agreement",
    "stacked_kappa": "one table of all codes hides which of them are rare",
}

#: A way to a statistic's value from a code, a category or a unit, where it is about one.
Way: TypeAlias = "Callable[[Any], Coefficient | float]"
Said = float | str | None


class OneCategory:
    """A case in which every unit has one category, as tables."""

    def __init__(self, case: Any) -> None:
        self.case = case
        self.rows = [(*row[:-1],) for row in case["decisions"] for _ in range(row[-1])]
        self.counts: Counts[str] = Counts.of(self.rows)

    @cached_property
    def order(self) -> list[str]:
        return sorted(self.case.get("codebook", self.counts.categories))

    @cached_property
    def pairs(self) -> list[CategoryTable[str]]:
        coders = range(len(self.rows[0]) if self.rows else 2)
        return [self.pair(one, other) for one, other in combinations(coders, 2)]

    def pair(self, one: int, other: int) -> CategoryTable[str]:
        shared = Counter((row[one], row[other]) for row in self.rows)
        return CategoryTable({both: units for both, units in shared.items() if None not in both})

    @property
    def first_pair(self) -> CategoryTable[str]:
        return self.pairs[0]

    @property
    def met(self) -> Coincidences[str]:
        return Coincidences.of(self.counts)

    def of_first(self, statistic: Callable[[TwoByTwo], Coefficient], _: object) -> Coefficient:
        """Return what two categories have: the statistic of the one that sorts first."""
        return statistic(self.first_pair.against_rest(self.order[0]))

    def numeric(self, distance: Callable[[float, float], float], _: object) -> Coefficient:
        return krippendorff_alpha(self.met, lambda one, other: distance(float(one), float(other)))

    def ways(self) -> Mapping[str, Way]:
        q = len(self.order)
        pair = self.first_pair
        return {
            "percent_agreement": lambda _: mean_pair_agreement(self.counts),
            "cohen_kappa": lambda _: cohen_kappa(pair),
            **self._large_sample(),
            "cohen_kappa_category": lambda key: cohen_kappa(pair.against_rest(key)),
            "specific_agreement": lambda key: p_pos(pair.against_rest(key)),
            "kappa_max": lambda _: kappa_max(pair),
            "scott_pi": lambda _: scott_pi(pair),
            "bennett_s": lambda _: bennett_s(pair, categories=q),
            "conger_kappa": lambda _: conger_kappa(self.pairs),
            "light_kappa": lambda _: light_kappa(self.pairs),
            "fleiss_kappa": lambda _: fleiss_kappa(self.counts),
            "fleiss_kappa_category": lambda key: fleiss_kappa(self.counts.against_rest(key)),
            "gwet_ac1": lambda _: gwet_ac1(self.counts, categories=q),
            "gwet_ac1_se": lambda _: known(large_sample_ac1(self.counts, categories=q).se),
            "brennan_prediger": lambda _: brennan_prediger(self.counts, categories=q),
            "randolph_kappa": lambda _: randolph_kappa(self.counts, categories=q),
            "krippendorff_alpha:nominal": lambda _: krippendorff_alpha(self.met),
            "krippendorff_alpha:ordinal": lambda _: krippendorff_alpha(
                self.met, ordinal(self.order, self.met.values)
            ),
            "krippendorff_alpha:interval": partial(self.numeric, interval),
            "krippendorff_alpha:ratio": partial(self.numeric, ratio_distance),
            **{
                name: partial(self.of_first, statistic)
                for name, statistic in OF_TWO_BY_TWO.items()
                if name not in {"cohen_kappa", "percent_agreement"}
            },
        }

    def _large_sample(self) -> Mapping[str, Way]:
        weights = {
            "": None,
            ":linear": linear_weights(self.order),
            ":quadratic": quadratic_weights(self.order),
        }
        if "disagreement" in self.case:
            weights[":disagreement"] = disagreement_weights(self.order, self.case["disagreement"])
        ways: dict[str, Way] = {}
        for name, weight in weights.items():
            found = partial(large_sample_kappa, self.first_pair, weight)
            ways |= {
                f"cohen_kappa{name}": partial(said_of, found, "value"),
                f"cohen_kappa_se{name}": partial(said_of, found, "se"),
                f"cohen_kappa_ci_low{name}": partial(said_of, found, "low"),
                f"cohen_kappa_ci_high{name}": partial(said_of, found, "high"),
            }
        return ways


class Sets:
    """A case in which two coders give units sets of codes, as tables."""

    def __init__(self, case: Any) -> None:
        self.rows = [
            tuple(None if codes is None else frozenset(codes) for codes in row[:-1])
            for row in case["decisions"]
            for _ in range(row[-1])
        ]
        self.shared = [(one, other) for one, other in self.rows if one is not None is not other]
        seen = frozenset[str]().union(*(codes for row in self.rows for codes in row if codes))
        self.codes = case.get("codebook", sorted(seen))
        self.table = CategoryTable(Counter(self.shared))
        self.met: Coincidences[frozenset[str]] = Coincidences.of(Counts.of(self.rows))

    def of_code(self, code: str) -> TwoByTwo:
        cells = Counter((code in one, code in other) for one, other in self.shared)
        found = (cells[True, True], cells[True, False], cells[False, True], cells[False, False])
        return TwoByTwo(*found)

    def of_table(self, statistic: Callable[[TwoByTwo], Coefficient], code: str) -> Coefficient:
        return statistic(self.of_code(code))

    def counts(self, code: str) -> Counts[bool]:
        return Counts.of([None if c is None else code in c for c in row] for row in self.rows)

    def ways(self) -> Mapping[str, Way]:
        tables = [self.of_code(code) for code in self.codes]
        return {
            "percent_agreement_exact_set": lambda _: percent_agreement(self.table),
            "kupper_hafner": lambda _: kupper_hafner(self.table, categories=len(self.codes)),
            "masi_distance": lambda unit: masi(*self.shared[unit]),
            "krippendorff_alpha:masi": lambda _: krippendorff_alpha(self.met, masi),
            "krippendorff_alpha:jaccard": lambda _: krippendorff_alpha(self.met, jaccard),
            "krippendorff_alpha:nominal_sets": lambda _: krippendorff_alpha(self.met),
            "pooled_kappa_devries": lambda _: pooled_kappa(tables),
            "mean_kappa": lambda _: mean_kappa(tables),
            "gwet_ac1": lambda code: gwet_ac1(self.counts(code), categories=2),
            "fleiss_kappa": lambda code: fleiss_kappa(self.counts(code)),
            "krippendorff_alpha": lambda code: krippendorff_alpha(
                Coincidences.of(self.counts(code))
            ),
            "cohen_kappa_se": lambda code: known(
                large_sample_kappa(self.of_code(code).as_categories()).se
            ),
            **{
                name: partial(self.of_table, statistic) for name, statistic in OF_TWO_BY_TWO.items()
            },
        }


class Characters:
    """A case in which two coders mark spans of one text, as tables over its characters."""

    def __init__(self, case: Any) -> None:
        self.spans, self.length = case["spans"], case["continuum"][1]

    def of_code(self, code: str) -> TwoByTwo:
        one, other = (
            {place for name, start, end in spans if name == code for place in range(start, end)}
            for spans in self.spans
        )
        either = len(one | other)
        return TwoByTwo(len(one & other), len(one - other), len(other - one), self.length - either)

    def of_table(self, statistic: Callable[[TwoByTwo], Coefficient], code: str) -> Coefficient:
        return statistic(self.of_code(code))

    def ways(self) -> Mapping[str, Way]:
        statistics: Mapping[str, Callable[[TwoByTwo], Coefficient]] = {
            "percent_agreement": percent_agreement,
            "cohen_kappa": cohen_kappa,
            "scott_pi": scott_pi,
            "krippendorff_alpha": lambda table: krippendorff_alpha(
                Coincidences.met(table.as_categories())
            ),
            "jaccard": jaccard_index,
        }
        return {
            f"char_{name}": partial(self.of_table, statistic)
            for name, statistic in statistics.items()
        }


#: What a code's table has, or that of the category that sorts first.
OF_TWO_BY_TWO: Mapping[str, Callable[[TwoByTwo], Coefficient]] = {
    "cohen_kappa": cohen_kappa,
    "percent_agreement": percent_agreement,
    "prevalence_index": prevalence_index,
    "bias_index": bias_index,
    "p_pos": p_pos,
    "p_neg": p_neg,
    "pabak": pabak,
}
KINDS: Mapping[str, Callable[[Any], OneCategory | Sets | Characters]] = {
    "one-category.json": OneCategory,
    "sets.json": Sets,
    "characters.json": Characters,
}
CASES = [(kind, case) for kind in KINDS for case in json.loads((HERE / kind).read_text("utf-8"))]


def said_of(found: Callable[[], Coefficient], field: str, _: object) -> Coefficient | float:
    """Return one number of a coefficient with its interval; all of it where it is undefined."""
    coefficient = found()
    number: float | None = getattr(coefficient, field)
    return coefficient if number is None else number


def known(value: float | None) -> float:
    assert value is not None
    return value


def said(found: Coefficient | float) -> Said:
    """Return a value, or the reason for having none."""
    if not isinstance(found, Coefficient):
        return found
    return found.undefined if found.value is None else found.value


def is_right(found: Said, wanted: float | str, tolerance: float) -> bool:
    if isinstance(wanted, str) or not isinstance(found, (int, float)):
        return found == wanted
    return abs(found - wanted) <= tolerance


def rounding(decimals: int) -> float:
    return 0.5 * 10.0**-decimals + 1e-9


@pytest.mark.parametrize(("kind", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_a_worked_example_comes_out_as_published(kind: str, case: Any) -> None:
    ways = KINDS[kind](case).ways()
    wrong = []
    for name, key, wanted, decimals, *tolerance in case["expected"]:
        if name not in LEFT_OUT:
            found = said(ways[name](key))
            if not is_right(found, wanted, max(rounding(decimals), *tolerance, 0)):
                wrong.append((name, key, wanted, found))
    assert wrong == []


def test_the_table_has_every_number_that_was_collected_and_computes_most_of_them() -> None:
    names = Counter(row[0] for _, case in CASES for row in case["expected"])
    assert len(CASES) == 47
    assert names.total() == 1113
    assert sum(units for name, units in names.items() if name in LEFT_OUT) == 178


def test_alpha_over_sets_is_the_general_alpha_with_that_distance() -> None:
    for kind, case in CASES:
        if kind == "sets.json":
            met: Coincidences[Any] = Sets(case).met
            assert said(alpha_over_sets([met])) == pytest.approx(
                said(krippendorff_alpha(met, masi))
            )
