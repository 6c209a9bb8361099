"""OpenDocument texts (.odt), what LibreOffice writes: paragraphs, lists, tables, text boxes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.archives import Archive
from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.document import Grid, Paragraph, material_of
from leadcode_tui.transcripts.markup import attribute, local, parse_xml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Material

_CONTENT = "content.xml"
#: What nobody says, and what it is called when it is left out.
_ASIDES = {"note": "notes", "annotation": "comments", "tracked-changes": "tracked deletions"}
_UNSEEN = frozenset({*_ASIDES, "ruby-text", "sequence-decls", "forms"})
#: More spaces in one place are no typing.
_MOST_SPACES = 80
#: The style that LibreOffice sets apart words in bold with, when nobody made one by hand.
_STRONG = "Strong_20_Emphasis"
_TITLE_STYLES = frozenset({"Title", "Titel", "Titre", "Título"})


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs and tables of an OpenDocument text."""
    root = parse_xml(Archive(file.raw, file.path).read(_CONTENT), file.path)
    body = next((node for node in root.iter() if local(node) == "text"), None)
    if body is None:
        raise UnreadableError(file.path, "it is no text document: save it as .odt or .docx")
    asides = Counter(_ASIDES[name] for node in body.iter() if (name := local(node)) in _ASIDES)
    return material_of(_parts(body, _bold_styles(root)), file, left_out=asides)


def _bold_styles(root: _Element) -> Collection[str]:
    """Return the names of the styles that set words in bold."""
    return {_STRONG} | {
        attribute(style, "name")
        for style in root.iter()
        if local(style) == "style"
        and any(attribute(properties, "font-weight") == "bold" for properties in style)
    }


def _parts(element: _Element, bold: Collection[str]) -> Iterator[Paragraph | Grid]:
    """Yield the paragraphs and tables, in whatever they are wrapped."""
    for child in element:
        name = local(child)
        if name in {"p", "h"}:
            yield from _paragraph(child, bold)
        elif name == "table":
            yield Grid(tuple(_row(row, bold) for row in _rows(child)))
        elif name not in _UNSEEN:
            yield from _parts(child, bold)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, also those of its head."""
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _row(row: _Element, bold: Collection[str]) -> tuple[str, ...]:
    """Return the cells of a row, each of them the text of its paragraphs."""
    cells = (child for child in row if local(child) in {"table-cell", "covered-table-cell"})
    return tuple("\n".join(_texts(cell, bold)) for cell in cells)


def _texts(cell: _Element, bold: Collection[str]) -> Iterator[str]:
    """Yield the paragraphs in a cell; a table in it is read row by row."""
    for part in _parts(cell, bold):
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from ("    ".join(row) for row in part.rows)


def _paragraph(paragraph: _Element, bold: Collection[str]) -> Iterator[Paragraph | Grid]:
    """Yield a paragraph, and those of the text boxes that hang on it."""
    boxes: list[_Element] = []
    text = "".join(_words(paragraph, boxes))
    is_title = attribute(paragraph, "style-name") in _TITLE_STYLES
    is_heading = is_title or local(paragraph) == "h"
    yield Paragraph(text, is_heading, is_title, bold=_bold_at_first(paragraph, bold))
    for box in boxes:
        yield from _parts(box, bold)


def _bold_at_first(paragraph: _Element, bold: Collection[str]) -> int:
    """Return how many characters at the beginning of a paragraph are in bold."""
    if attribute(paragraph, "style-name") in bold:
        return len("".join(_words(paragraph, [])))
    count = len(_spaced(paragraph.text))
    if _spaced(paragraph.text).strip():
        return 0
    for child in paragraph:
        if attribute(child, "style-name") not in bold:
            break
        count += len("".join(_words(child, [])))
        if (child.tail or "").strip():
            break
        count += len(_spaced(child.tail))
    return count


def _words(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    """Yield the pieces of a paragraph's text, and put text boxes aside."""
    yield _spaced(element.text)
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "text-box":
            boxes.append(child)
        elif name not in _UNSEEN:
            yield from _words(child, boxes)
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    """Return a text in which the lines of the XML are spaces."""
    return (text or "").replace("\n", " ").replace("\t", " ")
