from __future__ import annotations

from collections import Counter

import pytest

from leadcode_tui.keys import COMMANDS, RESERVED, Command, KeyTable, Where

TABLE = KeyTable()
KEYS = [(command.where, key) for command in COMMANDS for key in command.keys]


def test_no_two_commands_share_a_key_in_one_place() -> None:
    assert [key for key, times in Counter(KEYS).items() if times > 1] == []


def test_no_two_commands_share_an_id() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(("where", "key"), KEYS)
def test_a_key_calls_the_command_that_lists_it(where: Where, key: str) -> None:
    command = TABLE.command(key, where)
    assert command is not None
    assert key in command.keys
    assert command.where is where


def test_every_character_of_a_command_is_reserved() -> None:
    assert [key for _, key in KEYS if len(key) == 1 and key not in RESERVED] == []


def test_a_pane_has_the_keys_of_the_transcript_beside_its_own() -> None:
    command = TABLE.command("u", Where.COMPARE)
    assert command is not None
    assert command.id == "undo"


def test_in_a_memo_letters_write() -> None:
    assert TABLE.command("u", Where.MEMO) is None


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_help_can_say_what_a_command_does(command: Command) -> None:
    assert command.does


def test_the_palette_alone_reaches_commands_without_a_key() -> None:
    assert {command.id for command in COMMANDS if not command.shown} == {"tour", "theme"}
