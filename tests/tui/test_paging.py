"""Pages: the current segment is on its page, and reading on or back leaves nothing out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.tui.paging import Blocks, Page

Heights = list[int]

_HEIGHTS = st.lists(st.integers(min_value=2, max_value=30), min_size=1, max_size=30)
_ROWS = st.integers(min_value=1, max_value=25)


def blocks(heights: Heights) -> Blocks:
    return Blocks(len(heights), heights.__getitem__)


def rows_on(page: Page, heights: Heights, rows: int) -> list[tuple[int, int]]:
    """Return the rows on a page, each as (block, row of the block)."""
    shown = blocks(heights).on(page, rows)
    return [(block, row) for block, start, stop in shown for row in range(start, stop)]


def every_row(heights: Heights) -> set[tuple[int, int]]:
    return {(block, row) for block, height in enumerate(heights) for row in range(height)}


@given(heights=_HEIGHTS, rows=_ROWS)
def test_reading_on_page_by_page_shows_every_row(heights: Heights, rows: int) -> None:
    page: Page | None = Page()
    seen: set[tuple[int, int]] = set()
    while page is not None:
        seen.update(rows_on(page, heights, rows))
        page = blocks(heights).page_after(page, rows)
    assert seen == every_row(heights)


@given(heights=_HEIGHTS, rows=_ROWS)
def test_reading_back_page_by_page_shows_every_row(heights: Heights, rows: int) -> None:
    end = heights[-1]
    page: Page | None = Page(len(heights) - 1, max(end - rows, 0))
    seen: set[tuple[int, int]] = set()
    while page is not None:
        seen.update(rows_on(page, heights, rows))
        page = blocks(heights).page_before(page, rows)
    assert seen == every_row(heights)


@given(heights=_HEIGHTS, rows=_ROWS, moves=st.lists(st.integers(0, 29), max_size=20))
def test_the_page_shows_the_current_segment_from_its_top(
    heights: Heights, rows: int, moves: Heights
) -> None:
    page = None
    for move in moves:
        block = move % len(heights)
        page = blocks(heights).page_with(block, page, rows)
        on_page = [row for found, row in rows_on(page, heights, rows) if found == block]
        height = heights[block]
        assert on_page == list(range(height if height <= rows else max(rows - 1, 1)))


@given(heights=_HEIGHTS, rows=_ROWS, at=st.integers(0, 29))
def test_a_page_stays_while_the_current_segment_stands_whole_on_it(
    heights: Heights, rows: int, at: int
) -> None:
    page = blocks(heights).page_with(at % len(heights), None, rows)
    for shown in blocks(heights).on(page, rows):
        if blocks(heights).shows(page, rows, shown.block):
            assert blocks(heights).page_with(shown.block, page, rows) == page


@given(heights=_HEIGHTS, rows=_ROWS)
def test_steps_that_fit_leave_no_segment_between_them_unread(heights: Heights, rows: int) -> None:
    page = blocks(heights).page_with(0, None, rows)
    seen = set(rows_on(page, heights, rows))
    for block in range(1, len(heights)):
        page = blocks(heights).page_with(block, page, rows)
        seen.update(rows_on(page, heights, rows))
    whole = {(block, row) for block, row in every_row(heights) if heights[block] <= rows}
    assert whole <= seen


@pytest.mark.parametrize(
    ("heights", "block", "page"),
    [
        pytest.param([3, 4], 1, Page(0), id="the question stands above the answer"),
        pytest.param([9, 4], 1, Page(0, 3), id="as much of a long question as fits"),
        pytest.param([3, 12], 1, Page(1), id="a long answer begins at the top"),
        pytest.param([12], 0, Page(0), id="the first"),
    ],
)
def test_a_jump_shows_what_was_asked(heights: Heights, block: int, page: Page) -> None:
    assert blocks(heights).page_with(block, None, 10) == page


def test_a_step_takes_up_where_the_page_ended() -> None:
    heights = [2, 2, 2, 2, 3, 3]
    assert blocks(heights).page_with(5, Page(0), 10) == Page(4)


def test_a_step_back_puts_the_segment_last_on_the_page() -> None:
    heights = [3, 3, 3, 3, 3]
    assert blocks(heights).page_with(3, Page(4), 10) == Page(1)


def test_there_is_no_page_after_the_last_nor_before_the_first() -> None:
    assert blocks([3, 3]).page_after(Page(), 10) is None
    assert blocks([3, 3]).page_before(Page(), 10) is None


def test_a_page_within_a_long_segment_leaves_a_row_for_what_is_decided() -> None:
    assert blocks([25, 3]).on(Page(0, 5), 10) == [(0, 5, 14)]
    assert blocks([25, 3]).on(Page(0, 18), 10) == [(0, 18, 25), (1, 0, 3)]


@given(heights=_HEIGHTS, rows=st.integers(3, 25), at=st.integers(0, 29), row=st.integers(0, 29))
def test_any_row_of_a_segment_can_be_shown(heights: Heights, rows: int, at: int, row: int) -> None:
    block = at % len(heights)
    wanted = (block, row % heights[block])
    page = blocks(heights).page_showing(*wanted, Page(), rows)
    assert wanted in rows_on(page, heights, rows)


def test_a_long_segment_is_turned_forth_and_back() -> None:
    long = blocks([25])
    second = long.page_after(Page(), 10)
    assert second == Page(0, 9)
    assert long.page_before(second, 10) == Page(0)
