"""The real command on a real pseudo-terminal."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

EXAMPLE: Final = Path(__file__).parents[3] / "examples" / "leadership"
#: Long enough for a machine that does other things as well.
PATIENCE: Final = 60.0
#: What is run, and by whom.
COMMAND: Final = (sys.executable, "-m", "leadcode_tui", "code", "--coder", "kim")
#: So long nothing comes after a key before the next one is pressed.
QUIET: Final = 0.12


class Terminal:
    """A command on a terminal of 80 columns and 24 rows."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *command: str) -> None:
        self._process = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env=dict(environment),
            dimensions=(24, 80),
            timeout=PATIENCE,
        )
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._home = Path(environment["HOME"])
        self.sent = b""

    @property
    def lines(self) -> list[str]:
        return list(self._screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def _failures(self) -> str:
        """What the command wrote down of an end that it did not expect."""
        logs = self._home.rglob("failures.log")
        return "\n".join(log.read_text(encoding="utf-8") for log in logs)

    @property
    def process(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def read(self, seconds: float) -> int:
        """Take in what comes within so many seconds; return how many bytes came at once."""
        try:
            came: Any = self._process.read_nonblocking(1 << 16, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return 0
        self.sent += came
        self._stream.feed(came)
        return len(came)

    def is_busy(self) -> bool:
        """Whether the command would run on, had it a processor or its disk (Linux can tell)."""
        stats = Path(f"/proc/{self.process}/task").glob("*/stat")
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread, or all, ended meanwhile
            return any(stat.read_text().rpartition(")")[2].split()[0] in "RD" for stat in stats)
        return True

    def hear(self, seconds: float) -> int:
        """Take in what comes within so many seconds, or later if it was kept waiting."""
        end = time.monotonic() + PATIENCE
        while not (came := self.read(seconds)) and self.is_busy() and time.monotonic() < end:
            pass
        return came

    def wait_for(self, words: str) -> None:
        """Read until these words stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}\n{self._failures}"
            self.read(0.05)

    def send(self, keys: str) -> None:
        """Send keys, and take in what comes meanwhile: a full line would stop both sides."""
        sending = keys.encode()
        while sending:
            sending = sending[os.write(self._process.fileno(), sending[:512]) :]
            while self.read(0):
                pass

    def press(self, keys: str, quiet: float = QUIET) -> int:
        """Press keys that change something on the screen; return how many bytes that took.

        The answer is over once it was quiet for a while.
        """
        self._process.send(keys)
        count = self.hear(2.0)
        while came := self.hear(quiet):
            count += came
        return count

    def settle(self) -> None:
        """Read until nothing has come for a while: what takes long comes in several parts."""
        while self.hear(0.5):
            pass

    def left(self) -> None:
        """Leave, and see that the screen ends well."""
        self._process.send("q")
        assert self.ended() == 0

    def rest(self, seconds: float) -> int:
        """Return how many bytes come in so many seconds."""
        end = time.monotonic() + seconds
        count = 0
        while (left := end - time.monotonic()) > 0:
            count += self.read(left)
        return count

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def vanish(self) -> None:
        """Close the terminal's other end, as a connection does that is lost."""
        os.close(self._process.fileno())

    def signal(self, number: int) -> None:
        os.kill(self.process, number)

    def ended(self) -> int:
        """Read to the end; return the exit code, or minus the signal that killed it."""
        end = time.monotonic() + PATIENCE
        while self._process.isalive():
            assert time.monotonic() < end, "it does not end"
            self.read(0.05)
        while self.read(0.05):
            pass
        status, killed = self._process.exitstatus, self._process.signalstatus
        return -killed if status is None and killed is not None else status or 0

    def close(self) -> None:
        if self._process.isalive():
            os.kill(self.process, signal.SIGKILL)
            self._process.wait()
        with suppress(OSError):  # it vanished
            self._process.close()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without settings, on a terminal of the usual kind.

    Kim has put the keys of the first minute away on another day.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    home = tmp_path / "home"
    seen = home / ".local" / "state" / "leadcode" / "first-minute"
    seen.parent.mkdir(parents=True)
    seen.write_text("kim\n", encoding="utf-8")
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example study."""
    return shutil.copytree(EXAMPLE, tmp_path / "leadership")


@pytest.fixture
def spawn(folder: Path, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Return a function that runs the command, with other variables where they are given."""
    started = []

    def spawn_one(*arguments: str, **variables: str | None) -> Terminal:
        given = {**environment, **variables}
        kept = {name: value for name, value in given.items() if value is not None}
        started.append(Terminal(folder, kept, *COMMAND, *arguments))
        return started[-1]

    yield spawn_one
    for terminal in started:
        terminal.close()


@pytest.fixture
def start(spawn: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Return a function that starts the screen and waits until it stands."""

    def start_one(*arguments: str, **variables: str) -> Terminal:
        terminal = spawn(*arguments, **variables)
        terminal.wait_for("kim  saved")
        while terminal.read(QUIET):
            pass
        return terminal

    return start_one


@pytest.fixture
def at_work(start: Callable[..., Terminal]) -> Terminal:
    """Return the screen, ready for keys."""
    return start()
