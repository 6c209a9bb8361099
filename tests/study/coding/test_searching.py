"""Words are found however they are capitalised, and wherever a word processor was at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import Codebook, Segment, SegmentId, Source, Transcript, TranscriptId
from leadcode_tui.study.coding.searching import Search, Texts
from leadcode_tui.study.material import Material

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Builds = Callable[..., Material]


def material(said: Sequence[str]) -> Material:
    """Return an interview of which each of these is a segment."""
    name = TranscriptId("A")
    ids = [SegmentId(f"{number:04}") for number in range(len(said))]
    segments = tuple(Segment(each, "P", text) for each, text in zip(ids, said, strict=True))
    talk = Transcript(name, "", Source("", ""), {}, segments)
    return Material(None, Codebook("", "", ()), {name: talk}, {name: tuple(ids)})


def found(words: str, text: str) -> list[str]:
    """Return what a search marks in a text."""
    return [text[start:stop] for start, stop in Search(words).spans(text)]


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        pytest.param("ward", "Ward and WARD", ["Ward", "WARD"], id="capitals"),
        pytest.param("don't", "I don\u2019t", ["don\u2019t"], id="a printed apostrophe"),
        pytest.param('"so"', "\u201cso\u201d", ["\u201cso\u201d"], id="printed quotation marks"),
        pytest.param("strasse", "die Straße hier", ["Straße"], id="one letter for two"),
        pytest.param("ße", "die STRASSE", ["SSE"], id="two letters for one"),
        pytest.param("βασ", "ΒΑΣΙΛΙΚΗ", ["ΒΑΣ"], id="Greek"),
        pytest.param("aa", "aaaa", ["aa", "aa"], id="side by side"),
        pytest.param("  ", "a  b", [], id="blank"),
        pytest.param("a.c", "abc a.c", ["a.c"], id="no pattern"),
    ],
)
def test_words_are_marked_as_they_stand(words: str, text: str, hits: list[str]) -> None:
    assert found(words, text) == hits


def test_a_byte_says_of_each_segment_whether_it_has_the_words(builds: Builds) -> None:
    texts = Texts(builds())
    texts.make_ready("kc0")
    assert texts.having("kc010 SAYS") == b"\0\0\0\0\1\1"
    assert texts.having("says 4") == b"\0\1\0\0\0\1"


@given(st.lists(st.text("ab", max_size=6), min_size=1, max_size=40), st.text("ab", max_size=5))
def test_words_typed_letter_by_letter_are_found_where_they_are(said: list[str], words: str) -> None:
    texts = Texts(material(said))
    for typed in range(len(words) + 1):
        part = words[:typed]
        assert list(map(bool, texts.having(part))) == [part in text for text in said]
