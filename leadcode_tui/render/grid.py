"""Rows and columns, drawn for a terminal, read out line by line, or written as CSV or Markdown."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Final

from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


#: What Markdown takes for itself.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#~])")


class Format(StrEnum):
    """How a result is given out."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text; the first column is set left, the others right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def drawn(grid: Grid, *, width: int) -> str:
    """Return a table in plain text, no wider than `width`; what is too long ends in an ellipsis."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 # JSON and CSV need no rich

    lines = [[sanitise_line(cell).rstrip() for cell in row] for row in (grid.columns, *grid.rows)]
    widest = [max(map(cell_len, column)) + 1 for column in zip(*lines, strict=True)]
    widest[-1] -= 1  # a space stands behind every column but the last
    widest = [min(column, width) for column in widest]
    widths = _reduced(widest, by=max(sum(widest) - width, 0))
    widths[-1] += 1
    drawn_lines = ("".join(map(_set, line, widths, count())) for line in lines)
    return "\n".join(set_cell_size(line, width).rstrip() for line in drawn_lines)


def _reduced(widths: Sequence[int], *, by: int) -> list[int]:
    """Return widths with what is too much taken from all alike."""
    reduced: list[int] = []
    for left, width in zip(range(len(widths), 0, -1), widths, strict=True):
        share = min(width, round(by / left))
        reduced.append(width - share)
        by -= share
    return reduced


def _set(cell: str, width: int, number: int) -> str:
    """Set a cell left in the first column, right in the others, with a space behind it."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 # as above

    room = width - 1
    if room < 1:
        return " " * width
    if cell_len(cell) > room:
        cell = set_cell_size(cell, room - 1) + "…"
    blank = " " * (room - cell_len(cell))
    return (blank + cell if number else cell + blank) + " "


def laid_out(grid: Grid, form: Format, *, width: int = 80) -> str:
    """Return a table in any format but JSON, which has a shape of its own."""
    if form is Format.CSV:
        return written(grid)
    if form is Format.PLAIN:
        return read_out(grid)
    return marked_up(grid) if form is Format.MARKDOWN else drawn(grid, width=width)


def read_out(grid: Grid) -> str:
    """Return a line for each row that says every cell with its heading; empty cells are left out.

    >>> rows = [("clout", "3", ".41"), ("vacuum", "0", "")]
    >>> print(read_out(Grid(("code", "both", "kappa"), rows)))
    clout: both 3, kappa .41
    vacuum: both 0
    """
    _, *headings = grid.columns
    lines = []
    for first, *cells in grid.rows:
        told = ", ".join(
            f"{heading} {cell}" for heading, cell in zip(headings, cells, strict=True) if cell
        )
        lines.append(sanitise_line(f"{first}: {told}" if told else first))
    return "\n".join(lines)


def marked_up(grid: Grid) -> str:
    r"""Return a table in Markdown; the first column is set left, the others right.

    >>> print(marked_up(Grid(("code", "both"), [("a|b", "3")])))
    | code | both |
    | :--- | ---: |
    | a\|b | 3 |
    """
    rule = [":---", *("---:" for _ in grid.columns[1:])]
    rows = [list(map(escaped, row)) for row in (grid.columns, *grid.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])


def escaped(text: str) -> str:
    r"""Return text in one line with everything that Markdown would take for itself escaped.

    >>> print(escaped("a *b* <script>"))
    a \*b\* \<script\>
    """
    return _MARKUP.sub(r"\\\1", sanitise_line(text))


def written(grid: Grid) -> str:
    """Return a table as CSV; no spreadsheet takes a cell of it for a formula."""
    return "\n".join(map(csv_line, (grid.columns, *grid.rows)))


def csv_line(cells: Sequence[str]) -> str:
    """Return a row as CSV, without its newline; no spreadsheet takes a cell for a formula."""
    paper = io.StringIO()
    csv.writer(paper, lineterminator="").writerow(list(map(_as_text, cells)))
    return paper.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
