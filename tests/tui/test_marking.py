"""Words of a segment are chosen, for a code that holds for them alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.tui.marking import Marking, mark_words

TEXT = "“Whoever is last,” she said."
_KEYS = st.sampled_from(["left", "right", "j", "k", "up", "down", "home", "end", "v"])


def begun(text: str = TEXT) -> Marking:
    marking = mark_words(text)
    assert marking is not None
    return marking


def press(marking: Marking, *keys: str) -> Marking:
    for key in keys:
        marking = marking.fixed() if key == "v" else marking.moved(key) or marking
    return marking


def chosen(*keys: str, text: str = TEXT) -> str:
    start, stop = press(begun(text), *keys).span
    return text[start:stop]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        pytest.param([], "Whoever", id="the first word, without its quotation mark"),
        pytest.param(["right", "right"], "last", id="on"),
        pytest.param(["j", "j", "k"], "is", id="on and back"),
        pytest.param(["v", "right", "right"], "Whoever is last", id="from here on"),
        pytest.param(["end"], "said", id="the last"),
        pytest.param(["end", "v", "left"], "she said", id="backwards"),
        pytest.param(["right", "v", "left"], "Whoever is", id="across the first"),
        pytest.param(["home", "left"], "Whoever", id="no further than the first"),
        pytest.param(["down"], "said", id="a line on stops at the last"),
    ],
)
def test_keys_choose_words(keys: list[str], words: str) -> None:
    assert chosen(*keys) == words


def test_signs_are_words_where_there_are_no_spaces() -> None:
    assert chosen("right", "v", "right", text="领导力。") == "导力"


def test_accents_stay_with_their_letter() -> None:
    assert chosen(text="cafe\u0301, no") == "cafe\u0301"


def test_a_segment_without_words_has_none_to_choose() -> None:
    assert mark_words("... --") is None


def test_another_key_chooses_nothing() -> None:
    assert begun().moved("x") is None


@given(text=st.text(max_size=60), keys=st.lists(_KEYS, max_size=20))
def test_what_is_chosen_lies_in_the_text_and_is_never_empty(text: str, keys: list[str]) -> None:
    marking = mark_words(text)
    if marking is not None:
        start, stop = press(marking, *keys).span
        assert 0 <= start < stop <= len(text)
