"""Which decisions the figures rest on: how much was decided by whom, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.agreement.report import Coverage
from leadcode_tui.model import CoderId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.align import Aligned
    from leadcode_tui.model import CodeId


def coverage_of(aligned: Aligned, segments: Aligned) -> Coverage:
    """Return the coverage in units, with codings counted as they were made: on segments."""
    shared = decided = empty = 0
    only = Counter[CoderId]()
    for unit in aligned.every_unit():
        decided += unit.size
        if unit.deciders > 1:
            shared += unit.size
            empty += 0 if any(unit.sets) else unit.size
        else:
            only[_alone(unit.sets, aligned)] += unit.size
    return Coverage(
        shared=shared,
        decided=decided,
        only={coder: only[coder] for coder in aligned.coders},
        only_codings=_codings_alone(segments),
        empty=empty,
        transcripts=shared_transcripts(aligned),
        left_out=aligned.left_out,
    )


def shared_transcripts(aligned: Aligned) -> int:
    """Return in how many transcripts two coders or more decided a unit."""
    return sum(
        bool(transcript) and any(unit.deciders > 1 for unit in units)
        for transcript, units in aligned.units.items()
    )


def _codings_alone(segments: Aligned) -> Mapping[CoderId, int]:
    codings = dict.fromkeys(segments.coders, 0)
    for unit in segments.every_unit():
        if unit.deciders == 1:
            codings[_alone(unit.sets, segments)] += sum(len(codes or ()) for codes in unit.sets)
    return codings


def _alone(sets: Sequence[AbstractSet[CodeId] | None], aligned: Aligned) -> CoderId:
    """Return the one coder who decided."""
    return next(
        coder for coder, codes in zip(aligned.coders, sets, strict=True) if codes is not None
    )
