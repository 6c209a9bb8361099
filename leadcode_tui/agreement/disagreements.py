"""The segments to talk about: where coders decided differently, the farthest apart first."""

from __future__ import annotations

from itertools import combinations
from math import fsum, inf
from typing import TYPE_CHECKING

from leadcode_tui.agreement.align import align
from leadcode_tui.agreement.asked import Asked
from leadcode_tui.agreement.comparing import refuse, refuse_unknown
from leadcode_tui.agreement.distances import masi
from leadcode_tui.agreement.figures import figures_of
from leadcode_tui.agreement.report import Disagreement, headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement.align import Aligned, Unit
    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import CodeId

_USUAL = Asked()
#: Enough for every code's kappa, or alpha of several coders, and nothing else.
_RANKING = ("cohen_kappa",)


def disagreements_among(
    coders: Sequence[Decisions], asked: Asked = _USUAL
) -> tuple[Disagreement, ...]:
    """Return the segments on which coders decided differently, those to talk about first.

    Parameters
    ----------
    coders
        The decisions of two coders or more.
    asked
        Which codes count, and at which level of the codebook; units are segments here.

    Returns
    -------
    tuple of Disagreement
        By falling mean MASI distance between those who decided the segment; among equals, first
        those with the code in dispute on which the coders agree worst (kappa, or alpha of more
        than two), then those with more codes in dispute, then in the order of names.

    Raises
    ------
    UsageError, DifferentStudiesError
        As `agreement_among`.

    Examples
    --------
    >>> from leadcode_tui.agreement import Decision, Decisions, disagreements_among
    >>> ana = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(())}}
    >>> ben = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(("vacuum",))}}
    >>> [found] = disagreements_among([Decisions("ana", ana), Decisions("ben", ben)])
    >>> found.segment, found.distance, dict(found.decisions)
    ('0004', 1.0, {'ana': (), 'ben': ('vacuum',)})

    """
    refuse(coders)
    aligned = align(coders, codes=asked.only, level=asked.level)
    refuse_unknown(asked, aligned)
    ranks = _ranks(aligned)
    return tuple(sorted(_disagreements(aligned), key=lambda each: _key(each, ranks)))


def _disagreements(aligned: Aligned) -> Iterator[Disagreement]:
    common = aligned.common
    place = {code: number for number, code in enumerate(aligned.listed)}
    for transcript, units in aligned.units.items():
        for unit in units:
            sets = _known_to_all(unit, common[unit.books])
            if len(set(sets.values())) > 1:
                decisions = {
                    aligned.coders[which]: tuple(sorted(codes, key=place.__getitem__))
                    for which, codes in sets.items()
                }
                yield Disagreement(transcript, unit.segment, _distance([*sets.values()]), decisions)


def _known_to_all(unit: Unit, common: frozenset[CodeId] | None) -> Mapping[int, frozenset[CodeId]]:
    return {
        which: codes if common is None else codes & common
        for which, codes in enumerate(unit.sets)
        if codes is not None
    }


def _distance(sets: Sequence[frozenset[CodeId]]) -> float:
    apart = [masi(one, other) for one, other in combinations(sets, 2)]
    return fsum(apart) / len(apart)


def _ranks(aligned: Aligned) -> Mapping[CodeId, float]:
    """Return how well coders agree on each code; one without a value is no cause to talk."""
    figures = figures_of(aligned, Asked(statistics=_RANKING))
    values = {code: headline(found).value for code, found in figures.codes.items()}
    return {code: value for code, value in values.items() if value is not None}


def _key(
    disagreement: Disagreement, ranks: Mapping[CodeId, float]
) -> tuple[float, float, int, str, str]:
    sets = [frozenset(codes) for codes in disagreement.decisions.values()]
    disputed = frozenset.union(*sets) - frozenset.intersection(*sets)
    worst = min(ranks.get(code, inf) for code in disputed)
    return (
        -disagreement.distance,
        worst,
        -len(disputed),
        disagreement.transcript,
        disagreement.segment,
    )
