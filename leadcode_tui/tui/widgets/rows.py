"""Panes of rows, side by side and one below the other; only the rows that changed are sent."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from leadcode_tui.model import Theme
from leadcode_tui.text import sanitise_line
from leadcode_tui.tui.placing import is_unsure
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


class Pane(NamedTuple):
    """A part of the screen, and its rows from the top; what lies below the last is blank."""

    region: Region
    rows: Sequence[Row]


class Rows(Widget):
    """Shows panes that cover it; one widget for all of them, because each takes time to set up."""

    def __init__(self) -> None:
        super().__init__()
        self.panes: Sequence[Pane] = ()
        self._strips: Sequence[Sequence[Strip]] = ()
        self._looks = looks(Theme.ANSI)

    def paint(self, theme: Theme) -> None:
        """Show what is shown in another theme."""
        self._looks = looks(theme)
        self._show_all()

    def show(self, panes: Sequence[Pane]) -> None:
        """Show these panes; only rows that differ from what is shown are painted again."""
        before, self.panes = self.panes, panes
        if not self.is_on_screen or [a.region for a in before] != [b.region for b in panes]:
            self._show_all()
        else:
            shown = zip(before, panes, self._strips, strict=True)
            self._strips = [self._changed(*pane) for pane in shown]

    def _show_all(self) -> None:
        self._strips = [[_strip(spans, self._looks) for spans in rows] for _, rows in self.panes]
        self.refresh()

    def _changed(self, before: Pane, now: Pane, old: Sequence[Strip]) -> Sequence[Strip]:
        """Return the strips of a pane, and paint those that are new."""
        blank = Strip.blank(0)
        strips = [
            old[y] if y < len(old) and before.rows[y] == spans else _strip(spans, self._looks)
            for y, spans in enumerate(now.rows)
        ]
        pairs = zip_longest(old, strips, fillvalue=blank)
        for y, (was, strip) in enumerate(islice(pairs, now.region.height)):
            if strip is not was:
                self.refresh(_painted(now.region, y, was, strip))
        return strips

    def render_line(self, y: int) -> Strip:
        """Return a row as Textual wants it: those of the panes that lie beside each other."""
        pieces = [
            self._piece(pane.region, strips, y)
            for pane, strips in zip(self.panes, self._strips, strict=True)
            if pane.region.y <= y < pane.region.bottom
        ]
        return Strip.join(pieces).adjust_cell_length(self.size.width, self._looks[""]).simplify()

    def _piece(self, region: Region, strips: Sequence[Strip], y: int) -> Strip:
        at, plain = y - region.y, self._looks[""]
        if at >= len(strips):
            return Strip.blank(region.width, plain)
        return strips[at].adjust_cell_length(region.width, plain)


def _painted(pane: Region, y: int, *both: Strip) -> Region:
    """Return what has to be painted where a row of a pane changes: as much as is not blank."""
    width = max(strip.cell_length for strip in both)
    if any(is_unsure(strip.text) for strip in both):
        width = pane.width
    return Region(pane.x, pane.y + y, min(width, pane.width), 1)


def _strip(spans: Row, looks: Mapping[str, Style]) -> Strip:
    """Return a row for the terminal. Nothing gets past here that could act on it."""
    return Strip([Segment(sanitise_line(span.text), looks[span.look]) for span in spans])
