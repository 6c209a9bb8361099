"""What the study alone knows of a segment: the questions that it answers, and whose words it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import Parting, PartKind
from leadcode_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadcode_tui.model import (
        Participant,
        ParticipantId,
        Question,
        Segment,
        SegmentId,
        Transcript,
        TranscriptId,
    )
    from leadcode_tui.study.folder import StudyFolder

#: The part of people for whom the table of participants has no role.
NO_ROLE: Final = "no role"


def parting_of_study(study: StudyFolder, by: PartKind) -> Parting | None:
    """Return the parts that it takes the study to tell: questions and roles; None for others.

    By question, the segments of those who were asked it count: a question that the schedule keeps
    for commissioners has no manager in its denominator.
    """
    if by is PartKind.QUESTION:
        return _by_question(study)
    return _by_role(study) if by is PartKind.ROLE else None


def _by_question(study: StudyFolder) -> Parting:
    schedule = {question.id: question for question in study.settings.schedule}
    if not schedule:
        raise UsageError("no schedule in the study file: it says which questions there are")
    people = study.participants()

    def labels(transcript: Transcript, segment: Segment) -> Sequence[str]:
        role = _role(people, _speaker(transcript, segment) or transcript.participant)
        return [name for name in segment.questions if _was_asked(schedule.get(name), role)]

    return Parting(_lookup(study, labels), order=tuple(schedule))


def _by_role(study: StudyFolder) -> Parting:
    people = study.participants()
    if not people:
        raise UsageError(f"no participants: {study.participants_path} says what roles they have")

    def labels(transcript: Transcript, segment: Segment) -> Sequence[str]:
        speaker = _speaker(transcript, segment)
        return [] if speaker is None else [_role(people, speaker) or NO_ROLE]

    roles = dict.fromkeys(person.role for person in people.values() if person.role)
    return Parting(_lookup(study, labels), order=tuple(roles))


def _lookup(
    study: StudyFolder, labels: Callable[[Transcript, Segment], Sequence[str]]
) -> Callable[[TranscriptId, SegmentId], Sequence[str]]:
    """Return what finds the labels of a segment; a segment that the study lacks has none."""
    found: Mapping[tuple[TranscriptId, SegmentId], Sequence[str]] = {
        (name, segment.id): labels(transcript, segment)
        for name in study.transcript_ids()
        for transcript in [study.transcript(name)]
        for segment in transcript.segments
    }
    return lambda transcript, segment: found.get((transcript, segment), ())


def _speaker(transcript: Transcript, segment: Segment) -> ParticipantId | None:
    if segment.speaker is None:
        return None
    return transcript.speakers[segment.speaker].participant


def _role(people: Mapping[ParticipantId, Participant], participant: ParticipantId | None) -> str:
    if participant is None or participant not in people:
        return ""
    return people[participant].role


def _was_asked(question: Question | None, role: str) -> bool:
    return question is None or not question.asked or role in question.asked
