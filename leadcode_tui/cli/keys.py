"""`leadcode keys`: the effective key table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import say
from leadcode_tui.errors import NoStudyError, SharedAccountError
from leadcode_tui.render.grid import Format
from leadcode_tui.render.keys import rendered_keys
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from leadcode_tui.model import CoderId, UserSettings
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.key_table import Keys


@click.command("keys")
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Whose keys.")
@format_option
def command(coder: str | None, form: str) -> None:
    """Show which key does what, in the coding screen and in plain mode.

    Each command stands with its keys and its id, by which leadcode.yaml or your
    own settings can give it others. In a study the codes and their keys follow,
    as they are for a coder. In Markdown it is a chart for the wall.

    \b
    Examples:
      leadcode keys
      leadcode keys --coder ana
      leadcode keys --format markdown > keys.md
    """
    from leadcode_tui.study.settings import user_settings  # noqa: PLC0415 # help needs none

    keys = _keys(coder, user_settings())
    click.echo(sanitise(rendered_keys(keys, Format(form))))


def _keys(coder: str | None, own: UserSettings) -> Keys:
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.key_table import keys_in, keys_outside  # noqa: PLC0415

    try:
        study = find_study(Path())
    except NoStudyError:
        say("no study here, so there are no codes: these are the commands")
        return keys_outside(own)
    return keys_in(study, _coder(study, coder), own)


def _coder(study: StudyFolder, asked: str | None) -> CoderId | None:
    from leadcode_tui.study.coder import coder_name  # noqa: PLC0415

    try:
        return coder_name(asked, study.settings.coders)
    except SharedAccountError:
        say("keys of a coder who begins; those of one who has begun: --coder NAME")
        return None
