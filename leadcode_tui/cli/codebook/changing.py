"""What the commands that change a codebook share: their options, and telling what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from leadcode_tui.study.book_changing import BookChange

codebook_option = click.option(
    "--codebook",
    "named",
    type=PATH,
    help="This file, and not the codebook of the study around.",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Show the lines and change nothing.")


def book_path(named: Path | None) -> Path:
    """Return the codebook that is to be changed."""
    from leadcode_tui.study.books import book_asked  # noqa: PLC0415 # help needs no yaml

    return book_asked(named, Path())[0]


def carry_out(planned: BookChange, *, dry_run: bool, then: str = "") -> int:
    """Write a change and show the lines that are others now; say what to do `then`."""
    from leadcode_tui.study.book_changing import write_change  # noqa: PLC0415 # help needs no yaml

    if not dry_run:
        write_change(planned)
    for line in planned.lines():
        click.echo(sanitise(line))
    say(f"{planned.path}: {planned.changes}{'; nothing was written' if dry_run else ''}")
    for notice in planned.notices:
        say(str(notice))
    if then and not dry_run:
        say(then)
    return 0
