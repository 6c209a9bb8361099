"""`leadcode codebook check`: what is wrong in a codebook, and what is worth a look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.errors import UnreadableError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise

if TYPE_CHECKING:
    from leadcode_tui.study.books import BookCheck


@click.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=PATH)
@click.option("--strict", is_flag=True, help="Exit with 1 where there are notices, too.")
@format_option
def command(
    files: tuple[Path, ...],
    strict: bool,  # noqa: FBT001 # click gives it so
    form: str,
) -> int:
    """Say what is wrong in the study's codebook, or in each FILE.

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
      leadcode codebook check drafts/*.yaml --strict
    """
    from leadcode_tui.render.checked import rendered_book_checks  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.books import check_book  # noqa: PLC0415

    found, refusals = [], []
    for file in files or (None,):
        try:
            found.append(check_book(file, Path()))
        except UnreadableError as error:
            refusals.append(error)
    if found and (shown := rendered_book_checks(found, Format(form))):
        click.echo(sanitise(shown))
    for each in found:
        say(f"{each.path}: {_counted(each)}")
    for refusal in refusals:
        say(str(refusal))
    if refusals:
        return Exit.UNUSABLE
    is_below = any(each.problems or (strict and each.notices) for each in found)
    return Exit.BELOW if is_below else Exit.DONE


def _counted(found: BookCheck) -> str:
    problems = count(len(found.problems), "problem") if found.problems else "no problems"
    return f"{problems}, {count(len(found.notices), 'notice')}" if found.notices else problems
