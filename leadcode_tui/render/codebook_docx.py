"""A codebook as a document for Word with one table, the appendix of a paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.codebook_page import LISTS, marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Paper
    from docx.table import Table, _Cell, _Row

    from leadcode_tui.model import Code, Codebook

_COLUMNS: Final = ("Code", "Definition", *(heading for _, heading in LISTS))
#: How far a code stands to the right of the one above it, and how small its id is, in points.
_INDENT: Final = 8
_SMALL: Final = 8
#: Word takes no longer title among the properties of a document.
_LONGEST_TITLE: Final = 255


def codebook_docx(codebook: Codebook) -> bytes:
    """Return a document with a heading and a table, a row for each code."""
    from docx import Document  # noqa: PLC0415 # heavy, and nothing else needs it

    document = Document()
    document.core_properties.title = codebook.title[:_LONGEST_TITLE]
    document.core_properties.author = "leadcode"
    _turn(document)
    document.add_heading(codebook.title, level=1)
    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    _head(table)
    for code in codebook.codes:
        row = table.add_row()
        _mark(row, "w:cantSplit")
        _fill(row.cells, code, codebook.level(code.id))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _turn(document: Paper) -> None:
    """Lay the page, A4, on its side: five columns are too many for one that stands."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 # as above
    from docx.shared import Mm  # noqa: PLC0415 # as above

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def _head(table: Table) -> None:
    """Write the headings, which Word repeats on each page."""
    first = table.rows[0]
    for cell, heading in zip(first.cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    _mark(first, "w:tblHeader")


def _mark(row: _Row, property_: str) -> None:
    """Give a row what Word goes by where a page ends."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 # as above

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 # python-docx has no other way
    properties.append(OxmlElement(property_))


def _fill(cells: Sequence[_Cell], code: Code, level: int) -> None:
    from docx.shared import Pt  # noqa: PLC0415 # as above

    name, definition, *lists = cells
    first = name.paragraphs[0]
    first.paragraph_format.left_indent = Pt(_INDENT * level)
    first.add_run(code.name).bold = True
    marks = name.add_paragraph()
    marks.paragraph_format.left_indent = Pt(_INDENT * level)
    marks.add_run(marks_of(code)).font.size = Pt(_SMALL)
    definition.paragraphs[0].add_run(code.definition)
    for cell, (key, _) in zip(lists, LISTS, strict=True):
        entries: Sequence[str] = getattr(code, key)
        for number, entry in enumerate(entries):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.add_run(f"\u2013 {entry}")
