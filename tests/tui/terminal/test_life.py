"""A terminal that vanishes, a shell that is killed, a screen that is suspended or resized."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal.conftest import COMMAND, PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")


def child_of(process: int) -> int:
    """Return the process that a shell has started."""
    shown = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in shown.stdout.splitlines()]
    (child,) = (
        int(pid)
        for pid, parent, arguments in lines
        if int(parent) == process and "leadcode" in arguments
    )
    return child


def is_running(process: int) -> bool:
    """Whether a process is there and does anything still."""
    shown = subprocess.run(
        ["ps", "-p", str(process), "-o", "stat="], capture_output=True, text=True, check=False
    )
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


def has_ended(process: int) -> bool:
    """Wait for a process's end, which has to come by itself."""
    end = time.monotonic() + PATIENCE
    while is_running(process):
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def in_shell(folder: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Return a screen that a shell has started."""
    terminal = Terminal(folder, environment, "bash", "--norc", "--noprofile", "-i")
    terminal.send(shlex.join(COMMAND) + "\r")
    terminal.wait_for("kim  saved")
    yield terminal
    terminal.close()


def test_a_terminal_that_vanishes_leaves_no_process_and_loses_nothing(
    at_work: Terminal, start: Callable[..., Terminal]
) -> None:
    at_work.press("tjm")
    at_work.press("who else?", 0.6)  # so long that what was written is kept
    at_work.vanish()
    assert has_ended(at_work.process)
    again = start()
    assert "decided 1/24" in again.lines[0]
    again.press("m")
    again.wait_for("who else?")


def test_a_shell_that_is_killed_leaves_no_process_and_loses_nothing(
    in_shell: Terminal, start: Callable[..., Terminal]
) -> None:
    in_shell.press("t")
    ours = child_of(in_shell.process)
    in_shell.signal(signal.SIGKILL)
    assert has_ended(ours)
    assert "decided 1/24" in start().lines[0]


def test_a_suspended_screen_comes_back_as_it_was(in_shell: Terminal) -> None:
    in_shell.press("t")
    before = in_shell.lines[:-2]
    in_shell.send("\x1a")
    in_shell.wait_for("Stopped")
    in_shell.send("fg\r")
    in_shell.settle()
    assert in_shell.lines[:-2] == before
    in_shell.press("d")
    in_shell.wait_for("[concentrated] [distributed]")


def test_a_suspended_screen_whose_terminal_vanishes_ends_and_loses_nothing(
    in_shell: Terminal, start: Callable[..., Terminal]
) -> None:
    in_shell.press("t")
    ours = child_of(in_shell.process)
    in_shell.send("\x1a")
    in_shell.wait_for("Stopped")
    in_shell.vanish()
    assert has_ended(ours)
    assert "decided 1/24" in start().lines[0]


def test_a_terminal_that_is_nobodys_ends_the_screen_when_it_vanishes(
    folder: Path, environment: dict[str, str], start: Callable[..., Terminal]
) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(  # no SIGHUP: the terminal does not control it
        COMMAND,
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while b"saved" not in said:
        said += os.read(ours, 1 << 16)
    os.write(ours, b"t")
    while b"applied" not in said:
        said += os.read(ours, 1 << 16)
    os.close(ours)
    try:
        assert process.wait(PATIENCE) == 128 + signal.SIGHUP
    finally:
        process.kill()
        process.wait()
    assert "decided 1/24" in start().lines[0]


def test_a_memo_goes_on_while_the_terminal_gets_other_sizes(at_work: Terminal) -> None:
    at_work.press("m")
    at_work.press("who else")
    for columns, rows in ((120, 40), (50, 10), (60, 16), (200, 60), (80, 24)):
        at_work.resize(columns, rows)
        at_work.wait_for("who else" if columns > 50 else "window too small")
    at_work.press(" knows?")
    at_work.wait_for("who else knows?")
    at_work.send("\x1b")
    at_work.wait_for("memo kept: KC01:2")
