"""How far each coder is in each transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import ProblemsError, UnreadableError
from leadcode_tui.model import Codebook, CoderId, TranscriptState
from leadcode_tui.store.coder_file import coder_files_in
from leadcode_tui.store.current import read_current
from leadcode_tui.study.stale import Staleness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import CoderFile, SegmentId, TranscriptId
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coder stands in a transcript: segments decided, of so many, and its state.

    `stale` are those decided that the codebook has left behind, to be read again.
    """

    decided: int
    codable: int
    state: TranscriptState
    stale: int = 0


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """Transcripts, each with every coder's standing; a further pass counts by itself, `ana.2`."""

    coders: tuple[CoderId, ...]
    transcripts: Mapping[TranscriptId, Mapping[CoderId, Standing]]


def study_progress(study: StudyFolder) -> StudyProgress:
    """Return how far each coder is. It tells how much was decided, and nothing of what."""
    paths = coder_files_in(study.codings_path)
    files = {CoderId(path.stem): read_current(path) for path in paths}
    book = _codebook(study)
    stale = {coder: Staleness(found.books, book) for coder, found in files.items()}
    return StudyProgress(
        coders=tuple(files),
        transcripts={
            name: {
                coder: _standing(found, name, codable, stale[coder])
                for coder, found in files.items()
            }
            for name, codable in _codable(study).items()
        },
    )


def _codable(study: StudyFolder) -> Mapping[TranscriptId, Sequence[SegmentId]]:
    return {
        name: study.settings.codable_segments(study.transcript(name))
        for name in study.transcript_ids()
    }


def _codebook(study: StudyFolder) -> Codebook:
    """Return the codebook; one with mistakes leaves no decision behind."""
    try:
        return study.codebook()
    except (ProblemsError, UnreadableError):
        return Codebook("", "", ())


def _standing(
    found: CoderFile,
    transcript: TranscriptId,
    codable: Sequence[SegmentId],
    staleness: Staleness,
) -> Standing:
    entries = found.entries.get(transcript, {})
    held = [entries[segment] for segment in codable if segment in entries]
    status = found.transcripts.get(transcript)
    return Standing(
        decided=sum(entry.codes is not None for entry in held),
        codable=len(codable),
        state=status.state if status else TranscriptState.OPEN,
        stale=sum(bool(staleness.of(entry)) for entry in held),
    )
