"""Transcripts and segments as people name them on a command line, or a sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from leadcode_tui.model import Segment, Transcript, TranscriptId


def known_transcript(name: str, known: Collection[TranscriptId]) -> TranscriptId:
    """Return the transcript of a name; raise UsageError with what may have been meant."""
    for transcript in known:
        if transcript == name:
            return transcript
    raise UsageError(f"no transcript {name!r} in the study{did_you_mean(name, known)}")


def parts_of_place(place: str) -> tuple[str, str]:
    """Return the transcript and the number in KC010:41; raise UsageError where they are not."""
    name, _, number = place.rpartition(":")
    if not name or not number:
        raise UsageError(f"{place!r} names no segment: TRANSCRIPT:NUMBER, as in KC010:41")
    return name, number


def segment_of_number(transcript: Transcript, number: str) -> Segment:
    """Return the segment of a number, which may begin with zeros; raise UsageError without one."""
    bare = number.lstrip("0")
    for segment in transcript.segments:
        if segment.id.lstrip("0") == bare:
            return segment
    raise UsageError(f"{transcript.id} has no segment {number}")
