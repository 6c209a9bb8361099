"""Word documents (.docx): what was typed, what Word, Teams and Otter transcribed, and tables.

The words are read from the document's XML. python-docx, the usual library, passes over the words
in tracked insertions, content controls and text boxes without saying so; here what is deleted is
left out, and everything else is read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.archives import Archive
from leadcode_tui.transcripts.document import Grid, Paragraph, material_of
from leadcode_tui.transcripts.markup import attribute, children, local, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Material

_DOCUMENT = "word/document.xml"
#: What no reader of the document sees as its words: deletions, field codes, properties. Of two
#: ways to show the same, the newer is taken.
_UNSEEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "sectPr", "rt"}
)
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
#: The styles of headings, in the languages that Word names them in.
_HEADING = re.compile(
    r"(?:Heading|Title|Subtitle|berschrift|Titel|Untertitel|Titre|Sous-titre|T.?tulo|Kop)\d*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:Title|Titel|Titre|T.?tulo)", re.IGNORECASE)
_ASIDES = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
    "delText": "deletions that were tracked",
}


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs and tables of a Word document."""
    root = parse_xml(Archive(file.raw, file.path).read(_DOCUMENT), file.path)
    asides = Counter(_ASIDES[name] for node in root.iter() if (name := local(node)) in _ASIDES)
    return material_of(_parts(root), file, left_out=asides)


def _parts(element: _Element) -> Iterator[Paragraph | Grid]:
    """Yield the paragraphs and tables, in whatever they are wrapped."""
    for child in element:
        name = local(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield Grid(tuple(_row(row) for row in _rows(child)))
        elif name not in _UNSEEN:
            yield from _parts(child)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, also those in content controls."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(child)


def _row(row: _Element) -> tuple[str, ...]:
    """Return the cells of a row, each of them the text of its paragraphs."""
    cells = [child for child in row if local(child) in {"tc", "sdt", "customXml"}]
    return tuple("\n".join(_texts(cell)) for cell in cells)


def _texts(cell: _Element) -> Sequence[str]:
    """Return the paragraphs in a cell; a table in it is read row by row."""
    texts = []
    for part in _parts(cell):
        if isinstance(part, Paragraph):
            texts.append(part.text)
        else:
            texts += ["    ".join(row) for row in part.rows]
    return texts


def _paragraph(paragraph: _Element) -> Iterator[Paragraph | Grid]:
    """Yield a paragraph, and those of the text boxes that hang on it."""
    style = _style(paragraph)
    boxes: list[_Element] = []
    text = "".join(_words(paragraph, boxes))
    is_title = _TITLE.fullmatch(style) is not None
    is_heading = _HEADING.fullmatch(style) is not None
    yield Paragraph(text, heading=is_heading, title=is_title, bold=_bold_at_first(paragraph))
    for box in boxes:
        yield from _parts(box)


def _bold_at_first(paragraph: _Element) -> int:
    """Return how many characters at the beginning of a paragraph are in bold."""
    bold = 0
    for child in paragraph:
        words = "" if local(child) in _UNSEEN else "".join(_words(child, []))
        if words.strip() and not (local(child) == "r" and _is_bold(child)):
            break
        bold += len(words)
    return bold


def _is_bold(run: _Element) -> bool:
    """Return whether a run is in bold, by its own format or by the style called Strong."""
    return any(
        (local(mark) == "b" and attribute(mark, "val") not in {"0", "false"})
        or (local(mark) == "rStyle" and attribute(mark, "val") == "Strong")
        for properties in children(run, "rPr")
        for mark in properties
    )


def _style(paragraph: _Element) -> str:
    """Return the name of a paragraph's style."""
    for properties in children(paragraph, "pPr"):
        for style in children(properties, "pStyle"):
            return attribute(style, "val")
    return ""


def _words(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    """Yield the pieces of a paragraph's text, and put text boxes aside."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield " " if attribute(child, "type") in {"page", "column"} else "\n"
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield _symbol(attribute(child, "char"))
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _UNSEEN:
            yield from _words(child, boxes)


def _symbol(code: str) -> str:
    """Return a symbol; one of a symbol font has no letter of its own."""
    point = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return chr(point) if 0x20 <= point < 0xE000 else "\ufffd"  # noqa: PLR2004
