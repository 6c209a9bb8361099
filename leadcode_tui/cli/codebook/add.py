"""`leadcode codebook add`: a new code."""

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
from leadcode_tui.model import CodeKind

if TYPE_CHECKING:
    from pathlib import Path


@click.command("add")
@click.argument("code")
@click.option("--name", default="", help="What it is called; made of its id without.")
@click.option("--definition", default="", help="What belongs to it.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in CodeKind]),
    default=CodeKind.EMERGENT.value,
    show_default=True,
    help="Where it comes from: the literature, or the reading.",
)
@click.option("--under", metavar="CODE", shell_complete=complete_codes, help="The code above it.")
@codebook_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 # an argument for each option
    code: str,
    name: str,
    definition: str,
    kind: str,
    under: str | None,
    named: Path | None,
    dry_run: bool,  # noqa: FBT001 # click gives it so
) -> int:
    """Add a code with the id CODE, the last below another or of all.

    Segments that were decided before never had the chance to get it: leadcode
    status counts them, and leadcode code --stale goes through them.

    \b
    Examples:
      leadcode codebook add night-shift
      leadcode codebook add night-shift --under leading --definition "At night."
    """
    from leadcode_tui.study.book_changing import new_code, plan_add  # noqa: PLC0415 # help needs no yaml

    new = new_code(code, name=name, kind=CodeKind(kind), definition=definition)
    return carry_out(plan_add(book_path(named), new, under), dry_run=dry_run)
