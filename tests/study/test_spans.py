"""Stretches of a segment are joined: no word is lost or won, and no two overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.study.spans import joined_spans, span_asked

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


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("1", "Then"),
        ("2-4", "the goats came"),
        ("4-2", "the goats came"),
        ("the goats", "the goats"),
        ("THE   goats", "the goats"),
        ("the", "the"),
        ("oat", "oat"),
        ("came in.", "came in."),
        ("9", "no word 9: this segment has 5"),
        ("0", "no word 0: this segment has 5"),
        ("geese", "'geese' does not stand in this segment"),
        ("a", "'a' stands there 2 times: say more words, or their numbers"),
        (" ", "which words of this segment, or which numbers?"),
    ],
)
def test_words_are_meant_by_their_numbers_or_as_they_stand(asked: str, words: str) -> None:
    text = "Then the goats came in."
    span = span_asked(text, asked)
    assert (span if isinstance(span, str) else text[span[0] : span[1]]) == words


def test_signs_of_a_script_without_spaces_are_found_within_a_line() -> None:
    assert span_asked("我们没有领导。", "没有") == (2, 4)
