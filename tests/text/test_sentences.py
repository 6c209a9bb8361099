"""Sentences are found, and nothing of the text is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.text import sentence_spans

TALK = st.text(st.one_of(st.characters(), st.sampled_from(list("aA.?!…\"') \n。"))))


@given(TALK)
def test_sentences_and_the_white_space_between_them_are_the_text(text: str) -> None:
    parts, at = [], 0
    for start, end in sentence_spans(text):
        assert text[at:start].strip() == ""
        assert text[start:end].strip() == text[start:end] != ""
        parts += [text[at:start], text[start:end]]
        at = end
    assert text[at:].strip() == ""
    assert "".join([*parts, text[at:]]) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("We lead. They follow.", ["We lead.", "They follow."], id="stops"),
        pytest.param("Who leads? We do! Good.", ["Who leads?", "We do!", "Good."], id="marks"),
        pytest.param("Ask Dr. Hall, e.g. today.", ["Ask Dr. Hall, e.g. today."], id="abbreviation"),
        pytest.param(
            "J. Hall asked. So did I. Yes.", ["J. Hall asked.", "So did I.", "Yes."], id="I"
        ),
        pytest.param("It was... well, hard.", ["It was... well, hard."], id="ellipsis goes on"),
        pytest.param("It was… Then no.", ["It was…", "Then no."], id="ellipsis ends"),
        pytest.param("“Who?” he said. “I.” Yes.", ["“Who?” he said.", "“I.”", "Yes."], id="quotes"),
        pytest.param("Well. (..) Then (.) Mine.", ["Well.", "(..) Then (.) Mine."], id="pauses"),
        pytest.param("One line\nand another", ["One line", "and another"], id="a new line"),
        pytest.param("Es sind 3.5 km. Weit.", ["Es sind 3.5 km.", "Weit."], id="a number"),
        pytest.param("我们领导。他们跟随。", ["我们领导。", "他们跟随。"], id="no white space"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_has_these_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
