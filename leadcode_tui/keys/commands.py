"""The commands of the coding screen and of plain mode, with the keys that call them as shipped."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from string import punctuation
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.keys.names import shown_key

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys that the codebook may not take, so that no code ever loses its key to a command. Every
#: symbol is reserved as well.
RESERVED: Final = frozenset("cfjkmnoquvxJKMN" + punctuation)


class Where(StrEnum):
    """What the keys go to: a pane has a few of its own, and the transcript's beside them."""

    TRANSCRIPT = "transcript"
    COMPARE = "compare pane"
    MEMO = "memo"


class Command(NamedTuple):
    """Something a coder can ask for. `asks` is the prompt of a command that needs words, or a key.

    A command without keys is reached through the palette. Where another one `follows`, people type
    it too: `x KEY`.
    """

    id: str
    keys: tuple[str, ...]
    does: str
    asks: str = ""
    where: Where = Where.TRANSCRIPT
    follows: str = ""

    @property
    def shown(self) -> str:
        """The keys for people."""
        keys = " ".join(map(shown_key, self.keys))
        return f"{keys} {self.follows}".rstrip() if keys else ""


#: Under the headings, and in the order, in which the help lists them.
SECTIONS: Final[Mapping[str, tuple[Command, ...]]] = {
    "Move": (
        Command("segment.next", ("j", "down", "enter"), "next segment"),
        Command("segment.previous", ("k", "up"), "previous segment"),
        Command(
            "segment.next_uncoded", ("n",), "next segment not visited (while searching: next hit)"
        ),
        Command(
            "segment.previous_uncoded",
            ("N",),
            "previous not visited (while searching: previous hit)",
        ),
        Command("page.down", ("space", "pagedown"), "page down"),
        Command("page.up", ("pageup",), "page up"),
        Command("segment.first", ("<", "home"), "first segment"),
        Command("segment.last", (">", "end"), "last segment"),
        Command(
            "goto",
            (":",),
            "go to a segment or question: 41, Q3; Enter: all interviews",
            "go to (Enter lists interviews)",
        ),
        Command("find", ("f",), "find text, then go from hit to hit", "find"),
        Command("code.next_use", ("]",), "next segment under the highlighted code"),
        Command("code.previous_use", ("[",), "previous segment under the highlighted code"),
        Command("back", ("'",), "back to where you were before the last jump"),
        Command("order", ("o",), "reading order: by interview, or by question"),
        Command(
            "filter.segments",
            ("=",),
            "step through all, not visited, stale, flagged or one code",
            "a all, n not visited, c this code, f flagged, s stale",
        ),
    ),
    "Decide": (
        Command("segment.nothing", ("-",), "read, nothing applies; next segment"),
        Command(
            "code.filter",
            ("/",),
            "filter the codes; Enter applies, Tab applies and stays",
            "code (Enter, Tab apply)",
        ),
        Command("code.remove", ("x",), "remove the code with that key", follows="KEY"),
        Command("code.remove_last", ("backspace",), "remove the last code of this segment"),
        Command("code.repeat", (".",), "apply the codes applied last, here too"),
        Command("span.mark", ("v",), "choose words; the next code applies to them"),
        Command(
            "question.set",
            ("#",),
            "say which question segments answer: Q3, or Q3 41-50",
            "question, then which segments: Q3 41-50 (- none)",
        ),
        Command("transcript.finish", ("$",), "finish the transcript"),
        Command("undo", ("u",), "undo the last change, also of an earlier day"),
        Command("redo", ("ctrl+r",), "redo"),
    ),
    "Codes": (
        Command("code.highlight_next", ("tab",), "highlight the next code: what it means"),
        Command("code.highlight_previous", ("shift+tab",), "highlight the one before"),
        Command("code.next_page", (")",), "next page of the codes"),
        Command("code.previous_page", ("(",), "previous page of the codes"),
        Command("code.meaning", (",",), "read on in what the highlighted code means"),
        Command(
            "code.new",
            ("+",),
            "a new code, also in the codebook file",
            "new code: id, name, definition",
        ),
        Command("compare", ("c",), "compare with what is under the highlighted code already"),
        Command("compare.next", ("J",), "next segment in the compare pane"),
        Command("compare.previous", ("K",), "previous segment in the compare pane"),
        Command("compare.go", ("enter",), "go to that segment", where=Where.COMPARE),
    ),
    "Notes": (
        Command("memo", ("m",), "memo on this segment; Esc keeps it", "memo"),
        Command(
            "memo.other",
            ("M",),
            "memo on the highlighted code, this transcript or the study",
            "memo on: c this code, t this transcript, s the study",
        ),
        Command("memo.find", ('"',), "find a memo by its words, and go there", "memos with"),
        Command("segment.flag", ("!",), "flag, to discuss (again: take it off)"),
        Command("memo.keep", ("escape",), "keep the memo", where=Where.MEMO),
    ),
    "The rest": (
        Command("help", ("?",), "every key; type to search, Enter does it"),
        Command("palette", ("ctrl+p", ";"), "every command by its name, also those without a key"),
        Command("tour", (), "the keys for the first minute"),
        Command("theme", (), "the look of the screen", "theme"),
        Command(
            "copy.write",
            ("ctrl+o",),
            "write a copy of the codings, for when they cannot be saved",
            "write a copy into the folder",
        ),
        Command("redraw", ("ctrl+l",), "draw the screen again"),
        Command("suspend", ("ctrl+z",), "to the shell; fg comes back"),
        Command("quit", ("q",), "quit; nothing to save, all is saved"),
    ),
}

COMMANDS: Final = tuple(chain.from_iterable(SECTIONS.values()))
