"""`leadcode codebook move`: a code to another place in the tree."""

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


@click.command("move")
@click.argument("code", shell_complete=complete_codes)
@click.option("--under", metavar="CODE", shell_complete=complete_codes, help="The last below it.")
@click.option("--before", metavar="CODE", shell_complete=complete_codes, help="Right before it.")
@click.option("--after", metavar="CODE", shell_complete=complete_codes, help="Right after it.")
@click.option("--top", is_flag=True, help="The last of those without a code above them.")
@codebook_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 # an argument for each option
    code: str,
    under: str | None,
    before: str | None,
    after: str | None,
    top: bool,  # noqa: FBT001 # click gives it so
    named: Path | None,
    dry_run: bool,  # noqa: FBT001
) -> int:
    """Move CODE, with all below it and the comments right above it.

    \b
    Examples:
      leadcode codebook move night-shift --under leading
      leadcode codebook move night-shift --before day-shift
      leadcode codebook move night-shift --top
    """
    from leadcode_tui.study.book_changing import plan_move, position_asked  # noqa: PLC0415 # help needs no yaml

    position = position_asked(under=under, before=before, after=after, top=top)
    return carry_out(plan_move(book_path(named), code, position), dry_run=dry_run)
