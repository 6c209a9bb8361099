"""The segments to talk about: where coders decided differently, the farthest apart first."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from leadcode_tui.agreement.align import align
from leadcode_tui.agreement.distances import masi
from leadcode_tui.agreement.report import Disagreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.agreement.align import Unit
    from leadcode_tui.agreement.asked import Asked
    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import CodeId


def disagreements_among(coders: Sequence[Decisions], asked: Asked) -> tuple[Disagreement, ...]:
    """Return the segments on which coders decided differently.

    Parameters
    ----------
    coders
        The decisions of two coders or more.
    asked
        Which codes count, at which level.

    Returns
    -------
    tuple of Disagreement
        By falling mean MASI distance between those who decided the segment, then by how many codes
        are in dispute, then in the order of the text.

    Examples
    --------
    >>> from leadcode_tui.agreement import Asked, Decision, Decisions, disagreements_among
    >>> ana = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(())}}
    >>> ben = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(("vacuum",))}}
    >>> [found] = disagreements_among([Decisions("ana", ana), Decisions("ben", ben)], Asked())
    >>> found.segment, found.distance, dict(found.decisions)
    ('0004', 1.0, {'ana': (), 'ben': ('vacuum',)})

    """
    aligned = align(coders, codes=asked.only, level=asked.level)
    common = aligned.common
    place = {code: number for number, code in enumerate(aligned.codes)}
    found = []
    for transcript, units in aligned.units.items():
        for unit in units:
            sets = _known_to_all(unit, common[unit.books])
            if len(set(sets.values())) > 1:
                decisions = {
                    aligned.coders[which]: tuple(sorted(codes, key=place.__getitem__))
                    for which, codes in sets.items()
                }
                apart = Disagreement(
                    transcript, unit.segment, _distance([*sets.values()]), decisions
                )
                found.append((apart, _disputed([*sets.values()])))
    found.sort(key=lambda each: (-each[0].distance, -each[1]))
    return tuple(each for each, _ in found)


def _known_to_all(unit: Unit, common: frozenset[CodeId] | None) -> dict[int, frozenset[CodeId]]:
    return {
        which: codes if common is None else codes & common
        for which, codes in enumerate(unit.sets)
        if codes is not None
    }


def _distance(sets: Sequence[frozenset[CodeId]]) -> float:
    apart = [masi(one, other) for one, other in combinations(sets, 2)]
    return sum(apart) / len(apart)


def _disputed(sets: Sequence[frozenset[CodeId]]) -> int:
    return len(frozenset.union(*sets) - frozenset.intersection(*sets))
