"""Marks of the schedule's questions are carried to the segments that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import QuestionSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from leadcode_tui.transcripts import Reading


def marked(reading: Reading) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(s.speaker, s.text, s.questions) for s in reading.transcript.segments]


@pytest.mark.parametrize(
    "mark", ["[Q3] ", "[q3]", "[ Q3 ]: ", "Q3. ", "Q3: ", "q3. "], ids=lambda mark: mark.strip()
)
def test_a_mark_is_taken_out_and_holds_up_to_the_next(
    mark: str, read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    text = f"I: Hello.\nP: Hi.\nI: {mark}Who leads?\nP: We do.\nI: [Q4] All?\nP: Yes."
    reading = read(text, **schedule)
    assert marked(reading) == [
        ("I", "Hello.", ()),
        ("P", "Hi.", ()),
        ("I", "Who leads?", ("Q3",)),
        ("P", "We do.", ("Q3",)),
        ("I", "All?", ("Q4",)),
        ("P", "Yes.", ("Q4",)),
    ]
    sources = [segment.by for segment in reading.transcript.segments]
    assert sources == [None, None, *[QuestionSource.MARK] * 4]


@pytest.mark.parametrize("marks", ["[Q3][Q4]", "[Q3, Q4]", "[Q3] [Q4]", "[Q3] Q4."])
def test_several_marks_hold_together(
    marks: str, read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    first = marked(read(f"I: {marks} Who leads?\nP: We do.", **schedule))[0]
    assert first == ("I", "Who leads?", ("Q3", "Q4"))


@pytest.mark.parametrize("mark", ["[Q3] ", "Q3. ", "q3: ", "  Q3 .  ", "Q3. [00:01:02] "])
@pytest.mark.parametrize("labels", [("I", "P"), ("INT", "KC010")], ids=str)
def test_a_mark_before_the_label_counts(
    mark: str, labels: tuple[str, str], read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    asks, answers = labels
    text = f"{asks}: Hello.\n{answers}: Hi.\n{mark}{asks}: Who leads?\n{answers}: We do."
    assert marked(read(text, **schedule)) == [
        (asks, "Hello.", ()),
        (answers, "Hi.", ()),
        (asks, "Who leads?", ("Q3",)),
        (answers, "We do.", ("Q3",)),
    ]


def test_a_mark_before_a_label_with_a_tab_counts(
    read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    found = marked(read("I\tHello.\nP\tHi.\nQ3. I\tWho leads?\nP\tWe do.", **schedule))
    assert found[2:] == [("I", "Who leads?", ("Q3",)), ("P", "We do.", ("Q3",))]


def test_a_mark_before_what_is_no_label_stays_where_it_was(
    read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    text = "I: Hello.\nP: Hi. And then\nQ3. Leadership: who leads?\nI: So.\nQ3a. P: I."
    assert [" ".join(words.split()) for _, words, _ in marked(read(text, **schedule))] == [
        "Hello.",
        "Hi. And then Q3. Leadership: who leads?",
        "So. Q3a. P: I.",
    ]


def test_a_mark_within_a_turn_begins_a_segment(
    read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    found = marked(read("I: Who?\n\nP: We.\n\n[Q4] And now you.\n\nI: Me?", **schedule))
    assert found[1:] == [
        ("P", "We.", ()),
        ("P", "And now you.", ("Q4",)),
        ("I", "Me?", ("Q4",)),
    ]


def test_a_mark_alone_is_no_segment(read: Callable[..., Reading], schedule: dict[str, Any]) -> None:
    found = marked(read("[Q3]\n\nI: Who?\n\nP: We.", **schedule))
    assert found == [("I", "Who?", ("Q3",)), ("P", "We.", ("Q3",))]


def test_a_question_that_is_put_without_a_speaker_is_context(
    read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    text = "I: Hello.\n\nP: Hi.\n\nQ3. Who leads?\n\nWe do."
    assert marked(read(text, **schedule))[2:] == [
        (None, "Who leads?", ("Q3",)),
        ("P", "We do.", ("Q3",)),
    ]


@pytest.mark.parametrize("mark", ["[Q9]", "Q9.", "[Q33]", "Q3a."])
def test_what_the_schedule_does_not_have_stays_in_the_text(
    mark: str, read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    assert marked(read(f"I: {mark} Who?\nP: We.", **schedule))[0] == ("I", f"{mark} Who?", ())


def test_without_a_schedule_a_question_with_a_colon_is_a_label(
    read: Callable[..., Reading],
) -> None:
    found = marked(read("Q3: Who?\nA: We.\nQ3: All?\nA: Yes."))
    assert [speaker for speaker, *_ in found] == ["Q3", "A", "Q3", "A"]
