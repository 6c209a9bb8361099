"""A pane of rows that sends the terminal only the rows that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from leadcode_tui.model import Theme
from leadcode_tui.text import sanitise_line
from leadcode_tui.tui.themes import looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style


class Span(NamedTuple):
    """A piece of a row, and how it stands out: one of the looks of `themes`, "" for plain."""

    text: str
    look: str = ""


Row = tuple[Span, ...]


def row(text: str, look: str = "") -> Row:
    """Return a row that looks the same all along."""
    return (Span(text, look),)


class Rows(Widget):
    """Shows rows from its top; what lies below the last is blank."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id)
        self._strips: list[Strip] = []
        self._shown: Sequence[Row] = ()
        self._looks = looks(Theme.ANSI)

    def paint(self, theme: Theme) -> None:
        """Show what is shown in another theme."""
        self._looks = looks(theme)
        self._strips = [_strip(spans, self._looks) for spans in self._shown]
        self.refresh()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; only those that differ from what is shown are painted again."""
        before, self._shown = self._shown, rows
        old = self._strips
        self._strips = [
            old[y] if y < len(before) and before[y] == spans else _strip(spans, self._looks)
            for y, spans in enumerate(rows)
        ]
        if not self.is_on_screen:
            self.refresh()  # all of it, once it is shown
        for y in range(max(len(rows), len(before))):
            is_new = y >= len(before) or y >= len(rows) or before[y] != rows[y]
            if is_new and y < self.size.height:
                both = [strips[y] for strips in (old, self._strips) if y < len(strips)]
                width = max(strip.cell_length for strip in both)
                self.refresh(Region(0, y, min(width, self.size.width), 1))

    def render_line(self, y: int) -> Strip:
        """Return a row as Textual wants it."""
        width = self.size.width
        if y >= len(self._strips):
            return Strip.blank(width, self._looks[""])
        return self._strips[y].adjust_cell_length(width, self._looks[""]).simplify()


def _strip(spans: Row, looks: Mapping[str, Style]) -> Strip:
    """Return a row for the terminal. Nothing gets past here that could act on it."""
    return Strip([Segment(sanitise_line(span.text), looks[span.look]) for span in spans])
