"""The app around the coding screen: signals, idle moments, and the way out."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.reactive import Reactive

from leadcode_tui.model import Theme
from leadcode_tui.tui import escape
from leadcode_tui.tui.lean import LeanDriver
from leadcode_tui.tui.screens.coding import CodingScreen
from leadcode_tui.tui.themes import painted
from leadcode_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from textual.binding import BindingType

    from leadcode_tui.study.coding.session import Session


#: Every so many seconds somebody looks if the terminal is there still.
WATCH: Final = 1.0
#: Textual's theme for the terminal's own colours.
_OWN_COLOURS: Final = "ansi-dark"


class CodingApp(App[None], inherit_bindings=False):
    """Shows the coding screen until the coder leaves or the connection ends."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    #: From the start: where a theme is set later, all styles are worked out a second time.
    theme: Reactive[str] = Reactive(_OWN_COLOURS)

    def __init__(
        self,
        session: Session,
        notices: Sequence[str] = (),
        *,
        theme: Theme | None = None,
        first_minute: bool = False,
        begun: Callable[[], None] | None = None,
    ) -> None:
        escape.install()
        super().__init__(driver_class=LeanDriver, ansi_color=True)
        self._wanted = theme or Theme.ANSI
        self._session = session
        self._notices = notices
        self._first_minute = first_minute
        self._begun = begun

    def get_default_screen(self) -> CodingScreen:
        """Return the only screen there is."""
        return CodingScreen(
            self._session, self._notices, paint=self.paint, first_minute=self._first_minute
        )

    def on_mount(self) -> None:
        """Be ready for the end of the connection."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        loop.add_signal_handler(signal.SIGTERM, self._terminate)
        if not self.is_headless:
            self.set_interval(WATCH, self._watch)
        if self._begun is not None:
            self.call_after_refresh(self._begun)
        if self._wanted is not Theme.ANSI:
            self.call_after_refresh(self.paint, self._wanted)

    def on_burst(self, burst: escape.Burst) -> None:
        """Let the screen know, between the keys where it belongs."""
        self.screen.post_message(burst)

    def on_burst_over(self, over: escape.BurstOver) -> None:
        """Let the screen know."""
        self.screen.post_message(over)

    def paint(self, theme: Theme) -> str:
        """Show everything in a theme; the sentence says so, or why not.

        Only a terminal of 256 colours shows what was chosen; others keep their own.
        """
        if not self._has_colours:
            return "this terminal has too few colours, or NO_COLOR is set: it keeps its own"
        is_own = theme is Theme.ANSI
        self.ansi_color = is_own
        for each in painted():
            self.register_theme(each)
        self.theme = _OWN_COLOURS if is_own else theme
        for rows in self.screen.query(Rows):
            rows.paint(theme)
        return f"theme: {theme}; it stays where your settings say theme: {theme}"

    @property
    def _has_colours(self) -> bool:
        return not self.no_color and self.console.color_system in {"256", "truecolor"}

    def _fatal_error(self) -> None:
        """End without the traceback that Textual prints: it shows locals, and so interviews."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What went wrong inside the app, if anything did."""
        return self._exception

    def panic(self, *renderables: RenderableType) -> None:
        """End where reading keys failed; without a terminal, at once."""
        self._watch()
        super().panic(*renderables)

    def _watch(self) -> None:
        """Hang up where the terminal vanished and no signal said so."""
        if _has_vanished(sys.stdin.fileno()):
            self._hang_up()

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


def _has_vanished(terminal: int) -> bool:
    """Whether nobody is at the other end of a terminal any more."""
    watch = select.poll()
    watch.register(terminal, 0)  # these two are told without being asked for
    return any(told & (select.POLLHUP | select.POLLERR) for _, told in watch.poll(0))
