"""A table from a file: CSV, TSV or a workbook, with the place of every row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from leadcode_tui.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: A larger file, packed or unpacked, is no table that people rated.
LARGEST: Final = 100_000_000
#: The signature of a workbook, which is a zip archive.
_ZIP: Final = b"PK\x03\x04"
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, and its rows with their numbers in the file.

    Every row has a cell for each heading, in one line and without blanks around it.
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
    content = _content(path)
    if content.startswith(_ZIP) or path.suffix.lower() == ".xlsx":
        rows = _workbook(path, sheet)
    elif sheet is not None:
        raise UsageError(f"{path} has no sheets: --sheet is for workbooks")
    else:
        rows = _text(content, path)
    return _table(rows, path)


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise UnreadableError(path, f"larger than {LARGEST // 10**6} MB: no table of ratings")
    return path.read_bytes()


def _table(rows: Iterable[Sequence[str]], path: Path) -> Table:
    numbered = [
        (number, tuple(" ".join(cell.split()) for cell in row))
        for number, row in enumerate(rows, start=1)
    ]
    filled = [(number, row) for number, row in numbered if any(row)]
    if not filled:
        raise UnreadableError(path, "it is empty: a table of ratings has headings and rows")
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


def _text(content: bytes, path: Path) -> Sequence[Sequence[str]]:
    text = _decoded(content, path)
    first, _, rest = text.partition("\n")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(first)
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        delimiter, text = first.strip()[-1], f"\n{rest}"  # the row keeps its number
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(path, f"no table that can be read: {error}") from error


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _decoded(content: bytes, path: Path) -> str:
    encoding = _MARKS.get(content[:2], "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _guessed(content, path)
    if "\0" in text:
        raise UnreadableError(path, "it holds NUL characters: no text, so no table")
    return text


def _guessed(content: bytes, path: Path) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 # only where UTF-8 does not fit

    best = from_bytes(content[:1_000_000]).best()
    if best is None:
        raise UnreadableError(path, "no text in any encoding: save it as CSV UTF-8")
    return content.decode(best.encoding, errors="replace")


def _workbook(path: Path, sheet: str | None) -> Sequence[Sequence[str]]:
    """Return the cells of a sheet; what it would unpack to is looked at first."""
    from python_calamine import (  # noqa: PLC0415 # workbooks alone need it
        CalamineError,
        CalamineWorkbook,
    )

    _refuse_bomb(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            raise UsageError(f"{path} has no sheet {sheet!r}: {', '.join(names)}")
        if not names:
            raise UnreadableError(path, "a workbook without a sheet")
        cells = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise UnreadableError(
            path, "no workbook that can be read: save it anew as .xlsx"
        ) from error
    return [[_written(cell) for cell in row] for row in cells]


def _refuse_bomb(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(path, "no workbook: save it as .xlsx or CSV") from error
    if size > LARGEST:
        raise UnreadableError(path, f"unpacks to more than {LARGEST // 10**6} MB")


def _written(cell: object) -> str:
    """Return a cell as people see it: 1.0 is 1, a day has no time."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
