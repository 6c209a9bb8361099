"""Open, one decision, and checkpoint, as a coder's file grows; beside plain TinyDB and sqlite3.

    python benchmarks/store.py [DECISIONS ...]

Times are medians on this machine, in one run; what counts is the ratios. "decision" is the work of
one change beside the disk's own fsync, which is printed once. TinyDB is measured as it comes (one
insert rewrites its file), sqlite3 with a write-ahead log and synchronous=NORMAL, one commit.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import msgspec
from tinydb import TinyDB

from leadcode_tui.model import Change, CodeId, CoderId, Entry, Intention, SegmentId, TranscriptId
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings

if TYPE_CHECKING:
    from collections.abc import Callable

#: Decisions in one transcript.
PER_TRANSCRIPT = 250
#: TinyDB rewrites its file on each insert: beyond this, one takes too long to wait for.
TINYDB_MOST = 100_000
#: What a process that only opens the file says of its memory, and how it is asked.
MEMORY = "--memory"


def median(work: Callable[[], object], times: int) -> float:
    """Return the median time of some runs, in seconds."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return statistics.median(took)


def place(number: int) -> tuple[TranscriptId, SegmentId]:
    """Return where decision number so-and-so stands."""
    transcript, segment = divmod(number, PER_TRANSCRIPT)
    return TranscriptId(f"T{transcript:04d}"), SegmentId(f"{segment:04d}")


def entry(number: int) -> Entry:
    """Return a decision as a coding session makes it."""
    codes = (CodeId(f"code-{number % 20}"), CodeId(f"code-{number % 7}"))
    return Entry(codes=codes, chars=200 + number % 99, text=f"{number:08x}", book="b1")


def opened(path: Path) -> Codings:
    """Open the file as a session does."""
    header = Header(coder=CoderId("ana"))
    name = os.urandom(4).hex()
    return Codings(path, header, clock=lambda: "2026-01-01T00:00:00Z", session=name)


def made(path: Path, decisions: int) -> None:
    """Make a coder's file of so many decisions, through the store."""
    session = opened(path)
    for first in range(0, decisions, PER_TRANSCRIPT):
        numbers = range(first, min(first + PER_TRANSCRIPT, decisions))
        session.record([Change(Intention.APPLY, *place(n), after=entry(n)) for n in numbers])
    session.close()


def ours(path: Path, decisions: int) -> dict[str, float]:
    """Return what our store takes."""
    content = path.read_bytes()
    decode = median(lambda: msgspec.json.decode(content), 5)
    opening = median(lambda: opened(path).close(), 5)
    session = opened(path)
    numbers = iter(range(decisions, decisions + 500))

    def decide() -> None:
        number = next(numbers)
        session.record([Change(Intention.APPLY, *place(number), after=entry(number))])

    with mock.patch("os.fsync", lambda _: None):  # noqa: PT008 # a mock is slower
        decision = median(decide, 300)

    def checkpoint_now() -> None:
        decide()
        session.checkpoint()
        session._worker.submit(int).result()

    checkpoint = median(checkpoint_now, 5)
    session.close()
    return {"decode": decode, "open": opening, "decision": decision, "checkpoint": checkpoint}


def tinydb_insert(folder: Path, decisions: int) -> float:
    """Return what one insert into plain TinyDB takes."""
    path = folder / "tiny.json"
    documents = {str(n): {"codes": ["a", "b"], "text": f"{n:08x}"} for n in range(decisions)}
    path.write_bytes(msgspec.json.encode({"_default": documents}))
    with TinyDB(path) as database:
        return median(lambda: database.insert({"codes": ["a"], "text": "0"}), 3)


def sqlite_insert(folder: Path, decisions: int) -> float:
    """Return what one commit into sqlite3 with a write-ahead log takes."""
    database = sqlite3.connect(folder / "codings.sqlite")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE codings (id INTEGER PRIMARY KEY, codes TEXT, text TEXT)")
    rows = ((n, "a;b", f"{n:08x}") for n in range(decisions))
    database.executemany("INSERT INTO codings VALUES (?, ?, ?)", rows)
    database.commit()
    numbers = iter(range(decisions, decisions + 500))

    def insert() -> None:
        database.execute("INSERT INTO codings VALUES (?, 'a', '0')", (next(numbers),))
        database.commit()

    took = median(insert, 300)
    database.close()
    return took


def disk_fsync(folder: Path) -> float:
    """Return what the disk takes to sync a line."""
    with (folder / "line").open("wb", buffering=0) as file:

        def sync_a_line() -> None:
            file.write(b"x" * 250)
            os.fsync(file.fileno())

        return median(sync_a_line, 100)


def memory(path: Path) -> None:
    """Open the file, and print how much memory that took, in bytes."""
    before = resident()
    session = opened(path)
    print(resident() - before)
    session.close()


def resident() -> int:
    """Return how much memory this process has, in bytes (Linux)."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def report(decisions: int) -> None:
    """Print a line for a file of so many decisions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "ana.json"
        made(path, decisions)
        size = path.stat().st_size
        asked = [sys.executable, __file__, MEMORY, str(path)]
        used = subprocess.check_output(asked, text=True)
        times = ours(path, decisions)
        tiny = tinydb_insert(folder, decisions) if decisions <= TINYDB_MOST else None
        lite = sqlite_insert(folder, decisions)
    gc.collect()
    decodings = times["open"] / times["decode"]
    print(
        f"{decisions:>9,}  open {times['open'] * 1e3:8.1f} ms = {decodings:.1f} x decoding; "
        f"decision {times['decision'] * 1e3:.3f} ms; checkpoint "
        f"{times['checkpoint'] * 1e3:7.1f} ms; memory {int(used) / size:.1f} x the file; "
        f"sqlite3 {lite * 1e3:.3f} ms"
        + (f"; TinyDB {tiny * 1e3:.0f} ms = {tiny / times['decision']:,.0f} x" if tiny else "")
    )


def main() -> None:
    """Print a line for each size."""
    if sys.argv[1:2] == [MEMORY]:
        memory(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        print(f"fsync of the disk: {disk_fsync(Path(name)) * 1e3:.3f} ms")
    for decisions in map(int, sys.argv[1:] or ["1000", "10000", "100000", "1000000"]):
        report(decisions)


if __name__ == "__main__":
    main()
