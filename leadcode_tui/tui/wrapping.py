"""Text into lines that fit, measured in cells as the terminal counts them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes

from leadcode_tui.text.pieces import pieces
from leadcode_tui.tui.placing import spare

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGIONAL: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


class Line(NamedTuple):
    """Where a line of a text begins and ends; spaces between two lines belong to none."""

    start: int
    stop: int


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int, taken: int = 0) -> tuple[Line, ...]:
    """Return the lines of a text, none wider than `width` cells; only longer words are broken.

    On the first line so many cells are taken already.
    """
    width = max(width, 2)
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        stop = start + len(part)
        lines += _wrapped_line(text, Line(start, stop), width, taken=0 if lines else taken)
        start = stop + 1
    return tuple(lines)


def _wrapped_line(text: str, part: Line, width: int, *, taken: int) -> Iterator[Line]:
    start = end = part.start
    room = width - taken
    for piece in pieces(text, part.start, part.stop):
        size = _cells(text[end : piece.end()])  # with the spaces before it
        if size > room:
            if end > start or room < width:
                yield Line(start, end)
                room = width
            start = piece.start()
            size = _cells(piece.group())
            while size > width:
                cut = start + _fitting(text[start : piece.end()], width)
                yield Line(start, cut)
                size -= _cells(text[start:cut])
                start = cut
        room -= size
        end = piece.end()
    yield Line(start, end)


def _cells(text: str) -> int:
    """Return how many cells a text takes at most: terminals do not agree on every script."""
    return cell_len(text) + spare(text)


def _fitting(word: str, width: int) -> int:
    """Return how many characters of a word fit; what is one sign to the reader stays whole."""
    some = word[: 16 * width]
    if some.isascii():
        return width
    room, last = width, 0
    is_half_a_flag = False
    for start, stop, size in split_graphemes(some)[0]:
        room -= size + spare(some[start:stop])
        if room < 0:
            break
        is_half_a_flag = not is_half_a_flag and _REGIONAL.match(some, start) is not None
        if not is_half_a_flag:
            last = stop
    return last or 1


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text as they are shown."""
    return tuple(text[line.start : line.stop] for line in wrapped(text, width))


def fit(text: str, width: int) -> str:
    """Return a text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width > 0:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def fit_end(text: str, width: int) -> str:
    """Return a text in at most `width` cells; of one that is longer the end stays."""
    if cell_len(text) <= width:
        return text
    room = width - 1
    kept = ""
    for character in reversed(text):
        room -= cell_len(character)
        if room < 0:
            break
        kept = character + kept
    return f"…{kept}"
