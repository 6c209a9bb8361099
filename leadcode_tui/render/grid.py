"""Rows and columns, drawn for a terminal, read out line by line, or written as CSV or Markdown."""

from __future__ import annotations

import csv
import io
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.text import guarded, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    #: A column's heading and its cells.
    Column: TypeAlias = Sequence[str]

#: So many cells say enough of a name, or of a heading above narrower cells, where room is short.
_ENOUGH: Final = 24
_HEADING: Final = 8

#: What Markdown takes for itself.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#~&])")


class Format(StrEnum):
    """How a result is given out."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class Grid(NamedTuple):
    """A table of text; the first column is set left, the others right.

    `short` are headings for where room is short: on a terminal.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    short: Sequence[str] = ()


def drawn(grid: Grid, *, width: int) -> str:
    """Return a table in plain text, no wider than `width`.

    Long headings are cut before anything else, then the widest cells, so that numbers stay whole.
    Where there are too many columns for that, the table goes on below, its first column repeated.
    """
    headings = grid.short or grid.columns
    rows = [[sanitise_line(cell).rstrip() for cell in row] for row in (headings, *grid.rows)]
    columns = [*zip(*rows, strict=True)]
    return "\n\n".join(_drawn(part, width) for part in _folded(columns, width))


def _folded(columns: Sequence[Column], width: int) -> Iterator[Sequence[Column]]:
    """Yield the columns that have room beside each other, each time with the first in front."""
    first, *others = columns
    needed = min(_widest(first), _ENOUGH)
    part, used = [first], needed
    for column in others:
        need = min(max(map(_cells, column[1:]), default=0), _ENOUGH)
        need = 1 + max(need, min(_cells(column[0]), _HEADING))
        if used + need > width and len(part) > 1:
            yield part
            part, used = [first], needed
        part.append(column)
        used += need
    yield part


def _drawn(columns: Sequence[Column], width: int) -> str:
    if sum(map(_widest, columns)) + len(columns) - 1 > width:
        columns = [columns[0], *_with_short_headings(columns[1:])]
    room = _narrowed([*map(_widest, columns)], to=width - len(columns) + 1)
    lines = (
        " ".join(_set(cell, cells, left=not at) for at, (cell, cells) in enumerate(placed))
        for placed in (zip(row, room, strict=True) for row in zip(*columns, strict=True))
    )
    return "\n".join(line.rstrip() for line in lines)


def _with_short_headings(columns: Sequence[Column]) -> Iterator[Column]:
    """Cut headings that are wider than what stands below them; those that look alike count up."""
    room = [max(_HEADING, *map(_cells, column[1:]), 0) for column in columns]
    short = [_cut(column[0], cells) for column, cells in zip(columns, room, strict=True)]
    for at, (column, cells) in enumerate(zip(columns, room, strict=True)):
        heading, alike = short[at], short.count(short[at])
        if heading != column[0] and alike > 1:
            number = str(short[: at + 1].count(heading))
            heading = _cut(column[0], cells - len(number)) + number
        yield (heading, *column[1:])


def _narrowed(widths: Sequence[int], *, to: int) -> Sequence[int]:
    """Return widths that add up to no more than `to`: the widest are cut, to one width."""
    cap = max(widths)
    while sum(min(width, cap) for width in widths) > max(to, len(widths)):
        cap -= 1
    return [min(width, cap) for width in widths]


def _widest(column: Column) -> int:
    return max(map(_cells, column))


def _cells(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 # JSON and CSV need no rich

    return cell_len(text)


def _cut(text: str, cells: int) -> str:
    """Return a text that is no wider; what is too long ends in an ellipsis."""
    from rich.cells import set_cell_size  # noqa: PLC0415 # as above

    return text if _cells(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def _set(text: str, cells: int, *, left: bool) -> str:
    """Set a cell left or right in its room."""
    text = _cut(text, cells)
    blank = " " * (cells - _cells(text))
    return text + blank if left else blank + text


def without_empty(grid: Grid) -> Grid:
    """Return a table without the columns in which no row has anything.

    >>> without_empty(Grid(("code", "kappa", "interval"), [("clout", ".41", "")])).columns
    ('code', 'kappa')
    """
    kept = [number for number in range(len(grid.columns)) if any(row[number] for row in grid.rows)]
    return Grid(
        tuple(grid.columns[number] for number in kept),
        [[row[number] for number in kept] for row in grid.rows],
        tuple(grid.short[number] for number in kept if grid.short),
    )


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
    clout: both 3; kappa .41
    vacuum: both 0
    """
    _, *headings = grid.columns
    lines = []
    for first, *cells in grid.rows:
        told = "; ".join(
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
    end = "\r\n"  # what ends a line is quoted in a cell
    csv.writer(paper, lineterminator=end).writerow(list(map(guarded, cells)))
    return paper.getvalue().removesuffix(end)
