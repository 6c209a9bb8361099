"""Esc and the key after it are two keys, however fast they come."""

from __future__ import annotations

import pytest
from textual import events

from leadcode_tui.tui.escape import EscapeFirst


def keys(*read: str) -> list[str]:
    """Return the keys that come of what was read from the terminal, piece by piece."""
    parser = EscapeFirst()
    found = [message for piece in read for message in parser.feed(piece)]
    return [message.key for message in found if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("read", "pressed"),
    [
        pytest.param(["\x1bj"], ["escape", "j"], id="a letter"),
        pytest.param(["\x1bJJ"], ["escape", "J", "J"], id="letters"),
        pytest.param(["\x1b-j"], ["escape", "minus", "j"], id="a symbol"),
        pytest.param(["\x1b", "j"], ["escape", "j"], id="in two reads"),
        pytest.param(["goats\x1b!k"], [*"goats", "escape", "exclamation_mark", "k"], id="a memo"),
        pytest.param(["\x1bé"], ["escape", "é"], id="a letter of another script"),
        pytest.param(["\x1b[A\x1b[B"], ["up", "down"], id="arrows stay arrows"),
        pytest.param(["\x1bOA"], ["up"], id="of the other kind too"),
        pytest.param(["\x1b[", "5~"], ["pageup"], id="cut in two"),
        pytest.param(["\x1bb\x1bf"], ["escape", "b", "escape", "f"], id="no words forth and back"),
    ],
)
def test_escape_and_a_key_are_two_keys(read: list[str], pressed: list[str]) -> None:
    assert keys(*read) == pressed


def test_a_paste_stays_whole() -> None:
    pasted = list(EscapeFirst().feed("\x1b[200~a\njj\x1b[201~j"))
    assert [event.text for event in pasted if isinstance(event, events.Paste)] == ["a\njj"]
