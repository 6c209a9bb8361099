"""`leadcode demo`: the example study, to look around in."""

from __future__ import annotations

import click

from leadcode_tui.cli.code import refuse_without_terminal, run_session
from leadcode_tui.cli.talk import say
from leadcode_tui.errors import NotATerminalError
from leadcode_tui.text import sanitise


@click.command("demo")
def command() -> int:
    """Open the example study, in a copy that you may change.

    On a terminal it opens the coding screen; elsewhere it prints how far the two
    coders of the example agree. The copy's folder is printed.

    \b
    Example:
      leadcode demo
    """
    from leadcode_tui.study.demo import CODERS, VISITOR, demo_study  # noqa: PLC0415 # help first

    study = demo_study()
    say(f"the example study, yours to change: {study.root}")
    try:
        refuse_without_terminal()
    except NotATerminalError:
        from leadcode_tui.render.agreement import rendered_agreement  # noqa: PLC0415
        from leadcode_tui.render.grid import Format  # noqa: PLC0415
        from leadcode_tui.study.agreeing import Compared, agree  # noqa: PLC0415

        first, second = (str(study.coder_file(coder)) for coder in CODERS)
        report, _ = agree(Compared((first, second), study.root))
        click.echo(sanitise(rendered_agreement(report, Format.TABLE)))
        return 0
    from leadcode_tui.study.coding.opening import open_session  # noqa: PLC0415
    from leadcode_tui.study.settings import user_settings  # noqa: PLC0415

    session, notices = open_session(study, VISITOR, own=user_settings())
    return run_session(session, notices, plain=False)
