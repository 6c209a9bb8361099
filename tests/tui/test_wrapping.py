"""Text into lines: nothing lost, nothing too wide, whatever the script."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from leadcode_tui.tui.prompt import Prompt
from leadcode_tui.tui.wrapping import fit, fit_end, wrap, wrapped

#: Latin, Chinese, Hangul, Arabic, combining marks, emoji with joiners and skin tones, no controls.
_LETTERS = st.sampled_from(
    [
        *"abcdeéß",
        *"领导力",
        *"지도자",
        *"قيادة",
        "e\u0301",
        "n\u0303\u0323",
        "👩🏽‍⚕️",
        "👍",
        "🇬🇧",
        "-",
    ]
)
_WORDS = st.lists(_LETTERS, min_size=1, max_size=30).map("".join)
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join)
#: Scripts that put spaces between words.
_SPACED = st.text([*"abcdeéß지도자", *"قيادة"], min_size=1, max_size=12)
_SPACED_TEXTS = st.lists(_SPACED, max_size=40).map(" ".join)
_WIDTHS = st.integers(min_value=2, max_value=120)


@given(text=_TEXTS, width=_WIDTHS)
def test_no_line_is_wider_than_the_pane(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(text=_TEXTS, width=_WIDTHS)
def test_lines_hold_every_character_in_its_order(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


@given(text=_SPACED_TEXTS)
def test_words_that_fit_stay_whole(text: str) -> None:
    width = max([cell_len(word) for word in text.split()], default=1)
    assert " ".join(wrap(text, max(width, 2))).split() == text.split()


@given(text=_SPACED_TEXTS, width=_WIDTHS)
def test_no_word_would_have_fitted_on_the_line_before(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line, following in itertools.pairwise(lines):
        assert not following or cell_len(line) + 1 + cell_len(following.split()[0]) > width


@given(text=_TEXTS, width=_WIDTHS, taken=st.integers(min_value=0, max_value=10))
def test_lines_are_cut_from_the_text_and_only_spaces_lie_between(
    text: str, width: int, taken: int
) -> None:
    lines = wrapped(text, width, min(taken, width // 2))
    between = zip([0, *(line.stop for line in lines)], [line.start for line in lines], strict=False)
    assert all(not text[end:start].strip() for end, start in between)
    assert not text[lines[-1].stop :].strip()
    assert cell_len(text[lines[0].start : lines[0].stop]) + min(taken, width // 2) <= width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("领导力就是领导", ("领导力", "就是领", "导"), id="after any sign"),
        pytest.param("领导力。就是", ("领导", "力。就", "是"), id="a stop begins no line"),
        pytest.param("领导「力」是", ("领导", "「力」", "是"), id="a bracket ends none"),
        pytest.param("ok 领导力", ("ok 领", "导力"), id="a line is filled up"),
        pytest.param("10\xa0km off", ("10\xa0km", "off"), id="a stiff space holds"),
        pytest.param("🇬🇧" * 5, ("🇬🇧" * 3, "🇬🇧" * 2), id="flags stay whole"),
        pytest.param("👩🏽‍⚕️" * 4, ("👩🏽‍⚕️" * 3, "👩🏽‍⚕️"), id="joined emoji stay whole"),
        pytest.param("a  b", ("a  b",), id="spaces within a line stay"),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 6) == lines


@pytest.mark.parametrize("letters", ["x", "领", "e\u0301", "👩🏽‍⚕️"])
def test_a_hundred_thousand_characters_without_a_space_are_broken(letters: str) -> None:
    text = letters * (100_000 // len(letters))
    lines = wrap(text, 50)
    assert "".join(lines) == text
    assert max(map(cell_len, lines)) <= 50


def test_a_word_of_a_hundred_thousand_letters_is_broken() -> None:
    lines = wrap("a" + "x" * 100_000 + " b", 50)
    assert max(map(len, lines)) == 50
    assert "".join(lines) == "a" + "x" * 100_000 + "b" or lines[-1].endswith(" b")


def test_wide_letters_are_not_cut_in_half() -> None:
    assert wrap("领导力领导", 5) == ("领导", "力领", "导")


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert all(not line.startswith("\u0301") for line in wrap("e\u0301" * 9, 4))


def test_newlines_of_the_transcript_are_kept() -> None:
    assert wrap("one\n\ntwo words", 40) == ("one", "", "two words")


@given(text=_TEXTS, width=st.integers(min_value=1, max_value=60))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        pytest.param("rota", 6, "rota  ", id="padded"),
        pytest.param("rota", 4, "rota", id="as it is"),
        pytest.param("shared-work", 6, "share…", id="cut"),
    ],
)
def test_fitted_text_is_padded_or_ends_in_an_ellipsis(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(text=_TEXTS, width=st.integers(min_value=1, max_value=60))
def test_the_end_of_a_long_text_stays(text: str, width: int) -> None:
    kept = fit_end(text, width)
    assert cell_len(kept) <= width
    assert text.endswith(kept.removeprefix("…"))


@given(text=_TEXTS, width=st.integers(min_value=12, max_value=60))
def test_a_prompt_shows_its_cursor_however_much_was_typed(text: str, width: int) -> None:
    shown = Prompt("find", "find", text).shown(width)
    assert cell_len(shown) == width
    assert shown.rstrip().endswith("_")


def test_a_prompt_takes_letters_and_gives_them_back() -> None:
    prompt = Prompt("find", "find").typed("g", "g").typed("o", "o").typed("backspace", "\x7f")
    assert prompt.text == "g"
    assert prompt.typed("ctrl+u", "\x15").text == ""
    assert prompt.typed("f5", None) == prompt
