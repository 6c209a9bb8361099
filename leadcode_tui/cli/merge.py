"""`leadcode merge`: two copies of one coder's file as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.study.merging import Joined


@click.command("merge")
@click.argument("files", nargs=-1, required=True, metavar="A B", type=PATH)
@click.option("--into", type=PATH, help="The file to write; A or B may be it.")
@click.option(
    "--base",
    type=PATH,
    help="What both copies began with; needed only where a history is missing.",
)
@click.option("--driver", is_flag=True, help="Called by git, with four paths: %O %A %B %P.")
@format_option
def command(
    files: tuple[Path, ...], into: Path | None, base: Path | None, *, driver: bool, form: str
) -> None:
    """Join two copies, A and B, of one coder's file into one.

    It joins the histories that lie beside them too, and no change is lost. Where
    both copies decided anew on a segment, the later decision stands; the other
    stays in the history, and the segment is listed. A copy can be merged again,
    and in either order, to the same effect.

    \b
    Examples:
      leadcode merge ana.json laptop/ana.json --into ana.json
      leadcode merge ana.json old/ana.json --into joined/ana.json --format json

    docs/how-to.md says how git calls it.
    """
    from leadcode_tui.render.merging import (  # noqa: PLC0415 # help needs none
        rendered_collisions,
        rendered_places,
    )

    joined = _for_git(files) if driver else _joined(files, into, base)
    for notice in joined.notices:
        say(notice)
    if joined.collisions or form == Format.JSON.value:
        rendered = rendered_places if joined.is_hidden else rendered_collisions
        click.echo(sanitise(rendered(joined.collisions, Format(form))), err=driver)
    say(_told(joined))


def _joined(files: tuple[Path, ...], into: Path | None, base: Path | None) -> Joined:
    from leadcode_tui.study.merging import merge_files  # noqa: PLC0415

    if len(files) != 2:  # noqa: PLR2004 # A and B
        raise click.UsageError("two copies of a coder's file are needed, as in: A.json B.json")
    if into is None:
        raise click.UsageError("where to write is missing, as in: --into C.json")
    return merge_files(*files, into=into, base=base)


def _for_git(files: tuple[Path, ...]) -> Joined:
    from leadcode_tui.study.merging import merge_for_git  # noqa: PLC0415

    if len(files) != 4:  # noqa: PLR2004 # %O %A %B %P
        raise click.UsageError("git gives a merge driver four paths: %O %A %B %P")
    base, ours, theirs, named = files
    return merge_for_git(base, ours, theirs, named=named)


def _told(joined: Joined) -> str:
    both = count(len(joined.collisions), "segment")
    on = (
        f"; on {both} both decided anew, and the later decision stands" if joined.collisions else ""
    )
    return f"{joined.coder}: {count(joined.changes, 'change')} in all{on}"
