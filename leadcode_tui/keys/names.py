"""The names of keys: as the table holds them, as people write them, and as people read them.

A key that types a character is that character; any other is named as Textual names it.
"""

from __future__ import annotations

import unicodedata
from string import ascii_lowercase
from typing import Final

#: Keys that type no character, as people read them.
_SHOWN: Final = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "space": "Space",
    "backspace": "Backspace",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
}
#: What people call them as well.
_ALSO: Final = {"page-down": "pagedown", "page-up": "pageup", "return": "enter", "esc": "escape"}
_NAMED: Final = {
    **{name: name for name in _SHOWN},
    **{shown.lower(): name for name, shown in _SHOWN.items()},
    **_ALSO,
    **{f"f{number}": f"f{number}" for number in range(1, 13)},
}

_TMUX: Final = "tmux and screen begin their own commands with it"
_FLOW: Final = "terminals stop and start their output with it"
_LINE: Final = "other programs delete words and swap letters with it, and browsers close tabs"
_WINDOW: Final = "the terminal's window takes it for itself"
#: Keys that never reach the program, or reach it as another key; why.
TAKEN: Final = {
    "ctrl+a": _TMUX,
    "ctrl+b": _TMUX,
    "ctrl+c": "it interrupts",
    "ctrl+g": "it leaves a prompt",
    "ctrl+h": "terminals send it for Backspace",
    "ctrl+i": "terminals send it for Tab",
    "ctrl+j": "terminals send it for Enter",
    "ctrl+m": "terminals send it for Enter",
    "ctrl+q": _FLOW,
    "ctrl+s": _FLOW,
    "ctrl+t": _LINE,
    "ctrl+w": _LINE,
    "f1": _WINDOW,
    "f10": _WINDOW,
    "f11": _WINDOW,
    **{f"alt+{digit}": "terminals change windows and tabs with it" for digit in range(10)},
    **{f"alt+{letter}": "terminals send it as Esc and the letter" for letter in ascii_lowercase},
}


def pressed(key: str, character: str | None) -> str:
    """Return the name of a key that Textual reports."""
    is_modified = "+" in key[:-1]
    if character and character.isprintable() and character != " " and not is_modified:
        return character
    return key


def key_named(written: str) -> str | None:
    """Return the key that people write so, or None where no key is called so.

    >>> [key_named(written) for written in ("PgDn", "Ctrl+R", "^r", "ж", "↓", "colon", "jj")]
    ['pagedown', 'ctrl+r', 'ctrl+r', 'ж', 'down', None, None]
    """
    text = unicodedata.normalize("NFC", written)
    if text.lower() in _NAMED:
        return _NAMED[text.lower()]
    if len(text) == 1:
        return "space" if text == " " else text if is_visible(text) else None
    if text.startswith("^") and len(text) == len("^r"):
        text = f"ctrl+{text[1]}"
    modifier, _, letter = text.lower().partition("+")
    is_plain = len(letter) == 1 and letter.isascii() and letter.isalnum()
    return f"{modifier}+{letter}" if is_plain and modifier in {"ctrl", "alt"} else None


def shown_key(key: str) -> str:
    """Return a key as people read it."""
    return _SHOWN.get(key, key.upper() if key[1:].isdigit() else key)


def is_visible(character: str) -> bool:
    """Whether a character can be seen, and so be typed on purpose."""
    return unicodedata.category(character)[0] in "LNPS"
