"""Fewer bytes look the same."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.tui.lean import lean

STYLES = [
    "",
    "\x1b[1m",
    "\x1b[7m",
    "\x1b[38;5;251;48;5;234m",
    "\x1b[38;5;234;48;5;153m",
    "\x1b[1;38;5;223;48;5;234m",
    "\x1b[4;38;5;251;48;5;234m",
    "\x1b[38;5;115;48;5;234m",
    "\x1b[38;2;1;2;3;48;2;4;5;6m",
]
PIECES = st.tuples(
    st.sampled_from(["", "\n", "\r\n", "\x1b[3;2H", "\x1b[1;1H"]),
    st.sampled_from(STYLES),
    st.text("ab ", max_size=4),
)


def written(pieces: list[tuple[str, str, str]]) -> str:
    """Return rows as Textual writes them: each piece ends its style."""
    return "".join(
        f"{move}{style}{text}" + ("\x1b[0m" if style else "") for move, style, text in pieces
    )


def seen(sent: str) -> list[object]:
    screen = pyte.Screen(12, 5)
    pyte.Stream(screen).feed(sent + "end")
    return [screen.buffer[y][x] for y in range(5) for x in range(12)]


@given(st.lists(PIECES, max_size=12))
def test_what_is_sent_looks_the_same_and_is_no_longer(pieces: list[tuple[str, str, str]]) -> None:
    sent = written(pieces)
    assert seen(lean(sent)) == seen(sent)
    assert len(lean(sent)) <= len(sent)


def test_a_colour_that_goes_on_is_said_once() -> None:
    colour = "\x1b[38;5;251;48;5;234m"
    assert lean(f"{colour}a\x1b[0m\r\n{colour}b\x1b[0m") == f"{colour}a\r\nb\x1b[0m"
