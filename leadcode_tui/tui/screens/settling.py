"""Idle moments: the coder file catches up with the history."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from leadcode_tui.tui.rest import Rest

if TYPE_CHECKING:
    from leadcode_tui.tui.screens.panes import Panes

#: After so many seconds without a key the coder file catches up.
IDLE: Final = 1.0
#: A coder who never rests has the file catch up after so many seconds.
BUSY: Final = 120.0


class Settling:
    """Waits for a rest after each key; what could not be written is tried again."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._idle = Rest(panes, IDLE, self.settle)
        self._settled = monotonic()

    def await_idle(self) -> None:
        """Settle after a rest, or now where there was none for long."""
        if monotonic() - self._settled > BUSY:
            self.settle()
        else:
            self._idle.begin()

    def settle(self) -> None:
        """Let the coder file catch up, and say what was found and mended."""
        self._settled = monotonic()
        self._panes.message = self._panes.session.settle() or self._panes.message
        self._panes.show_all()
        if self._panes.session.unsaved is not None:
            self._idle.begin()
