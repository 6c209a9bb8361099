"""Participants without transcripts, and transcripts without participants."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.model import SpeakerKind
from leadcode_tui.store.transcript_files import transcript_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.model import Participant, ParticipantId, Transcript, TranscriptId
    from leadcode_tui.study.folder import StudyFolder


def people_problems(
    study: StudyFolder,
    people: Mapping[ParticipantId, Participant],
    transcripts: Mapping[TranscriptId, Transcript],
) -> Iterator[Problem]:
    """Yield who is listed and does not speak, and who speaks and is not listed."""
    speaking: set[ParticipantId] = set()
    for name, transcript in transcripts.items():
        path = transcript_path(study.transcripts_path, name)
        speaking.update(found := _participants(transcript))
        if not found:
            yield Problem(path, 0, 0, "no participant speaks in it", "who is who: import it anew")
        for person in found:
            if person not in people:
                message = f"participant {person!r} is not in the table of participants"
                yield Problem(path, 0, 0, message, f"add a line to {study.participants_path}")
    if len(transcripts) < len(study.transcript_ids()):
        return  # one cannot be read: who speaks in it is not known
    silent = [person for person in people if person not in speaking]
    lines = _lines(study.participants_path) if silent else {}
    for person in silent:
        message = f"participant {person!r} has no transcript"
        yield Problem(study.participants_path, lines.get(person, 0), 1, message)


def _participants(transcript: Transcript) -> Mapping[ParticipantId, None]:
    return {
        speaker.participant: None
        for speaker in transcript.speakers.values()
        if speaker.kind is SpeakerKind.PARTICIPANT and speaker.participant is not None
    }


def _lines(path: Path) -> Mapping[str, int]:
    """Return the line of each participant; the table was read before, so that it is sound."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        rows = csv.reader(table)
        ids = [name.strip().lower() for name in next(rows)].index("id")
        return {row[ids].strip(): rows.line_num for row in rows if len(row) > ids}
