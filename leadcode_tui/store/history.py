"""The history beside a coder file: append-only, one line a change, written before it is shown."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import ENOENT
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.errors import refuse_endless, why_not
from leadcode_tui.model import Intention
from leadcode_tui.store.coder_file import HISTORY
from leadcode_tui.store.files import open_to_append, sync_folder
from leadcode_tui.store.records import Checkpoint, decode_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from leadcode_tui.model import Change


#: How much of a history is read at once from its end.
_BLOCK: Final = 1 << 16


def history_path(coder_file: Path) -> Path:
    """Return where the history of a coder file lies: `ana.history.jsonl` beside `ana.json`."""
    return coder_file.with_name(coder_file.name.removesuffix(".json") + HISTORY)


class Tail(NamedTuple):
    """The end of a history: what came after the checkpoint that a coder file matches.

    `matches` is whether there is such a checkpoint; if not, `changes` is the whole history.
    `damaged` counts lines whose check value does not hold; `last` is the latest change that the
    coder made to a segment.
    """

    changes: tuple[Change, ...]
    matches: bool
    damaged: int
    last: Change | None


def read_tail(path: Path, sha256: str) -> Tail:
    """Read a history backwards as far as the checkpoint of the coder file with this SHA-256."""
    changes: list[Change] = []
    damaged = 0
    last = None
    matched = False
    for line in _lines_backwards(path):
        entry = decode_line(line)
        if entry is None:
            damaged += not matched
        elif isinstance(entry, Checkpoint):
            matched = matched or entry.sha256 == sha256
        else:
            last = last or (entry if _is_place(entry) else None)
            if not matched:
                changes.append(entry)
        if matched and last is not None:
            break
    return Tail(tuple(reversed(changes)), matched, damaged, last)


def _is_place(change: Change) -> bool:
    is_coders = change.do not in (Intention.ADOPT, Intention.REANCHOR)
    return change.segment is not None and is_coders


def read_changes(path: Path) -> Iterator[Change]:
    """Yield every intact change of a history once, oldest first."""
    seen: dict[str, int] = {}
    try:
        refuse_endless(path)
        with path.open("rb") as lines:
            for line in lines:
                entry = decode_line(line.removesuffix(b"\n"))
                if entry is None or isinstance(entry, Checkpoint):
                    continue
                if entry.n > seen.get(entry.session, 0):
                    seen[entry.session] = entry.n
                    yield entry
    except FileNotFoundError:
        return


def read_changes_backwards(path: Path) -> Iterator[Change]:
    """Yield every intact change of a history once, latest first."""
    seen: dict[str, int] = {}
    for line in _lines_backwards(path):
        entry = decode_line(line)
        if entry is None or isinstance(entry, Checkpoint):
            continue
        if entry.session not in seen or entry.n < seen[entry.session]:
            seen[entry.session] = entry.n
            yield entry


def _lines_backwards(path: Path) -> Iterator[bytes]:
    if not path.exists():
        return
    refuse_endless(path)
    with path.open("rb") as file:
        unread = file.seek(0, os.SEEK_END)
        rest = b""
        while unread:
            block = min(unread, _BLOCK)
            unread = file.seek(unread - block)
            rest, *lines = (file.read(block) + rest).split(b"\n")
            yield from filter(None, reversed(lines))
        if rest:
            yield rest


class History:
    """A history open for appending.

    A line is handed to the operating system at once, so that it outlives this process; a thread
    syncs it to the disk, several lines in one go when the disk is slow. What cannot be written is
    kept and tried again with the next line. So is what could not be synced: after a failed fsync
    the system may forget those pages, so the lines are written once more, and a reader passes over
    the second of two.

    Two threads sync, this one's and the one that writes the coder file: `_syncing` lets them do so
    one after the other. `_lock` guards what is kept, and is never held while the disk is waited
    for, so that nobody who appends waits for an fsync.
    """

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        self._descriptor = open_to_append(path)
        self.length = os.fstat(self._descriptor).st_size
        self._unwritten = bytearray(b"" if _ends_with_newline(path) else b"\n")
        self._unsynced = bytearray()
        self._faults: dict[str, str] = {}
        self._lock = Lock()
        self._syncing = Lock()
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 # readers need none

        self._worker = ThreadPoolExecutor(1, thread_name_prefix="history")
        self._sync: Future[None] | None = None
        if is_new:
            sync_folder(path.parent)

    @property
    def fault(self) -> str | None:
        """Why something is not on the disk, or None when all is."""
        with self._lock:
            return next(iter(self._faults.values()), None)

    @property
    def is_gone(self) -> bool:
        """Whether the file was removed, so that what is written ends with this process."""
        return os.fstat(self._descriptor).st_nlink == 0

    def append(self, lines: bytes) -> None:
        """Write lines, with all that could not be written before; `fault` says if that failed."""
        with self._lock:
            self._unwritten += lines
            is_written = self._write_out()
        if is_written and (self._sync is None or self._sync.running() or self._sync.done()):
            self._sync = self._worker.submit(self._sync_quietly)

    def _write_out(self) -> bool:
        try:
            if self.is_gone:
                raise FileNotFoundError(ENOENT, "the file was removed")
            while self._unwritten:
                written = os.write(self._descriptor, self._unwritten)
                self.length += written
                self._unsynced += self._unwritten[:written]
                del self._unwritten[:written]
        except OSError as error:
            self._faults["write"] = why_not(error)
            return False
        self._faults.pop("write", None)
        return True

    def sync(self) -> None:
        """Wait until all that was written is on the disk; raise OSError where it is not.

        What an fsync refused stays a fault until it is written once more and synced: a later fsync
        that returns says nothing of it.
        """
        with self._syncing:
            with self._lock:
                synced = self._unsynced.rfind(b"\n") + 1
                is_whole = not self._unwritten
            self._fsync()
            with self._lock:
                del self._unsynced[:synced]
                if is_whole:
                    self._faults.pop("sync", None)
                if (fault := self._faults.get("sync")) is not None:
                    raise OSError(fault)

    def _fsync(self) -> None:
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            with self._lock:
                self._faults["sync"] = why_not(error)
                self._unwritten[:0] = b"\n" + self._unsynced
                self._unsynced.clear()
            raise

    def _sync_quietly(self) -> None:
        with suppress(OSError):  # `fault` says it
            self.sync()

    def close(self) -> None:
        """Write and sync what is left, then let go of the file."""
        self.append(b"")
        self._worker.shutdown(wait=True)
        os.close(self._descriptor)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
