"""Stretches of a segment are joined: no word is lost or won, and no two overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.study.spans import joined_spans

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda at: (at[0], at[0] + at[1]))
)


def characters(found: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> set[int]:
    return {at for start, end in found for at in range(start, end)}


@given(found=spans)
def test_joined_spans_hold_the_same_characters(found: list[tuple[int, int]]) -> None:
    assert characters(joined_spans(found)) == characters(found)


@given(found=spans)
def test_joined_spans_stand_apart_and_in_order(found: list[tuple[int, int]]) -> None:
    assert all(first[1] < second[0] for first, second in pairwise(joined_spans(found)))
