"""Keys that came at once: one act, taken back together and shown once, in which nobody leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.tui.views import burst_told

if TYPE_CHECKING:
    from leadcode_tui.tui.escape import Burst
    from leadcode_tui.tui.screens.panes import Panes

#: Commands that are not done where many keys come at once.
_BY_ITSELF: Final = {"undo", "redo", "quit"}


class Bursts:
    """Counts keys that came at once, as pasted text does, and lets what they do be one act."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._keys = 0
        self._left_out: set[str] = set()
        #: Whether the keys that come belong to a burst.
        self.is_on = False

    def begin(self, burst: Burst) -> None:
        """Begin a burst, or go on with one."""
        if not burst.goes_on:
            self.end()
        self._keys += burst.keys
        self.is_on = True
        self._panes.session.begin_act()

    def over(self) -> None:
        """Say what came at once did."""
        self.is_on = False
        session = self._panes.session
        if session.in_act or self._left_out:
            self._panes.message = burst_told(
                session.keys, self._keys, self._left_out, is_open=self._panes.is_writing
            )

    def end(self) -> None:
        """Let acts be acts by themselves again; a memo that a burst began belongs to it."""
        if not self._panes.is_writing:
            self._panes.session.end_act()
            self._keys = 0
            self._left_out.clear()

    def leaves_out(self, command: str) -> bool:
        """Whether a command waits for a key by itself: pasted text would undo, or leave."""
        is_left_out = self.is_on and command in _BY_ITSELF
        if is_left_out:
            self._left_out.add(command)
        return is_left_out
