"""`leadcode code`: the coding screen, or the same session in plain lines."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from leadcode_tui.cli.completion import complete_codes
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.collector import begun, without_collector
from leadcode_tui.errors import NotATerminalError, UsageError
from leadcode_tui.model import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.coding.opening import Reading
    from leadcode_tui.study.coding.session import Session

#: Terminals that cannot place a cursor.
_CANNOT: Final = {"", "dumb", "unknown"}


@click.command("code")
@click.argument("transcripts", nargs=-1)
@click.option("--coder", metavar="NAME", envvar="LEADCODE_CODER", help="Who codes.")
@click.option(
    "--pass",
    "number",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Code once more, in a file of its own, with what you decided before hidden.",
)
@click.option(
    "--order",
    type=click.Choice(["interview", "question"]),
    help="Read interview by interview, or all answers to a question; as last time without it.",
)
@click.option(
    "--stale",
    is_flag=True,
    help="Only segments to be read again: the codebook changed since they were decided.",
)
@click.option(
    "--because",
    metavar="CODE",
    shell_complete=complete_codes,
    help="With --stale: those alone that this code is the reason for.",
)
@click.option("--plain", is_flag=True, help="Without a screen: lines in, lines out.")
@click.option(
    "--theme",
    type=click.Choice(["ansi", "dark", "light", "contrast"]),
    help="The look of the screen; ansi, the terminal's own colours, unless your settings say.",
)
@click.option(
    "--take-over",
    is_flag=True,
    help="Ask a session that has this coder's file open to save all and end.",
)
@click.option(
    "--interviewer",
    "interviewers",
    multiple=True,
    metavar="NAME",
    help="With --codebook: the label of whoever asks; may be given several times.",
)
@click.option(
    "--codebook",
    type=PATH,
    help="Code a file outside any study with this codebook; the codings lie beside the file.",
)
def command(  # noqa: PLR0913, PLR0917 # an argument for each option
    transcripts: tuple[str, ...],
    coder: str | None,
    number: int,
    order: str | None,
    stale: bool,  # noqa: FBT001 # click gives it so
    because: str | None,
    plain: bool,  # noqa: FBT001
    codebook: Path | None,
    take_over: bool,  # noqa: FBT001
    interviewers: tuple[str, ...],
    theme: str | None,
) -> int:
    """Open the coding screen on the study, or on some of its TRANSCRIPTS.

    A press of a code's key applies it, Enter goes on, - says that nothing
    applies, ? shows every key. All is saved as you go; q leaves.

    \b
    Examples:
      leadcode code --coder ana
      leadcode code KC010 KC011
      leadcode code KC010:41
      leadcode code --order question
      leadcode code --pass 2
      leadcode code --stale --because vacuum
      leadcode code talk.txt --codebook codebook.yaml --coder ana
    """
    if because and not stale:
        raise UsageError("--because goes with --stale: it says which segments to read again")
    if not plain:
        refuse_without_terminal()
    with without_collector():
        from leadcode_tui.study.coding.opening import Reading  # noqa: PLC0415 # help needs no yaml
        from leadcode_tui.study.coding.orders import Order  # noqa: PLC0415

        reading = Reading(number, Order(order) if order else None, take_over, stale, because or "")
        session, notices = _open(
            transcripts, coder, codebook, interviewers=interviewers, reading=reading
        )
    return run_session(session, notices, plain=plain, theme=theme)


def refuse_without_terminal() -> None:
    """Raise NotATerminalError where there is no screen to draw on; Textual would hang."""
    for stream, name in ((sys.stdin, "stdin"), (sys.stdout, "stdout"), (sys.stderr, "stderr")):
        if stream is None or not stream.isatty():
            raise NotATerminalError(f"{name} is no terminal")
    kind = os.environ.get("TERM", "")
    if kind in _CANNOT:
        raise NotATerminalError(f"TERM is {kind!r}, a terminal that cannot place a cursor")


def _open(
    transcripts: Sequence[str],
    coder: str | None,
    codebook: Path | None,
    *,
    interviewers: Sequence[str],
    reading: Reading,
) -> tuple[Session, Sequence[str]]:
    from leadcode_tui.study.coder import coder_name  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.coding.opening import open_loose, open_session  # noqa: PLC0415
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.settings import user_settings  # noqa: PLC0415

    own = user_settings()

    if codebook is not None:
        if len(transcripts) != 1:
            raise UsageError("with --codebook, name the one file to code")
        return open_loose(
            Path(transcripts[0]),
            codebook,
            coder_name(coder),
            interviewers=interviewers,
            reading=reading,
            own=own,
        )
    if interviewers:
        raise UsageError("--interviewer goes with --codebook; in a study it is said at import")
    study = find_study(Path())
    name = coder_name(coder, study.settings.coders)
    return open_session(study, name, wanted=transcripts, reading=reading, own=own)


def run_session(
    session: Session, notices: Sequence[str], *, plain: bool, theme: str | None = None
) -> int:
    """Let the coder work until they leave, and close the session."""
    for notice in notices:
        say(notice)
    try:
        if plain:
            from leadcode_tui.cli.plain import run_plain  # noqa: PLC0415 # only when it is used

            run_plain(session, sys.stdin, sys.stdout)
            return 0
        from leadcode_tui.study.coding.first_minute import is_first  # noqa: PLC0415
        from leadcode_tui.study.settings import user_settings  # noqa: PLC0415
        from leadcode_tui.tui import CodingApp  # noqa: PLC0415 # the one way to the screen

        look = Theme(theme) if theme else user_settings().theme
        app = CodingApp(session, notices, theme=look, first_minute=is_first(session), begun=begun)
        app.run(mouse=False)
        if app.failure is not None:
            raise app.failure
        if app.return_code:
            say("ended from outside; all is saved")
        return app.return_code or 0
    finally:
        session.close()
        if session.unsaved is not None:
            say(f"NOT SAVED: {session.unsaved}")
