"""Which decisions the figures rest on: how much was decided by whom, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.agreement.report import Coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadcode_tui.agreement.align import Aligned
    from leadcode_tui.model import CodeId, CoderId

    #: What coders decided on a unit.
    Sets = tuple[frozenset[CodeId] | None, ...]


def coverage_of(aligned: Aligned, segments: Aligned) -> Coverage:
    """Return the coverage in units, with codings counted as they were made: on segments."""
    only = _alone(aligned, lambda _: 1)
    empty = (
        count
        for rows in aligned.shared_rows.values()
        for units in rows.values()
        for sets, count in units.items()
        if not any(sets)
    )
    return Coverage(
        shared=aligned.shared,
        by_all=_by_all(aligned),
        decided=aligned.shared + sum(only.values()),
        only=only,
        only_codings=_alone(segments, len),
        empty=sum(empty),
        transcripts=shared_transcripts(aligned),
        left_out=aligned.left_out,
    )


def shared_transcripts(aligned: Aligned) -> int:
    """Return in how many transcripts two coders or more decided a unit."""
    return sum(bool(transcript) for transcript in aligned.shared_rows)


def _by_all(aligned: Aligned) -> int:
    return sum(
        sum(units.values())
        for rows in aligned.shared_rows.values()
        for books, units in rows.items()
        if None not in books
    )


def _alone(aligned: Aligned, worth: Callable[[frozenset[CodeId]], int]) -> Mapping[CoderId, int]:
    """Add up, coder by coder, what the units are worth that nobody else decided."""
    coders = aligned.coders
    found = dict.fromkeys(coders, 0)
    for rows in aligned.alone_rows.values():
        for books, units in rows.items():
            [who] = (place for place, book in enumerate(books) if book is not None)
            for sets, count in units.items():
                found[coders[who]] += count * worth(sets[who] or frozenset())
    return found
