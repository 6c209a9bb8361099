"""PDF: the layer of text, without what every page repeats. The only home of pypdf.

pypdf gives the lines of a page; what stands at the top or the bottom of most pages, the numbers of
pages and those of lines are left out, and said. A scan has no text and is refused.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.decoding import cleaned
from leadcode_tui.transcripts.furniture import without_furniture
from leadcode_tui.transcripts.material import Material
from leadcode_tui.transcripts.plain import paragraphs
from leadcode_tui.transcripts.wrapping import rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadcode_tui.transcripts.decoding import TranscriptFile

_MOST_PAGES = 2_000
#: What pypdf may unpack and do for one file; an interview takes a hundredth of it.
_MOST_CONTENT = 20_000_000
_MOST_OPERATIONS = 1_000_000
#: What pypdf raises on broken files, found by giving it 60,000 of them.
_BROKEN = (
    PyPdfError,
    AssertionError,
    AttributeError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
_AGAIN = "print it to PDF again, or save it as .docx, .odt or .txt in the program that made it"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would write the text it stumbles over


class _TooMuchError(Exception):
    """A page does more than any page of words does."""


def read(file: TranscriptFile) -> Material:
    """Return the lines of all pages without what the pages repeat."""
    try:
        pages = tuple(_pages(PdfReader(BytesIO(file.raw), strict=False), file))
    except DependencyError as error:
        raise UnreadableError(file.path, f"it is locked: {_AGAIN}") from error
    except _TooMuchError as error:
        raise UnreadableError(file.path, f"it draws more than pages of words do: {_AGAIN}") from (
            error
        )
    except _BROKEN as error:
        raise UnreadableError(file.path, f"it is broken, or no PDF: {_AGAIN}") from error
    if not any(any(map(str.strip, page)) for page in pages):
        raise UnreadableError(
            file.path,
            "its pages are pictures, or empty, without any text: let a program for text "
            "recognition (OCR) read it first",
        )
    bare, notices = without_furniture(pages)
    lines, joined = rejoined(bare)
    said = (f"words that the end of a line parted are joined ({joined})",) if joined else ()
    return Material(tuple(paragraphs(lines)), notices=(*notices, *said))


def _pages(reader: PdfReader, file: TranscriptFile) -> Iterator[tuple[str, ...]]:
    """Yield the lines of each page."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(file.path, "it is locked with a password: save it without one")
    done = _Counted()
    for number, page in enumerate(reader.pages, start=1):
        if number > _MOST_PAGES:
            raise _TooMuchError
        contents = page.get_contents()
        if contents is not None:
            done.unpacked(len(contents.get_data()))
        text = page.extract_text(visitor_operand_before=done.operation)
        yield tuple(cleaned(text).split("\n"))


class _Counted:
    """Counts what pypdf does, and stops it where it is too much."""

    def __init__(self) -> None:
        self._operations = 0
        self._bytes = 0

    def unpacked(self, size: int) -> None:
        """Count what a page unpacks to."""
        self._bytes += size
        if self._bytes > _MOST_CONTENT:
            raise _TooMuchError

    def operation(self, *_: object) -> None:
        """Count one thing that a page draws."""
        self._operations += 1
        if self._operations > _MOST_OPERATIONS:
            raise _TooMuchError
