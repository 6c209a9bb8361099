"""Text whose width terminals do not agree on: what follows it is put where it belongs.

Vowels of Indian scripts, flags, and emoji of several parts take one cell, two or four, as the
terminal likes. Unless the cursor is placed again, the rest of the row stands beside its pane, and
what is not overwritten stays for good.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Scripts with vowels that have a cell of their own, or not.
_INDIAN: Final = "\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1900-\u1cff\ua800-\uabff"
#: Pictures, what joins them into one or colours them, flags, and ligatures of whole sentences.
_PICTURES: Final = "\u200d\u2600-\u27bf\u2b00-\u2bff\ufdf0-\ufdff\ufe0f\U0001f000-\U0001faff"
_UNSURE: Final = re.compile(f"[{_INDIAN}]+|[{_PICTURES}]+")
#: What divides a text from what stands beside it.
_GAP: Final = re.compile(" {2,}")
#: Where the cursor is sent, other commands, the end of a row, and text.
_SENT: Final = re.compile(r"\x1b\[\d+;(?P<column>\d+)H|\x1b[^a-zA-Z]*[a-zA-Z]|\r?\n|[^\x1b\r\n]+|.")


def placed(sent: str) -> str:
    """Return what is sent, with the cursor placed again after each text of unsure width."""
    return "".join(_placed(sent)) if is_unsure(sent) else sent


def is_unsure(text: str) -> bool:
    """Whether terminals do not agree on how many cells a text takes."""
    return not text.isascii() and _UNSURE.search(text) is not None


def _placed(sent: str) -> Iterator[str]:
    place = _Place()
    for part in _SENT.finditer(sent):
        text = part.group()
        if part["column"]:
            place = _Place(int(part["column"]))
        elif text.endswith("\n"):
            place = _Place(1)
        elif place.column and text[0] != "\x1b":
            text = place.after(text)
        yield text


class _Place:
    """The column where a row goes on, 0 where that is not known, and how sure it is."""

    def __init__(self, column: int = 0) -> None:
        self.column = column
        #: How many cells further the cursor may stand; None where it stands there.
        self._further: int | None = None

    def after(self, text: str) -> str:
        """Return a text as it is sent; wherever two blanks or more follow, the place is sure."""
        bodies = _GAP.split(text)
        gaps = [*_GAP.findall(text), ""]
        return "".join(map(self._body, bodies, gaps))

    def _body(self, body: str, gap: str) -> str:
        begin, middle = self.column, self.column + cell_len(body)
        self.column = middle + len(gap)
        if self._further is None and not is_unsure(body):
            return body + gap
        if self._further is None and gap:  # blanks first, for where it is drawn narrower
            blank = " " * (self.column - begin)
            return f"{blank}\x1b[{begin}G{body}\x1b[{self.column}G"
        further = (self._further or 0) + spare(body)
        if not gap:
            self._further = further
            return body
        self._further = None
        kept = min(further, len(gap))
        return f"{body}\x1b[{middle + kept}G{gap[kept:]}"


def spare(text: str) -> int:
    """Return how many cells more than counted a terminal may take for a text.

    >>> spare("plain"), spare("\N{DEVANAGARI LETTER THA}\N{DEVANAGARI VOWEL SIGN AA}")
    (0, 1)
    """
    if text.isascii():
        return 0
    unsure = "".join(_UNSURE.findall(text))
    return sum(category(letter) == "Mc" for letter in unsure)  # a vowel beside its letter
