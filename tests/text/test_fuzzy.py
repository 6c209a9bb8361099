"""A few letters find a code."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.text.fuzzy import match, rank

NAMES = ["Distributed leadership", "Ordinary leaders", "Leading by example", "Top-level backing"]


@pytest.mark.parametrize(
    ("query", "candidate"),
    [
        pytest.param("dl", "Distributed leadership", id="initials"),
        pytest.param("LEAD", "ordinary leaders", id="case"),
        pytest.param("enqueteur", "Enquêteur", id="accent in the candidate"),
        pytest.param("é", "E", id="accent in the query"),
        pytest.param("lead ord", "Ordinary leaders", id="words in any order"),
        pytest.param("", "anything", id="an empty query"),
    ],
)
def test_a_query_fits(query: str, candidate: str) -> None:
    assert match(query, candidate) is not None


@pytest.mark.parametrize(("query", "candidate"), [("ld", "dl"), ("aa", "a"), ("lead x", "leaders")])
def test_letters_that_do_not_come_up_in_order_do_not_fit(query: str, candidate: str) -> None:
    assert match(query, candidate) is None


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        pytest.param("lead", "leading by example", "ordinary leaders", id="prefix"),
        pytest.param("lead", "ordinary leaders", "misleading words", id="word start"),
        pytest.param("ord", "a word there", "boxrxd there", id="one run"),
        pytest.param("top", "top", "top-down", id="nothing left over"),
    ],
)
def test_the_better_candidate_scores_higher(query: str, better: str, worse: str) -> None:
    scores = match(query, better), match(query, worse)
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] > scores[1]


def test_ranking_puts_the_best_first_and_leaves_out_what_does_not_fit() -> None:
    assert rank("lead", NAMES) == (2, 1, 0)


def test_equal_candidates_stay_in_their_order() -> None:
    assert rank("a", ["a1", "a2", "a3"]) == (0, 1, 2)
    assert rank("", NAMES) == rank("  ", NAMES)


def test_an_empty_query_keeps_every_candidate() -> None:
    assert sorted(rank("", NAMES)) == [0, 1, 2, 3]


@given(st.text(), st.data())
def test_letters_taken_out_of_a_name_find_it(name: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    letters = [char for char, keep in zip(name, kept, strict=True) if keep and char.isalnum()]
    assert match("".join(letters), name) is not None


def worth_of(places: tuple[int, ...], name: str) -> float:
    """Return what letters are worth in these places: 3 where a word starts, 2 in a run, or 1."""
    worths = [3 if not at or name[at - 1] in " -" else 1 for at in places]
    runs = [0, *(2 if second == first + 1 else 0 for first, second in pairwise(places))]
    return sum(map(max, worths, runs))


@given(st.text("ab", min_size=1, max_size=4), st.text("ab -", max_size=11))
def test_the_score_is_that_of_the_best_of_all_ways_to_place_the_letters(
    word: str, name: str
) -> None:
    ways = combinations(range(len(name)), len(word))
    fitting = [way for way in ways if "".join(name[at] for at in way) == word]
    in_front = 4 if name.startswith(word) else 2 if f" {word}" in name.replace("-", " ") else 0
    best = max((worth_of(way, name) for way in fitting), default=None)
    expected = None if best is None else best / len(word) + in_front - len(name) / 10_000
    assert match(word, name) == (expected if expected is None else pytest.approx(expected))
