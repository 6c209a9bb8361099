"""Cells that no spreadsheet takes for a formula, and lists within a text, come back unharmed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.text import BULLET, as_lines, from_lines, guarded, unguarded

FORMULAISH = st.text(st.sampled_from("='+-@\t\r'1.a ")) | st.text()
ENTRIES = st.lists(
    st.text(st.sampled_from("-•*·\\ ab\n") | st.characters(exclude_categories=["C"]))
    .map(str.strip)
    .filter(bool),
    max_size=4,
).map(tuple)


@settings(deadline=None)
@given(FORMULAISH)
def test_a_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+tel", "-x", "@sum", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("bullet", ["", BULLET], ids=["in a cell", "with bullets"])
@settings(deadline=None)
@given(entries=ENTRIES)
def test_a_list_comes_back_as_it_was(bullet: str, entries: tuple[str, ...]) -> None:
    assert from_lines(as_lines(entries, bullet=bullet)) == entries


def test_bullets_of_others_are_taken_off_and_blank_lines_left_out() -> None:
    assert from_lines("* one\n\n • two\n\u2013 three\nfour") == ("one", "two", "three", "four")
