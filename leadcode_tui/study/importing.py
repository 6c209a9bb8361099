"""Transcripts into the study: read, checked against what is there, and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.model import Participant, TranscriptId
from leadcode_tui.sheets import participants_text
from leadcode_tui.store.files import make_folder, replace
from leadcode_tui.store.transcript_files import transcript_path, write_transcript_file
from leadcode_tui.transcripts import (
    Reading,
    ReadOptions,
    default_id,
    read_joined,
    read_transcript,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import ParticipantId, Transcript
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
) -> Iterator[Imported]:
    """Import files, one transcript each, and yield what came in.

    All are read before one is written, so that a mistake in the last leaves nothing half done.
    """
    options = _options(study, interviewers)
    readings = [
        read_transcript(path, transcript_id=default_id(path), settings=options) for path in paths
    ]
    yield from _take_in(study, readings)


def import_joined(
    study: StudyFolder, paths: Sequence[Path], name: str, *, interviewers: Sequence[str]
) -> Imported:
    """Import the files of one interview, one speaker each, as one transcript."""
    if default_id(_named(paths[0], name)) != name:
        raise UsageError(f"{name!r} cannot be a transcript's id: letters, digits, '-', '_', '.'")
    options = _options(study, interviewers)
    reading = read_joined(paths, transcript_id=TranscriptId(name), settings=options)
    return next(_take_in(study, [reading]))


def _named(path: Path, name: str) -> Path:
    return path.parent / f"{name.replace('/', ' ')}.txt"


def read_loose(path: Path) -> tuple[Transcript, tuple[str, ...]]:
    """Read a transcript that belongs to no study, and what is to be said of how it was taken."""
    reading = read_transcript(path, transcript_id=default_id(path))
    return reading.transcript, (*map(str, reading.problems), *reading.notices)


def _options(study: StudyFolder, interviewers: Sequence[str]) -> ReadOptions:
    return ReadOptions(
        unit=study.settings.segment,
        interviewers=tuple(interviewers),
        participants=tuple(study.participants()),
        questions=tuple(question.id for question in study.settings.schedule),
    )


def _take_in(study: StudyFolder, readings: Sequence[Reading]) -> Iterator[Imported]:
    _refuse_known(study, [reading.transcript for reading in readings])
    make_folder(study.transcripts_path)
    for reading in readings:
        transcript = reading.transcript
        path = transcript_path(study.transcripts_path, transcript.id)
        write_transcript_file(path, transcript)
        codable = len(study.settings.codable_segments(transcript))
        yield Imported(transcript, codable, reading.notices, reading.problems)
    _list_participants(study, [reading.transcript for reading in readings])


def _refuse_known(study: StudyFolder, transcripts: Sequence[Transcript]) -> None:
    """Refuse a transcript that is there already: coders' decisions refer to its segments."""
    known = {name.casefold(): name for name in study.transcript_ids()}
    for transcript in transcripts:
        name = transcript.id.casefold()
        if name in known:
            there = study.transcript(known[name])
            same = there.source.sha256 == transcript.source.sha256
            what = "this very file" if same else f"another file, {there.source.name}"
            raise UnreadableError(
                transcript.source.name,
                f"the study has a transcript {there.id} already, from {what}",
            )
        known[name] = transcript.id


def _list_participants(study: StudyFolder, transcripts: Sequence[Transcript]) -> None:
    """Add participants who are not in the table yet, without a role, for a person to fill in."""
    known = dict(study.participants())
    new: dict[ParticipantId, Participant] = {}
    for transcript in transcripts:
        for speaker in transcript.speakers.values():
            if speaker.participant is not None and speaker.participant not in known:
                new[speaker.participant] = Participant(speaker.participant)
    if new:
        text = participants_text([*known.values(), *new.values()])
        replace(study.participants_path, text.encode())
