"""A text that is being written: letters in, moves, and the rows that show it with its cursor."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, split_graphemes

from leadcode_tui.text import sanitise
from leadcode_tui.tui.widgets.rows import Row, Span, row
from leadcode_tui.tui.wrapping import Line, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_WORD: Final = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written so far, and the character that the cursor stands on."""

    text: str = ""
    at: int = 0

    def typed(self, key: str, character: str | None, width: int) -> Draft:
        """Return the draft after a key, on rows of so many cells; others change nothing."""
        if key in _MOVES or key in _ROW_MOVES:
            return replace(self, at=self._moved(key, width))
        if key in _DELETES:
            other = self._moved(_DELETES[key], width)
            start, stop = sorted((self.at, other))
            return Draft(self.text[:start] + self.text[stop:], start)
        if key == "enter":
            return self.with_text("\n")
        if character is not None and character.isprintable() and "ctrl+" not in key:
            return self.with_text(character)
        return self

    def with_text(self, added: str) -> Draft:
        """Return the draft with a text put in; nothing gets in that acts on a terminal."""
        safe = sanitise(added)
        return Draft(self.text[: self.at] + safe + self.text[self.at :], self.at + len(safe))

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the page of rows that the cursor is on; two pages share a row."""
        lines = self._lines(width)
        cursor = self._line(lines)
        per_page = max(height - 1, 1)
        top = cursor - cursor % per_page
        return [
            self._row_with_cursor(line) if top + y == cursor else row(self.text[slice(*line)])
            for y, line in enumerate(lines[top : top + height])
        ]

    def _row_with_cursor(self, line: Line) -> Row:
        at = min(self.at, line.stop)
        after = _sign_after(self.text, at) if at < line.stop else at
        under = self.text[at:after] or " "
        shown = Span(self.text[line.start : at]), Span(under, "reverse")
        return (*shown, Span(self.text[after : line.stop]))

    def _lines(self, width: int) -> Sequence[Line]:
        """Return the lines; spaces at the end of a line count, and one cell is for the cursor."""
        lines = wrapped(self.text, width - 1)
        return [
            Line(line.start, min(following.start, _end(self.text, line.start)))
            for line, following in pairwise([*lines, Line(len(self.text), len(self.text))])
        ]

    def _line(self, lines: Sequence[Line]) -> int:
        return max(y for y, line in enumerate(lines) if line.start <= self.at or y == 0)

    def _moved(self, key: str, width: int) -> int:
        if key in _ROW_MOVES:
            return self._in_row(_ROW_MOVES[key], width)
        return _MOVES[key](self.text, self.at)

    def _in_row(self, by: int, width: int) -> int:
        lines = self._lines(width)
        now = self._line(lines)
        if not 0 <= now + by < len(lines):
            return 0 if by < 0 else len(self.text)
        column = cell_len(self.text[lines[now].start : self.at])
        there = lines[now + by]
        for start, _, size in split_graphemes(self.text[slice(*there)])[0]:
            column -= size
            if column < 0:
                return there.start + start
        return min(there.stop, len(self.text))


def _sign_after(text: str, at: int) -> int:
    signs = split_graphemes(text[at : _end(text, at)])[0]
    return at + signs[0][1] if signs else min(at + 1, len(text))


def _sign_before(text: str, at: int) -> int:
    start = _start(text, at)
    signs = split_graphemes(text[start:at])[0]
    return start + signs[-1][0] if signs else max(at - 1, 0)


def _word_after(text: str, at: int) -> int:
    found = _WORD.match(text, at)
    return found.end() if found else at


def _word_before(text: str, at: int) -> int:
    return max((found.start() for found in _WORD.finditer(text, 0, at)), default=0)


def _start(text: str, at: int) -> int:
    """Return where the paragraph begins that a character is in."""
    return text.rfind("\n", 0, at) + 1


def _end(text: str, at: int) -> int:
    """Return where the paragraph ends that a character is in."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


_MOVES: Final[Mapping[str, Callable[[str, int], int]]] = {
    "left": _sign_before,
    "right": _sign_after,
    "ctrl+left": _word_before,
    "ctrl+right": _word_after,
    "home": _start,
    "end": _end,
    "ctrl+home": lambda _, __: 0,
    "ctrl+end": lambda text, _: len(text),
}
_ROW_MOVES: Final = {"up": -1, "down": +1}
#: Keys that delete up to where another key would move.
_DELETES: Final = {
    "backspace": "left",
    "delete": "right",
    "ctrl+w": "ctrl+left",
    "ctrl+u": "home",
    "ctrl+k": "end",
}
