"""`leadcode codebook diff`: what became of the codebook."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import say
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--coder", metavar="NAME", help="Since the codebook that this coder decided under.")
@format_option
def command(old: str | None, new: str | None, coder: str | None, form: str) -> None:
    """Say in words what changed from the codebook OLD to NEW.

    Each is a file, or a revision of git of the study's codebook. Without NEW it
    is the codebook as it is; without both, what changed since git's HEAD. With
    --coder it is what changed since that coder's last decision.

    It tells codes that are new, gone, redefined (another definition or other
    bounds), renamed, merged, split, retired, moved, or altered otherwise.

    \b
    Examples:
      leadcode codebook diff
      leadcode codebook diff HEAD~3
      leadcode codebook diff old.yaml new.yaml
      leadcode codebook diff --coder ana
    """
    from leadcode_tui.render.book_diff import rendered_diff  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.book_diff import book_diff, diff_since_coder  # noqa: PLC0415

    if coder is not None and old is not None:
        raise UsageError("--coder says since when: name no other codebook beside it")
    diff = book_diff(old, new, Path()) if coder is None else diff_since_coder(coder, Path())
    click.echo(sanitise(rendered_diff(diff, Format(form))))
    if diff.lacks:
        say(diff.lacks)
