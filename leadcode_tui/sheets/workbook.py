"""The cells of a workbook: xlsx or ods, from anybody, so it is looked through before it is opened.

What reads workbooks takes memory for every cell up to the last, and believes what an archive says
of itself: one cell in the farthest corner, or a file that unpacks to gigabytes, ends the process.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from leadcode_tui.archives import Archive
from leadcode_tui.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: A larger file, packed or unpacked, is no table that people made.
LARGEST: Final = 100_000_000
#: A sheet with more cells, empty ones among them, is no table that people made either.
MOST_CELLS: Final = 5_000_000
#: What an archive has to have, so that it is a workbook.
_MAIN: Final = frozenset({"xl/workbook.xml", "content.xml"})
_NO_WORKBOOK: Final = "no workbook that can be read: save it anew as .xlsx or CSV"

#: Rows and cells of Excel, the place that they name (`r="B7"`), and the texts that cells share.
_EXCEL: Final = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,7})(\d{0,12})""")
_SHARED: Final = "xl/sharedStrings.xml"
_SHARED_TEXT: Final = re.compile(rb"<(?:\w+:)?si(?=[\s>])")
_SHARED_PLACE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<")
_ODS_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS: Final = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,12})""")
_COLUMNS: Final = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,12})""")


def workbook_cells(content: bytes, path: Path, sheet: str | None) -> Sequence[Sequence[str]]:
    """Return the cells of a sheet, as people see them; the first sheet unless one is named."""
    from python_calamine import (  # noqa: PLC0415 # workbooks alone need it
        CalamineError,
        CalamineWorkbook,
    )

    members = _members(content, path)
    _refuse_broken_xml(members, path)
    _refuse_far_cells(members, path)
    _refuse_long_repeats(members, path)
    try:
        workbook = CalamineWorkbook.from_filelike(_packed(members))
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            raise UsageError(f"{path} has no sheet {sheet!r}: {', '.join(names)}")
        if not names:
            raise UnreadableError(path, "a workbook without a sheet")
        cells = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise UnreadableError(path, _NO_WORKBOOK) from error
    return [[_written(cell) for cell in row] for row in cells]


def _members(content: bytes, path: Path) -> Mapping[str, bytes]:
    """Return what an archive holds, if it is a workbook and no bomb."""
    archive = Archive(content, path)
    if not _MAIN & {*archive.names}:
        raise UnreadableError(path, _NO_WORKBOOK)
    if archive.unpacked > LARGEST:
        raise UnreadableError(path, f"unpacks to more than {LARGEST // 10**6} MB")
    return {name: archive.read(name, largest=LARGEST) for name in archive.names}


def _packed(members: Mapping[str, bytes]) -> BytesIO:
    """Return an archive of what was read, which is all that it says it is."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def _refuse_broken_xml(members: Mapping[str, bytes], path: Path) -> None:
    """Refuse XML that is broken, on which calamine never ends, or that has definitions of its own.

    Nothing comes of parsing it but the knowledge that it is whole.
    """
    for name, content in members.items():
        if name.endswith((".xml", ".rels")):
            parser = ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse_definitions
            try:
                parser.Parse(content, True)  # it takes no keywords
            except (ExpatError, ValueError) as error:
                raise UnreadableError(path, _NO_WORKBOOK) from error


def _refuse_definitions(*_: object) -> None:
    raise ValueError


def _refuse_far_cells(members: Mapping[str, bytes], path: Path) -> None:
    most = max(map(_area, members.values()), default=0)
    if most > MOST_CELLS:
        raise UnreadableError(
            path, f"a sheet of more than {MOST_CELLS:,} cells: take the far ones out"
        )


def _area(content: bytes) -> int:
    """Return how many cells there are up to the last row and the last column."""
    rows = columns = 0
    for row, column in _excel_places(content):
        rows, columns = max(rows, row), max(columns, column)
    return max(columns * rows, _ods_area(content))


def _excel_places(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each cell, counted on where they are not named."""
    row = column = 0
    for kind, attributes in _EXCEL.findall(content):
        found = _REFERENCE.search(attributes)
        letters, figures = found.groups() if found else (b"", b"")
        if kind == b"row":
            row, column = int(figures or row + 1), 0
        else:
            row = int(figures or row)
            column = _number(letters) if letters else column + 1
            yield row, column


def _refuse_long_repeats(members: Mapping[str, bytes], path: Path) -> None:
    """Refuse a workbook in which so many cells share a long text that they would fill memory."""
    lengths = [len(text) for text in _SHARED_TEXT.split(members.get(_SHARED, b""))[1:]]
    for content in members.values() if lengths else ():
        places = map(int, _SHARED_PLACE.findall(content))
        if sum(lengths[place] for place in places if place < len(lengths)) > LARGEST:
            raise UnreadableError(path, "the same long text stands in too many of its cells")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_area(content: bytes) -> int:
    rows = [(_times(_ROWS, row), _width(cells)) for row, cells in _ODS_ROW.findall(content)]
    last = max((at for at, (_, width) in enumerate(rows, start=1) if width), default=0)
    return sum(times for times, _ in rows[:last]) * max((width for _, width in rows), default=0)


def _width(cells: bytes) -> int:
    """Return the columns of a row up to its last cell that is not empty."""
    width = end = 0
    for attributes in _ODS_CELL.findall(cells):
        end += _times(_COLUMNS, attributes)
        if not attributes.endswith(b"/") or b"office:" in attributes:
            width = end
    return width


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1


def _written(cell: object) -> str:
    """Return a cell as people see it: 1.0 is 1, a day has no time."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
