"""`leadcode check`: whether every file of the study is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise

if TYPE_CHECKING:
    from leadcode_tui.study.folder import StudyFolder


@click.command("check")
@click.option("--repair", is_flag=True, help="Put right what can be, after a backup.")
@click.option(
    "--adopt",
    metavar="CODER",
    help="Take what another hand changed in this coder's file into its history; "
    "training/ana is ana's of the round training.",
)
@format_option
def command(
    repair: bool,  # noqa: FBT001 # click gives it so
    adopt: str | None,
    form: str,
) -> int:
    """Read every file of the study, and say what is wrong in any of them.

    A problem a line, with its place. It reads the study file, the codebook, the
    participants, the transcripts, the coders' files and their histories: their
    formats, whether decisions were made on the text that is there, codes and
    segments that are not, what was damaged or changed by another hand, what a
    cut-off session left, and who may read and write it all. Exit code 0: sound;
    1: problems were found; 2: there is no study that can be read.

    --repair completes coders' files from their histories (and histories from
    sound files), puts damaged lines aside, removes leftovers, takes others'
    access away and sets a shared folder's setgid bit. Copies of what it rewrites
    are in the study's folder backup-TIME. What people wrote is never touched.

    --adopt takes the decisions of a coder's file that was changed in an editor,
    say. Until then the history counts, and the file is kept as
    CODER.found-*.json. What the coder decided after that file stays.

    \b
    Examples:
      leadcode check
      leadcode check --repair
      leadcode check --adopt ana
    """
    from leadcode_tui.render.checked import rendered_check  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.checks.checking import check_study, study_to_check  # noqa: PLC0415
    from leadcode_tui.study.checks.repairing import repair_study  # noqa: PLC0415

    study, known = study_to_check(Path())
    if adopt is not None and repair:
        raise UsageError("--adopt and --repair are two steps: first one, then the other")
    if adopt is not None:
        _adopt(study, adopt)
        return Exit.DONE
    repairs = tuple(repair_study(study)) if repair else ()
    found = check_study(study, known)
    shown = rendered_check(found, Format(form), repairs=repairs)
    if shown:
        click.echo(sanitise(shown))
    for sentence in (*repairs, *found.notices):
        say(sentence)
    problems = count(len(found.problems), "problem") if found.problems else "no problems"
    say(f"{count(found.files, 'file')} read, {problems}")
    return Exit.BELOW if found.problems else Exit.DONE


def _adopt(study: StudyFolder, coder: str) -> None:
    from leadcode_tui.render.checked import adoption_told, rendered_adoption  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.checks.repairing import adopt_changed  # noqa: PLC0415

    adoptions, notices = adopt_changed(study, coder)
    for notice in notices:
        say(notice)
    for adoption in adoptions:
        for line in rendered_adoption(adoption):
            click.echo(line)
        say(adoption_told(adoption))
    if not adoptions:
        say(f"no file of {coder}'s was changed by another hand")
