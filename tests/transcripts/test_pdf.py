"""PDF: the words of the pages without what the pages repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

#: Four pages: a turn goes on over the page, and one page begins with a label as others do.
PAGES = [
    ["INT: Who leads on quality", "and safety?", "KC010: We do, all of us, on every", "ward and"],
    ["in every clinic \u2013 so", "they say.", "INT: And you?", "KC010: Me too."],
    ["INT: Good.", "KC010: Yes.", "INT: And 3", "more?"],
    ["KC010: No.", "INT: Then thank you,", "that is all that", "I had."],
]
SAID = [
    ("INT", "Who leads on quality and safety?"),
    ("KC010", "We do, all of us, on every ward and in every clinic \u2013 so they say."),
    ("INT", "And you?"),
    ("KC010", "Me too."),
    ("INT", "Good."),
    ("KC010", "Yes."),
    ("INT", "And 3 more?"),
    ("KC010", "No."),
    ("INT", "Then thank you, that is all that I had."),
]


@pytest.mark.parametrize(
    ("dress", "left_out"),
    [
        pytest.param(lambda _, lines: lines, [], id="bare"),
        pytest.param(
            lambda n, lines: ["Ward study, 3 May", *lines, f"Page {n} of 4"],
            ["lines that most pages repeat are left out (8)"],
            id="header and footer",
        ),
        pytest.param(
            lambda n, lines: [*lines, f"- {n} -"],
            ["lines that most pages repeat are left out (4)"],
            id="page number",
        ),
        pytest.param(
            lambda n, lines: [f"{at + 4 * n} {line}" for at, line in enumerate(lines, start=1)],
            [],
            id="too few line numbers to tell",
        ),
    ],
)
def test_furniture_is_left_out_and_said(
    dress: Callable[[int, list[str]], list[str]], left_out: list[str], read: Callable[..., Reading]
) -> None:
    pages = [dress(number, lines) for number, lines in enumerate(PAGES, start=1)]
    reading = read(offices.pdf(*pages), "T1.pdf")
    assert [notice for notice in reading.notices if "pages" in notice] == left_out
    if left_out or pages == PAGES:
        segments = reading.transcript.segments
        assert [(s.speaker, " ".join(s.text.split())) for s in segments] == SAID


def test_line_numbers_beside_the_lines_are_left_out(read: Callable[..., Reading]) -> None:
    lines = [line for page in PAGES for line in page]
    numbered = [f"{number} {line}" for number, line in enumerate(lines, start=1)]
    reading = read(offices.pdf(numbered[:8], numbered[8:]), "T1.pdf")
    assert [(s.speaker, " ".join(s.text.split())) for s in reading.transcript.segments] == SAID
    assert "line numbers are left out (16)" in reading.notices


def test_line_numbers_in_a_column_of_their_own_are_left_out(read: Callable[..., Reading]) -> None:
    lines = [line for page in PAGES for line in page]
    reading = read(offices.pdf([*lines, *map(str, range(1, 17))]), "T1.pdf")
    assert [(s.speaker, " ".join(s.text.split())) for s in reading.transcript.segments] == SAID
    assert "line numbers are left out (16)" in reading.notices


def test_a_label_at_the_top_of_most_pages_is_no_header(turns: Turns) -> None:
    pages = [["INT:", f"Number {n}?", "KC010:", f"Yes, {n}."] for n in "abcd"]
    assert len(turns(offices.pdf(*pages), "T1.pdf")) == 8


def test_two_pages_with_the_same_line_are_talk(turns: Turns) -> None:
    found = turns(
        offices.pdf(["Yes.", "I: Who?", "P: We."], ["Yes.", "I: All?", "P: No."]), "T1.pdf"
    )
    assert found[0] == (None, "Yes.")
    assert found[2] == ("P", "We. Yes.")


def test_a_word_that_the_end_of_a_line_parts_is_one(turns: Turns) -> None:
    lines = [
        "INT: Is it leader-",
        "ship, or well-",
        "known?",
        "KC010: Leadership, pre-",
        "and post-.",
    ]
    assert turns(offices.pdf(lines), "T1.pdf") == [
        ("INT", "Is it leadership, or well-known?"),
        ("KC010", "Leadership, pre- and post-."),
    ]


def test_a_scan_is_refused_with_the_way_out(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnreadableError, match="OCR"):
        read(offices.pdf([], []), "T1.pdf")
