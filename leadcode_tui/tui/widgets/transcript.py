"""The transcript pane: the page with the current segment, and a mark beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from leadcode_tui.tui.paging import Blocks, Page
from leadcode_tui.tui.views import TranscriptView
from leadcode_tui.tui.widgets.rows import Row, Rows, row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from leadcode_tui.study.material import Place
    from leadcode_tui.study.session import Session


class TranscriptPane(Horizontal):
    """Turns the page when the current segment no longer fits.

    The mark has a column of its own, so that a step repaints the mark and no text.
    """

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._page: Page | None = None
        self._view: TranscriptView | None = None
        self._shown = ("", 0)

    def compose(self) -> ComposeResult:
        """Put the mark before the text."""
        yield Rows(id="gutter")
        yield Rows(id="text")

    def show(self, session: Session) -> None:
        """Show the page with the segment where the session is."""
        text, gutter = self.query_one("#text", Rows), self.query_one("#gutter", Rows)
        view, height = self._view_of(session, text.size.width), max(text.size.height, 1)
        here = view.block(session.here)
        blocks = Blocks(len(view), view.height)
        self._page = page = blocks.page_with(here, self._page, height)
        rows: list[Row] = []
        marks: list[Row] = []
        for block, start, stop in blocks.on(page, height):
            rows += view.rows(block, session)[start:stop]
            marks += [row(">" if block == here else " ")] * (stop - start)
        gutter.show(marks)
        text.show(rows)

    def _view_of(self, session: Session, width: int) -> TranscriptView:
        transcript = session.here.transcript
        if self._view is None or self._shown != (transcript, width):
            material = session.material
            self._view = TranscriptView(
                material.transcripts[transcript], material.codable[transcript], width
            )
            self._shown, self._page = (transcript, width), None
        return self._view

    def turn(self, session: Session, by: int) -> Place | None:
        """Turn the page; return the segment to go to, or None to stay with this one."""
        view, height = self._view_of(session, self._shown[1]), self._height()
        blocks = Blocks(len(view), view.height)
        page = self._page or Page()
        if by > 0:
            self._page = blocks.turned(page, height) or page
            if self._page != page and self._page.first == view.block(session.here):
                return None
            ahead = range(blocks.on(page, height)[-1].block + (self._page == page), len(view))
        else:
            ahead = range(page.first - 1, -1, -1)
        found = next((block for block in ahead if view.is_codable(block)), None)
        return None if found is None else view.place(found)

    def _height(self) -> int:
        return max(self.query_one("#text", Rows).size.height, 1)
