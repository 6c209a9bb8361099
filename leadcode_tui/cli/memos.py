"""`leadcode memos`: what a coder noted."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option, pass_option
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("memos")
@click.argument("words", nargs=-1)
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Whose memos.")
@pass_option
@format_option
def command(words: tuple[str, ...], coder: str | None, number: int | None, form: str) -> None:
    """Show the memos that have these WORDS; all of them without any.

    Those on the study, on transcripts and on codes come first, then those on
    segments. Capitals or small letters are no matter.

    While a study is blind, one coder's memos are shown: yours, by the name that
    you code under. Another coder's are refused.

    \b
    Examples:
      leadcode memos
      leadcode memos two meanings
      leadcode memos --coder ana --format markdown > memos.md
    """
    from leadcode_tui.render.memos import rendered_memos  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.noted import noted_in  # noqa: PLC0415

    sought = " ".join(words)
    memos = noted_in(find_study(Path()), coder, number=number, words=sought)
    if memos or form in {Format.JSON, Format.CSV}:
        click.echo(sanitise(rendered_memos(memos, Format(form))))
    if not memos:
        say(f"no memo has {sought!r}" if sought else "no memos yet")
