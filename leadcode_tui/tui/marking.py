"""Words of a segment that are being chosen, for a code that holds for them alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from unicodedata import category

from leadcode_tui.tui.wrapping import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys that move, and how many words on; letters that are no command here may be codes' keys.
_MOVES: Final[Mapping[str, int]] = {
    "right": +1,
    "left": -1,
    "j": +1,
    "k": -1,
    "down": +8,
    "up": -8,
    "home": -(10**9),
    "end": 10**9,
}


@dataclass(frozen=True, slots=True)
class Marking:
    """The words from `anchor` to `cursor`, either of which can be the first."""

    words: tuple[tuple[int, int], ...]
    anchor: int = 0
    cursor: int = 0
    is_fixed: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where the chosen words begin and end, in characters."""
        first, last = sorted((self.anchor, self.cursor))
        return self.words[first][0], self.words[last][1]

    def moved(self, key: str) -> Marking | None:
        """Return it after a key that moves: the words chosen, or once fixed, the end of them."""
        if key not in _MOVES:
            return None
        cursor = min(max(self.cursor + _MOVES[key], 0), len(self.words) - 1)
        return replace(self, cursor=cursor, anchor=self.anchor if self.is_fixed else cursor)

    def fixed(self) -> Marking:
        """Return it with the first word fixed, so that moves choose more words."""
        return replace(self, is_fixed=True)

    def hint(self, key: str) -> str:
        """Return what can be done; `key` is the one that fixes the first word."""
        fixes = "" if self.is_fixed else f"  {key} from here on"
        moves = "how far" if self.is_fixed else "which words"
        return f" ←→↑↓ {moves}{fixes}  KEY applies a code  Esc leaves"


def mark_words(text: str) -> Marking | None:
    """Begin with the first word of a text; None where it has none."""
    bare = (_bare(text, start, stop) for start, stop in pieces(text))
    words = tuple(word for word in bare if word[0] < word[1])
    return Marking(words) if words else None


def _bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return where a word begins and ends without the punctuation around it."""
    while start < stop and not text[start].isalnum():
        start += 1
    while stop > start and not _belongs(text[stop - 1]):
        stop -= 1
    return start, stop


def _belongs(character: str) -> bool:
    """Whether a character at the end is part of a word: letters, digits, what is drawn on them."""
    return character.isalnum() or category(character)[0] == "M"
