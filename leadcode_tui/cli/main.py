"""`leadcode`: a group whose commands are imported when they are called."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from leadcode_tui import __version__
from leadcode_tui.cli.lazy_group import LazyGroup
from leadcode_tui.cli.talk import ending
from leadcode_tui.collector import leave_quickly

#: Every command, and what it does: the help needs no module of theirs.
COMMANDS: Final = {
    "init": "Make a new study folder.",
    "import": "Bring transcripts into the study.",
    "participants": "Show how many participants of each role there are.",
    "segment": "Cut a segment in two, or join two, after coding began.",
    "code": "Open the coding screen.",
    "agree": "Say how far coders agree.",
    "codebook": "Check, show and change the codebook.",
    "submit": "Hand in what is finished, so that it stays as it is.",
    "status": "Show how far each coder is.",
    "memos": "Show what a coder noted.",
    "merge": "Join two copies of a coder's file.",
    "keys": "Show which key does what.",
    "history": "Show every change of a coder's decisions.",
    "anonymise": "Replace names by pseudonyms in every file of the study.",
    "withdraw": "Take a participant out of every file of the study.",
    "check": "Read every file of the study, and say what is wrong.",
    "demo": "Open the example study.",
}


@click.group(
    cls=LazyGroup,
    summaries=COMMANDS,
    package="leadcode_tui.cli",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="leadcode")
def group() -> None:
    """Code interview transcripts in the terminal, and measure how far two coders agree.

    \b
    A study, from the first transcript to kappa:
      leadcode init talk && cd talk
      leadcode import ../interviews/*.txt --interviewer INT
      leadcode code --coder ana
      leadcode agree ana ben
    """


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""

    def work() -> int:
        ended = group.main(arguments, prog_name="leadcode", standalone_mode=False)
        return ended if isinstance(ended, int) else 0

    _open_what_is_closed()
    leave_quickly()
    return ending(work)


def _open_what_is_closed() -> None:
    """Let a stream that the shell closed lead nowhere; else a file of the study gets its place."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free: this one
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
