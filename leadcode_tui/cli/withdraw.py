"""`leadcode withdraw`: a participant out of every file of the study."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.changing import study_to_change, tell_unsearched
from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from leadcode_tui.study.privacy.withdrawing import Withdrawn


@click.command("withdraw")
@click.argument("participant")
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can be asked.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what would go, and write nothing.")
@format_option
def command(participant: str, *, yes: bool, dry: bool, form: str) -> int:
    """Take a participant who withdrew out of every file of the study.

    Their transcripts go; of an interview with several people, what they said.
    All that coders decided and noted on it goes from coder files, histories,
    drafts and backups, and their line from participants.csv. What stays is a line
    in withdrawals.csv: when, which id, and who did it. It cannot be taken back.

    Memos elsewhere that quote them, and other files in the folder that hold their
    words, are listed and left to you. Exit code 1: there are such, or the study
    is kept in Git, where its earlier versions hold them.

    \b
    Examples:
      leadcode withdraw KC003 --dry-run
      leadcode withdraw KC003
    """
    from leadcode_tui.model import ParticipantId  # noqa: PLC0415 # help needs none
    from leadcode_tui.render.withdrawing import rendered_withdrawal  # noqa: PLC0415
    from leadcode_tui.study.coder import who_does_it  # noqa: PLC0415
    from leadcode_tui.study.privacy.withdrawing import withdraw  # noqa: PLC0415

    study, who = study_to_change(), ParticipantId(participant)
    found = withdraw(study, who, by=who_does_it(), dry=True)
    if not dry:
        if not yes:
            _ask(rendered_withdrawal(found, who, Format.TABLE), participant)
        found = withdraw(study, who, by=who_does_it(), dry=False)
    click.echo(sanitise(rendered_withdrawal(found, who, Format(form))))
    tell_unsearched(found.closed, found.repository)
    say("nothing is written: this was a dry run" if dry else f"{who} is out of the study")
    return _ended(found)


def _ask(shown: str, participant: str) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"this cannot be taken back: leadcode withdraw {participant} --yes")
    say(shown)
    click.confirm("This cannot be taken back. Go on?", abort=True, err=True)


def _ended(found: Withdrawn) -> int:
    is_left = found.quoted or found.others or found.repository
    return Exit.BELOW if is_left else Exit.DONE
