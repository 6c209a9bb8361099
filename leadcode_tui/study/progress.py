"""How far each coder is in each transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.model import TranscriptState
from leadcode_tui.store.current import read_current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import CoderFile, CoderId, SegmentId, TranscriptId
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coder stands in a transcript: segments decided, of so many, and its state."""

    decided: int
    codable: int
    state: TranscriptState


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """Transcripts, each with every coder's standing."""

    coders: tuple[CoderId, ...]
    transcripts: Mapping[TranscriptId, Mapping[CoderId, Standing]]


def study_progress(study: StudyFolder) -> StudyProgress:
    """Return how far each coder is. It tells how much was decided, and nothing of what."""
    files = {coder: read_current(study.coder_file(coder)) for coder in study.coders()}
    return StudyProgress(
        coders=tuple(files),
        transcripts={
            name: {coder: _standing(found, name, codable) for coder, found in files.items()}
            for name, codable in _codable(study).items()
        },
    )


def _codable(study: StudyFolder) -> Mapping[TranscriptId, Sequence[SegmentId]]:
    return {
        name: study.settings.codable_segments(study.transcript(name))
        for name in study.transcript_ids()
    }


def _standing(found: CoderFile, transcript: TranscriptId, codable: Sequence[SegmentId]) -> Standing:
    entries = found.entries.get(transcript, {})
    decided = sum(segment in entries and entries[segment].codes is not None for segment in codable)
    status = found.transcripts.get(transcript)
    return Standing(decided, len(codable), status.state if status else TranscriptState.OPEN)
