"""The transcript pane: the page with the current segment, and a mark beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.tui.paging import Blocks, Page
from leadcode_tui.tui.passages import NoPassages
from leadcode_tui.tui.reading import Reading
from leadcode_tui.tui.widgets.rows import Pane, Row, Span, row
from leadcode_tui.tui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Region

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place
    from leadcode_tui.tui.passages import Passages
    from leadcode_tui.tui.reading import Mark

#: Columns for the mark.
GUTTER: Final = 2


class TranscriptPane:
    """Turns the page when the current segment no longer fits.

    The mark has a column of its own, so that a step repaints the mark and no text. Other rows can
    stand above and below the page, in the same columns.
    """

    def __init__(self) -> None:
        self._page: Page | None = None
        self._passages: Passages = NoPassages()
        self._reading = Reading(self._passages, 1)
        self._width = 0
        self._height = 1
        self._at: int | None = None
        self._is_held = False
        #: Whether any of the current segment is on the page.
        self.shows_here = True

    def panes(
        self,
        region: Region,
        session: Session,
        passages: Passages,
        marks: Callable[[Place], Sequence[Mark]],
        *,
        between: tuple[Sequence[Row], Sequence[Row]] = ((), ()),
        at: int | None = None,
    ) -> tuple[Pane, Pane]:
        """Return the mark, and the page with the segment where the session is between other rows.

        A character of it that somebody is `at` is on the page, however long the segment is.
        """
        left, right = region.split_vertical(GUTTER)
        above, below = between
        self._read(passages, right.width)
        here = self._reading.block(session.here)
        self._height = max(region.height - len(above) - len(below), 1)
        blocks = self._blocks()
        page = self._page
        is_there = page is not None and self._at == here and blocks.fills(page, self._height, here)
        if page is None or not (self._is_held or is_there):
            page = blocks.page_with(here, page, self._height)
        if at is not None:
            page = blocks.page_showing(here, self._reading.row_of(here, at), page, self._height)
        self._page, self._at = page, here
        rows, gutter = self._rows(session, here, marks)
        self.shows_here = row(">") in gutter
        blank = [row("")] * (self._height - len(rows))
        return (
            Pane(left, [*[row(" ")] * len(above), *gutter]),
            Pane(right, [*above, *rows, *blank, *below]),
        )

    def _rows(
        self, session: Session, here: int, marks: Callable[[Place], Sequence[Mark]]
    ) -> tuple[list[Row], list[Row]]:
        """Return the rows of the page, and the marks beside them."""
        reading, rows, gutter = self._reading, list[Row](), list[Row]()
        shown = self._blocks().on(self._page or Page(), self._height)
        for block, start, stop in shown:
            rows += reading.rows(block, session, marks(reading.place(block)))[start:stop]
            gutter += [row(">" if block == here else " ")] * (stop - start)
        last = shown[-1]
        if len(rows) < self._height and last.stop < reading.height(last.block):
            decided = reading.decided(last.block, session) if reading.is_codable(last.block) else ""
            more = f" goes on: {session.keys.key('page.down')}"
            rows.append((Span(fit(decided, self._width - len(more)), "code"), Span(more)))
            gutter.append(row(">" if last.block == here else " "))
        return rows, gutter

    def _read(self, passages: Passages, width: int) -> None:
        """Read something else, or in other columns."""
        if passages is not self._passages or width != self._width:
            self._passages, self._width = passages, width
            self._reading = Reading(passages, width)
            self._page, self._is_held = None, False

    def _blocks(self) -> Blocks:
        return Blocks(len(self._reading), self._reading.height)

    def turn(self, by: int) -> Place | None:
        """Turn the page; return the segment to go to, or None to stay with this one.

        A page on which no codable segment stands whole is shown all the same: what was asked can be
        longer than a page.
        """
        reading, blocks, height = self._reading, self._blocks(), self._height
        page = self._page or Page()
        turned = blocks.page_after(page, height) if by > 0 else blocks.page_before(page, height)
        if turned is None:
            return None
        self._page, self._is_held = turned, True
        whole = [
            shown.block
            for shown in blocks.on(turned, height)
            if reading.is_codable(shown.block) and blocks.shows(turned, height, shown.block)
        ]
        if whole:
            return reading.place(whole[0 if by > 0 else -1])
        return reading.place(turned.first) if reading.is_codable(turned.first) else None

    def follow(self) -> None:
        """Show the segment where the session is again, whatever page was turned to."""
        self._is_held = False
