"""Units other than segments: the characters of shared segments, and whole transcripts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.align import Aligned, Side, Unit
from leadcode_tui.agreement.asked import UnitKind
from leadcode_tui.agreement.sorting import LeftOut, Reason
from leadcode_tui.model import SegmentId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decided, Decisions
    from leadcode_tui.model import CodeId, TranscriptId


def in_units(kind: UnitKind, segments: Aligned, coders: Sequence[Decisions]) -> Aligned:
    """Return decisions on segments as decisions on the units that were asked for."""
    if kind is UnitKind.CHARACTER:
        return by_character(segments, coders)
    return by_transcript(segments, coders) if kind is UnitKind.TRANSCRIPT else segments


def by_character(aligned: Aligned, coders: Sequence[Decisions]) -> Aligned:
    """Return units that are stretches of characters on which no coder's codes change.

    A code without spans holds for the whole segment; a segment whose length nobody recorded is
    left out.
    """
    units: dict[TranscriptId, tuple[Unit, ...]] = {}
    left_out = list(aligned.left_out)
    for transcript, segments in aligned.units.items():
        stretches: list[Unit] = []
        for unit in segments:
            row = [coder.entries.get(transcript, {}).get(unit.segment) for coder in coders]
            length = max(entry.chars for entry in row if entry is not None)
            if length:
                stretches += _stretches(unit, row, length, aligned.now)
            else:
                who = tuple(coder.name for coder in coders)
                left_out.append(LeftOut(Reason.NO_LENGTH, transcript, unit.segment, who))
        if stretches:
            units[transcript] = tuple(stretches)
    return replace(aligned.with_units(units), left_out=tuple(left_out))


def _stretches(
    unit: Unit, row: Sequence[Decided | None], length: int, now: Mapping[CodeId, CodeId]
) -> Iterator[Unit]:
    spans = [{} if entry is None else _spans(entry, now) for entry in row]
    ends = {end for of in spans for ranges in of.values() for span in ranges for end in span}
    cuts = sorted({0, length, *(end for end in ends if 0 < end < length)})
    for start, end in pairwise(cuts):
        sets = tuple(
            None if codes is None else _held(codes, of, start)
            for codes, of in abreast(unit.sets, spans)
        )
        yield unit._replace(sets=sets, size=end - start)


def _spans(
    entry: Decided, now: Mapping[CodeId, CodeId]
) -> Mapping[CodeId, Sequence[tuple[int, int]]]:
    """Return the spans of the codes that hold for stretches alone."""
    found: dict[CodeId, list[tuple[int, int]]] = {}
    whole = set()
    for code in entry.codes or ():
        ranges = (entry.spans or {}).get(code)
        if ranges:
            found.setdefault(now.get(code, code), []).extend(ranges)
        else:
            whole.add(now.get(code, code))
    return {code: ranges for code, ranges in found.items() if code not in whole}


def _held(
    codes: frozenset[CodeId], spans: Mapping[CodeId, Sequence[tuple[int, int]]], place: int
) -> frozenset[CodeId]:
    return frozenset(
        code
        for code in codes
        if code not in spans or any(start <= place < end for start, end in spans[code])
    )


def by_transcript(aligned: Aligned, coders: Sequence[Decisions]) -> Aligned:
    """Return units that are whole transcripts, with the codes used there at least once.

    A coder decided a transcript when they decided every codable segment of it. A code that was
    unknown for a part of it, and not used in the rest, was not decided on.
    """
    units = {}
    for transcript, segments in aligned.units.items():
        codable = _codable(transcript, segments, coders)
        sets = tuple(_used(which, segments, codable) for which in range(len(coders)))
        if any(codes is not None for codes in sets):
            books = tuple(None if codes is None else transcript for codes in sets)
            units[transcript] = (Unit(SegmentId(transcript), sets, books),)
    return replace(aligned.with_units(units), sides=_sides(aligned, units))


def _codable(
    transcript: TranscriptId, segments: Sequence[Unit], coders: Sequence[Decisions]
) -> AbstractSet[SegmentId]:
    """Return the segments to be decided: what any coder's file lists, and what anyone decided."""
    listed = (coder.codable.get(transcript, frozenset()) for coder in coders)
    return frozenset(unit.segment for unit in segments).union(*listed)


def _used(
    which: int, segments: Sequence[Unit], codable: AbstractSet[SegmentId]
) -> frozenset[CodeId] | None:
    """Return all codes that a coder used, or None if a segment is not decided."""
    found = {unit.segment: codes for unit in segments if (codes := unit.sets[which]) is not None}
    if not codable <= found.keys():
        return None
    return frozenset().union(*found.values())


def _sides(aligned: Aligned, units: Mapping[TranscriptId, tuple[Unit, ...]]) -> tuple[Side, ...]:
    """Return the sides with what each coder knew throughout a transcript, or used there."""
    return tuple(
        side._replace(
            known={
                transcript: _known_throughout(which, side, aligned.units[transcript], unit)
                for transcript, (unit,) in units.items()
            },
        )
        for which, side in enumerate(aligned.sides)
    )


def _known_throughout(
    which: int, side: Side, segments: Sequence[Unit], unit: Unit
) -> frozenset[CodeId] | None:
    books = {book for segment in segments if (book := segment.books[which]) is not None}
    known = [codes for book in books if (codes := side.known[book]) is not None]
    if not known:
        return None
    return frozenset.intersection(*known) | (unit.sets[which] or frozenset())
