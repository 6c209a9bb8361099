"""Where rows are cut."""

from __future__ import annotations

from textual.geometry import Region, Size

from leadcode_tui.tui.widgets.cutting import PaneCompositor


def test_a_row_is_cut_where_panes_begin_in_it() -> None:
    compositor = PaneCompositor()
    compositor.size = Size(80, 3)
    compositor.panes = [Region(0, 0, 80, 1), Region(0, 1, 53, 2), Region(53, 1, 27, 1)]
    assert compositor.cuts == [[0, 80], [0, 53, 80], [0, 80]]


def test_a_pane_beyond_the_columns_that_there_are_cuts_nothing() -> None:
    """As while the terminal grows: a piece of a row that nothing fills would end the session."""
    compositor = PaneCompositor()
    compositor.size = Size(80, 1)
    compositor.panes = [Region(0, 0, 80, 1), Region(80, 0, 13, 1), Region(93, 0, 27, 40)]
    assert compositor.cuts == [[0, 80]]
