from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.text.anchoring import anchored
from leadcode_tui.text.words import words_of

LONG = "the sister leads when she is there"
OTHER = "money time and far too many initiatives"
SAID = ("we", "lead", "here", "now", "and", "then", "nobody", "asks", "who")
WORDS = st.lists(st.sampled_from(SAID), max_size=12)
TEXTS = st.lists(WORDS.map(" ".join), max_size=8)


def places(old: list[str], new: list[str]) -> list[list[int]]:
    found = anchored(old, new).pieces
    return [[piece.new for piece in found.get(at, ())] for at in range(len(old))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([LONG, OTHER], [LONG, OTHER], [[0], [1]], id="unchanged"),
        pytest.param([LONG], ["The sister LEADS, when she is there."], [[0]], id="punctuation"),
        pytest.param([LONG], ["the sisster leads when she is their"], [[0]], id="slips"),
        pytest.param([LONG, OTHER], [OTHER, LONG], [[1], [0]], id="moved"),
        pytest.param([LONG, OTHER], [f"{LONG} {OTHER}"], [[0], [0]], id="joined"),
        pytest.param([f"{LONG} {OTHER}"], [LONG, OTHER], [[0, 1]], id="cut"),
        pytest.param([f"yes {LONG}"], ["yes", LONG], [[0, 1]], id="a word cut off"),
        pytest.param(
            [f"so. {LONG}. same ward. same floor."],
            ["so.", f"{LONG}.", "same ward.", "same floor."],
            [[0, 1, 2, 3]],
            id="cut into sentences",
        ),
        pytest.param(
            ["so.", f"{LONG}.", "same ward.", "same floor."],
            [f"so. {LONG}. same ward. same floor."],
            [[0], [0], [0], [0]],
            id="sentences joined",
        ),
        pytest.param([LONG, OTHER], [OTHER], [[], [0]], id="left out"),
        pytest.param(
            ["yes", LONG], [LONG, "so we said yes to that"], [[], [0]], id="a chance word"
        ),
        pytest.param(
            ["so it is", LONG, OTHER], [LONG, OTHER, "so it is"], [[], [0], [1]], id="anybody's"
        ),
        pytest.param(
            ["so it was then", LONG, OTHER],
            [LONG, OTHER, "so it was then"],
            [[2], [0], [1]],
            id="four words are somebody's",
        ),
        pytest.param(
            ["so it was then", "then was it so", LONG],
            [LONG, "so it was then"],
            [[1], [], [0]],
            id="four words in their order",
        ),
        pytest.param(
            ["so is it now", LONG], [LONG, "so is it noww"], [[1], [0]], id="four words with a slip"
        ),
        pytest.param(
            ["so it is", LONG],
            ["he said so it is what they do", LONG],
            [[], [1]],
            id="three in many",
        ),
        pytest.param(
            ["so it is now", LONG],
            ["he said so it is now what they all do here", LONG],
            [[0], [1]],
            id="four in many",
        ),
        pytest.param(
            ["we lead this ward well"], ["we lead this xx yy and zz"], [[0]], id="three of five"
        ),
        pytest.param(["we lead this ward"], ["we lead xx yy"], [[]], id="two of four"),
        pytest.param([LONG], ["money is what the board talks about"], [[]], id="other words"),
        pytest.param(["yes", LONG, "yes"], [LONG, "yes"], [[], [0], [1]], id="order decides"),
    ],
)
def test_a_text_is_found_where_its_words_went(
    old: list[str], new: list[str], expected: list[list[int]]
) -> None:
    assert places(old, new) == expected


def test_a_short_answer_stays_behind_its_question_when_the_one_before_is_left_out() -> None:
    first, second = "who is leading on this ward", "and what do the managers do then"
    slip = "and what do the manegers do then"
    assert places([first, "yes", second, "yes"], [slip, "yes"]) == [[], [], [0], [1]]


def test_scripts_without_blanks_are_compared_by_character() -> None:
    assert len(words_of("谁在领导")) == 4
    assert places(["我们都在领导这里的工作"], ["我们也都在领导这里的工作"]) == [[0]]


@given(TEXTS, TEXTS)
def test_no_word_of_the_later_version_counts_twice(old: list[str], new: list[str]) -> None:
    found = anchored(old, new)
    seen: set[tuple[int, int]] = set()
    for pieces in found.pieces.values():
        for piece in pieces:
            for _, other in piece.pairs:
                assert (piece.new, other) not in seen
                seen.add((piece.new, other))


@given(TEXTS)
def test_a_text_that_did_not_change_is_found_where_it_stands(texts: list[str]) -> None:
    filled = [text for text in texts if text]
    assert places(filled, filled) == [[at] for at in range(len(filled))]
