"""TextGrid of Praat, long and short: every tier of intervals is a speaker, named by the tier.

Praat itself reads the numbers, the texts in quotes and the flags that stand free in the file, and
passes over everything else; so does this reader, which makes the two forms one. The parser of
praatio goes by lines and patterns: it drops the rest of a short file at an empty line and its last
interval where no newline ends the file, without a word.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, NoReturn

from leadcode_tui.errors import Problem, ProblemsError
from leadcode_tui.transcripts.decoding import MOST_LINES
from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.transcripts.decoding import TranscriptFile

#: A text in quotes (a quote inside is doubled), a comment, a flag, or a word.
_PIECE = re.compile(
    r"(?P<text>\"[^\"]*(?:\"\"[^\"]*)*\")(?!\S)|(?P<comment>![^\n]*)|(?P<flag><\w+>)(?!\S)|(?P<word>\S+)"
)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d{1,3})?")
_SAVE = "in Praat: Save as text file"


class _Pieces:
    """The numbers and texts of a file, one after the other, with their lines."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path
        self._found: Iterator[re.Match[str]] = _PIECE.finditer(text)
        self._counted = 0
        self.line = 1

    def text(self) -> str:
        """Return the next text in quotes, without them."""
        return self._next("text", "a text in quotes")[1:-1].replace('""', '"')

    def number(self) -> float:
        """Return the next number."""
        number = float(self._next("number", "a number"))
        if not isfinite(number):
            self.refuse("this number is too large")
        return number

    def count(self) -> int:
        """Return the next number, which says how many follow."""
        return int(self.number())

    def flag(self) -> str:
        """Return the next flag, such as <exists>."""
        return self._next("flag", "<exists>")

    def _next(self, wanted: str, spoken: str) -> str:
        """Return the next piece that stands free, which must be of the kind that is wanted."""
        for found in self._found:
            kind = found.lastgroup
            if kind == "word" and _NUMBER.fullmatch(found.group()):
                kind = "number"
            if kind in {"text", "flag", "number"}:
                self.line += self._text.count("\n", self._counted, found.start())
                self._counted = found.start()
                if kind != wanted:
                    self.refuse(f"here should be {spoken}")
                return found.group()
        self.line = self._text.count("\n") + 1
        return self.refuse(f"the file ends where {spoken} should follow")

    def refuse(self, why: str) -> NoReturn:
        """Stop with the line, since what follows cannot be told apart any more."""
        hint = "open it in Praat and save it again as a text file"
        raise ProblemsError([Problem(self._path, self.line, 1, why, hint)])


def read(file: TranscriptFile) -> Material:
    """Return the intervals of all tiers in the order of their start."""
    pieces = _Pieces(file.text, file.path)
    if not pieces.text().startswith("ooTextFile") or pieces.text() != "TextGrid":
        why = "this is no TextGrid in a text file of Praat"
        raise ProblemsError([Problem(file.path, pieces.line, 1, why, _SAVE)])
    pieces.number()
    pieces.number()
    pieces.flag()
    blocks: list[Block] = []
    notices: list[str] = []
    for _ in range(pieces.count()):
        kind, name = pieces.text(), pieces.text()
        pieces.number()
        pieces.number()
        if kind == "IntervalTier":
            blocks += _intervals(pieces, " ".join(name.split()))
        else:
            points = _points(pieces)
            notices.append(f"the tier {name!r} has points and no intervals: {points} are left out")
    blocks.sort(key=lambda block: block.start or 0.0)
    return Material(tuple(blocks), notices=tuple(notices))


def _intervals(pieces: _Pieces, name: str) -> Iterator[Block]:
    """Yield the intervals of a tier that hold words."""
    for number in range(pieces.count()):
        if number > MOST_LINES:
            pieces.refuse(f"it has over {MOST_LINES:,} intervals, and no talk has as many")
        start, end, words = pieces.number(), pieces.number(), pieces.text()
        if words.strip():
            yield Block(
                words, pieces.line, name or None, max(0.0, start), max(0.0, end), flows=True
            )


def _points(pieces: _Pieces) -> int:
    """Pass over a tier of points, and return how many have words."""
    marks = []
    for _ in range(pieces.count()):
        pieces.number()
        marks.append(pieces.text())
    return sum(bool(mark.strip()) for mark in marks)
