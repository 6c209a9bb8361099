"""Transcripts into the study: read, checked against what is there, and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.model import TranscriptId
from leadcode_tui.sheets import NO_PARTICIPANTS, with_participants
from leadcode_tui.store.files import make_folder, read_bytes, replace
from leadcode_tui.store.transcript_files import transcript_path, write_transcript_file
from leadcode_tui.transcripts import (
    Reading,
    ReadOptions,
    default_id,
    read_each,
    read_joined,
    read_transcript,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import Transcript
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in from a file: the transcript, its codable segments, and what is to be said.

    `problems` are mistakes in the file; each says how it was taken, so that nothing is lost.
    """

    transcript: Transcript
    codable: int
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]


def import_files(
    study: StudyFolder, paths: Sequence[Path], *, interviewers: Sequence[str]
) -> tuple[Imported, ...]:
    """Import files, one transcript each, and return what came in.

    All are read before one is written, so that a mistake in the last leaves nothing half done.
    """
    return _take_in(study, read_each(paths, settings=_options(study, interviewers)))


def import_joined(
    study: StudyFolder, paths: Sequence[Path], name: str, *, interviewers: Sequence[str]
) -> Imported:
    """Import the files of one interview, one speaker each, as one transcript."""
    if default_id(_named(paths[0], name)) != name:
        raise UsageError(f"{name!r} cannot be a transcript's id: letters, digits, '-', '_', '.'")
    options = _options(study, interviewers)
    reading = read_joined(paths, transcript_id=TranscriptId(name), settings=options)
    (imported,) = _take_in(study, [reading])
    return imported


def _named(path: Path, name: str) -> Path:
    return path.parent / f"{name.replace('/', ' ')}.txt"


def read_loose(path: Path, *, interviewers: Sequence[str]) -> tuple[Transcript, tuple[str, ...]]:
    """Read a transcript that belongs to no study, and what is to be said of how it was taken."""
    options = ReadOptions(interviewers=tuple(interviewers))
    reading = read_transcript(path, transcript_id=default_id(path), settings=options)
    return reading.transcript, (*map(str, reading.problems), *reading.notices)


def _options(study: StudyFolder, interviewers: Sequence[str]) -> ReadOptions:
    return ReadOptions(
        unit=study.settings.segment,
        interviewers=tuple(interviewers),
        participants=tuple(study.participants()),
        questions=tuple(question.id for question in study.settings.schedule),
    )


def _take_in(study: StudyFolder, readings: Sequence[Reading]) -> tuple[Imported, ...]:
    transcripts = [reading.transcript for reading in readings]
    _refuse_known(study, transcripts)
    make_folder(study.transcripts_path)
    for transcript in transcripts:
        path = transcript_path(study.transcripts_path, transcript.id)
        write_transcript_file(path, transcript)
    _list_participants(study, transcripts)
    return tuple(
        Imported(
            reading.transcript,
            len(study.settings.codable_segments(reading.transcript)),
            reading.notices,
            reading.problems,
        )
        for reading in readings
    )


def _refuse_known(study: StudyFolder, transcripts: Sequence[Transcript]) -> None:
    """Refuse a transcript that is there already: coders' decisions refer to its segments."""
    known = {name.casefold(): name for name in study.transcript_ids()}
    coming: dict[str, Transcript] = {}
    for transcript in transcripts:
        name = transcript.id.casefold()
        if name in known:
            raise UnreadableError(transcript.source.name, _known(study, known[name], transcript))
        if name in coming:
            raise UnreadableError(
                transcript.source.name,
                f"it would be the transcript {transcript.id}, and so would "
                f"{coming[name].source.name}: rename one of the two",
            )
        coming[name] = transcript


def _known(study: StudyFolder, there: TranscriptId, transcript: Transcript) -> str:
    """Return the sentence for a transcript that the study has, with the way out."""
    source = study.transcript(there).source
    same = source.sha256 == transcript.source.sha256
    what = "this very file" if same else f"another file, {source.name}"
    return (
        f"the study has a transcript {there} already, from {what}; as long as nobody has coded "
        f"it, remove transcripts/{there}.json and import again"
    )


def _list_participants(study: StudyFolder, transcripts: Sequence[Transcript]) -> None:
    """Add participants who are not in the table yet, without a role, for a person to fill in."""
    known = study.participants()
    new = dict.fromkeys(
        speaker.participant
        for transcript in transcripts
        for speaker in transcript.speakers.values()
        if speaker.participant is not None and speaker.participant not in known
    )
    if new:
        path = study.participants_path
        table = read_bytes(path).decode() if path.exists() else NO_PARTICIPANTS
        replace(path, with_participants(table, tuple(new)).encode())
