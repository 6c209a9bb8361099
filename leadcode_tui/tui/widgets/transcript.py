"""The transcript pane: the page with the current segment, and a mark beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

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

    class Resized(Message):
        """The pane has another size, so that other rows have to stand on it."""

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._page: Page | None = None
        self._view: TranscriptView | None = None
        self._shown = ("", 0)
        self._at: int | None = None
        self._is_held = False
        #: Whether any of the current segment is on the page.
        self.shows_here = True

    def compose(self) -> ComposeResult:
        """Put the mark before the text."""
        yield Rows(id="gutter")
        yield Rows(id="text")

    def on_resize(self) -> None:
        """Say so, once the rows have their size too."""
        self.call_after_refresh(self.post_message, self.Resized())

    def show(self, session: Session) -> None:
        """Show the page with the segment where the session is."""
        text, gutter = self.query_one("#text", Rows), self.query_one("#gutter", Rows)
        view, height = self._view_of(session, text.size.width), max(text.size.height, 1)
        here = view.block(session.here)
        blocks = Blocks(len(view), view.height)
        page = self._page
        is_there = page is not None and self._at == here and blocks.fills(page, height, here)
        if page is None or not (self._is_held or is_there):
            page = blocks.page_with(here, page, height)
        self._page, self._at = page, here
        rows: list[Row] = []
        marks: list[Row] = []
        for block, start, stop in blocks.on(page, height):
            rows += view.rows(block, session)[start:stop]
            marks += [row(">" if block == here else " ")] * (stop - start)
        self.shows_here = row(">") in marks
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
            self._is_held = False
        return self._view

    def turn(self, session: Session, by: int) -> Place | None:
        """Turn the page; return the segment to go to, or None to stay with this one.

        A page on which no codable segment stands whole is shown all the same: what was asked can be
        longer than a page.
        """
        view, height = self._view_of(session, self._shown[1]), self._height()
        blocks = Blocks(len(view), view.height)
        page = self._page or Page()
        turned = blocks.page_after(page, height) if by > 0 else blocks.page_before(page, height)
        if turned is None:
            return None
        self._page, self._is_held = turned, True
        whole = [
            shown.block
            for shown in blocks.on(turned, height)
            if view.is_codable(shown.block) and blocks.shows(turned, height, shown.block)
        ]
        if whole:
            return view.place(whole[0 if by > 0 else -1])
        return view.place(turned.first) if view.is_codable(turned.first) else None

    def follow(self) -> None:
        """Show the segment where the session is again, whatever page was turned to."""
        self._is_held = False

    def _height(self) -> int:
        return max(self.query_one("#text", Rows).size.height, 1)
