"""Text that is pasted: told from keys where the terminal says so, one act where it does not.

The suite pastes 5 kB where the terminal does not say so; LEADCODE_PASTED=20000 pastes so many.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.tui.terminal.conftest import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

#: So many letters are pasted.
MANY: Final = int(os.environ.get("LEADCODE_PASTED", "5000"))
#: Prose: most of its letters are keys, undo and leaving among them.
PROSE: Final = ("Our trust quit the scheme; the managers, you would think, took it back. " * 999)[
    :MANY
]
#: Keys that decide and step, and open nothing.
DECIDING: Final = ("tdljCha-ejqu" * 9999)[:MANY]
#: What a memo is about.
ASKED: Final = ("who else knows? " * 9999)[:MANY].strip()


def codings(folder: Path) -> Mapping[str, Any]:
    """Return what the coder holds on segments."""
    tables = json.loads((folder / "codings" / "kim.json").read_text(encoding="utf-8"))
    return {
        segment: {**entry, "at": ""}
        for name, table in tables.items()
        if name.startswith("codings:")
        for segment, entry in table.items()
    }


def test_keys_that_come_at_once_are_taken_back_at_once(at_work: Terminal, folder: Path) -> None:
    at_work.press("t")
    at_work.press("jdljd-jjtl")
    at_work.wait_for("10 keys came at once: u takes back all they did")
    assert "decided 4/24" in at_work.lines[0]
    at_work.press("u")
    at_work.wait_for("undone:")
    assert "decided 1/24" in at_work.lines[0]
    at_work.left()
    assert [entry["codes"] for entry in codings(folder).values()] == [["concentrated"]]


def test_eight_keys_are_typed_and_each_is_an_act(at_work: Terminal) -> None:
    at_work.press("tjdjljCj")
    assert "came at once" not in at_work.text
    at_work.press("u")
    at_work.wait_for("undone: + clout")
    assert "decided 3/24" in at_work.lines[0]


def test_leaving_and_undoing_wait_for_a_key_by_itself(at_work: Terminal) -> None:
    at_work.press("t")
    at_work.press("jdjdjduuuuuqjd")
    at_work.wait_for("left out: q, u")
    assert "decided 5/24" in at_work.lines[0]
    at_work.press("u")
    at_work.wait_for("decided 1/24")
    at_work.left()


@pytest.mark.parametrize("text", [DECIDING, PROSE], ids=["keys", "prose"])
def test_a_long_text_is_one_act(
    at_work: Terminal, folder: Path, start: Callable[..., Terminal], text: str
) -> None:
    at_work.press("t")
    at_work.send(text)
    at_work.wait_for("keys came at once")
    at_work.settle()
    at_work.send("\x1b")
    at_work.read(0.5)
    at_work.send("u")
    at_work.wait_for("decided 1/24")
    at_work.left()
    assert [entry.get("codes") for entry in codings(folder).values()] == [["concentrated"]]
    again = start()
    assert "decided 1/24" in again.lines[0]
    again.press("u")
    again.wait_for("decided 0/24")


def test_undo_on_another_day_takes_back_all_that_came_at_once(
    at_work: Terminal, start: Callable[..., Terminal]
) -> None:
    at_work.press("t")
    at_work.press("jdljd-jjtl")
    at_work.wait_for("came at once")
    at_work.left()
    again = start()
    again.press("u")
    again.wait_for("decided 1/24")


def test_a_memo_that_is_pasted_with_its_key_keeps_every_letter(
    at_work: Terminal, folder: Path
) -> None:
    at_work.send("m" + ASKED)
    at_work.wait_for("knows?")
    at_work.settle()
    at_work.send("\x1b")
    at_work.wait_for("memo kept")
    at_work.left()
    (entry,) = codings(folder).values()
    assert entry["memo"] == ASKED


@pytest.mark.parametrize("opened", ["m", "f"], ids=["memo", "prompt"])
def test_a_bracketed_paste_goes_where_something_is_written(at_work: Terminal, opened: str) -> None:
    at_work.press(opened)
    at_work.send("\x1b[200~jjtt who quits\x1b[201~")
    at_work.wait_for("jjtt who quits")
    assert "decided 0/24" in at_work.lines[0]


def test_a_bracketed_paste_into_nothing_does_nothing(at_work: Terminal) -> None:
    at_work.send("\x1b[200~jjtt who quits\x1b[201~")
    at_work.wait_for("pasted text is left out")
    assert "decided 0/24" in at_work.lines[0]
