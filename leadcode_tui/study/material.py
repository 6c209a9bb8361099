"""What is coded: transcripts, the segments of them that coders decide on, and the codebook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import (
        Codebook,
        QuestionId,
        Segment,
        SegmentId,
        StudyId,
        Transcript,
        TranscriptId,
    )


class Place(NamedTuple):
    """Where a segment stands."""

    transcript: TranscriptId
    segment: SegmentId

    def __str__(self) -> str:
        """As people say it, and as `goto` takes it: KC010:41."""
        return f"{self.transcript}:{self.segment.lstrip('0') or '0'}"


@dataclass(frozen=True, slots=True)
class Material:
    """Transcripts in reading order, each with its codable segments, and the codebook."""

    study: StudyId | None
    codebook: Codebook
    transcripts: Mapping[TranscriptId, Transcript]
    codable: Mapping[TranscriptId, tuple[SegmentId, ...]]
    roles: Mapping[TranscriptId, str] = field(default_factory=dict)
    codebook_path: Path | None = None
    schedule: Mapping[QuestionId, str] = field(default_factory=dict)
    transcripts_path: Path | None = None

    def segment(self, place: Place) -> Segment:
        """Return the segment at a place."""
        return self.transcripts[place.transcript].by_id[place.segment]

    def led_to(self, place: Place) -> tuple[Segment, ...]:
        """Return a segment after what is said right before it that nobody decides on."""
        segments = self.transcripts[place.transcript].segments
        codable = set(self.codable[place.transcript])
        at = first = next(n for n, found in enumerate(segments) if found.id == place.segment)
        while first > 0 and segments[first - 1].id not in codable:
            first -= 1
        return segments[first : at + 1]

    def with_transcript(self, transcript: Transcript) -> Material:
        """Return the material with a transcript in place of the one of the same id."""
        return replace(self, transcripts={**self.transcripts, transcript.id: transcript})
