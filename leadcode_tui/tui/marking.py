"""Words of a segment that are being chosen, for a code that holds for them alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.text import word_spans

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
    found = word_spans(text)
    return Marking(found) if found else None
