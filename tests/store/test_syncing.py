"""Two threads ask for the history to be on the disk; neither undoes what the other found."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from errno import EIO
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.store.history import History

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What a thread is given to do what it must, or to show that it does not.
SOON = 60.0
AWHILE = 0.2


class Disk:
    """A disk that is busy until it is told how an fsync ends."""

    def __init__(self) -> None:
        self._asked = threading.Semaphore(0)
        self._answers: list[Future[None]] = []

    def fsync(self, _: int) -> None:
        answer: Future[None] = Future()
        self._answers.append(answer)
        self._asked.release()
        answer.result(SOON)

    def is_asked(self, *, within: float = SOON) -> bool:
        return self._asked.acquire(timeout=within)

    def succeed(self, number: int) -> None:
        self._answers[number].set_result(None)

    def fail(self, number: int) -> None:
        self._answers[number].set_exception(OSError(EIO, os.strerror(EIO)))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    busy = Disk()
    monkeypatch.setattr(os, "fsync", busy.fsync)
    return busy


@pytest.fixture
def history(history_file: Path) -> Iterator[History]:
    history_file.touch()
    opened = History(history_file)
    yield opened
    opened._worker.shutdown(wait=True)
    os.close(opened._descriptor)


@pytest.fixture
def checkpoint() -> Iterator[ThreadPoolExecutor]:
    """Start the thread that writes the coder file, and syncs the history before."""
    with ThreadPoolExecutor(1) as thread:
        yield thread


def test_one_sync_begins_when_the_other_has_ended(
    history: History, disk: Disk, checkpoint: ThreadPoolExecutor
) -> None:
    history.append(b"one\n")
    assert disk.is_asked()
    second = checkpoint.submit(history.sync)
    began_early = disk.is_asked(within=AWHILE)
    disk.succeed(0)
    assert began_early or disk.is_asked()
    disk.succeed(1)
    second.result(SOON)
    assert not began_early


def test_appending_waits_for_no_disk(history: History, disk: Disk, history_file: Path) -> None:
    history.append(b"one\n")
    assert disk.is_asked()
    appending = threading.Thread(target=history.append, args=(b"two\n",))
    appending.start()
    appending.join(SOON)
    assert not appending.is_alive()
    assert history_file.read_bytes() == b"one\ntwo\n"
    disk.succeed(0)
    assert disk.is_asked()
    disk.succeed(1)


def test_a_sync_that_covers_nothing_of_what_failed_does_not_pass_for_one(
    history: History, disk: Disk, checkpoint: ThreadPoolExecutor
) -> None:
    history.append(b"one\n")
    assert disk.is_asked()
    disk.fail(0)
    history._worker.submit(int).result(SOON)
    later = checkpoint.submit(history.sync)
    assert disk.is_asked()
    disk.succeed(1)
    with pytest.raises(OSError, match=os.strerror(EIO).lower()):
        later.result(SOON)
    assert history.fault == os.strerror(EIO).lower()


def test_a_sync_of_what_was_written_once_more_clears_the_fault(
    history: History, disk: Disk, history_file: Path
) -> None:
    history.append(b"one\n")
    assert disk.is_asked()
    disk.fail(0)
    history._worker.submit(int).result(SOON)
    history.append(b"two\n")
    assert disk.is_asked()
    disk.succeed(1)
    history._worker.submit(int).result(SOON)
    assert history.fault is None
    assert history_file.read_bytes() == b"one\n\none\ntwo\n"
