from __future__ import annotations

import os
import subprocess
import sys
from errno import EACCES, ENOSPC, EROFS
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import HeldError, UnreadableError
from leadcode_tui.store.locks import hold, refuse_held, take_over
from leadcode_tui.store.rewriting import hold_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOLDS = """
import sys
from pathlib import Path
from leadcode_tui.store.locks import hold
held = hold(Path(sys.argv[1]), at="2026-11-23T10:00:00Z")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_session(coder_file: Path) -> Iterator[subprocess.Popen[str]]:
    """Start another process that holds ana's file."""
    command = [sys.executable, "-c", HOLDS, str(coder_file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_file_that_another_process_holds_is_refused_with_its_name(
    other_session: subprocess.Popen[str], coder_file: Path
) -> None:
    with pytest.raises(HeldError) as caught:
        hold(coder_file, at="now")
    assert f"process {other_session.pid}, since 2026-11-23T10:00:00Z" in str(caught.value)


def test_a_process_that_is_killed_lets_go(
    other_session: subprocess.Popen[str], coder_file: Path
) -> None:
    other_session.kill()
    other_session.wait()
    hold(coder_file, at="now").release()


def test_the_holder_of_before_is_forgotten(
    other_session: subprocess.Popen[str], coder_file: Path
) -> None:
    other_session.kill()
    other_session.wait()
    held = hold(coder_file, at="now")
    with pytest.raises(HeldError, match=f"process {os.getpid()}, since now"):
        hold(coder_file, at="later")
    held.release()


def test_two_coders_files_are_held_apart(
    other_session: subprocess.Popen[str], coder_file: Path
) -> None:
    assert other_session.poll() is None
    hold(coder_file.with_name("ben.json"), at="now").release()


@pytest.mark.parametrize("card", [b"", b"{", b'{"account":1}'], ids=["empty", "torn", "wrong"])
def test_a_holder_whose_card_cannot_be_read_is_another_session(
    coder_file: Path, card: bytes
) -> None:
    held = hold(coder_file, at="now")
    held.card.write_bytes(card)
    with pytest.raises(HeldError, match="held by another session"):
        hold(coder_file, at="later")
    held.release()


def test_an_account_without_a_name_can_hold_a_file(
    coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("leadcode_tui.store.locks.getuser", nobody)
    held = hold(coder_file, at="now")
    with pytest.raises(HeldError, match=f"held by user {os.getuid()} on "):
        hold(coder_file, at="later")
    held.release()


def test_where_no_card_can_be_written_the_one_of_before_does_not_stay(
    coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hold(coder_file, at="before")
    left = before.card.read_bytes()
    before.release()
    before.card.write_bytes(left)

    def full(*_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr("leadcode_tui.store.locks.open_to_append", full)
    monkeypatch.setattr(os, "kill", lambda *to: pytest.fail(f"asked {to} to end"))
    held = hold(coder_file, at="now")
    with pytest.raises(HeldError, match="left no word of who it is"):
        take_over(coder_file, at="later")
    held.release()


def test_a_card_that_cannot_be_removed_refuses_the_hold_and_keeps_no_lock(
    coder_file: Path,
) -> None:
    card = coder_file.with_name(f".{coder_file.name}.holder")
    card.mkdir()
    with pytest.raises(OSError, match=r"directory|permitted"):
        hold(coder_file, at="now")
    card.rmdir()
    hold(coder_file, at="later").release()


def test_a_session_of_this_process_is_not_asked_to_end(
    coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *to: asked.append(to))
    held = hold(coder_file, at="now")
    with pytest.raises(HeldError, match="this process"):
        take_over(coder_file, at="later")
    assert not asked
    held.release()


def _refusing(error: OSError) -> Callable[..., object]:
    def refuse(*_: object, **__: object) -> object:
        raise error

    return refuse


@pytest.mark.parametrize("number", [EACCES, EROFS], ids=["closed folder", "read-only system"])
def test_who_may_write_nothing_beside_a_file_holds_it_from_nobody(
    coder_file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    hold(coder_file, at="now").release()
    refused = OSError(number, os.strerror(number))
    monkeypatch.setattr("leadcode_tui.store.locks.FileLock", _refusing(refused))
    refuse_held(coder_file)


def test_a_lock_that_cannot_be_written_is_told_by_the_name_of_its_file(
    coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = OSError(EROFS, os.strerror(EROFS), "a lock")
    monkeypatch.setattr("filelock.FileLock.acquire", _refusing(refused))
    with pytest.raises(OSError, match="Read-only") as told:
        hold(coder_file, at="now")
    assert told.value.filename == str(coder_file)
    with pytest.raises(UnreadableError, match=r"ana\.json: the study cannot be changed: read-only"):
        hold_all(coder_file, (), (), at="now")
