"""Rows and columns, drawn for a terminal or written as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How a result is given out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text; the first column is set left, the others right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def drawn(grid: Grid, *, width: int) -> str:
    """Return a table in plain text, no wider than `width`."""
    from rich.console import Console  # noqa: PLC0415 # JSON and CSV need no rich
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="")
    for number, name in enumerate(grid.columns):
        table.add_column(
            Text(name),
            justify="right" if number else "left",
            overflow="ellipsis",
            no_wrap=True,
        )
    for row in grid.rows:
        table.add_row(*map(Text, row))
    paper = io.StringIO()
    Console(file=paper, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in paper.getvalue().splitlines())


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
