"""`leadcode codebook split`: one code into several."""

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


@click.command("split")
@click.argument("code", shell_complete=complete_codes)
@click.argument("parts", nargs=-1, required=True)
@codebook_option
@dry_run_option
def command(
    code: str,
    parts: tuple[str, ...],
    named: Path | None,
    dry_run: bool,  # noqa: FBT001 # click gives it so
) -> int:
    """Retire CODE for the new codes PARTS, two or more.

    No id can say which of its codings belong to which part: these segments have
    to be read again. Until then they stay under CODE.

    \b
    Example:
      leadcode codebook split distributed ward-leaders peer-leaders
    """
    from leadcode_tui.study.book_changing import plan_split  # noqa: PLC0415 # help needs no yaml

    then = "write their definitions; then every coder reads again: leadcode code --stale"
    return carry_out(plan_split(book_path(named), code, parts), dry_run=dry_run, then=then)
