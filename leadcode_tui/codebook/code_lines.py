"""Lines of a codebook's text: where they begin and end, and which of them are a code's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.codebook.layout import Listing

LINE_END = re.compile(r"\r\n|\n|\r")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
#: The end of the last line, and a blank line before it.
_BLANKS_AT_END = re.compile(r"((\r\n|\n|\r)[ \t]*)?(\r\n|\n|\r)\Z")
_BLANKS = re.compile(r"[ \t]*")
_BLANK_ABOVE = re.compile(r"(\A|\r\n|\n|\r(?!\n))[ \t]*(\r\n|\n|\r)\Z")


def newline(text: str) -> str:
    """Return the end that the first line has."""
    found = LINE_END.search(text)
    return "\n" if found is None else found.group()


def line_start(text: str, index: int) -> int:
    """Return where the line of a character begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Return where the line of a character ends, its end excluded."""
    found = _REST_OF_LINE.match(text, index)
    return len(text) if found is None else found.end()


def dashes(text: str, listing: Listing) -> Sequence[int]:
    """Return where the dash of each entry of a list of lines stands."""
    places: list[int] = []
    after = listing.start
    for entry in listing.entries:
        before = line_start(text, after) if not places else line_end(text, after)
        pattern = re.compile(rf"^ {{{listing.column}}}-(?=[ \t\r\n])", re.MULTILINE)
        gap = text[before : entry.start].replace("\r", "\n")
        found = pattern.search(gap)
        if found is None:
            raise UsageError("a list whose dashes do not stand below each other")
        places.append(before + found.end() - 1)
        after = entry.end
    return places


def code_start(text: str, listing: Listing, number: int) -> int:
    """Return where the lines of a code begin, comments right above it among them."""
    start = line_start(text, dashes(text, listing)[number])
    while start:
        above = line_start(text, start - (2 if text[:start].endswith("\r\n") else 1))
        blanks = _BLANKS.match(text, above)
        comment = above if blanks is None else blanks.end()
        if text[comment : comment + 1] != "#" or comment - above != listing.column:
            break
        start = above
    return start


def code_end(text: str, listing: Listing, number: int) -> int:
    """Return where the last line of a code ends, comments that are indented as its own too."""
    end = line_end(text, listing.entries[number].end)
    while (found := LINE_END.match(text, end)) is not None:
        blanks = _BLANKS.match(text, found.end())
        comment = found.end() if blanks is None else blanks.end()
        if text[comment : comment + 1] != "#" or comment - found.end() <= listing.column:
            break
        end = line_end(text, comment)
    return end


def without_lines(text: str, start: int, end: int) -> str:
    """Take out whole lines, and one of two blank lines that meet."""
    found = LINE_END.match(text, end)
    if found is None:
        return _BLANKS_AT_END.sub("", text[:start])
    end = found.end()
    below = re.compile(r"[ \t]*(\r\n|\n|\r)").match(text, end)
    if below is not None and _BLANK_ABOVE.search(text[:start]) is not None:
        end = below.end()
    return text[:start] + text[end:]
