"""Nothing that comes out of a transcript can act on the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.text import sanitise, sanitise_line

BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])}

#: Characters that matter here come up often; lone surrogates are among them.
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from("\r\n\t\ufeff"),
    )
)


@given(HOSTILE)
def test_nothing_that_acts_or_deceives_comes_out(text: str) -> None:
    shown = sanitise(text)
    categories = {unicodedata.category(char) for char in shown if char != "\n"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert not BIDI & set(shown)
    shown.encode()


@given(HOSTILE)
def test_sanitising_twice_is_sanitising_once(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)
    assert sanitise_line(sanitise_line(text)) == sanitise_line(text)


@given(HOSTILE)
def test_a_line_stays_one_line(text: str) -> None:
    assert len(sanitise_line(text).splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_text_of_any_script_comes_through_unchanged(text: str) -> None:
    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b[31mb", "a␛[31mb", id="escape"),
        pytest.param("a\x00b\x7f", "a␀b␡", id="nul and delete"),
        pytest.param("a\x9b2Jb", "a<U+009B>2Jb", id="c1"),
        pytest.param("a\u202eb\u2066", "a<U+202E>b<U+2066>", id="bidi"),
        pytest.param("a\ud800b", "a<U+D800>b", id="lone surrogate"),
        pytest.param("a\U000e0041b", "a<U+E0041>b", id="invisible letter"),
        pytest.param("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne", id="line ends"),
        pytest.param("\ufeffa\ufeffb", "ab", id="byte order marks"),
        pytest.param("a\tb", "a   b", id="tab"),
        pytest.param("क\u200dष\u200c👩\u200d⚕️", "क\u200dष\u200c👩\u200d⚕️", id="joiners stay"),
    ],
)
def test_a_character_is_shown_as(text: str, shown: str) -> None:
    assert sanitise(text) == shown


def test_a_newline_in_a_name_is_visible() -> None:
    assert sanitise_line("a\r\nb\x1b") == "a␊b␛"
