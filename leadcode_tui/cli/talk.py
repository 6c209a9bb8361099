"""What is said to people goes to stderr, and a command ends with one of four exit codes."""

from __future__ import annotations

import os
import sys
from enum import IntEnum
from io import StringIO
from typing import TYPE_CHECKING, Final

import click

from leadcode_tui.errors import LeadcodeError, UnknownNameError, why_not
from leadcode_tui.text import did_you_mean, sanitise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


#: No sentence for a person is longer than this; a file without newlines can be, and is quoted.
_LONGEST: Final = 4000


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    BELOW = 1
    UNUSABLE = 2
    INTERRUPTED = 130


def say(sentence: str) -> None:
    """Tell the person something; the result has stdout for itself."""
    lines = sanitise(sentence).split("\n")
    click.echo("\n".join(map(_not_endless, lines)), err=True)


def _not_endless(line: str) -> str:
    """Cut a line that quotes megabytes of somebody's file."""
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def ending(work: Callable[[], int]) -> int:
    """Do a command's work, and return its exit code; say what went wrong in a sentence."""
    try:
        return work()
    except (BrokenPipeError, SystemExit):  # click's way to end where the reader went away
        _leave_stdout()
        return Exit.DONE
    except (click.ClickException, click.Abort, KeyboardInterrupt, LeadcodeError, OSError) as error:
        return _told(error)
    except Exception as error:  # noqa: BLE001 # the last resort: no traceback, no interview text
        say(f"leadcode failed ({type(error).__name__}); where, but no text, is in {_log(error)}")
        return Exit.UNUSABLE


def _told(error: BaseException) -> Exit:
    if isinstance(error, click.Abort | KeyboardInterrupt):
        say("interrupted")
        return Exit.INTERRUPTED
    if isinstance(error, click.ClickException):
        shown = StringIO()
        error.show(shown)
        say(shown.getvalue().rstrip())  # a shell may have put in the name of any file
    elif isinstance(error, OSError):
        say(f"{error.filename or 'the system'}: {why_not(error)}")
        _give_up_stdout()
    elif isinstance(error, UnknownNameError) and (near := did_you_mean(error.name, error.known)):
        say(f"{error.lacking}{near}")
    else:
        say(str(error))
    return Exit.UNUSABLE


def _give_up_stdout() -> None:
    """Drop what cannot be written, say on a full disk; the interpreter would try it once more."""
    try:
        sys.stdout.flush()
    except OSError:
        _leave_stdout()


def _leave_stdout() -> None:
    """Let the interpreter end without a word about the reader that went away."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _log(error: BaseException) -> Path | str:
    """Write where an error arose, without what it says: that may be words of an interview."""
    import traceback  # noqa: PLC0415 # all of it is needed only here
    from datetime import UTC, datetime  # noqa: PLC0415

    from platformdirs import user_state_path  # noqa: PLC0415

    path = user_state_path("leadcode") / "failures.log"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    entry = "\n".join([f"{datetime.now(UTC):%FT%TZ} {type(error).__name__}", *lines, ""])
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as log:
            log.write(entry)
    except OSError:
        return "no log: it could not be written"
    return path
