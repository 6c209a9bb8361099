"""`leadcode submit`: transcripts handed in, so that the decisions on them stay as they are."""

from __future__ import annotations

from pathlib import Path

import click

from leadcode_tui.cli.options import pass_option
from leadcode_tui.cli.talk import say
from leadcode_tui.text import sanitise_line


@click.command("submit")
@click.argument("transcripts", nargs=-1)
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Whose decisions.")
@pass_option
@click.option("--take-back", is_flag=True, help="Let what was submitted be changed again.")
def command(
    transcripts: tuple[str, ...],
    coder: str | None,
    number: int | None,
    take_back: bool,  # noqa: FBT001 # click gives it so
) -> None:
    """Submit TRANSCRIPTS that you finished; all finished ones without any.

    From then on your decisions on them stay as they are: leadcode code shows
    them and refuses changes, memos and flags on their segments too. What you
    think otherwise later goes into a second pass (--pass 2), apart from what you
    submitted; leadcode agree compares both.

    --take-back opens the named ones again; the history keeps that you did.

    \b
    Examples:
      leadcode submit
      leadcode submit KC010 KC011
      leadcode submit --take-back KC010
    """
    from leadcode_tui.study.coder import coder_name  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.submitting import submit  # noqa: PLC0415
    from leadcode_tui.study.submitting import take_back as open_again  # noqa: PLC0415

    study = find_study(Path())
    who = coder_name(coder, study.settings.coders)
    act = open_again if take_back else submit
    for name in act(study, who, transcripts, number=number or 1):
        say(sanitise_line(f"{name}: {'open to changes again' if take_back else 'submitted'}"))
