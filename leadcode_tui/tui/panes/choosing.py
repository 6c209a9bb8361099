"""The help and the palette: entries over the whole screen, searched by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size

from leadcode_tui.tui.prompt import Prompt
from leadcode_tui.tui.widgets.rows import Pane, Row, Span, row
from leadcode_tui.tui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.tui.entries import Entry

#: How wide the keys are set.
_KEYS_WIDTH = 13
#: Columns before the list, and rows below it.
_GUTTER = 2
_BELOW = 2
_FOOT = " type to search   ↓ ↑ choose   Enter does it   Esc back"
#: How many entries a key moves on; a page is as long as the list is high.
_STEPS = {"down": +1, "up": -1, "tab": +1, "shift+tab": -1}
_PAGES = {"pagedown": +1, "pageup": -1}


class Choosing:
    """Lists entries, a page at a time; one that can be chosen is marked.

    It lies in the screen itself and takes its keys from it: where a slow link brings many keys at
    once, none gets past it to what is below.
    """

    def __init__(self) -> None:
        self._entries: Sequence[Entry] = ()
        self._listed: Sequence[Entry] = ()
        self._prompt = Prompt("", "")
        self._at = 0
        self._height = 1
        #: Whether the keys are for it.
        self.is_open = False

    def open(self, entries: Sequence[Entry], label: str, *, at: int = 0) -> None:
        """Show entries to choose from, and mark one of them, or the first that can be chosen."""
        self._entries = entries
        self._prompt = Prompt("", label)
        self._list()
        self._at = max(self._at, at)
        self.is_open = True

    def take(self, key: str, character: str | None) -> Entry | None:
        """Let a key do what it is for; return the entry that was chosen with it."""
        if key in {"escape", "ctrl+g"} or (key == "?" and not self._prompt.text):
            self.is_open = False
        elif key == "enter":
            return self._chosen()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _PAGES:
            self._turn(_PAGES[key])
        else:
            self._prompt = self._prompt.typed(key, character)
            self._list()
        return None

    def panes(self, size: Size) -> Sequence[Pane]:
        """Return the page with the entry that is marked, on a screen of this size.

        The mark stands before the list, and below it in full what is marked.
        """
        width, height = size.width, max(size.height - _BELOW, 1)
        self._height = height
        top = self._at - self._at % height
        page = self._listed[top : top + height]
        marks = [row(">" if top + y == self._at else " ") for y in range(len(page))]
        foot = self._prompt.shown(width) if self._prompt.text else fit(_FOOT, width)
        entries = [_row(entry, width - _GUTTER) for entry in page]
        full = row(fit(self._full(width), width), "reverse")
        return (
            Pane(Region(0, 0, _GUTTER, height), marks),
            Pane(Region(_GUTTER, 0, width - _GUTTER, height), entries),
            Pane(Region(0, height, width, _BELOW), [full, row(foot)]),
        )

    def _chosen(self) -> Entry | None:
        entry = self._marked()
        if entry is not None:
            self.is_open = False
        return entry

    def _marked(self) -> Entry | None:
        entry = self._listed[self._at] if self._at < len(self._listed) else None
        return entry if entry is not None and entry.is_choice else None

    def _full(self, width: int) -> str:
        """Return what is marked, with the id that gives it other keys where there is room."""
        entry = self._marked()
        if entry is None:
            return "" if self._listed else f" nothing is called {self._prompt.text!r}"
        with_id = f" {entry.does.strip()}  ({entry.command.id})" if entry.command else ""
        return with_id if 0 < len(with_id) <= width else f" {entry.does.strip()}"

    def _list(self) -> None:
        from leadcode_tui.tui.entries import found  # noqa: PLC0415 # not at once

        self._listed = found(self._entries, self._prompt.text)
        self._at = -1
        self._step(+1)

    def _step(self, by: int) -> None:
        """Mark the next entry that can be chosen; at the end the mark stays."""
        at = self._at + by
        while 0 <= at < len(self._listed) and not self._listed[at].is_choice:
            at += by
        if 0 <= at < len(self._listed):
            self._at = at
        self._at = max(self._at, 0)

    def _turn(self, by: int) -> None:
        """Mark the first entry of the next page, or of the one before."""
        top = (self._at // self._height + by) * self._height
        if 0 <= top < len(self._listed):
            self._at = top
            if not self._listed[top].is_choice:
                self._step(+1)


def _row(entry: Entry, width: int) -> Row:
    if entry.is_heading:
        return row(fit(entry.does, width), "bold")
    if not entry.keys and not entry.is_choice:
        return row(fit(f"  {entry.does}", width))
    does = fit(entry.does, max(width - _KEYS_WIDTH - 1, 1))
    return (Span(fit(entry.keys, _KEYS_WIDTH)), Span(f" {does}"))
