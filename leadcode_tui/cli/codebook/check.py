"""`leadcode codebook check`: what is wrong in a codebook, and what is worth a look."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("check")
@click.argument("file", type=PATH, required=False)
@click.option("--strict", is_flag=True, help="Exit with 1 where there are notices, too.")
@format_option
def command(
    file: Path | None,
    strict: bool,  # noqa: FBT001 # click gives it so
    form: str,
) -> int:
    """Say what is wrong in the study's codebook, or in FILE.

    A line for each mistake, with its place: what YAML cannot read, unknown keys,
    two codes of one id, two codes on one key, earlier ids that clash. Then a line
    for each notice: codes without a definition, never used, used once, named
    nearly alike, deeper than four levels, and exclusions that point to no code.
    How often codes are used counts all coders, in a blind study you alone.

    Exit code 0: no mistakes; 1: mistakes, or with --strict notices; 2: there is
    no such file, or no text in it.

    \b
    Examples:
      leadcode codebook check
      leadcode codebook check draft.yaml --strict
    """
    from leadcode_tui.render.checked import rendered_book_check  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.books import check_book  # noqa: PLC0415

    found = check_book(file, Path())
    shown = rendered_book_check(found, Format(form))
    if shown:
        click.echo(sanitise(shown))
    problems, notices = len(found.problems), len(found.notices)
    said = f"{problems or 'no'} problem{'' if problems == 1 else 's'}"
    noticed = f", {notices} notice{'' if notices == 1 else 's'}" if notices else ""
    say(f"{found.path}: {said}{noticed}")
    return Exit.BELOW if problems or (strict and notices) else Exit.DONE
