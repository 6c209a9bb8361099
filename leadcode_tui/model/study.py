"""A study: what its hand-edited file says, and the people who took part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadcode_tui.model.transcript import SegmentUnit, SpeakerKind, Transcript

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from leadcode_tui.model.ids import CoderId, ParticipantId, QuestionId, SegmentId, StudyId
    from leadcode_tui.model.remap import Remap


class Codable(StrEnum):
    """Whose segments coders decide on."""

    PARTICIPANTS = "participants"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """An entry of the interview schedule; `asked` names the roles that were asked, () means all."""

    id: QuestionId
    question: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who was interviewed: an id in place of a name, a role, and further attributes."""

    id: ParticipantId
    role: str = ""
    attributes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class StudySettings:
    """What the study file says; `codebook` is a path below the study's folder."""

    id: StudyId
    title: str
    codebook: PurePosixPath
    segment: SegmentUnit = SegmentUnit.TURN
    codable: Codable = Codable.PARTICIPANTS
    interviewers: tuple[str, ...] = ()
    schedule: tuple[Question, ...] = ()
    attribution: str = "{role} ({id})"
    blind: bool = True
    rounds: tuple[str, ...] = ()
    coders: tuple[CoderId, ...] = ()
    keys: tuple[Remap, ...] = ()

    def codable_segments(self, transcript: Transcript) -> tuple[SegmentId, ...]:
        """Return the ids of the segments that coders decide on, in order."""
        if self.codable is Codable.ALL:
            return tuple(segment.id for segment in transcript.segments)
        return participants_segments(transcript)


def participants_segments(transcript: Transcript) -> tuple[SegmentId, ...]:
    """Return the ids of the segments that participants say, in order."""
    return tuple(
        segment.id
        for segment in transcript.segments
        if segment.speaker is not None
        and transcript.speakers[segment.speaker].kind is SpeakerKind.PARTICIPANT
    )
