"""One transcript's decided segments: units, what one coder alone decided, what is no unit."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decided, Decisions
    from leadcode_tui.model import CoderId, SegmentId, TranscriptId


class Reason(StrEnum):
    """Why a decided segment is no unit."""

    TEXT_DIFFERS = "text differs"
    NOT_CODABLE = "not codable"
    UNKNOWN = "unknown"


class LeftOut(NamedTuple):
    """A decided segment that is no unit; `coders` are those on whose side the reason lies."""

    why: Reason
    transcript: TranscriptId
    segment: SegmentId
    coders: tuple[CoderId, ...]


class Sorted(NamedTuple):
    """One transcript's decided segments; `shared` are the units."""

    shared: Sequence[tuple[SegmentId, Decided, Decided]]
    only: tuple[Mapping[SegmentId, Decided], Mapping[SegmentId, Decided]]
    left_out: Sequence[LeftOut]


def sort_segments(a: Decisions, b: Decisions, *, transcript: TranscriptId) -> Sorted:
    """Sort the segments of one transcript that one coder or both decided."""
    mine, yours = _decided(a, transcript), _decided(b, transcript)
    lacking = _not_codable(a, b, transcript=transcript, decided=(*mine, *yours))
    for segment in lacking:
        mine.pop(segment, None)
        yours.pop(segment, None)
    shared = [(key, mine[key], yours[key]) for key in mine if key in yours]
    differing = [key for key, first, second in shared if _texts_differ(first, second)]
    if differing:
        shared = [row for row in shared if not _texts_differ(row[1], row[2])]
    return Sorted(
        shared,
        (
            {key: entry for key, entry in mine.items() if key not in yours},
            {key: entry for key, entry in yours.items() if key not in mine},
        ),
        [
            *lacking.values(),
            *(LeftOut(Reason.TEXT_DIFFERS, transcript, key, (a.name, b.name)) for key in differing),
        ],
    )


def _decided(coder: Decisions, transcript: TranscriptId) -> dict[SegmentId, Decided]:
    entries = coder.entries.get(transcript, {})
    return {segment: entry for segment, entry in entries.items() if entry.codes is not None}


def _texts_differ(first: Decided, second: Decided) -> bool:
    return first.text != second.text and bool(first.text) and bool(second.text)


def _not_codable(
    a: Decisions, b: Decisions, *, transcript: TranscriptId, decided: Iterable[SegmentId]
) -> Mapping[SegmentId, LeftOut]:
    """Return the decided segments that are not among one coder's codable ones."""
    outside = [(coder, _outside(coder, transcript, decided)) for coder in (a, b)]
    found = {}
    for segment in sorted(outside[0][1] | outside[1][1]):
        coders = [coder for coder, segments in outside if segment in segments]
        unheard = len(coders) == 1 and segment not in coders[0].entries.get(transcript, {})
        why = Reason.UNKNOWN if unheard else Reason.NOT_CODABLE
        names = tuple(coder.name for coder in coders)
        found[segment] = LeftOut(why, transcript, segment, names)
    return found


def _outside(
    coder: Decisions, transcript: TranscriptId, segments: Iterable[SegmentId]
) -> AbstractSet[SegmentId]:
    codable = coder.codable.get(transcript)
    return frozenset(segments) - codable if codable else frozenset()
