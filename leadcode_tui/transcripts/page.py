"""Web pages (.html): what Word 97 saved, noScribe's transcripts, and others."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.document import Grid, Paragraph, material_of
from leadcode_tui.transcripts.markup import local, parse_html
from leadcode_tui.transcripts.plain import without_noscribe_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Material

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
#: Browsers read these as windows-1252, whose quotes and dashes they lack.
_AS_WINDOWS = frozenset({"iso8859-1", "ascii"})

_UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "nav", "rt", "rp", "select"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_BOLD = frozenset({"b", "strong"})
#: A piece of text within a line, and whether it is in bold.
_Piece = tuple[str, bool]
_BREAK: _Piece = ("\n", False)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*|\Z")


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs and tables of a page."""
    root = parse_html(_decoded(file), file.path)
    title = next((node for node in root.iter() if local(node) == "title"), None)
    found = material_of(
        _parts(root),
        file,
        title="" if title is None else "".join(map(str, title.itertext())),
        left_out={},
    )
    return without_noscribe_header(found)


def _decoded(file: TranscriptFile) -> str:
    """Return the text in the encoding that the page names, if it fits."""
    named = _CHARSET.search(file.raw[:_HEAD])
    if named is None or file.raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE)):
        return file.decoded
    try:
        encoding = codecs.lookup(named[1].decode("ascii")).name
        return file.raw.decode("cp1252" if encoding in _AS_WINDOWS else encoding)
    except (LookupError, UnicodeError):
        return file.decoded


def _parts(element: _Element) -> Iterator[Paragraph | Grid]:
    """Yield the paragraphs and tables; text between them is a paragraph as well."""
    loose: list[_Piece] = [(_spaced(element.text), False)]
    for child in element:
        name = local(child)
        if name == "br":
            loose.append(_BREAK)
        elif name in _INLINE and not _holds_blocks(child):
            loose += _words(child, bold=False)
        elif name not in _UNSEEN:
            yield from _paragraphs(loose, heading=False)
            loose = []
            yield from _block(child, name)
        loose.append((_spaced(child.tail), False))
    yield from _paragraphs(loose, heading=local(element) in _HEADINGS)


def _block(element: _Element, name: str) -> Iterator[Paragraph | Grid]:
    """Yield what an element holds that stands on lines of its own."""
    if name == "table" and not any(local(node) == "table" for node in element.iterdescendants()):
        rows = (node for node in element.iter() if local(node) == "tr")
        yield Grid(tuple(tuple(map(_cell, _cells(row))) for row in rows))
    elif name == "pre":
        yield from _paragraphs([("".join(map(str, element.itertext())), False)], heading=False)
    else:
        yield from _parts(element)


def _cells(row: _Element) -> Iterator[_Element]:
    return (child for child in row if local(child) in {"td", "th"})


def _cell(cell: _Element) -> str:
    """Return the paragraphs of a cell, a line each."""
    return "\n".join(part.text for part in _parts(cell) if isinstance(part, Paragraph))


def _holds_blocks(element: _Element) -> bool:
    """Return whether an element of a line holds paragraphs, as in badly made pages."""
    return any(
        local(node) not in _INLINE | _UNSEEN | {"br", "img"} for node in element.iterdescendants()
    )


def _words(element: _Element, *, bold: bool) -> Iterator[_Piece]:
    """Yield the pieces of text within a line."""
    bold = bold or local(element) in _BOLD
    yield _spaced(element.text), bold
    for child in element:
        if local(child) == "br":
            yield _BREAK
        elif local(child) not in _UNSEEN:
            yield from _words(child, bold=bold)
        yield _spaced(child.tail), bold


def _paragraphs(pieces: Sequence[_Piece], *, heading: bool) -> Iterator[Paragraph]:
    """Yield the paragraphs of a run of text: an empty line parts them."""
    text = "".join(piece for piece, _ in pieces)
    looks = "".join(
        "b" if bold or char.isspace() else "-" for piece, bold in pieces for char in piece
    )
    begin = 0
    for between in _EMPTY_LINE.finditer(text):
        run = text[begin : between.start()]
        words = run.strip("\n")
        if words.strip():
            first = begin + run.index(words)
            look = looks[first : first + len(words)]
            yield Paragraph(words, heading=heading, bold=len(look) - len(look.lstrip("b")))
        begin = between.end()


def _spaced(text: str | None) -> str:
    """Return a text in which the lines of the source are spaces."""
    return re.sub(r"[\n\t\r]", " ", text or "")
