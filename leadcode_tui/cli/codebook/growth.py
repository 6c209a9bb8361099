"""`leadcode codebook growth`: how many codes each interview brought."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("growth")
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Whose decisions.")
@format_option
def command(coder: str | None, form: str) -> None:
    """Show how many codes each interview was the first to have, and all so far.

    Interviews stand in the order in which their coding began. The curve depends
    on that order, and is no proof of saturation. It counts decisions as they
    stand, under the ids that codes have now: of all coders together, or of one;
    while the study is blind, yours.

    \b
    Examples:
      leadcode codebook growth
      leadcode codebook growth --coder ana --format csv
    """
    from leadcode_tui.render.growth import rendered_growth  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.growth import code_growth  # noqa: PLC0415

    growth = code_growth(find_study(Path()), coder)
    click.echo(sanitise(rendered_growth(growth, Format(form))))
