"""A study's folder: where its files lie, and what the hand-written ones say."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.codebook import load_codebook, load_study_settings
from leadcode_tui.errors import Problem, ProblemsError, UnreadableError
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import CoderId, TranscriptId
from leadcode_tui.sheets import read_participants
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.transcript_files import read_transcript_file, transcript_path
from leadcode_tui.study.material import Material
from leadcode_tui.study.root import (
    CODINGS,
    PARTICIPANTS,
    STUDY_FILE,
    TRANSCRIPTS,
    coders_in,
    pass_name,
    study_root,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Codebook, Participant, ParticipantId, StudySettings, Transcript


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """A study: its folder, and what its study file says."""

    root: Path
    settings: StudySettings

    @property
    def codebook_path(self) -> Path:
        """The codebook."""
        return self.root / self.settings.codebook

    @property
    def participants_path(self) -> Path:
        """The table of participants."""
        return self.root / PARTICIPANTS

    @property
    def transcripts_path(self) -> Path:
        """The folder of the transcripts."""
        return self.root / TRANSCRIPTS

    @property
    def codings_path(self) -> Path:
        """The folder of the coders' files."""
        return self.root / CODINGS

    def coder_file(self, coder: CoderId, number: int = 1) -> Path:
        """Return where a coder's file lies, or that of a further pass."""
        return self.codings_path / f"{pass_name(coder, number)}.json"

    def coders(self) -> tuple[CoderId, ...]:
        """Return the coders who have begun."""
        return coders_in(self.codings_path)

    def transcript_ids(self) -> tuple[TranscriptId, ...]:
        """Return the ids of the transcripts, in reading order.

        No id begins with a dot; such files are other programs', as macOS's `._KC01.json`.
        """
        paths = self.transcripts_path.glob("[!.]*.json")
        return tuple(sorted(TranscriptId(path.stem) for path in paths))

    def transcript(self, wanted: TranscriptId) -> Transcript:
        """Read a transcript."""
        return read_transcript_file(transcript_path(self.transcripts_path, wanted))

    def codebook(self) -> Codebook:
        """Read the codebook; raise ProblemsError where it holds mistakes."""
        codebook, problems = load_codebook(self.codebook_path, reserved=RESERVED)
        _raise(problems)
        return codebook

    def participants(self) -> Mapping[ParticipantId, Participant]:
        """Read the participants; none are listed where there is no table."""
        if not self.participants_path.exists():
            return {}
        content = read_bytes(self.participants_path)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise UnreadableError(
                self.participants_path, f"not UTF-8 text (line {line}): save it as CSV UTF-8"
            ) from error
        people, problems = read_participants(text, self.participants_path)
        _raise(problems)
        return {person.id: person for person in people}

    def material(self, wanted: Sequence[TranscriptId] = ()) -> Material:
        """Read what is coded: the wanted transcripts, or all."""
        ids = wanted or self.transcript_ids()
        transcripts = {transcript: self.transcript(transcript) for transcript in ids}
        return Material(
            study=self.settings.id,
            codebook=self.codebook(),
            transcripts=transcripts,
            codable={
                transcript: self.settings.codable_segments(content)
                for transcript, content in transcripts.items()
            },
            roles=self._roles(transcripts),
            codebook_path=self.codebook_path,
            transcripts_path=self.transcripts_path,
            schedule={entry.id: entry.question for entry in self.settings.schedule},
        )

    def _roles(self, transcripts: Mapping[TranscriptId, Transcript]) -> Mapping[TranscriptId, str]:
        """Return the role of each transcript's participant; a table with mistakes stops nobody."""
        with suppress(ProblemsError, UnreadableError):
            people = self.participants()
            return {
                name: people[who].role
                for name, content in transcripts.items()
                if (who := content.participant) is not None and who in people
            }
        return {}


def find_study(start: Path) -> StudyFolder:
    """Open the study in a folder or above it.

    Raises NoStudyError where there is none, ProblemsError where its file holds mistakes.
    """
    return open_study(study_root(start))


def open_study(folder: Path) -> StudyFolder:
    """Open the study in this folder."""
    settings, problems = load_study_settings(folder / STUDY_FILE)
    _raise(problems)
    if settings is None:
        raise UnreadableError(folder / STUDY_FILE, "it says nothing of a study")
    study = StudyFolder(folder, settings)
    for below in (study.transcripts_path, study.codings_path):
        _refuse_closed(below)
    return study


def _refuse_closed(folder: Path) -> None:
    """Refuse a folder that may not be looked into: it would pass for an empty one."""
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        raise UnreadableError(folder, "you may not read it: ask its owner for access")


def _raise(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsError(problems)
