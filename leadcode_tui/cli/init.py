"""`leadcode init`: a new study folder."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.text import sanitise_line


@click.command("init")
@click.argument("folder", type=PATH, default=Path())
@click.option(
    "--codebook",
    metavar="NAME",
    default="",
    help="Begin with a ready codebook: implementation, leadership or patient-experience.",
)
def command(folder: Path, codebook: str) -> None:
    """Make a new study in FOLDER (here, without one).

    \b
    It writes leadcode.yaml (the study), codebook.yaml and participants.csv, each
    with comments that explain it, and changes nothing that is there already. By
    codebook.schema.json many editors complete keys and mark mistakes. A new
    folder is for you alone; to share a study with a group:
      chgrp -R GROUP FOLDER
      chmod -R g+rwX,o= FOLDER
      chmod g+s FOLDER FOLDER/*/

    \b
    Examples:
      leadcode init ward
      leadcode init ward --codebook leadership
    """
    from leadcode_tui.study.initiating import init_study  # noqa: PLC0415 # help needs no yaml

    for path in init_study(folder, codebook=codebook):
        click.echo(sanitise_line(str(path)))
    say("edit these, then: leadcode import FILE...")
