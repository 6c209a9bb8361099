"""`leadcode import`: transcripts into the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.talk import say
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from leadcode_tui.study.importing import Imported


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--interviewer",
    "interviewers",
    multiple=True,
    metavar="NAME",
    help="The label of whoever asks; may be given several times.",
)
@click.option(
    "--join",
    "joined",
    metavar="ID",
    help="The files are one interview, one speaker each: make one transcript, in order of time.",
)
def command(files: tuple[Path, ...], interviewers: tuple[str, ...], joined: str | None) -> None:
    """Bring transcripts into the study: txt, md, vtt, srt, TextGrid.

    Each file becomes a transcript with the file's name as its id. What
    participants say is codable; an interviewer's turns are context.

    \b
    Examples:
      leadcode import interviews/*.txt
      leadcode import zoom.vtt --interviewer "Dana Reed"
      leadcode import Doctor.TextGrid patient.TextGrid --join visit01 \\
        --interviewer Doctor
    """
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.importing import import_files, import_joined  # noqa: PLC0415

    study = find_study(Path())
    if joined is None:
        came_in = import_files(study, files, interviewers=interviewers)
    else:
        came_in = (import_joined(study, files, joined, interviewers=interviewers),)
    for imported in came_in:
        _tell(imported)


def _tell(imported: Imported) -> None:
    transcript = imported.transcript
    for problem in imported.problems:
        say(str(problem))
    for notice in imported.notices:
        say(f"{transcript.id}: {notice}")
    if not imported.codable:
        say(
            f"no segment of {transcript.id} can be coded: nobody in it is taken as a participant; "
            "say who asks with --interviewer NAME"
        )
    click.echo(
        sanitise_line(
            f"{transcript.id}: {len(transcript.segments)} segments, {imported.codable} codable"
        )
    )
