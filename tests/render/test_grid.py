"""Tables on a terminal and in CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from leadcode_tui.render.grid import Grid, drawn, written

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


@pytest.mark.parametrize("width", [60, 140], ids=["too narrow for all", "wide enough"])
@given(rows=st.lists(st.lists(SHORT, min_size=4, max_size=4), max_size=5))
def test_a_table_looks_as_rich_draws_it(width: int, rows: list[list[str]]) -> None:
    grid = Grid([f"a heading of some length {at}" for at in "abcd"], rows)
    assert drawn(grid, width=width) == drawn_by_rich(grid, width)


def test_narrow_columns_behind_wide_ones_keep_to_the_width_too() -> None:
    row = ["w" * 40, "w" * 40, *"abcdefghijklmnopqrst"]
    assert all(cell_len(line) <= 40 for line in drawn(Grid(row, [row]), width=40).split("\n"))


def test_a_line_break_in_a_cell_breaks_no_row() -> None:
    assert drawn(Grid(("code", "n"), [["a\nb", "1"]]), width=40) == "code n\na␊b  1"


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
def test_csv_holds_every_cell(rows: list[list[str]]) -> None:
    text = written(Grid(("code", "n"), rows))
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
