"""What is coded: transcripts, the segments of them that coders decide on, and the codebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.model import Book

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

    def segment(self, place: Place) -> Segment:
        """Return the segment at a place."""
        return self.transcripts[place.transcript].by_id[place.segment]

    def book(self, at: str) -> Book:
        """Return the revision of the codebook as a coder's file records it."""
        return Book(
            name=self.codebook.id,
            sha256=self.codebook.sha256,
            at=at,
            codes={code.id: code.parent for code in self.codebook.codes},
            was=self.codebook.renamed,
        )
