"""Every key: the commands, then the codes of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from leadcode_tui.tui.widgets.rows import Row, Rows, row
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from leadcode_tui.study.session import Session


class HelpScreen(Screen[None]):
    """The key table, a page at a time; any key but Space and PgUp goes back."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, notices: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._notices = notices
        self._lines: Sequence[str] = ()
        self._top = 0

    def compose(self) -> ComposeResult:
        """One pane."""
        yield Rows(id="help")

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._lines = help_lines(self._session, self._notices, self.size.width)
        self._refresh()

    def on_key(self, event: events.Key) -> None:
        """Turn the page, or go back."""
        event.stop()
        page = self.size.height - 1
        if event.key in {"space", "pagedown", "j", "down"} and self._top + page < len(self._lines):
            self._top += page
        elif event.key in {"pageup", "k", "up"}:
            self._top = max(self._top - page, 0)
        else:
            self.dismiss()
            return
        self._refresh()

    def _refresh(self) -> None:
        width, height = self.size
        shown: list[Row] = [row(line) for line in self._lines[self._top :][: height - 1]]
        shown += [row("")] * (height - 1 - len(shown))
        is_last = self._top + height - 1 >= len(self._lines)
        foot = " Esc back   PgUp up" if is_last else " Space more   Esc back"
        self.query_one(Rows).show([*shown, row(fit(foot, width), "reverse")])


def help_lines(session: Session, notices: Sequence[str], width: int) -> Sequence[str]:
    """Return the help: what each key does here, with the keys of this codebook.

    What there was to say when the session opened stands below: it can be more than one line holds.
    """
    lines = ["", " Keys", ""]
    lines += [f"   {command.shown:<12}{command.does}" for command in session.keys.commands]
    lines += ["", " Codes (press the key to apply, x and the key to remove)", ""]
    for code in session.material.codebook.codes:
        key = session.keys.codes.get(code.id, "/")
        inset = "  " * session.material.codebook.level(code.id)
        lines.append(f"   {key}  {inset}{code.id}  {code.name}")
    if notices:
        lines += ["", " When this session opened", ""]
    lines += [f"   {line}" for notice in notices for line in wrap(notice, width - 3)]
    return [fit(line, width) for line in lines]
