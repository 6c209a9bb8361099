"""Measure the coding screen on a terminal: bytes and time a key, idle bytes, memory, first paint.

    python benchmarks/screen.py [--theme THEME] [SEGMENTS[:PER_INTERVIEW] ...]

Each study has interviews of 250 segments, or of so many as is said, in a temporary folder: 1,000
and 100,000 in all, and 5,000 in one interview, unless said otherwise. The terminal has 80 columns,
24 rows and 256 colours. Beside every figure stands that of a screen built on Textual's OptionList
(benchmarks/option_list.py), where it has such a key, and how many times as long a key takes as in
the first study. The first paint and its CPU time stand beside those of an empty Textual app, by
turns in the same run; a study is opened for the first time when its keys are measured. A key's time
is until the last byte that it causes has come; its bytes are all of these. What an editor's round
trip takes is in benchmarks/editor.py.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

import pexpect
from startup import as_installed  # type: ignore[import-not-found] # beside this file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Seconds without a byte after which a key's work is over, and those of the idle watch.
QUIET, IDLE = 0.06, 5.0
#: So many seconds the first byte of an answer may take.
PATIENCE = 3.0
TIMES = 15
#: So often the first paint is measured.
PAINTS = 7
PER_INTERVIEW = 250
TALK = "In the end it was the ward that did it, and you could see whom people turned to. "
CODEBOOK = "codebook: bench\ncodes:\n" + "".join(
    f"  - {{id: code-{letter}, key: {letter}, definition: What {letter} means}}\n"
    for letter in "abdeghil"
)
#: What is measured: a name, the keys pressed first, the key that is timed, and those after it.
KEYS: Sequence[tuple[str, Sequence[str], str, Sequence[str]]] = (
    ("move within a page", "", "j", ""),
    ("page turn", "", " ", ("\x1b[5~",)),
    ("apply a code", "j", "a", ""),
    ("repeated press", "ja", "a", ""),
    ("remove the last code", "a", "\x7f", ""),
    ("repeat the last codes", "j", ".", ""),
    ("nothing applies", "", "-", ""),
    ("flag", "j", "!", "!"),
    ("undo", "ja", "u", ""),
    ("redo", "jau", "\x12", ""),
    ("next not visited", "", "n", ""),
    ("previous not visited", "", "N", ""),
    ("first of the interview", "", "<", ">"),
    ("next use of the code", "a", "]", "j"),
    ("filter: open", "", "/", "\x1b"),
    ("filter: a letter", "/", "d", "\x1b"),
    ("compare: open", "", "c", "c"),
    ("compare: a step", "jac", "J", "c"),
    ("compare: a move beside it", "c", "j", "c"),
    ("find: open", "", "f", "\x1b"),
    ("find: many hits", "fcould", "\r", "\x1b"),
    ("find: a rare word", "fto. 77", "\r", "\x1b"),
    ("find: no hit", "fxyz", "\r", "\x1b"),
    ("next hit", ("fcould", "\r"), "n", "\x1b"),
    ("only not visited", "=", "n", ("=", "a")),
    ("only with this code", "=", "c", ("=", "a")),
    ("only flagged", "=", "f", ("=", "a")),
    ("order by question, and back", "", "o", ""),
    ("go to a number", ":41", "\r", "'"),
    ("go to a question", ":Q9", "\r", "'"),
    ("back", "", "'", ""),
    ("words: mark", "", "v", "\x1b"),
    ("words: a move", "v", "\x1b[C", "\x1b"),
    ("memo: open", "", "m", "\x1b"),
    ("memo: a letter", "m", "w", "\x1b"),
    ("help", "", "?", "\x1b"),
    ("help: a letter", "?", "n", "\x1b"),
)
#: The keys that the screen on an OptionList has too.
SHARED = ("move within a page", "page turn", "apply a code")
#: What the first page shows.
SHOWN = b"In the end"
#: An app that shows three words, and has nothing else.
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("In the end")

Empty().run()
"""


def study(folder: Path, segments: int, per_interview: int = PER_INTERVIEW) -> Path:
    """Write a study of interviews of so many turns."""
    root = folder / f"study-{segments}"
    (root / "transcripts").mkdir(parents=True)
    (root / "codebooks").mkdir()
    (root / "leadcode.yaml").write_text("study: bench\ncodebook: codebooks/bench.yaml\n", "utf-8")
    (root / "codebooks" / "bench.yaml").write_text(CODEBOOK, "utf-8")
    people = {f"K{number:04}" for number in range(-(-segments // per_interview))}
    rows = "".join(f"{person},manager\n" for person in sorted(people))
    (root / "participants.csv").write_text(f"id,role\n{rows}", "utf-8")
    for person in people:
        path = root / "transcripts" / f"{person}.json"
        path.write_text(json.dumps(interview(person, min(segments, per_interview))), "utf-8")
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
                "questions": [f"Q{1 + 12 * number // (segments + 1)}"],
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
            env={**as_installed(), "TERM": "xterm-256color"},
            dimensions=(24, 80),
        )
        self._child.delaybeforesend = None
        #: For how many seconds it had worked when it painted first.
        self.worked = 0.0

    def first_paint(self, words: bytes) -> float:
        """Return the seconds until these words have come."""
        seen = b""
        while words not in seen:
            seen += self._read(60)
        seconds = perf_counter() - self._begun
        self.worked = self._worked()
        sleep(0.5)
        self.press("")
        return seconds

    def press(self, keys: str, patience: float = 5 * QUIET) -> tuple[int, float]:
        """Send keys; return the bytes that they cause, and the milliseconds until the last."""
        begun = last = perf_counter()
        if keys:
            self._child.send(keys)
        size = 0
        while came := self._read(QUIET if size or not keys else patience):
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

    def _worked(self) -> float:
        """Return the seconds that the process has worked."""
        status = Path(f"/proc/{self._child.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the command."""
        self._child.close(force=True)

    def _read(self, seconds: float) -> bytes:
        try:
            came: Any = self._child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return b""
        return bytes(came)


class Figures(NamedTuple):
    """Bytes and milliseconds of one key over many presses."""

    size: float
    median: float
    slow: float

    def __str__(self) -> str:
        return f"{self.size:>7,.0f} B {self.median:>7.1f} ms {self.slow:>7.1f} ms"


def measured(terminal: Terminal, name: str) -> Figures | None:
    """Return one key's figures; None where it says nothing."""
    _, before, key, after = next(line for line in KEYS if line[0] == name)
    pressed = []
    for _ in range(TIMES):
        for each in before:
            terminal.press(each)
        pressed.append(terminal.press(key, PATIENCE))
        for each in after:
            terminal.press(each)
        if not pressed[0][0]:
            return None
    said = [(size, milliseconds) for size, milliseconds in pressed if size]
    if len(said) < 2:
        return None  # the first press alone said something
    times = [milliseconds for _, milliseconds in said]
    return Figures(median(size for size, _ in said), median(times), quantiles(times, n=20)[-1])


class Run(NamedTuple):
    """The figures of one screen."""

    first_paint: float
    keys: Mapping[str, Figures | None]
    idle: int
    memory: float


def run(command: Sequence[str], folder: Path, names: Sequence[str]) -> Run:
    """Measure one screen."""
    terminal = Terminal(command, folder)
    try:
        first_paint = 1000 * terminal.first_paint(SHOWN)
        keys = {name: measured(terminal, name) for name in names}
        return Run(first_paint, keys, terminal.idle(), terminal.memory())
    finally:
        terminal.close()


def painted(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return the milliseconds until a command has painted, and for how many of them it worked."""
    terminal = Terminal(command, folder)
    try:
        return 1000 * terminal.first_paint(SHOWN), 1000 * terminal.worked
    finally:
        terminal.close()


def first_paints(ours: Sequence[str], folder: Path) -> str:
    """Return medians of the first paint and its work, by turns with an app of three words."""
    empty = [sys.executable, "-c", EMPTY]
    for command in (empty, ours):
        painted(command, folder)
    turns = [(painted(ours, folder), painted(empty, folder)) for _ in range(PAINTS)]
    told = []
    for at, name in enumerate(("first paint", "its CPU time")):
        mine, theirs = (median(turn[which][at] for turn in turns) for which in (0, 1))
        told.append(f"{name} {mine:.0f} ms, of an empty app {theirs:.0f} ms: {mine / theirs:.2f} x")
    return "; ".join(told)


def shown(segments: str, ours: Run, theirs: Run, first: Run) -> None:
    """Print a table: ours, how many times as long as in the first study, and the OptionList's."""
    print(f"\n{segments} segments: bytes, median, 95th percentile; x; on an OptionList")
    for name, figures in ours.keys.items():
        base, other = first.keys[name], theirs.keys.get(name)
        times = f"{figures.median / base.median:.1f} x" if figures and base else ""
        print(f"{name:<28} {figures or 'says nothing'!s:<34} {times:>6}   {other or ''!s}")
    print(f"{'first paint':<28} {ours.first_paint:>7.0f} ms {theirs.first_paint:>43.0f} ms")
    print(f"{f'idle, {IDLE:.0f} s':<28} {ours.idle:>7} B {theirs.idle:>44} B")
    print(f"{'memory at most':<28} {ours.memory:>7.0f} MB {theirs.memory:>43.0f} MB", flush=True)


def main() -> None:
    arguments = sys.argv[1:]
    theme: tuple[str, ...] = ()
    if arguments[:1] == ["--theme"]:
        theme, arguments = ("--theme", arguments[1]), arguments[2:]
    rival = str(Path(__file__).with_name("option_list.py"))
    first = None
    with TemporaryDirectory() as folder:
        for argument in arguments or ["1000", "100000", "5000:5000"]:
            segments, _, per_interview = argument.partition(":")
            root = study(Path(folder), int(segments), int(per_interview or PER_INTERVIEW))
            command = [sys.executable, "-m", "leadcode_tui", "code", "--coder", "ana", *theme]
            ours = run(command, root, [name for name, *_ in KEYS])
            theirs = run([sys.executable, rival, str(root)], root, SHARED)
            first = first or ours
            shown(argument, ours, theirs, first)
            print(first_paints(command, root), flush=True)


if __name__ == "__main__":
    main()
