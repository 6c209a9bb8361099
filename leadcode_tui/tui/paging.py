"""Which blocks of rows stand on the page: the page turns, and never scrolls by a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Page(NamedTuple):
    """Where a page begins: a block, and how many of its rows stand on earlier pages."""

    first: int = 0
    skipped: int = 0


class Slice(NamedTuple):
    """Rows of a block that stand on the page, from `start` up to `stop`."""

    block: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of rows, one below the other; heights are asked for only where they are needed.

    Where a block that began a page, or an earlier one, goes on after it, the last row of the page
    is left to say what is decided on that block.
    """

    count: int
    height: Callable[[int], int]

    def on(self, page: Page, rows: int) -> Sequence[Slice]:
        """Return what stands on a page of so many rows."""
        slices = []
        block, start = page.first, page.skipped
        while rows > 0 and block < self.count:
            stop = min(self.height(block), start + rows)
            if block == page.first and stop < self.height(block):
                return [Slice(block, start, max(stop - 1, start + 1))]
            slices.append(Slice(block, start, stop))
            rows -= stop - start
            block, start = block + 1, 0
        return slices

    def shows(self, page: Page, rows: int, block: int) -> bool:
        """Whether a block stands whole on a page; the row between two blocks may be cut off."""
        for shown in self.on(page, rows):
            if shown.block == block:
                return shown.start == 0 and shown.stop == self.height(block)
        return False

    def fills(self, page: Page, rows: int, block: int) -> bool:
        """Whether a page is taken up by a block that is longer than it."""
        return page.first == block and self.height(block) > rows

    def page_showing(self, block: int, row: int, page: Page, rows: int) -> Page:
        """Return the page that shows a row of a block: this one if it does."""
        shown = (found for found in self.on(page, rows) if found.block == block)
        if any(found.start <= row < found.stop for found in shown):
            return page
        return Page(block, max(row - 1, 0))

    def page_with(self, block: int, page: Page | None, rows: int) -> Page:
        """Return the page that shows a block from its top: this one as long as it does."""
        if page is None:
            return self.page_from(block, rows)
        if self.shows(page, rows, block):
            return page
        if (block, 0) < (page.first, page.skipped):
            return self.page_up_to(block, rows)
        return self.page_on(block, page, rows)

    def page_on(self, block: int, page: Page, rows: int) -> Page:
        """Return the page for going on to a block: it takes up where this page ends, if it can."""
        on_page = (shown.block for shown in self.on(page, rows))
        unread = 1 + max((b for b in on_page if self.shows(page, rows, b)), default=block)
        first = min(unread, max(block - 1, 0))
        room = rows - self.height(block)
        for between in range(block - 1, first - 1, -1):
            room -= self.height(between)
            if room < 0:
                return self.page_from(block, rows)
        return Page(first)

    def page_from(self, block: int, rows: int) -> Page:
        """Return the page for a block: what was asked stands above it, or as much as fits of it."""
        room = rows - self.height(block)
        if block == 0 or room <= 0:
            return Page(block)
        return Page(block - 1, max(self.height(block - 1) - room, 0))

    def page_up_to(self, block: int, rows: int) -> Page:
        """Return the page for going back to a block: it stands last, after as much as fits."""
        first, room = block, rows - self.height(block)
        while first > 0 and self.height(first - 1) <= room:
            first -= 1
            room -= self.height(first)
        return Page(first)

    def page_after(self, page: Page, rows: int) -> Page | None:
        """Return the next page, or None where this is the last; no row is left out between them."""
        last = self.on(page, rows)[-1]
        if last.stop == self.height(last.block):
            return Page(last.block + 1) if last.block + 1 < self.count else None
        if last.start == 0 and last.block != page.first:
            return Page(last.block)
        return Page(last.block, last.stop)

    def page_before(self, page: Page, rows: int) -> Page | None:
        """Return the page before, or None where this is the first; no row is left out either."""
        if page.skipped:
            return Page(page.first, max(page.skipped - max(rows - 1, 1), 0))
        if page.first == 0:
            return None
        above = page.first - 1
        hidden = self.height(above) - rows
        return Page(above, hidden) if hidden > 0 else self.page_up_to(above, rows)
