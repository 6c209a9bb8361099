"""The app around the coding screen: signals, idle moments, and the way out."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from leadcode_tui.tui.screens.coding import CodingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from leadcode_tui.study.session import Session


class CodingApp(App[None], inherit_bindings=False):
    """Shows the coding screen until the coder leaves or the connection ends."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, session: Session, notices: Sequence[str] = (), *, first_minute: bool = False
    ) -> None:
        super().__init__(ansi_color=True)
        self._session = session
        self._notices = notices
        self._first_minute = first_minute

    def on_mount(self) -> None:
        """Open the screen, and be ready for the end of the connection."""
        self.theme = "ansi-dark"
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        loop.add_signal_handler(signal.SIGTERM, self._terminate)
        screen = CodingScreen(self._session, self._notices, first_minute=self._first_minute)
        self.push_screen(screen)

    def _fatal_error(self) -> None:
        """End without the traceback that Textual prints: it shows locals, and so interviews."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What went wrong inside the app, if anything did."""
        return self._exception

    def _hang_up(self) -> None:
        """Keep everything and end at once: there is no terminal left to tidy."""
        self._keep()
        os._exit(128 + signal.SIGHUP)

    def _terminate(self) -> None:
        self._keep()
        self.exit(return_code=128 + signal.SIGTERM)

    def _keep(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                screen.keep_memo()
        self._session.close()
