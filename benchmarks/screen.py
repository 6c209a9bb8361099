"""Measure the coding screen on a terminal: bytes and time a key, idle bytes, memory, first paint.

    python benchmarks/screen.py [SEGMENTS ...]

Each study has interviews of 250 segments, 1,000 and 100,000 in all unless said otherwise, in a
temporary folder. The terminal has 80 columns, 24 rows and 256 colours. Beside every figure stands
that of a screen built on Textual's OptionList (benchmarks/option_list.py), where it has such a key.
A key's time is until the last byte that it causes has come; its bytes are all of these.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

import pexpect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Seconds without a byte after which a key's work is over, and those of the idle watch.
QUIET, IDLE = 0.06, 5.0
TIMES = 25
PER_INTERVIEW = 250
TALK = "In the end it was the ward that did it, and you could see whom people turned to. "
CODEBOOK = "codebook: bench\ncodes:\n" + "".join(
    f"  - {{id: code-{letter}, key: {letter}, definition: What {letter} means}}\n"
    for letter in "abdeghil"
)
#: What is measured: a name, the keys pressed first, the key that is timed, and those after it.
KEYS: Sequence[tuple[str, str, str, Sequence[str]]] = (
    ("move within a page", "", "j", ""),
    ("page turn", "", " ", ("\x1b[5~",)),
    ("apply a code", "j", "a", ""),
    ("repeated press", "", "a", ""),
    ("remove the last code", "a", "\x7f", ""),
    ("next not visited", "", "n", ""),
    ("next use of the code", "a", "]", "j"),
    ("filter: open", "", "/", "\x1b"),
    ("filter: a letter", "/", "d", "\x1b"),
    ("compare: open", "", "c", "c"),
    ("find: open", "", "f", "\x1b"),
    ("memo: open", "", "m", "\x1b"),
    ("memo: a letter", "m", "w", "\x1b"),
    ("help", "", "?", "\x1b"),
)
#: The keys that the screen on an OptionList has too.
SHARED = ("move within a page", "page turn", "apply a code")


def study(folder: Path, segments: int) -> Path:
    """Write a study of interviews of 250 turns, every other one codable."""
    root = folder / f"study-{segments}"
    (root / "transcripts").mkdir(parents=True)
    (root / "codebooks").mkdir()
    (root / "leadcode.yaml").write_text("study: bench\ncodebook: codebooks/bench.yaml\n", "utf-8")
    (root / "codebooks" / "bench.yaml").write_text(CODEBOOK, "utf-8")
    people = {f"K{number:04}" for number in range(-(-segments // PER_INTERVIEW))}
    rows = "".join(f"{person},manager\n" for person in sorted(people))
    (root / "participants.csv").write_text(f"id,role\n{rows}", "utf-8")
    for person in people:
        path = root / "transcripts" / f"{person}.json"
        path.write_text(json.dumps(interview(person, min(segments, PER_INTERVIEW))), "utf-8")
    return root


def interview(person: str, segments: int) -> Mapping[str, Any]:
    """Return a transcript file."""
    return {
        "format": "leadcode.transcript/1",
        "id": person,
        "title": "",
        "source": {"name": f"{person}.txt", "sha256": "0" * 64},
        "speakers": {
            "INT": {"kind": "interviewer"},
            person: {"kind": "participant", "participant": person},
        },
        "segments": [
            {
                "id": f"{number:04}",
                "speaker": person,
                "questions": [],
                "text": TALK * (1 + number % 3) + str(number),
            }
            for number in range(1, segments + 1)
        ],
    }


class Terminal:
    """A command on a terminal of 80 columns and 24 rows."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._begun = perf_counter()
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env={**os.environ, "TERM": "xterm-256color"},
            dimensions=(24, 80),
        )
        self._child.delaybeforesend = None

    def first_paint(self, words: bytes) -> float:
        """Return the seconds until these words have come."""
        seen = b""
        while words not in seen:
            seen += self._read(60)
        seconds = perf_counter() - self._begun
        sleep(0.5)
        self.press("")
        return seconds

    def press(self, keys: str) -> tuple[int, float]:
        """Send keys; return the bytes that they cause, and the milliseconds until the last."""
        begun = last = perf_counter()
        if keys:
            self._child.send(keys)
        size = 0
        while came := self._read(QUIET if size or not keys else 5 * QUIET):
            size, last = size + len(came), perf_counter()
        return size, 1000 * (last - begun)

    def idle(self) -> int:
        """Return the bytes that come while nobody does anything."""
        size, end = 0, perf_counter() + IDLE
        while (left := end - perf_counter()) > 0:
            size += len(self._read(left))
        return size

    def memory(self) -> float:
        """Return the most memory that the process ever had, in MB."""
        status = Path(f"/proc/{self._child.pid}/status").read_text("ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """End the command."""
        self._child.close(force=True)

    def _read(self, seconds: float) -> bytes:
        try:
            came: bytes = self._child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return b""
        return came


def measured(terminal: Terminal, name: str) -> str:
    """Return one key's figures over many presses."""
    before, key, after = next(rest for label, *rest in KEYS if label == name)
    sizes, times = [], []
    for _ in range(TIMES):
        for each in before:
            terminal.press(each)
        size, milliseconds = terminal.press(key)
        if size:
            sizes.append(size)
            times.append(milliseconds)
        for each in after:
            terminal.press(each)
        if not sizes:
            break
    if len(times) < 2:
        return "says nothing"
    slow = quantiles(times, n=20)[-1]
    return f"{median(sizes):>7.0f} B {median(times):>7.1f} ms {slow:>7.1f} ms"


def run(command: Sequence[str], folder: Path, names: Sequence[str]) -> Mapping[str, str]:
    """Return the figures of one screen."""
    terminal = Terminal(command, folder)
    try:
        figures = {"first paint": f"{terminal.first_paint(b'In the end') * 1000:>7.0f} ms"}
        figures |= {name: measured(terminal, name) for name in names}
        figures["idle, 5 s"] = f"{terminal.idle():>7} B"
        figures["memory at most"] = f"{terminal.memory():>7.0f} MB"
    finally:
        terminal.close()
    return figures


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [1_000, 100_000]
    rival = str(Path(__file__).with_name("option_list.py"))
    with TemporaryDirectory() as folder:
        for segments in sizes:
            root = study(Path(folder), segments)
            ours = run(
                [sys.executable, "-m", "leadcode_tui", "code", "--coder", "ana"],
                root,
                [name for name, *_ in KEYS],
            )
            theirs = run([sys.executable, rival, str(root)], root, SHARED)
            print(f"\n{segments:,} segments: bytes, median, 95th percentile; OptionList")
            for name, figures in ours.items():
                print(f"{name:<22} {figures:<34} {theirs.get(name, '')}")


if __name__ == "__main__":
    main()
