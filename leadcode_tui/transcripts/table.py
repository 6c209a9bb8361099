"""Tables (.csv, .tsv, .xlsx, .ods): a row for each turn, with its words, speaker and times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.sheets.cells import text_cells
from leadcode_tui.sheets.layout import WORKBOOKS
from leadcode_tui.sheets.workbook import workbook_cells
from leadcode_tui.transcripts.columns import (
    Columns,
    blocks_of_rows,
    columns_known,
    columns_named,
)
from leadcode_tui.transcripts.decoding import MOST_LINES
from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile

#: A cell that a spreadsheet put into quotes, with those that are in it written twice.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def read(file: TranscriptFile) -> Material:
    """Return the rows of a table as blocks."""
    if file.path.suffix.lower() in WORKBOOKS:
        return material_of_rows(workbook_cells(file.raw, file.path, None), file)
    if is_table(file.decoded):
        return material_of_rows(rows_with_tabs(file.decoded), file)
    return material_of_rows(text_cells(file.decoded.removeprefix("\ufeff"), file.path), file)


def rows_with_tabs(text: str) -> Sequence[Sequence[str]]:
    """Return the rows of a text with tabs, in which quotes are those of the talk.

    Recognisers write what is said as it is; a spreadsheet puts whole cells into quotes.
    """
    return [[_unquoted(cell) for cell in line.split("\t")] for line in text.splitlines()]


def _unquoted(cell: str) -> str:
    """Return a cell that is in quotes as a whole without them."""
    found = _QUOTED.fullmatch(cell)
    return found[1].replace('""', '"') if found else cell


def is_table(text: str) -> bool:
    """Return whether a plain text is a table with tabs, whose headings name words and speakers."""
    first, _, rest = text.partition("\n")
    tabs = first.count("\t")
    known = columns_known(first.split("\t")) if tabs else None
    return (
        known is not None
        and (known.speaker is not None or known.start is not None)
        and all(line.count("\t") == tabs for line in rest.splitlines() if line.strip())
    )


def material_of_rows(rows: Sequence[Sequence[str]], file: TranscriptFile) -> Material:
    """Return the rows below the headings as blocks, with what is left out said."""
    numbered = list(_numbered(rows))
    if len(numbered) > MOST_LINES:
        raise UnreadableError(
            file.path, f"it has over {MOST_LINES:,} rows, and no talk has as many"
        )
    if not numbered:
        raise UnreadableError(file.path, "there is nothing in it")
    (_, headings), *below = numbered
    columns = _columns([heading.strip() for heading in headings], file)
    if file.settings.columns and any(part.isdecimal() for part in _named(file.settings.columns)):
        below = numbered  # by number: there are no headings
    blocks = tuple(blocks_of_rows(below, columns))
    return Material(blocks, notices=_notices(headings, columns, blocks))


def _numbered(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that are not empty with the lines that they begin in: cells have lines too."""
    line = 1
    for row in rows:
        if any(map(str.strip, row)):
            yield line, tuple(row)
        line += 1 + sum(cell.count("\n") for cell in row)


def _named(said: str) -> Sequence[str]:
    return [part.partition("=")[2].strip() for part in said.split(",")]


def _columns(headings: Sequence[str], file: TranscriptFile) -> Columns:
    """Return the columns that were named, or are known by their headings."""
    if file.settings.columns:
        return columns_named(file.settings.columns, headings, file)
    known = columns_known(headings)
    if known is None:
        there = ", ".join(filter(None, headings))
        raise UnreadableError(
            file.path,
            "no column of it is known to hold what was said: name it, as in --columns "
            f"text=Content,speaker=Who (columns: {there})",
        )
    return known


def _notices(headings: Sequence[str], columns: Columns, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return which columns were taken for what, and what is left out."""
    kinds = {"words": columns.text, "speakers": columns.speaker}
    times = {"start": columns.start, "end": columns.end}
    taken = {name: at for name, at in (kinds | times).items() if at is not None}
    shown = ", ".join(f"{name} from {headings[at]!r}" for name, at in taken.items())
    others = [name for at, name in enumerate(headings) if at not in taken.values() and name]
    rest = (f"columns left out: {', '.join(others)}",) if others else ()
    whole = [block for block in blocks if block.text.count("\n") > 1]
    talks = (
        f"{len(whole)} of its rows hold several lines each: if a row is an interview of its own, "
        "import each from a file of its own"
    )
    return (f"columns: {shown}", *rest, *((talks,) if len(whole) > 1 else ()))
