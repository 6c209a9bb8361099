"""The real command on a real pseudo-terminal: bytes, signals, hostile text, kinds of terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.terminal.conftest import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


def transcript_rows(terminal: Terminal) -> list[str]:
    """Return the transcript without its gutter."""
    return [line[2:50] for line in terminal.lines[1:-2]]


def test_a_step_on_the_page_and_a_page_turn_send_few_bytes(at_work: Terminal) -> None:
    steps: list[int] = []
    turns: list[int] = []
    for key in "jjjjjkjkjjjjjjjj":
        before = transcript_rows(at_work)
        count = at_work.press(key)
        (steps if transcript_rows(at_work) == before else turns).append(count)
    assert len(steps) >= 5
    assert len(turns) >= 3
    assert 0 < median(steps) <= 1000
    assert 0 < max(turns) <= 3000


def test_applying_a_code_sends_few_bytes(at_work: Terminal) -> None:
    counts = []
    for key in "tdlChae":
        counts.append(at_work.press(key))
        assert "applied to KC01:2" in at_work.text
    assert 0 < median(counts) <= 600


def test_a_memo_sends_few_bytes(at_work: Terminal) -> None:
    at_work.press("jjj")
    opened = at_work.press("m")
    letters = [at_work.press(letter) for letter in "who else?"]
    closed = at_work.press("\x1b", 0.3)
    assert 0 < opened <= 3000
    assert 0 < median(letters) <= 150
    assert 0 < closed <= 3000


def test_comparing_sends_few_bytes(at_work: Terminal) -> None:
    at_work.press("djdjjdjjjdk")
    opened = at_work.press("c")
    steps = [at_work.press(key) for key in "JJKJK"]
    assert 0 < opened <= 3000
    assert 0 < median(steps) <= 1500


def test_a_letter_that_filters_the_codes_sends_few_bytes(at_work: Terminal) -> None:
    at_work.press("/")
    letters = [at_work.press(letter) for letter in "lead"]
    assert 0 < median(letters) <= 1500


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_a_theme_of_its_own_colours_costs_few_bytes_more(
    start: Callable[..., Terminal], theme: str
) -> None:
    terminal = start("--theme", theme)
    steps = [terminal.press(key) for key in "jkjkj"]
    codes = [terminal.press(key) for key in "tdlCh"]
    assert 0 < median(steps) <= 1000
    assert 0 < median(codes) <= 600


def test_escape_and_a_key_that_come_together_are_two_keys(at_work: Terminal) -> None:
    at_work.send("mwho?\x1b-")  # more at once would be told as one act
    at_work.wait_for("read, nothing applies: KC01:2")
    at_work.press("k")
    at_work.wait_for("memo")
    assert "seg 2/48" in at_work.lines[0]


def test_an_idle_screen_sends_nothing(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.press("tj")
    terminal.rest(1.3)  # the coder file catches up meanwhile
    assert terminal.rest(1.3) == 0  # and whatever comes each second would come


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
    terminal.send("tdj-l")
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
    again.left()


def test_a_memo_in_the_making_survives_the_end_of_the_connection(
    start: Callable[..., Terminal],
) -> None:
    terminal = start()
    terminal.send("mwho else")
    terminal.wait_for("who else")
    terminal.send("?")
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
        terminal.send("q")
    else:
        terminal.signal(signal.SIGTERM)
    terminal.ended()
    assert terminal.sent.rindex(b"\x1b[?1049l") > terminal.sent.rindex(b"\x1b[?1049h")
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")


@pytest.mark.parametrize(
    "variables",
    [
        {"TERM": "xterm"},
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"TERM": "screen-256color"},
        {"TERM": "tmux-256color"},
        {"NO_COLOR": "1"},
        {"LANG": "C"},
        {"LC_ALL": "C"},
    ],
    ids=lambda variables: "=".join(*variables.items()),
)
def test_the_screen_opens_on_a_terminal_of_this_kind(
    start: Callable[..., Terminal], variables: dict[str, str]
) -> None:
    terminal = start(**variables)
    assert "KC01  seg 2/48" in terminal.lines[0]
    assert "Well. I'm supposed to say me" in terminal.text
    terminal.send("t")
    terminal.wait_for("[concentrated]")
    terminal.send("mcafé\x1b")
    terminal.wait_for("memo kept")
    terminal.left()
    assert "é".encode() in terminal.sent


@pytest.mark.parametrize(
    "variables",
    [{"TERM": "vt100"}, {"TERM": "linux"}, {"NO_COLOR": "1"}],
    ids=lambda variables: "=".join(*variables.items()),
)
def test_a_theme_is_not_painted_where_colours_are_few(
    start: Callable[..., Terminal], variables: dict[str, str]
) -> None:
    terminal = start("--theme", "dark", **variables)
    terminal.send("tjW")
    terminal.wait_for("who-leads  applied to KC01:4")
    assert b"38;5;" not in terminal.sent
    assert b"48;5;" not in terminal.sent
    assert b"38;2;" not in terminal.sent
    assert b"48;2;" not in terminal.sent


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
    folder: Path, spawn: Callable[..., Terminal], kind: str | None
) -> None:
    terminal = spawn(TERM=kind)
    assert terminal.ended() == 2
    assert "the coding screen cannot open: TERM is" in "".join(terminal.lines)
    assert "a terminal that cannot place a cursor" in "".join(terminal.lines)
    assert not (folder / "codings" / "kim.history.jsonl").exists()
