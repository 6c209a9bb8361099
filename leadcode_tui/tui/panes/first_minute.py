"""The keys for the first minute: one line each, ticked off as they are used, then gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.tui.widgets.rows import Row, row
from leadcode_tui.tui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.keys import KeyTable

#: What is learned, by the command's id; "code" stands for any code's key.
LESSONS: Final[Mapping[str, str]] = {
    "code": "apply a code: its key stands before it, at the right",
    "segment.next": "go on to the next segment",
    "segment.nothing": "read, and no code applies; goes on",
    "undo": "take back what you did last",
    "help": "every other key; all is saved as you go",
}
#: Whoever pressed so many of these keys knows how it goes, also without the others.
_ENOUGH: Final = 20
_HEAD: Final = " The keys for the first minute (Esc puts them away)"
_KEYS_WIDTH: Final = 12


class FirstMinute:
    """Stands above the message line until the keys are known, or Esc puts it away."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._count = 0
        #: Whether it is on the screen.
        self.is_open = False

    def open(self) -> None:
        """Teach all of it."""
        self._used.clear()
        self._count = 0
        self.is_open = True

    def use(self, what: str) -> bool:
        """Tick off what was used; return whether there is nothing more to learn."""
        if not self.is_open or what not in LESSONS:
            return False
        self._used.add(what)
        self._count += 1
        return len(self._used) == len(LESSONS) or self._count >= _ENOUGH

    def close(self) -> None:
        """Give the room back."""
        self.is_open = False

    def rows(self, keys: KeyTable, width: int) -> Sequence[Row]:
        """Return the keys as they are for this coder; nothing once it was put away."""
        if not self.is_open:
            return ()
        lines = [self._line(what, _key(keys, what), width) for what in LESSONS]
        return [row(fit(_HEAD, width), "bold"), *lines]

    def _line(self, what: str, key: str, width: int) -> Row:
        tick = "x" if what in self._used else " "
        return row(fit(f" [{tick}] {fit(key, _KEYS_WIDTH)} {LESSONS[what]}", width))


def _key(keys: KeyTable, what: str) -> str:
    if what != "code":
        return keys.named(what).shown
    return next(iter(keys.codes.values()), keys.key("code.filter"))
