"""Pages, whatever coders, codes and texts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from leadcode_tui.agreement import (
    Asked,
    Decision,
    Decisions,
    PartKind,
    agreement_among,
    disagreements_among,
)
from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId
from leadcode_tui.render.agreement import rendered_agreement
from leadcode_tui.render.disagreements import rendered_disagreements
from leadcode_tui.render.grid import Format, Grid, laid_out, marked_up, read_out
from leadcode_tui.render.page import Heading, Paragraph, Points
from leadcode_tui.render.page import laid_out as page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.render.page import Block

#: Names of one letter, of many, of wide letters, and with what acts on a terminal.
NAMES = st.one_of(
    st.text("abc-é", min_size=1, max_size=90),
    st.text("看護師長が廊下", min_size=1, max_size=50),
    st.text("a\x1b[\u202e\n\t|*`", min_size=1, max_size=12),
)
PEOPLE = [Format.TABLE, Format.PLAIN, Format.MARKDOWN]


def decided(coder: str, sets: Sequence[Sequence[str]]) -> Decisions:
    return Decisions(
        CoderId(coder),
        {
            TranscriptId(f"T{number % 5}"): {
                SegmentId(f"{at:04}"): Decision(tuple(map(CodeId, codes)))
                for at, codes in enumerate(sets)
                if at % 5 == number
            }
            for number in range(5)
        },
    )


@settings(max_examples=60)
@given(
    coders=st.lists(NAMES, min_size=2, max_size=5, unique=True),
    codes=st.lists(NAMES, min_size=1, max_size=6, unique=True),
    draws=st.randoms(use_true_random=False),
    asked=st.sampled_from(
        [
            Asked(),
            Asked(everything=True),
            Asked(by=PartKind.TRANSCRIPT),
            Asked(by=PartKind.REVISION),
        ]
    ),
)
def test_no_line_of_a_page_is_wider_than_eighty_cells(
    coders: list[str], codes: list[str], draws: st.DrawFn, asked: Asked
) -> None:
    sets = [[draws.sample(codes, draws.randint(0, 1)) for _ in range(20)] for _ in coders]  # type: ignore[attr-defined]
    among = [decided(coder, each) for coder, each in zip(coders, sets, strict=True)]
    shown = rendered_agreement(agreement_among(among, asked), Format.TABLE)
    found = [(each, "看護 " * 60) for each in disagreements_among(among)]
    shown += "\n" + rendered_disagreements(found, Format.TABLE)
    assert [line for line in shown.split("\n") if cell_len(line) > 80] == []
    assert not {"\x1b", "\u202e", "\t"} & set(shown)


@pytest.mark.parametrize("form", PEOPLE)
def test_names_cannot_act_on_a_terminal(form: Format) -> None:
    one = decided("an\x1b[2Ja", [["co\u202ede"], [], ["b"]])
    other = decided("be\nn", [["b"], [], ["co\u202ede"]])
    shown = rendered_agreement(agreement_among([one, other]), form)
    assert not {"\x1b", "\u202e"} & set(shown)


def test_numbers_are_never_cut_by_long_names() -> None:
    names = ["wilhelmina-of-the-northern-trust", "wilhelmina-of-the-southern-trust"]
    code = "a-code-with-a-name-as-long-as-a-sentence-that-somebody-typed-in-a-hurry"
    sets = [[[code], [], [code], []], [[code], [], [], []]]
    among = [decided(name, each) for name, each in zip(names, sets, strict=True)]
    table = rendered_agreement(agreement_among(among), Format.TABLE).splitlines()
    heading = next(at for at, line in enumerate(table) if line.startswith("code"))
    assert table[heading].split()[2:4] == ["wilhel…1", "wilhel…2"]
    assert table[heading + 1].split()[1:5] == ["1", "1", "0", "2"]


def test_a_page_in_markdown_keeps_everybody_s_names_as_they_are() -> None:
    blocks: Sequence[Block] = [
        Heading("a *b*"),
        Heading("c", level=3),
        Paragraph("<script>"),
        Points(["d_e"]),
    ]
    assert page(blocks, Format.MARKDOWN) == "## a \\*b\\*\n\n### c\n\n\\<script\\>\n\n- d\\_e"


def test_a_table_without_rows_is_not_shown() -> None:
    assert page([Heading("a"), Grid(("code", "n"), [])], Format.TABLE) == "a"


def test_a_row_that_is_read_out_says_every_heading_once() -> None:
    grid = Grid(("code", "both", "kappa"), [("clout", "3", ".41"), ("a\tb", "", "undef")])
    assert read_out(grid) == "clout: both 3; kappa .41\na   b: kappa undef"


def test_plain_lines_hold_no_tab() -> None:
    grid = Grid(("code", "n"), [("a\tb", "1")])
    assert "\t" not in laid_out(grid, Format.PLAIN)


def test_a_row_of_markdown_is_one_line_whatever_is_in_it() -> None:
    assert marked_up(Grid(("code", "n"), [("a|b\nc", "1")])).splitlines()[2:] == ["| a\\|b␊c | 1 |"]


def test_spaces_at_the_end_of_a_full_line_break_nothing() -> None:
    assert page([Paragraph("a" * 80 + "   b")], Format.TABLE) == "a" * 80 + "\nb"
