"""Reading by question: every segment once, and nothing lost on the way there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.model import (
    Codebook,
    QuestionId,
    Segment,
    SegmentId,
    Source,
    Transcript,
    TranscriptId,
)
from leadcode_tui.study.material import Material
from leadcode_tui.study.orders import by_question

if TYPE_CHECKING:
    from collections.abc import Mapping


def material(questions: Mapping[str, str], schedule: str = "") -> Material:
    """Return interviews, each with the questions of its segments as words; - stands for none."""
    transcripts = {
        TranscriptId(name): Transcript(
            TranscriptId(name),
            "",
            Source("", ""),
            {},
            tuple(
                Segment(
                    SegmentId(f"{number:04}"),
                    None,
                    "",
                    questions=tuple(QuestionId(q) for q in asked.strip("-").split("+") if q),
                )
                for number, asked in enumerate(words.split(), start=1)
            ),
        )
        for name, words in questions.items()
    }
    order = {QuestionId(name): "" for name in schedule.split()}
    return Material(None, Codebook("", "", ()), transcripts, {}, schedule=order)


def answers(questions: Mapping[str, str], schedule: str = "") -> dict[str, str]:
    """Return under each question the places of its answers, as words."""
    asked = material(questions, schedule)
    found = by_question(asked)
    return {str(each.question): " ".join(map(str, each.places(asked))) for each in found}


def test_answers_stand_interview_after_interview() -> None:
    assert answers({"A": "Q1 Q1 Q2", "B": "Q1 Q2"}) == {"Q1": "A:1 A:2 B:1", "Q2": "A:3 B:2"}


def test_questions_come_as_the_schedule_has_them() -> None:
    assert list(answers({"A": "Q2 Q1 Q9"}, "Q1 Q2 Q3")) == ["Q1", "Q2", "Q9"]


def test_a_segment_with_two_questions_stands_under_the_first() -> None:
    assert answers({"A": "Q2+Q1 Q1"}) == {"Q2": "A:1", "Q1": "A:2"}


def test_segments_without_a_question_come_last() -> None:
    assert answers({"A": "- Q1 -"}) == {"Q1": "A:2", "None": "A:1 A:3"}
