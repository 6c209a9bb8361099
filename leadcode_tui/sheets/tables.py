"""A table from a file: CSV, TSV or a workbook, with the place of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnreadableError
from leadcode_tui.sheets.cells import read_cells
from leadcode_tui.text import sanitise, unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path


#: A longer table of texts was not written by people.
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, and its rows with their numbers in the file.

    Every row has a cell for each heading, without blanks around it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    heading_row: int
    overlong: tuple[int, ...] = ()


def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """Read a table; its first row that is not blank has the headings.

    `sheet` is one of a workbook's sheets, the first unless given. `overlong` are the numbers of
    rows that have more cells than there are headings.
    """
    return _table(read_cells(path, sheet=sheet), path, _in_one_line)


def texts_of(rows: Sequence[Sequence[str]], path: Path) -> Table:
    """Return a table whose cells hold texts: they keep their lines, and are safe to show."""
    if len(rows) > MOST_ROWS:
        raise UnreadableError(path, f"more than {MOST_ROWS:,} rows: no table of texts has as many")
    return _table(rows, path, _as_text)


def _in_one_line(cell: str) -> str:
    return " ".join(cell.split())


def _as_text(cell: str) -> str:
    return sanitise(unguarded(cell)).strip()


def _table(rows: Iterable[Sequence[str]], path: Path, tidied: Callable[[str], str]) -> Table:
    numbered = [(number, tuple(map(tidied, row))) for number, row in enumerate(rows, start=1)]
    filled = [(number, row) for number, row in numbered if any(row)]
    if not filled:
        raise UnreadableError(path, "it is empty: a table has headings and rows")
    (heading_row, columns), *below = filled
    while columns and not columns[-1]:
        columns = columns[:-1]
    width = len(columns)
    return Table(
        columns,
        tuple((number, (*row[:width], *[""] * (width - len(row)))) for number, row in below),
        heading_row,
        tuple(number for number, row in below if any(row[width:])),
    )
