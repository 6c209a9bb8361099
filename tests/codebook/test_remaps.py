from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadcode_tui.codebook import read_study_settings, read_user_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import Remap

    Reads = Callable[[str], tuple[Problem, ...]]

HERE = Path("config.yaml")
STUDY = "study: s\ncodebook: c.yaml\n"


def remaps(text: str) -> tuple[Remap, ...]:
    settings, problems = read_user_settings(text, HERE)
    assert problems == ()
    return settings.keys


def told(text: str) -> list[str]:
    return [str(problem) for problem in read_user_settings(text, HERE)[1]]


def test_a_command_has_one_key_or_several() -> None:
    one, several = remaps("keys:\n  undo: z\n  segment.next: [j, Enter, ж]\n")
    assert [key.text for key in one.keys] == ["z"]
    assert [key.text for key in several.keys] == ["j", "Enter", "ж"]


def test_commands_and_keys_know_their_places() -> None:
    (remap,) = remaps("coder: ana\nkeys:\n  undo: [u, z]\n")
    assert (remap.command.line, remap.command.column) == (3, 3)
    assert [(key.line, key.column) for key in remap.keys] == [(3, 10), (3, 13)]
    assert remap.keys[0].path == HERE


def test_keys_are_read_as_written() -> None:
    (remap,) = remaps('keys:\n  undo: [y, 1, "~", "null"]\n')
    assert [key.text for key in remap.keys] == ["y", "1", "~", "null"]


def test_an_empty_list_takes_the_keys_away() -> None:
    (remap,) = remaps("keys:\n  undo: []\n")
    assert remap.keys == ()


def test_the_study_file_asks_for_keys_too() -> None:
    settings, problems = read_study_settings(f"{STUDY}keys:\n  undo: z\n", HERE)
    assert problems == ()
    assert settings is not None
    assert [remap.command.text for remap in settings.keys] == ["undo"]


def test_a_command_without_a_key_is_told() -> None:
    assert told("keys:\n  undo:\n") == [
        "config.yaml:2:8: undo has no key here (write one, or [] for none)"
    ]


def test_a_command_that_stands_twice_is_told() -> None:
    assert told("keys:\n  undo: u\n  undo: z\n") == [
        "config.yaml:3:3: the key 'undo' stands at line 2 already"
    ]


def test_a_list_of_keys_in_place_of_commands_is_told() -> None:
    assert told("keys: [u, z]\n") == [
        "config.yaml:1:7: keys is written as lines of key: text, and this is a list"
    ]


def test_a_key_that_is_no_text_is_told() -> None:
    assert told("keys:\n  undo: [{a: b}]\n") == [
        "config.yaml:2:10: a key is a text, and this is a key with a value (put it in quotes)"
    ]


def test_nothing_in_a_key_can_act_on_the_terminal() -> None:
    (remap,) = remaps('keys:\n  "un\\e[2Jdo": "\\e[31m"\n')
    assert "\x1b" not in remap.command.text + remap.keys[0].text
