"""`leadcode codebook retire`: a code that is applied no more."""

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


@click.command("retire")
@click.argument("code", shell_complete=complete_codes)
@click.option("--why", required=True, metavar="TEXT", help="Why it is applied no more.")
@codebook_option
@dry_run_option
def command(
    code: str,
    why: str,
    named: Path | None,
    dry_run: bool,  # noqa: FBT001 # click gives it so
) -> int:
    """Let CODE be applied no more; it stays in the codebook, with the reason.

    Its codings stay as they are. The screen does not offer it. To bring it back,
    take out the line with `retired`. A code whose codings another is to have is
    merged: leadcode codebook merge.

    \b
    Example:
      leadcode codebook retire weather --why "twice in 107 interviews"
    """
    from leadcode_tui.study.book_changing import plan_retire  # noqa: PLC0415 # help needs no yaml

    return carry_out(plan_retire(book_path(named), code, why), dry_run=dry_run)
