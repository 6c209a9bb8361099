"""The real command on a real pseudo-terminal: bytes, signals, hostile text, kinds of terminal."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "leadership"
#: Long enough for a machine that does other things as well.
PATIENCE: Final = 30.0
#: So long nothing comes after a key before the next one is pressed.
QUIET: Final = 0.12

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


class Terminal:
    """`leadcode code` on a terminal of 80 columns and 24 rows."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
        self._process = pexpect.spawn(
            sys.executable,
            ["-m", "leadcode_tui", "code", *arguments],
            cwd=str(folder),
            env=dict(environment),
            dimensions=(24, 80),
            timeout=PATIENCE,
        )
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""

    @property
    def lines(self) -> list[str]:
        return list(self._screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

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

    def wait_for(self, words: str) -> None:
        """Read until these words stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self.read(0.05)

    def press(self, keys: str, quiet: float = QUIET) -> int:
        """Press keys; return how many bytes the screen sent in answer, until it was quiet."""
        self._process.send(keys)
        count = self.read(2.0)
        while came := self.read(quiet):
            count += came
        return count

    def rest(self, seconds: float) -> int:
        """Return how many bytes come in so many seconds."""
        end = time.monotonic() + seconds
        count = 0
        while (left := end - time.monotonic()) > 0:
            count += self.read(left)
        return count

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
        self._process.close(force=True)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without settings, on a terminal of the usual kind."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    home = str(tmp_path / "home")
    return {**kept, "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example study."""
    return shutil.copytree(EXAMPLE, tmp_path / "leadership")


@pytest.fixture
def start(folder: Path, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Return a function that starts the screen and waits until it stands."""
    started = []

    def start_one(*arguments: str, **variables: str) -> Terminal:
        everything = ("--coder", "kim", *arguments)
        terminal = Terminal(folder, {**environment, **variables}, *everything)
        started.append(terminal)
        terminal.wait_for("kim  saved")
        while terminal.read(QUIET):
            pass
        return terminal

    yield start_one
    for terminal in started:
        terminal.close()


def at_work(start: Callable[..., Terminal]) -> Terminal:
    """Return a screen whose keys for the first minute are put away."""
    terminal = start()
    terminal.press("\x1b", 0.5)
    return terminal


def transcript_rows(terminal: Terminal) -> list[str]:
    """Return the transcript without its gutter."""
    return [line[2:50] for line in terminal.lines[1:-2]]


def test_a_step_on_the_page_and_a_page_turn_send_few_bytes(start: Callable[..., Terminal]) -> None:
    terminal = at_work(start)
    steps: list[int] = []
    turns: list[int] = []
    for key in "jjjjjkjkjjjjjjjj":
        before = transcript_rows(terminal)
        count = terminal.press(key)
        (steps if transcript_rows(terminal) == before else turns).append(count)
    assert len(steps) >= 5
    assert len(turns) >= 3
    assert 0 < median(steps) <= 1000
    assert 0 < max(turns) <= 3000


def test_applying_a_code_sends_few_bytes(start: Callable[..., Terminal]) -> None:
    terminal = at_work(start)
    counts = []
    for key in "tdlChae":
        counts.append(terminal.press(key))
        assert "applied to KC01:2" in terminal.text
    assert 0 < median(counts) <= 600


def test_a_memo_sends_few_bytes(start: Callable[..., Terminal]) -> None:
    terminal = at_work(start)
    terminal.press("jjj")
    opened = terminal.press("m")
    letters = [terminal.press(letter) for letter in "who else?"]
    closed = terminal.press("\x1b", 0.5)
    assert 0 < opened <= 3000
    assert 0 < median(letters) <= 150
    assert 0 < closed <= 3000


def test_comparing_sends_few_bytes(start: Callable[..., Terminal]) -> None:
    terminal = at_work(start)
    terminal.press("djdjjdjjjdk")
    opened = terminal.press("c")
    steps = [terminal.press(key) for key in "JJKJK"]
    assert 0 < opened <= 3000
    assert 0 < median(steps) <= 1500


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_a_theme_of_its_own_colours_costs_less_than_twice_the_bytes(
    start: Callable[..., Terminal], theme: str
) -> None:
    terminal = start("--theme", theme)
    terminal.press("\x1b", 0.5)
    steps = [terminal.press(key) for key in "jkjkj"]
    codes = [terminal.press(key) for key in "tdlCh"]
    assert 0 < median(steps) <= 1000
    assert 0 < median(codes) <= 1000


def test_escape_and_a_key_that_come_together_are_two_keys(start: Callable[..., Terminal]) -> None:
    terminal = at_work(start)
    terminal.press("mwho else?\x1b-", 0.5)
    terminal.wait_for("read, nothing applies: KC01:2")
    terminal.press("k")
    terminal.wait_for("memo")
    assert "seg 2/48" in terminal.lines[0]


def test_an_idle_screen_sends_nothing(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.press("tj")
    terminal.rest(1.5)  # the coder file catches up meanwhile
    assert terminal.rest(2.5) == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGHUP, 128 + signal.SIGHUP, id="the connection ends"),
        pytest.param(signal.SIGTERM, 128 + signal.SIGTERM, id="terminated"),
        pytest.param(signal.SIGKILL, -signal.SIGKILL, id="killed"),
    ],
)
def test_nothing_that_was_shown_is_lost(
    start: Callable[..., Terminal], number: int, code: int
) -> None:
    terminal = start()
    for keys in ("t", "d", "j", "-", "l"):
        terminal.press(keys)
    terminal.wait_for("ordinary-leaders  applied to KC01:6")
    terminal.signal(number)
    assert terminal.ended() == code
    with pytest.raises(ProcessLookupError):
        os.killpg(terminal.process, 0)
    again = start()
    assert "resumed at KC01:6" in again.lines[-2]
    assert "decided 3/24" in again.lines[0]
    again.press("kk")
    again.wait_for("[concentrated] [distributed]")
    assert "- nothing applies" in again.text
    assert again.press("q") > 0
    assert again.ended() == 0


def test_a_memo_in_the_making_survives_the_end_of_the_connection(
    start: Callable[..., Terminal],
) -> None:
    terminal = start()
    terminal.press("m")
    terminal.press("who else?")
    terminal.wait_for("who else?")
    terminal.signal(signal.SIGHUP)
    assert terminal.ended() == 128 + signal.SIGHUP
    again = start()
    assert "resumed at KC01:2" in again.lines[-2]
    assert again.lines[0].split()[4] == "0/24"
    again.press("m")
    again.wait_for("who else?")


@pytest.mark.parametrize("how", ["q", "SIGTERM"])
def test_the_terminal_is_left_as_it_was_found(start: Callable[..., Terminal], how: str) -> None:
    terminal = start()
    assert b"\x1b[?1049h" in terminal.sent
    if how == "q":
        terminal.press("q")
    else:
        terminal.signal(signal.SIGTERM)
    terminal.ended()
    assert terminal.sent.rindex(b"\x1b[?1049l") > terminal.sent.rindex(b"\x1b[?1049h")
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")


#: Text that would change a title, a colour, the order of letters, or the program's own markup.
HOSTILE: Final = "\x1b]0;x\x07 \x1b[31mred \u202eback [red]plain[/red] [@click=app.quit]me[/]"


def test_text_that_acts_on_a_terminal_never_reaches_it(
    folder: Path, start: Callable[..., Terminal]
) -> None:
    path = folder / "transcripts" / "KC01.json"
    transcript = json.loads(path.read_text(encoding="utf-8"))
    transcript["segments"][1]["text"] = HOSTILE
    path.write_text(json.dumps(transcript), encoding="utf-8")
    codebook = folder / "codebook.yaml"
    name = json.dumps(HOSTILE)
    text = codebook.read_text(encoding="utf-8")
    codebook.write_text(text.replace("name: Who leads\n", f"name: {name}\n"), encoding="utf-8")
    coder_file = {
        "file": {"1": {"format": "leadcode.codings/1", "coder": "kim", "study": None, "pass": 1}},
        "codings:KC01": {"0002": {"memo": HOSTILE}},
    }
    (folder / "codings" / "kim.json").write_text(json.dumps(coder_file), encoding="utf-8")
    terminal = start()
    assert "[red]plain[/red]" in terminal.text
    assert "[@click=app.quit]" in terminal.text
    terminal.press("?")
    terminal.press("who")
    terminal.press("\x1b", 0.5)
    terminal.press("m")
    terminal.wait_for("Esc keeps the memo")
    terminal.press("\x1b", 0.5)
    terminal.press("q")
    assert terminal.ended() == 0
    sent = terminal.sent.replace(b"\x1b]22;default\x07", b"")  # Textual sets the pointer's shape
    for unsafe in (b"\x1b]", b"\x07", b"\x1b[31m", "\u202e".encode()):
        assert unsafe not in sent
    assert b"<U+202E>" in sent


@pytest.mark.parametrize(
    "variables",
    [
        {"TERM": "xterm"},
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"TERM": "screen-256color"},
        {"NO_COLOR": "1"},
    ],
    ids=lambda variables: "=".join(*variables.items()),
)
def test_the_screen_opens_on_a_terminal_of_this_kind(
    start: Callable[..., Terminal], variables: dict[str, str]
) -> None:
    terminal = start(**variables)
    assert "KC01  seg 2/48" in terminal.lines[0]
    assert "Well. I'm supposed to say me" in terminal.text
    terminal.press("t")
    assert "[concentrated]" in terminal.text
    terminal.press("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_it_says_so_at_once(
    folder: Path, environment: dict[str, str], tmp_path: Path, stream: str
) -> None:
    ours, theirs = pty.openpty()
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        streams: dict[str, int] = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        streams[stream] = subprocess.DEVNULL if stream == "stdin" else file.fileno()
        process = subprocess.run(
            [sys.executable, "-m", "leadcode_tui", "code", "--coder", "kim"],
            cwd=folder,
            env=environment,
            timeout=PATIENCE,
            check=False,
            stdin=streams["stdin"],
            stdout=streams["stdout"],
            stderr=streams["stderr"],
        )
    os.close(theirs)
    words = said.read_text(encoding="utf-8") if stream == "stderr" else _read(ours)
    os.close(ours)
    assert process.returncode == 2
    sentence = f"the coding screen cannot open: {stream} is no terminal; without a screen: --plain"
    assert words.split() == sentence.split()


def _read(descriptor: int) -> str:
    with suppress(OSError):  # nothing more comes from a terminal whose other end is closed
        return os.read(descriptor, 1 << 16).decode()
    return ""


@pytest.mark.parametrize("kind", ["dumb", "", None])
def test_a_terminal_that_cannot_place_a_cursor_is_refused_at_once(
    folder: Path, environment: dict[str, str], kind: str | None
) -> None:
    variables = {name: value for name, value in environment.items() if name != "TERM"}
    if kind is not None:
        variables["TERM"] = kind
    terminal = Terminal(folder, variables, "--coder", "kim")
    assert terminal.ended() == 2
    assert "the coding screen cannot open: TERM is" in "".join(terminal.lines)
    assert "a terminal that cannot place a cursor" in "".join(terminal.lines)
    assert not (folder / "codings" / "kim.history.jsonl").exists()
