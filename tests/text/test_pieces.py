"""What stays on one line, in any script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.text.pieces import pieces, word_spans


@given(text=st.text(st.characters(codec="ascii")))
def test_a_word_in_ascii_is_the_same_beside_another_script(text: str) -> None:
    alone = [piece.span() for piece in pieces(text)]
    assert alone == [piece.span() for piece in pieces(f"{text} 领")][:-1]


def test_words_end_where_the_stretch_of_a_text_does() -> None:
    assert [piece.group() for piece in pieces("one two three", 4, 9)] == ["two", "t"]


def test_each_sign_of_a_script_without_spaces_is_a_word() -> None:
    assert word_spans("领导。力") == ((0, 1), (1, 2), (3, 4))
