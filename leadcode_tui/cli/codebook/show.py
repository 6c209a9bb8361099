"""`leadcode codebook show`: the tree of codes."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.completion import complete_codes
from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("show")
@click.argument("file", type=PATH, required=False)
@click.option(
    "--under", metavar="CODE", shell_complete=complete_codes, help="This code and all below it."
)
@click.option("--brief", is_flag=True, help="Without definitions.")
@format_option
def command(
    file: Path | None,
    under: str | None,
    brief: bool,  # noqa: FBT001 # click gives it so
    form: str,
) -> None:
    """Show the tree of codes of the study, or of FILE, with their definitions.

    In a study it says on how many segments each coder has each code; while the
    study is blind, of your own alone. JSON and CSV have all that a code says. For
    an appendix to print: leadcode codebook export --format markdown, or html.

    \b
    Examples:
      leadcode codebook show
      leadcode codebook show --under leading --brief
      leadcode codebook show draft.yaml --format json
    """
    from leadcode_tui.render.codebook_tree import rendered_tree  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.books import shown_book  # noqa: PLC0415

    shown = shown_book(file, Path(), under=under)
    click.echo(sanitise(rendered_tree(shown, Format(form), brief=brief)))
