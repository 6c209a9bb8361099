"""`leadcode init`: a new study folder."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.talk import say


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Make a new study in FOLDER (here, without one).

    \b
    It writes leadcode.yaml (the study), codebook.yaml and participants.csv, each
    with comments that explain it, and changes nothing that is there already. A
    new folder is for you alone; to share a study with a group:
      chgrp -R GROUP FOLDER
      chmod -R g+rwX,o= FOLDER
      chmod g+s FOLDER FOLDER/*/

    \b
    Example:
      leadcode init leadership
    """
    from leadcode_tui.study.initiating import init_study  # noqa: PLC0415 # help needs no yaml

    for path in init_study(folder):
        click.echo(path)
    say("edit these, then: leadcode import FILE...")
