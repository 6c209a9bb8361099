from __future__ import annotations

from collections import Counter
from string import ascii_letters, digits

import pytest

from leadcode_tui.keys import COMMANDS, RESERVED, command_for

ALL_KEYS = [key for command in COMMANDS for key in command.keys]


def test_no_two_commands_share_a_key() -> None:
    assert [key for key, times in Counter(ALL_KEYS).items() if times > 1] == []


def test_no_two_commands_share_an_id() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("key", ALL_KEYS)
def test_a_key_calls_the_command_that_lists_it(key: str) -> None:
    command = command_for(key)
    assert command is not None
    assert key in command.keys


def test_every_letter_of_a_command_is_reserved() -> None:
    assert [key for key in ALL_KEYS if len(key) == 1 and key not in RESERVED] == []


def test_a_free_key_calls_nothing() -> None:
    free = set(ascii_letters + digits) - RESERVED
    assert [key for key in free if command_for(key)] == []


def test_codes_have_more_keys_than_a_codebook_of_forty_needs() -> None:
    assert len(set(ascii_letters + digits) - RESERVED) > 40


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_help_can_say_what_a_command_does(command: object) -> None:
    assert getattr(command, "does", "")
    assert getattr(command, "shown", "")
