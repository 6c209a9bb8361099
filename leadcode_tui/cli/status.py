"""`leadcode status`: how far each coder is."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise


@click.command("status")
@format_option
def command(form: str) -> None:
    """Show how far each coder is in each transcript.

    It tells how many segments are decided, and nothing of what was decided, so
    that it can be looked at while a study is blind.

    \b
    Example:
      leadcode status
    """
    from leadcode_tui.render.progress import rendered_progress  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.progress import study_progress  # noqa: PLC0415

    progress = study_progress(find_study(Path()))
    click.echo(sanitise(rendered_progress(progress, Format(form))))
    if not progress.coders:
        say("nobody has begun: leadcode code --coder NAME")
