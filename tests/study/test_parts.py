"""The parts of a study's segments: the questions that they answer, and whose words they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import PartKind
from leadcode_tui.errors import UsageError
from leadcode_tui.model import (
    ParticipantId,
    QuestionId,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
)
from leadcode_tui.store.transcript_files import transcript_path, write_transcript_file
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.parts import parting_of_study

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.agreement import Parting
    from leadcode_tui.study.folder import StudyFolder

SCHEDULE = """schedule:
  - {id: Q1, question: Who leads?}
  - {id: Q6, question: What does leading mean in commissioning?, asked: [commissioner]}
  - {id: Q9, question: Nobody came to this.}
"""
PEOPLE = "id,role\nKC01,manager\nKC02,commissioner\nKC03,\n"


def write_joint_interview(study: StudyFolder, *segments: tuple[str | None, str]) -> None:
    """Write KC.json: each segment has a speaker and the questions that it answers."""
    who = {"INT": Speaker(SpeakerKind.INTERVIEWER)} | {
        name: Speaker(SpeakerKind.PARTICIPANT, ParticipantId(name))
        for name in ("KC01", "KC02", "KC03")
    }
    content = Transcript(
        TranscriptId("KC"),
        "",
        Source("talk.txt", ""),
        who,
        tuple(
            Segment(
                SegmentId(f"{number:04}"), speaker, "…", tuple(map(QuestionId, questions.split()))
            )
            for number, (speaker, questions) in enumerate(segments, start=1)
        ),
    )
    study.transcripts_path.mkdir(exist_ok=True)
    write_transcript_file(transcript_path(study.transcripts_path, content.id), content)


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    (tmp_path / "leadcode.yaml").write_text(f"study: s\ntitle: S\ncodebook: cb.yaml\n{SCHEDULE}")
    (tmp_path / "participants.csv").write_text(PEOPLE)
    return open_study(tmp_path)


def parted(study: StudyFolder, by: PartKind) -> Parting:
    parting = parting_of_study(study, by)
    assert parting is not None
    return parting


def labels(study: StudyFolder, by: PartKind) -> list[list[str]]:
    """Return the labels of the joint interview's segments."""
    parting = parted(study, by)
    (transcript,) = study.transcript_ids()
    return [
        list(parting.labels(transcript, segment.id))
        for segment in study.transcript(transcript).segments
    ]


def test_a_segment_belongs_to_the_questions_that_it_answers(study: StudyFolder) -> None:
    write_joint_interview(study, ("INT", "Q1"), ("KC01", "Q1"), ("KC01", ""))
    assert labels(study, PartKind.QUESTION) == [["Q1"], ["Q1"], []]


def test_a_question_counts_for_those_who_were_asked_it(study: StudyFolder) -> None:
    write_joint_interview(study, ("KC01", "Q1 Q6"), ("KC02", "Q1 Q6"), ("KC03", "Q6"))
    assert labels(study, PartKind.QUESTION) == [["Q1"], ["Q1", "Q6"], []]


def test_a_question_that_the_schedule_does_not_list_is_a_part_all_the_same(
    study: StudyFolder,
) -> None:
    write_joint_interview(study, ("KC01", "Q77"))
    assert labels(study, PartKind.QUESTION) == [["Q77"]]


def test_questions_stand_in_the_schedule_s_order_and_all_of_them_do(study: StudyFolder) -> None:
    write_joint_interview(study, ("KC01", "Q6 Q1"))
    assert parted(study, PartKind.QUESTION).order == ("Q1", "Q6", "Q9")


def test_each_speaker_of_a_joint_interview_has_their_own_role(study: StudyFolder) -> None:
    write_joint_interview(study, ("INT", ""), ("KC01", ""), ("KC02", ""), ("KC03", ""), (None, ""))
    assert labels(study, PartKind.ROLE) == [[], ["manager"], ["commissioner"], ["no role"], []]


def test_roles_stand_in_the_order_of_the_table(study: StudyFolder) -> None:
    write_joint_interview(study, ("KC02", ""), ("KC01", ""))
    assert parted(study, PartKind.ROLE).order == ("manager", "commissioner")


def test_a_segment_that_the_study_does_not_have_belongs_nowhere(study: StudyFolder) -> None:
    write_joint_interview(study, ("KC01", "Q1"))
    assert parted(study, PartKind.ROLE).labels(TranscriptId("KC99"), SegmentId("0001")) == ()


@pytest.mark.parametrize("by", [PartKind.TRANSCRIPT, PartKind.REVISION, PartKind.CODER_PAIR])
def test_what_decisions_tell_by_themselves_is_not_asked_of_the_study(
    study: StudyFolder, by: PartKind
) -> None:
    assert parting_of_study(study, by) is None


def test_a_study_without_a_schedule_has_no_questions(tmp_path: Path) -> None:
    (tmp_path / "leadcode.yaml").write_text("study: s\ntitle: S\ncodebook: cb.yaml\n")
    with pytest.raises(UsageError, match="no schedule"):
        parting_of_study(open_study(tmp_path), PartKind.QUESTION)


def test_a_study_without_participants_has_no_roles(tmp_path: Path) -> None:
    (tmp_path / "leadcode.yaml").write_text("study: s\ntitle: S\ncodebook: cb.yaml\n")
    with pytest.raises(UsageError, match=r"no participants: .*participants\.csv"):
        parting_of_study(open_study(tmp_path), PartKind.ROLE)
