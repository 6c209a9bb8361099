"""Text whose width terminals do not agree on leaves everything after it where it belongs."""

from __future__ import annotations

import pyte
import pytest

from leadcode_tui.tui.placing import placed
from leadcode_tui.tui.wrapping import wrap

HINDI = "\N{DEVANAGARI LETTER THA}\N{DEVANAGARI VOWEL SIGN AA}"
NURSE = "\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\u200d\N{STAFF OF AESCULAPIUS}\ufe0f"


def columns(sent: str) -> str:
    """Return the first row as a terminal shows it that has opinions of its own."""
    screen = pyte.Screen(30, 2)
    pyte.Stream(screen).feed(placed(sent))
    return "".join(screen.buffer[0][column].data[:1] or " " for column in range(30))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("plain", 5, id="plain"),
        pytest.param(HINDI * 3, 3, id="an Indian script"),
        pytest.param(NURSE, 2, id="a picture of several parts"),
        pytest.param("\U0001f1ec\U0001f1e7", 2, id="a flag"),
        pytest.param(f"{HINDI}\x1b[7m{HINDI}\x1b[0m.", 3, id="words that stand out"),
    ],
)
def test_a_rule_stands_in_its_column_after_any_text(text: str, width: int) -> None:
    row = columns(f"\x1b[1;3H{text}{' ' * (10 - width)}\x1b[1m|\x1b[0m codes")
    assert row[12:19] == "| codes"


def test_no_letter_is_covered_where_a_terminal_takes_more_cells() -> None:
    sent = placed(f"\x1b[1;1H{HINDI} {HINDI}{' ' * 6}|")
    assert f"{HINDI} {HINDI}" in sent


def test_blanks_go_before_it_for_where_it_is_drawn_narrower() -> None:
    assert placed(f"\x1b[1;4H{NURSE}yy  |") == f"\x1b[1;4H{' ' * 6}\x1b[4G{NURSE}yy\x1b[10G|"


@pytest.mark.parametrize("sent", ["", "café ←→ “…”", "\x1b[2;2H領導"])
def test_text_that_all_agree_on_is_sent_as_it_is(sent: str) -> None:
    assert placed(sent) == sent


def test_a_line_leaves_room_for_vowels_that_take_a_cell() -> None:
    assert wrap(f"{HINDI * 4} {HINDI * 4}", 10) == (HINDI * 4, HINDI * 4)
