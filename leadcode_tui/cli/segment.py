"""`leadcode segment`: one segment cut in two, or two made one, with every coder's decisions."""

from __future__ import annotations

import click

from leadcode_tui.cli.changing import study_to_change
from leadcode_tui.cli.import_ import tell_update
from leadcode_tui.cli.options import format_option
from leadcode_tui.render.grid import Format

_dry_run = click.option("--dry-run", "dry", is_flag=True, help="Show it, and write nothing.")


@click.group("segment")
def command() -> None:
    """Correct a single place of a transcript: cut a segment in two, or join two.

    Every coder's decisions go with their words, as with leadcode import --update.

    \b
    Examples:
      leadcode segment split KC010:41 --before "But then again"
      leadcode segment merge KC010:41
    """


@command.command("split")
@click.argument("place")
@click.option("--before", required=True, metavar="WORDS", help="Words that stand there once.")
@_dry_run
@format_option
def split(place: str, before: str, *, dry: bool, form: str) -> None:
    """Cut a segment in two, before some of its words; both parts keep its codes.

    \b
    Example:
      leadcode segment split KC010:41 --before "But then again"
    """
    from leadcode_tui.study.corrections.correcting import split_segment  # noqa: PLC0415 # help needs no yaml

    done = split_segment(study_to_change(), place, before, dry=dry)
    tell_update(done, Format(form), dry=dry)


@command.command("merge")
@click.argument("place")
@_dry_run
@format_option
def merge(place: str, *, dry: bool, form: str) -> None:
    """Join a segment with the next one of the same speaker.

    A code that only one of the two had holds for its words alone afterwards.

    \b
    Example:
      leadcode segment merge KC010:41
    """
    from leadcode_tui.study.corrections.correcting import merge_segments  # noqa: PLC0415 # help needs no yaml

    done = merge_segments(study_to_change(), place, dry=dry)
    tell_update(done, Format(form), dry=dry)
