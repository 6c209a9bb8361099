"""One transcript's decided segments: what several coders decided, and what is no unit."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.agreement.abreast import abreast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decided, Decisions
    from leadcode_tui.model import CoderId, SegmentId, TranscriptId


class Reason(StrEnum):
    """Why a decided segment is no unit."""

    TEXT_DIFFERS = "text differs"
    NOT_CODABLE = "not codable"
    UNKNOWN = "unknown"
    NO_LENGTH = "length unknown"


class LeftOut(NamedTuple):
    """A decided segment that is no unit; `coders` are those on whose side the reason lies."""

    why: Reason
    transcript: TranscriptId
    segment: SegmentId
    coders: tuple[CoderId, ...]


class Sorted(NamedTuple):
    """One transcript's decided segments, and coder by coder the decisions on them, or None.

    `left_out` are those that are no units.
    """

    segments: Sequence[SegmentId]
    decided: Sequence[Sequence[Decided | None]]
    left_out: Sequence[LeftOut]


def sort_segments(coders: Sequence[Decisions], *, transcript: TranscriptId) -> Sorted:
    """Sort the segments of one transcript that any coder decided."""
    each = [_decided(coder, transcript) for coder in coders]
    segments = dict.fromkeys(chain.from_iterable(each))
    out = {
        segment: LeftOut(Reason.TEXT_DIFFERS, transcript, segment, _who(coders, each, segment))
        for segment in _texts_differ(each)
    } | _not_codable(coders, transcript=transcript, decided=segments.keys())
    units = [segment for segment in segments if segment not in out] if out else [*segments]
    return Sorted(
        units,
        [[*map(found.get, units)] for found in each],
        [out[segment] for segment in segments if segment in out],
    )


def _decided(coder: Decisions, transcript: TranscriptId) -> Mapping[SegmentId, Decided]:
    entries = coder.entries.get(transcript, {})
    if all(entry.codes is not None for entry in entries.values()):
        return entries
    return {segment: entry for segment, entry in entries.items() if entry.codes is not None}


def _texts_differ(each: Sequence[Mapping[SegmentId, Decided]]) -> AbstractSet[SegmentId]:
    """Return the segments that two coders decided on different words; "" was not recorded."""
    if _same_throughout(each):
        return frozenset()
    texts: dict[SegmentId, str] = {}
    return {
        segment
        for found in each
        for segment, entry in found.items()
        if entry.text and texts.setdefault(segment, entry.text) != entry.text
    }


def _same_throughout(each: Sequence[Mapping[SegmentId, Decided]]) -> bool:
    """Return whether all decided the same segments in one order and on the same words."""
    one, *others = ([(segment, entry.text) for segment, entry in found.items()] for found in each)
    return all(other == one for other in others)


def _who(
    coders: Sequence[Decisions], each: Sequence[Mapping[SegmentId, Decided]], segment: SegmentId
) -> tuple[CoderId, ...]:
    return tuple(coder.name for coder, found in abreast(coders, each) if segment in found)


def _not_codable(
    coders: Sequence[Decisions], *, transcript: TranscriptId, decided: AbstractSet[SegmentId]
) -> dict[SegmentId, LeftOut]:
    """Return the decided segments that are not among one coder's codable ones."""
    outside = [_outside(coder, transcript, decided) for coder in coders]
    found = {}
    for segment in set().union(*outside):
        without = [coder for coder, segments in abreast(coders, outside) if segment in segments]
        unheard = len(without) < len(coders) and all(
            segment not in coder.entries.get(transcript, {}) for coder in without
        )
        why = Reason.UNKNOWN if unheard else Reason.NOT_CODABLE
        names = tuple(coder.name for coder in without)
        found[segment] = LeftOut(why, transcript, segment, names)
    return found


def _outside(
    coder: Decisions, transcript: TranscriptId, segments: AbstractSet[SegmentId]
) -> AbstractSet[SegmentId]:
    codable = coder.codable.get(transcript)
    return segments - codable if codable else frozenset()
