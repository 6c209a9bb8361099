"""What fails beneath a session: the disk, the folder, another session."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from errno import EIO, ENOSPC
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import HeldError
from leadcode_tui.model import CoderId
from leadcode_tui.store.coder_file import Header, read_coder_file
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.history import History, read_changes
from leadcode_tui.store.locks import hold, take_over

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.model import Change, CoderFile

    Opens = Callable[[], Codings]
    Crashes = Callable[[Codings], None]
    Applies = Callable[..., Change]


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what another thread or process does; fail when it does not come."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def unsaved(session: Codings) -> str | None:
    return session.unsaved


def decided(codings: Codings | CoderFile) -> set[str]:
    entries = codings.state.entries if isinstance(codings, Codings) else codings.entries
    return {segment for kept in entries.values() for segment in kept}


def fails(code: int) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [ENOSPC, EIO], ids=["disk full", "input/output error"])
def test_what_cannot_be_written_is_kept_and_written_later_without_a_restart(
    opens: Opens,
    applies: Applies,
    crashes: Crashes,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    with monkeypatch.context() as full:
        full.setattr(os, "write", fails(code))
        session.record([applies("0004", "clout")])
        assert unsaved(session) == os.strerror(code).lower()
        assert decided(session) == {"0002", "0004"}
    session.retry()
    assert unsaved(session) is None
    until(lambda: not session._is_writing())
    crashes(session)
    assert decided(opens()) == {"0002", "0004"}


def test_half_a_line_on_a_full_disk_is_completed(
    opens: Opens, applies: Applies, crashes: Crashes, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opens()
    really = os.write
    with monkeypatch.context() as full:
        room = [40]

        def write(descriptor: int, line: bytes) -> int:
            if not room[0]:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
            took = really(descriptor, bytes(line[: room[0]]))
            room[0] -= took
            return took

        full.setattr(os, "write", write)
        session.record([applies("0002", "vacuum")])
        assert unsaved(session) is not None
    session.record([applies("0004", "clout")])
    assert unsaved(session) is None
    crashes(session)
    again = opens()
    assert decided(again) == {"0002", "0004"}
    assert not any("damaged" in notice for notice in again.notices)


def test_lines_whose_sync_failed_are_written_once_more_and_read_once(
    opens: Opens,
    applies: Applies,
    crashes: Crashes,
    history_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = opens()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails(EIO))
        session.record([applies("0002", "vacuum")])
        until(lambda: unsaved(session) is not None)
    session.retry()
    until(lambda: unsaved(session) is None)
    until(lambda: not session._is_writing())
    crashes(session)
    changes = list(read_changes(history_file))
    assert len(changes) == len({(change.session, change.n) for change in changes})
    assert history_file.read_bytes().count(b'"do":"apply"') == 2
    assert decided(opens()) == {"0002"}


def test_a_failed_sync_is_told_until_one_succeeds(
    history_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(history_file)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails(EIO))
        history.append(b"one\n")
        until(lambda: history.fault is not None)
        history.append(b"two\n")
        assert history.fault is not None
    history.append(b"")
    until(lambda: history.fault is None)
    history.close()
    assert history_file.read_bytes().splitlines().count(b"two") >= 1


def test_a_folder_that_is_removed_is_made_anew_with_every_decision(
    tmp_path: Path, applies: Applies
) -> None:
    folder = tmp_path / "codings"
    folder.mkdir()
    header = Header(coder=CoderId("ana"))
    session = Codings(
        folder / "ana.json", header, clock=lambda: "2026-11-23T10:00:00Z", session="a"
    )
    session.record([applies("0002", "vacuum")])
    shutil.rmtree(folder)
    session.record([applies("0004", "clout")])
    assert unsaved(session) == "the file was removed"
    session.retry()
    assert unsaved(session) is None
    session.record([applies("0006", "vacuum")])
    session.close()
    assert decided(read_current(folder / "ana.json")) == {"0002", "0004", "0006"}


def test_a_copy_written_elsewhere_is_complete(
    opens: Opens, applies: Applies, tmp_path: Path
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum"), applies("0004", "clout")])
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    copy = read_coder_file(session.write_copy(elsewhere))
    assert decided(copy) == {"0002", "0004"}


def test_a_session_that_is_asked_to_end_leaves_the_file_to_the_next(tmp_path: Path) -> None:
    coder_file = tmp_path / "ana.json"
    program = (
        "import sys, time; from pathlib import Path; from leadcode_tui.store.locks import hold;"
        "held = hold(Path(sys.argv[1]), at='now'); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(coder_file)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(HeldError):
        hold(coder_file, at="later")
    take_over(coder_file, at="later").release()
    assert other.wait(60) == -signal.SIGTERM
    other.stdout.close()


def test_a_session_on_another_machine_is_not_asked_to_end(tmp_path: Path) -> None:
    coder_file = tmp_path / "ana.json"
    held = hold(coder_file, at="now")
    held.card.write_bytes(held.card.read_bytes().replace(b'"host":"', b'"host":"far-'))
    with pytest.raises(HeldError, match="only on that machine"):
        take_over(coder_file, at="later")
    held.release()
