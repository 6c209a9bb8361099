"""No key is lost or doubled: what is typed on the screen is what a session does without one.

The suite types a few keys a second for a short while; LEADCODE_TYPED=1000 types so many.
"""

from __future__ import annotations

import json
import os
import shutil
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest

from leadcode_tui.model import CodeId, CoderId
from leadcode_tui.study.coding import acts
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.folder import open_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.study.coding.session import Session
    from tests.tui.terminal.conftest import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

#: So many keys are typed at full speed.
MANY: Final = 1000
#: So many are typed by and by, undo among them, and so many of them in a second.
FEW: Final = int(os.environ.get("LEADCODE_TYPED", "20"))
A_SECOND: Final = 5
#: Codes of the example, as often as steps; then what else decides, and what asks for more.
CODES: Final = "tTChleaVwDigsy"
STEPS: Final = "jjjk\rNn<>'o]["
DECIDING: Final = "-!.\x7f-"
ASKING: Final = ("xt", "xl", "$y", "$n", "fward\r", "fw\x07", "=n", "=a", "=!", ":KC02:4\r")

#: What Textual calls keys that are no letters.
NAMES: Final = {"\r": "enter", "\x7f": "backspace", "\x12": "ctrl+r"}


def typed(count: int, seed: int, also: Sequence[str] = ()) -> Sequence[str]:
    """Return so many keys by chance; those that answer a question stand with it."""
    chance = Random(seed)  # noqa: S311 # a test, no secret
    kinds = (CODES, CODES, STEPS, STEPS, DECIDING, ASKING, *([also] if also else ()))
    return [chance.choice(chance.choice(kinds)) for _ in range(count)]


class WithoutScreen:
    """Does with a session what keys ask for, as the screen should."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._highlighted: CodeId | None = session.material.codebook.codes[0].id

    def press(self, keys: str) -> None:
        """Let a key do what it is for, with its answer."""
        key, answer = keys[0], keys[1:].rstrip("\r")
        command = self._session.keys.command(NAMES.get(key, key))
        if keys.endswith("\x07"):
            return  # the question was left
        if command is None:
            self._on_code(key, acts.apply_code)
        elif command.id in acts.ACTS:
            acts.act(self._session, command.id)
        elif command.id == "transcript.finish":
            self._finish(answer)
        elif command.id == "code.remove":
            self._on_code(answer, acts.remove_code)
        elif command.id in {"code.next_use", "code.previous_use"}:
            assert self._highlighted is not None
            self._session.next_use(self._highlighted, +1 if key == "]" else -1)
        else:
            acts.act_with_words(self._session, command.id, answer)

    def _on_code(self, key: str, act: Any) -> None:
        code = self._session.keys.code(key)
        if code is not None:
            self._highlighted = code
            act(self._session, code)

    def _finish(self, answer: str) -> None:
        passed = self._session.passed_over()
        if self._session.ahead() or (self._session.is_finished and not passed):
            acts.finish(self._session)
            self.press(answer)  # nothing was asked, so it is a key like any other
        elif answer == "y":
            acts.finish(self._session)


def held(folder: Path) -> Mapping[str, Any]:
    """Return what a coder file holds, but for when."""
    tables = json.loads((folder / "codings" / "kim.json").read_text(encoding="utf-8"))
    kept = {name: table for name, table in tables.items() if name.startswith("codings:")}
    for table in kept.values():
        for entry in table.values():
            entry.pop("at", None)
    states = {name: status["state"] for name, status in tables["transcripts"].items()}
    return {**kept, "states": states}


@pytest.fixture
def elsewhere(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the example study that no screen is open on."""
    return shutil.copytree(folder, tmp_path / "elsewhere")


@pytest.fixture
def without_screen(elsewhere: Path) -> Iterator[Session]:
    """Return a session on it."""
    session, _ = open_session(open_study(elsewhere), CoderId("kim"))
    yield session
    session.close()


def expected(session: Session, folder: Path, keys: Sequence[str]) -> Mapping[str, Any]:
    """Return what a coder file holds after keys without a screen."""
    player = WithoutScreen(session)
    for key in keys:
        player.press(key)
    session.close()
    return held(folder)


def left(terminal: Terminal) -> None:
    """Leave once every key has been answered."""
    terminal.settle()
    terminal.send("\x1b")
    terminal.read(0.5)
    terminal.left()


@pytest.mark.parametrize("times", [1, 2], ids=["once", "every key repeated"])
def test_no_key_typed_at_full_speed_is_lost_or_doubled(
    at_work: Terminal, folder: Path, without_screen: Session, elsewhere: Path, times: int
) -> None:
    keys = [key for key in typed(MANY, 7) for _ in range(times)]
    at_work.send("".join(keys))
    left(at_work)
    assert held(folder) == expected(without_screen, elsewhere, keys)


def test_no_key_typed_by_and_by_is_lost_or_doubled_undo_among_them(
    at_work: Terminal, folder: Path, without_screen: Session, elsewhere: Path
) -> None:
    keys = typed(FEW, 11, "uuu\x12")
    for key in keys:
        at_work.send(key)
        at_work.rest(1 / A_SECOND)
    left(at_work)
    assert held(folder) == expected(without_screen, elsewhere, keys)
