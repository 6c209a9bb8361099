"""The commands of the coding screen and of plain mode, and the keys that call them."""

from __future__ import annotations

from dataclasses import dataclass
from string import punctuation

#: Keys that the codebook may not take: those of commands, and those kept for commands to come, so
#: that no code ever loses its key to one. Every symbol is reserved as well.
RESERVED = frozenset("cfjkmnoquvxJKMN" + punctuation)


@dataclass(frozen=True, slots=True)
class Command:
    """Something a coder can ask for. `keys` are named as Textual names them; `shown` for people."""

    id: str
    keys: tuple[str, ...]
    shown: str
    does: str
    asks: str = ""


#: In the order in which the help lists them. `asks` is the prompt of a command that needs words.
COMMANDS = (
    Command("segment.next", ("j", "down", "enter"), "j ↓ Enter", "next segment"),
    Command("segment.previous", ("k", "up"), "k ↑", "previous segment"),
    Command("segment.next_uncoded", ("n",), "n", "next segment not visited (after f: next hit)"),
    Command("segment.previous_uncoded", ("N",), "N", "previous not visited (after f: previous)"),
    Command("page.down", ("space", "pagedown"), "Space PgDn", "page down"),
    Command("page.up", ("pageup",), "PgUp", "page up"),
    Command("segment.first", ("home", "less_than_sign"), "< Home", "first segment"),
    Command("segment.last", ("end", "greater_than_sign"), "> End", "last segment"),
    Command("goto", ("colon",), ":", "go to a segment: 41, or KC010:41", "go to"),
    Command("find", ("f",), "f", "find text; then n and N step through the hits", "find"),
    Command(
        "code.filter",
        ("slash",),
        "/",
        "filter the codes; Enter applies, Tab stays",
        "code (Enter, Tab apply)",
    ),
    Command("code.highlight_next", ("tab",), "Tab", "highlight the next code: what it means"),
    Command("code.highlight_previous", ("shift+tab",), "shift+Tab", "highlight the one before"),
    Command("code.remove", ("x",), "x KEY", "remove the code with that key"),
    Command(
        "code.remove_last", ("backspace",), "Backspace", "remove the last code of this segment"
    ),
    Command("code.repeat", ("full_stop",), ".", "apply the codes applied last, here too"),
    Command("segment.nothing", ("minus",), "-", "read, nothing applies; next segment"),
    Command("transcript.finish", ("dollar_sign",), "$", "finish the transcript"),
    Command("memo", ("m",), "m", "memo on this segment; Esc saves", "memo"),
    Command("segment.flag", ("exclamation_mark",), "!", "flag, to discuss (again: take it off)"),
    Command("undo", ("u",), "u", "undo the last change, also of an earlier day"),
    Command("redo", ("ctrl+r",), "ctrl+r", "redo"),
    Command("help", ("question_mark",), "?", "every key"),
    Command(
        "copy.write",
        ("ctrl+o",),
        "ctrl+o",
        "write a copy of the codings, for when they cannot be saved",
        "write a copy into the folder",
    ),
    Command("redraw", ("ctrl+l",), "ctrl+l", "draw the screen again"),
    Command("suspend", ("ctrl+z",), "ctrl+z", "to the shell; fg comes back"),
    Command("quit", ("q",), "q", "quit; nothing to save, all is saved"),
)

_BY_KEY = {key: command for command in COMMANDS for key in command.keys}


def command_for(key: str) -> Command | None:
    """Return the command that a key calls, or None for a key that is free for codes."""
    return _BY_KEY.get(key)
