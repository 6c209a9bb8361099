"""Lines that were broken to fit a page are put together; lines that mean something are not."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

FIRST = (
    "When I came to this ward, there were eleven of us, and everybody did what the matron said. "
    "That was how it was, and nobody thought much of it. Later we began to do things ourselves, "
    "the porters first of all."
)
SECOND = (
    "Now it is another thing. We meet on Mondays, and whoever has seen something says so, and then "
    "we look at it together until it is done, which can take weeks, or a single morning."
)


@pytest.mark.parametrize("width", [48, 64, 68])
def test_a_text_without_empty_lines_that_was_wrapped_has_its_paragraphs(
    width: int, turns: Turns
) -> None:
    wrapped = [textwrap.fill(text, width) for text in (FIRST, SECOND)]
    assert [words for _, words in turns("\n".join(wrapped))] == [FIRST, SECOND]


def test_wrapped_lines_of_a_turn_are_one_line(turns: Turns) -> None:
    text = f"I: Who?\nP: {textwrap.fill(FIRST, 40)}\nI: And?\nP: {textwrap.fill(SECOND, 40)}"
    assert [words for _, words in turns(text)] == ["Who?", FIRST, "And?", SECOND]


def test_lines_as_a_recogniser_writes_them_stay(turns: Turns) -> None:
    lines = [
        "hello everybody and welcome to the ward", "today we talk about leading", "and so on",
        "i am here with the porter who", "began it all", "when was that", "well it was in",
        "the spring i think", "or so",
    ]  # fmt: skip
    assert [words for _, words in turns("\n".join(lines))] == lines


def test_the_numbers_of_lines_in_a_text_are_left_out_and_said(read: Callable[..., Reading]) -> None:
    text = "1 I: Who leads?\n2 P: We all do,\n3 every day.\n4 I: 2 of you?\n5 P: Yes.\n6 I: Good.\n"
    reading = read(text)
    assert [(s.speaker, s.text) for s in reading.transcript.segments] == [
        ("I", "Who leads?"),
        ("P", "We all do, every day."),
        ("I", "2 of you?"),
        ("P", "Yes."),
        ("I", "Good."),
    ]
    assert "line numbers are left out (6)" in reading.notices
