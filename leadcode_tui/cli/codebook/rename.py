"""`leadcode codebook rename`: another id or name of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.codebook.changing import (
    book_path,
    carry_out,
    codebook_option,
    dry_run_option,
)
from leadcode_tui.cli.completion import complete_codes

if TYPE_CHECKING:
    from pathlib import Path


@click.command("rename")
@click.argument("code", shell_complete=complete_codes)
@click.argument("new", required=False)
@click.option("--name", help="What it is called; the id stays where no NEW is given.")
@codebook_option
@dry_run_option
def command(
    code: str,
    new: str | None,
    name: str | None,
    named: Path | None,
    dry_run: bool,  # noqa: FBT001 # click gives it so
) -> int:
    """Give CODE the id NEW, another name, or both.

    The old id is kept under `was`, so that all codings are the code's as before.
    No coder's file is touched.

    \b
    Examples:
      leadcode codebook rename spread-leadership distributed
      leadcode codebook rename distributed --name "Distributed leadership"
    """
    from leadcode_tui.study.book_changing import plan_rename  # noqa: PLC0415 # help needs no yaml

    return carry_out(plan_rename(book_path(named), code, new, name), dry_run=dry_run)
