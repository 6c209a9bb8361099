"""`leadcode codebook merge`: several codes into one."""

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


@click.command("merge")
@click.argument("codes", nargs=-1, required=True, shell_complete=complete_codes)
@click.option(
    "--into",
    metavar="CODE",
    required=True,
    shell_complete=complete_codes,
    help="The code that takes over.",
)
@codebook_option
@dry_run_option
def command(
    codes: tuple[str, ...],
    into: str,
    named: Path | None,
    dry_run: bool,  # noqa: FBT001 # click gives it so
) -> int:
    """Let one code take over the codings of CODES, and the codes below them.

    Their ids are kept under its `was`. Their lines go: the definition that stays
    is the one of the code that takes over, so see whether it still fits.

    \b
    Example:
      leadcode codebook merge by-example role-model --into ordinary-leaders
    """
    from leadcode_tui.study.book_changing import plan_merge  # noqa: PLC0415 # help needs no yaml

    then = f"see whether the definition of {into} fits all that it is now"
    return carry_out(plan_merge(book_path(named), codes, into), dry_run=dry_run, then=then)
