"""`leadcode agree`: how far two coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("agree")
@click.argument("coders", nargs=2, metavar="CODER CODER")
@format_option
def command(coders: tuple[str, str], form: str) -> None:
    """Say how far two coders agree, code by code and overall.

    A CODER is a coder's name in the study, or the path of a coder file: two
    people can send each other their files and compare them anywhere.

    The table gives, worst kappa first, the segments that both coders, only one
    of them, or neither gave the code; Cohen's kappa; percent agreement; PABAK;
    positive and negative agreement; prevalence and bias index. The numbers are
    explained in docs/agreement.md.

    \b
    Examples:
      leadcode agree ana ben
      leadcode agree ana.json ben.json
      leadcode agree ana ben --format json > agreement.json
    """
    from leadcode_tui.render.agreement import rendered_agreement  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.agreeing import agree  # noqa: PLC0415

    report, doubts = agree(*coders, here=Path())
    for doubt in doubts:
        say(doubt)
    click.echo(sanitise(rendered_agreement(report, Format(form))))
