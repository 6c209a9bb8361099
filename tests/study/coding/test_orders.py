"""Reading by question: every segment once, and nothing lost on the way there and back."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import (
    Codebook,
    QuestionId,
    Segment,
    SegmentId,
    Source,
    Transcript,
    TranscriptId,
)
from leadcode_tui.study.coding.numbering import Numbering
from leadcode_tui.study.coding.orders import by_question
from leadcode_tui.study.material import Material, Place

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


@given(
    asked=st.lists(st.text("-12345", max_size=8).map(list), max_size=4),
    schedule=st.lists(st.sampled_from("1234"), unique=True),
    drawn=st.data(),
)
def test_every_segment_is_read_once_under_its_question(
    asked: list[list[str]], schedule: list[str], drawn: st.DataObject
) -> None:
    names = [f"K{number}" for number in range(len(asked))]
    found = material(dict(zip(names, map(" ".join, asked), strict=True)), " ".join(schedule))
    codable = {
        name: tuple(each.id for each in content.segments if drawn.draw(st.booleans()))
        for name, content in found.transcripts.items()
    }
    questions = [*dict.fromkeys(chain(schedule, *asked, "-"))]
    rank = {name: len(questions) if name == "-" else at for at, name in enumerate(questions)}
    under = [
        (rank[question], Place(name, segment.id))
        for (name, content), row in zip(found.transcripts.items(), asked, strict=True)
        for segment, question in zip(content.segments, row, strict=True)
    ]
    expected = [place for _, place in sorted(under, key=lambda ranked: ranked[0])]
    groups = by_question(replace(found, codable=codable))
    assert [*chain.from_iterable(group.places(found) for group in groups)] == expected
    numbering = Numbering(codable)
    runs = chain.from_iterable(group.numbers(numbering) for group in groups)
    assert [numbering[number] for number in chain.from_iterable(runs)] == [
        place for place in expected if place.segment in codable[place.transcript]
    ]
