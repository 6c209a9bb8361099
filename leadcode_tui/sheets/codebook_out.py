"""A codebook as a table, for spreadsheets and other programs; it comes back as it was."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UsageError
from leadcode_tui.model import ID_LISTS, TEXT_LISTS, said_of
from leadcode_tui.sheets.codebook_columns import BOOK, KEYS
from leadcode_tui.text import as_lines, guarded, unguarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Codebook, Said

#: A cell of a workbook holds no more characters.
LONGEST_CELL: Final = 32_767
#: Columns that are there whether a code says anything under them or not.
_ALWAYS: Final = frozenset(["id", "name", "parent", "definition", *TEXT_LISTS])
#: How wide columns are in a workbook, in characters.
_WIDE: Final = frozenset({"definition", *TEXT_LISTS})
_WIDTHS: Final = (18, 45)
#: One time for every workbook, so that the same codebook makes the same file.
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)


def codebook_rows(codebook: Codebook) -> Sequence[Sequence[str]]:
    """Return the headings, and a row for each code; columns that nothing is said under are left."""
    said = [said_of(code) for code in codebook.codes]
    keys = [key for key in KEYS if key in _ALWAYS or any(key in each for each in said)]
    rows = [[_cell(key, each.get(key, "")) for key in keys] for each in said]
    of_book = [[codebook.id, codebook.title], *[["", ""]] * (len(rows) - 1)]
    return [
        [*keys, *BOOK],
        *([*row, *own] for row, own in zip(rows, of_book, strict=True)),
    ]


def _cell(key: str, value: Said) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(value) if key in ID_LISTS else as_lines(value)


def codebook_csv(codebook: Codebook) -> str:
    """Return a codebook as CSV; no spreadsheet takes a cell of it for a formula."""
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in codebook_rows(codebook))
    return paper.getvalue()


def codebook_xlsx(codebook: Codebook) -> bytes:
    """Return a codebook as a workbook, every cell of it a text.

    Raises UsageError for a text that no cell holds.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 # nothing else needs it

    headings, *rows = codebook_rows(codebook)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": codebook.title, "created": _MADE})
        bold = workbook.add_format({"bold": True, "valign": "top"})
        text = workbook.add_format(
            {"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
        )
        sheet = workbook.add_worksheet("codebook")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, _WIDTHS[heading in _WIDE])
            sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(rows, start=1):
                cell = row[column]
                if len(cell) >= LONGEST_CELL:
                    raise UsageError(_too_long(heading, row[0]))
                sheet.write_string(number, column, _kept(cell), text)
    return file.getvalue()


def _kept(cell: str) -> str:
    """Return a cell that is read back as it was; its format says that it is no formula."""
    return cell if unguarded(cell) == cell else guarded(cell)


def _too_long(heading: str, code: str) -> str:
    return (
        f"the {heading} of {code} is longer than the {LONGEST_CELL:,} characters that a cell of a "
        "workbook holds: export it as CSV"
    )
