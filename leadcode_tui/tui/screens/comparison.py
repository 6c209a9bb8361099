"""The compare pane: opened and closed, stepped through, gone from and come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadcode_tui.tui.screens.panes import Panes


class Comparison:
    """Moves in the segments under the highlighted code."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes

    def open_or_close(self) -> None:
        """Open the compare pane, or close it where it took room from the transcript."""
        self._panes.message = ""
        if self._panes.compared is not None and not self._panes.is_beside:
            self._panes.compared = None
        else:
            self._begin()

    def step(self, by: int) -> None:
        """Go on in the pane, or back; open it where it has not the keys."""
        self._panes.message = ""
        if self._panes.compared is None or not self._panes.is_comparing:
            self._begin()
        else:
            self._panes.follow_highlight()
            self._panes.compared = self._panes.compared.stepped(by)

    def go(self) -> None:
        """Go to the segment that the pane is at."""
        if self._panes.compared is not None:
            self._panes.follow_highlight()
        compared, session = self._panes.compared, self._panes.session
        self._panes.is_comparing = False
        if compared is not None and compared.chosen is not None:
            session.jump(compared.chosen)
            self._panes.message = f"{session.keys.key('back')} goes back"

    def next_use(self, by: int) -> None:
        """Go to the next segment under the highlighted code, or to the one before."""
        code = self._panes.codes.highlighted
        if code is not None:
            self._panes.message = self._panes.session.next_use(code, by)

    def _begin(self) -> None:
        self._panes.follow_highlight()
        self._panes.is_comparing = True
