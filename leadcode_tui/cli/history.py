"""`leadcode history`: the audit trail."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Final

import click

from leadcode_tui.cli.options import format_option, pass_option
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise

#: How many lines are written in one go.
_LINES: Final = 500


@click.command("history")
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Whose decisions.")
@pass_option
@click.option("--segment", metavar="PLACE", help="Of one segment alone, such as KC010:41.")
@click.option("--transcript", metavar="ID", help="Of one transcript alone.")
@format_option
def command(
    coder: str | None, number: int | None, segment: str | None, transcript: str | None, form: str
) -> None:
    """Show every change of a coder's decisions, the newest last.

    Each line tells when, in which session, and on which segment; the codes and
    the memo before and after; the revision of the codebook; and what it took
    back, where it undid something. Where the coder only moved about is left out.
    The table shortens long memos; JSON and CSV have all.

    While a study is blind, one coder's trail is shown: yours, by the name that
    you code under. Another coder's is refused. Where the account is nobody's
    own, --coder says who you are. That keeps coders from seeing each other's
    decisions by mistake. It is no access control: whoever can read the files
    can read them.

    \b
    Examples:
      leadcode history
      leadcode history --segment KC010:41
      leadcode history --coder ana --format csv > trail.csv
    """
    from leadcode_tui.render.trail import rendered_trail  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.trail import study_trail  # noqa: PLC0415

    study = find_study(Path())
    trail = study_trail(study, coder=coder, number=number, transcript=transcript, segment=segment)
    rendered = rendered_trail(trail, Format(form))
    while lines := list(islice(rendered, _LINES)):
        click.echo(sanitise("\n".join(lines)))
    if trail.passed_over:
        say(f"passed over: {count(trail.passed_over, 'line')} that cannot be read: leadcode check")
