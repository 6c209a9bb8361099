"""Tables on a terminal and in CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from leadcode_tui.render.grid import Grid, drawn, written
from leadcode_tui.text.cells import unguarded

CELLS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp")), max_size=40
)
#: So short, beside a heading of some length, that no column vanishes when all are reduced.
SHORT = CELLS.map(lambda cell: cell[:14].strip())


def drawn_by_rich(grid: Grid, width: int) -> str:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="")
    for number, name in enumerate(grid.columns):
        side = "right" if number else "left"
        table.add_column(Text(name), justify=side, overflow="ellipsis", no_wrap=True)  # type: ignore[arg-type]
    for row in grid.rows:
        table.add_row(*map(Text, row))
    paper = io.StringIO()
    Console(file=paper, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in paper.getvalue().split("\n")[:-1])


@given(rows=st.lists(st.lists(SHORT, min_size=4, max_size=4), max_size=5))
def test_a_table_with_room_looks_as_rich_draws_it(rows: list[list[str]]) -> None:
    grid = Grid([f"a heading of some length {at}" for at in "abcd"], rows)
    assert drawn(grid, width=140) == drawn_by_rich(grid, 140)


def test_numbers_stay_whole_however_long_a_name_is() -> None:
    table = drawn(Grid(("code", "n", "interval"), [["w" * 90, "12", "-.11 to .40"]]), width=40)
    assert table.splitlines()[1] == "w" * 24 + "… 12 -.11 to .40"


def test_a_heading_is_cut_before_any_cell() -> None:
    grid = Grid(("code", "a heading of some length"), [["w" * 30, "12"]])
    assert drawn(grid, width=40).splitlines() == [f"{'code':<30} a headi…", f"{'w' * 30}       12"]


def test_headings_that_are_alike_when_cut_are_told_apart() -> None:
    grid = Grid(("code", "anabel-smith", "anabel-jones"), [["w" * 50, "3", "4"]])
    assert drawn(grid, width=50).splitlines()[0].split() == ["code", "anabel…1", "anabel…2"]


def test_a_table_with_too_many_columns_goes_on_below() -> None:
    grid = Grid(("code", *"abcd"), [["gate", *["1234567"] * 4]])
    assert drawn(grid, width=22) == (
        "code       a       b\ngate 1234567 1234567\n\ncode       c       d\ngate 1234567 1234567"
    )


def test_a_line_break_in_a_cell_breaks_no_row() -> None:
    assert drawn(Grid(("code", "n"), [["a\nb", "1"]]), width=40) == "code n\na␊b  1"


def test_lines_within_a_cell_are_read_back() -> None:
    text = written(Grid(("on", "memo"), [["gate:2", "who?\nor nobody\r!"], ["gate:4", ""]]))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[1:] == [["gate:2", "who?\nor nobody\r!"], ["gate:4", ""]]


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_no_line_of_a_table_is_wider_than_asked(rows: list[list[str]]) -> None:
    table = drawn(Grid(("code", "n", "kappa"), rows), width=60)
    assert all(cell_len(line) <= 60 for line in table.split("\n"))


def test_the_first_column_stands_left_and_the_others_right() -> None:
    grid = Grid(("code", "n"), [["rota", "7"], ["shared-work", "12"]])
    assert drawn(grid, width=40) == "code         n\nrota         7\nshared-work 12"


def test_markup_in_a_cell_is_text() -> None:
    assert drawn(Grid(("code",), [["[red]x[/red]"]]), width=40) == "code\n[red]x[/red]"


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@x", "=HYPERLINK(1)", "\tx"])
def test_a_cell_that_begins_like_a_formula_is_quoted(cell: str) -> None:
    assert written(Grid(("code",), [[cell]])) == f"code\n'{cell}"


@pytest.mark.parametrize("cell", ["-0.25", "+3", "-1e-05", "a=b", ""])
def test_numbers_and_other_text_stay_as_they_are(cell: str) -> None:
    assert written(Grid(("code", "n"), [[cell, "1"]])) == f"code,n\n{cell},1"


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
@example(rows=[["", "'="]])
def test_csv_holds_every_cell(rows: list[list[str]]) -> None:
    text = written(Grid(("code", "n"), rows))
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [[unguarded(cell) for cell in row] for row in read] == rows
