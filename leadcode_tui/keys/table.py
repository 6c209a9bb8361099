"""The whole key table: commands as remapped, codes with their keys, and every clash."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.keys.codes import assign_keys
from leadcode_tui.keys.commands import COMMANDS, SECTIONS, Command, Where
from leadcode_tui.keys.names import TAKEN, key_named, shown_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import Codebook, CodeId, Remap, Written

#: Commands that nobody can do without, so that each keeps a key.
_NEEDED = frozenset({"help", "quit"})
#: Keys that no command can be given, and why.
_NEVER = {**TAKEN, "escape": "it leaves memos, prompts and panes"}
#: How much of somebody's text a sentence shows.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Which key does what: what the screen, plain mode, the help and `leadcode keys` go by."""

    commands: tuple[Command, ...] = COMMANDS
    codes: Mapping[CodeId, str] = field(default_factory=dict)
    remaps: tuple[Remap, ...] = ()

    def command(self, key: str, where: Where = Where.TRANSCRIPT) -> Command | None:
        """Return what a key calls there: a pane's own commands, then those of the transcript.

        In a memo a key writes, so that only the memo's own count.
        """
        places = [where] if where is Where.MEMO else [where, Where.TRANSCRIPT]
        called = (
            command
            for place in places
            for command in self.commands
            if command.where is place and key in command.keys
        )
        return next(called, None)

    def code(self, key: str) -> CodeId | None:
        """Return the code that a key applies."""
        return next((code for code, its_key in self.codes.items() if its_key == key), None)

    def named(self, command: str) -> Command:
        """Return a command by its id, with its keys."""
        return next(known for known in self.commands if known.id == command)

    def key(self, command: str) -> str:
        """Return the first key of a command for people, for hints; nothing where it has none."""
        return next(map(shown_key, self.named(command).keys), "")

    def sections(self) -> Mapping[str, tuple[Command, ...]]:
        """Return the commands under their headings."""
        return {
            heading: tuple(self.named(command.id) for command in commands)
            for heading, commands in SECTIONS.items()
        }

    def for_codebook(self, codebook: Codebook) -> tuple[KeyTable, tuple[Problem, ...]]:
        """Return the table for a codebook that changed: no code that stays gets another key."""
        return build_keys(codebook, self.remaps, self.codes)


def build_keys(
    codebook: Codebook,
    remaps: Sequence[Remap] = (),
    remembered: Mapping[CodeId, str] | None = None,
) -> tuple[KeyTable, tuple[Problem, ...]]:
    """Return the key table, and what is wrong with the remaps; where two name a command, the later.

    A remap with a problem is left out as far as the problem goes.
    """
    wishes = _Wishes(codebook)
    for remap in remaps:
        wishes.read(remap)
    wishes.find_clashes()
    commands = tuple(wishes.applied(command) for command in COMMANDS)
    taken = frozenset(key for command in commands for key in command.keys)
    codes = assign_keys(codebook, remembered or {}, taken=taken)
    return KeyTable(commands, codes, tuple(remaps)), tuple(sorted(wishes.problems))


class _Wishes:
    """The keys that commands are to have, and what is wrong with them."""

    def __init__(self, codebook: Codebook) -> None:
        self.problems: list[Problem] = []
        self._known = {command.id: command for command in COMMANDS}
        self._keys: dict[str, dict[str, Written]] = {}
        self._codes = {code.key: code.id for code in codebook.in_use if code.key}

    def applied(self, command: Command) -> Command:
        """Return a command with the keys that it is to have."""
        keys = self._keys.get(command.id)
        return command if keys is None else command._replace(keys=tuple(keys))

    def read(self, remap: Remap) -> None:
        """Note what a file asks for a command."""
        command = self._known.get(remap.command.text)
        if command is None:
            self._note_unknown(remap.command)
        elif command.where is Where.MEMO:
            self._note(remap.command, f"{command.id} has Esc everywhere", "take this line out")
        else:
            self._keys[command.id] = self._read_keys(remap.keys)
            if command.id in _NEEDED and not remap.keys:
                self._note(
                    remap.command,
                    f"{command.id} needs a key",
                    f"as in {command.id}: {command.shown}",
                )

    def _read_keys(self, wished: Sequence[Written]) -> dict[str, Written]:
        keys: dict[str, Written] = {}
        for written in wished:
            key = key_named(written.text)
            if key is None:
                self._note(
                    written, f"{_shown(written)} is no key", "as in j, Enter, PgDn or ctrl+r"
                )
            elif key in keys:
                self._note(written, f"the key {_shown(written)} stands here twice")
            elif why_not := _NEVER.get(key):
                self._note(written, f"{_shown(written)} cannot be a key here: {why_not}")
            else:
                keys[key] = written
        return keys

    def find_clashes(self) -> None:
        """Note every key that two commands, or a command and a code, would share."""
        shipped = [c for c in COMMANDS if c.id not in self._keys]
        owners = {(c.where, key): (c.id, "") for c in shipped for key in c.keys}
        for command, keys in self._keys.items():
            where = self._known[command].where
            for key, written in keys.items():
                self._note_clash(written, owners.get((where, key)), self._codes.get(key))
                owners.setdefault((where, key), (command, f" at {written.path}:{written.line}"))

    def _note_clash(
        self, written: Written, other: tuple[str, str] | None, code: CodeId | None
    ) -> None:
        if other is not None:
            message = f"the key {_shown(written)} is that of {other[0]}{other[1]} already"
            self._note(written, message, "give one of them another")
        if code is not None:
            message = f"the key {_shown(written)} is the code {code}'s in the codebook"
            self._note(written, message, "choose another here or there")

    def _note_unknown(self, written: Written) -> None:
        name = written.text[:_SHOWN]
        near = next(iter(get_close_matches(name.lower(), self._known, n=1)), None)
        hint = f"did you mean {near}?" if near else "leadcode keys lists them"
        self._note(written, f"there is no command '{name}'", hint)

    def _note(self, written: Written, message: str, hint: str = "") -> None:
        self.problems.append(Problem(written.path, written.line, written.column, message, hint))


def _shown(written: Written) -> str:
    return f"'{written.text[:_SHOWN]}'"
