"""`leadcode import`: transcripts into the study, or corrected ones in place of those there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.changing import study_to_change
from leadcode_tui.cli.counting import counted
from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.study.corrections.updating import Update
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.importing import Asked, Imported


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option(
    "--interviewer",
    "interviewers",
    multiple=True,
    metavar="NAME",
    help="The label of whoever asks; may be given several times, and is remembered.",
)
@click.option(
    "--join",
    "joined",
    metavar="ID",
    help="The files are one interview, one speaker each: make one transcript, in order of time.",
)
@click.option(
    "--as", "named", metavar="ID", help="The transcript's id, in place of the file's name."
)
@click.option(
    "--columns",
    metavar="NAMES",
    help="Which columns of a table hold what, as in speaker=Spkr,text=Content.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Show what would come in, and write nothing.")
@click.option(
    "--update",
    is_flag=True,
    help="Put corrected transcripts in place of those there, and take all decisions along.",
)
@format_option
def command(  # noqa: PLR0913 # an option each
    files: tuple[Path, ...],
    interviewers: tuple[str, ...],
    *,
    joined: str | None,
    named: str | None,
    columns: str | None,
    dry: bool,
    update: bool,
    form: str,
) -> None:
    """Bring transcripts into the study: documents, subtitles, tables, text.

    docx, odt, rtf, pdf, html; vtt, srt, TextGrid, json of Whisper; csv, tsv,
    xlsx, ods; txt, md.

    Each file becomes a transcript with the file's name as its id. What
    participants say is codable; an interviewer's turns are context.

    --dry-run shows what would come in: segments, speakers, questions and how
    sure they are, times, warnings, and the first segments.

    --update takes a corrected transcript after coding began. Segments that are
    as they were keep their ids, changed ones are found again by their words, and
    every coder's decisions go along. What is in doubt is flagged and listed, what
    lost its words becomes a memo; copies of all that is changed lie in backup-TIME.

    \b
    Examples:
      leadcode import interviews/*.txt
      leadcode import zoom.vtt --interviewer "Dana Reed" --dry-run
      leadcode import Doctor.TextGrid patient.TextGrid --join visit01 \\
        --interviewer Doctor
      leadcode import --update KC010.docx
    """
    from leadcode_tui.study.importing import Asked  # noqa: PLC0415 # help needs no yaml

    if joined is not None and named is not None:
        raise UsageError("--join names the transcript already: leave out --as")
    study = study_to_change()
    asked = Asked(interviewers, joined or named, joined=joined is not None, columns=columns)
    with counted(files, "reading") as paths:
        if update:
            _update(study, paths, asked, dry=dry, form=Format(form))
        elif dry:
            _preview(study, paths, asked, Format(form))
        else:
            _bring_in(study, paths, asked)


def _bring_in(study: StudyFolder, paths: Iterable[Path], asked: Asked) -> None:
    from leadcode_tui.study.importing import bring_in  # noqa: PLC0415

    came_in = bring_in(study, paths, asked)
    for imported in came_in.imported:
        _tell(imported)
    for sentence in (*came_in.already, *came_in.remembered):
        say(sentence)


def _preview(study: StudyFolder, paths: Iterable[Path], asked: Asked, form: Format) -> None:
    from leadcode_tui.render.previewing import rendered_previews  # noqa: PLC0415
    from leadcode_tui.study.previewing import preview  # noqa: PLC0415

    click.echo(sanitise(rendered_previews(preview(study, paths, asked), form)))
    say("nothing is written: this was a dry run")


def _update(
    study: StudyFolder, paths: Iterable[Path], asked: Asked, *, dry: bool, form: Format
) -> None:
    from leadcode_tui.study.corrections.correcting import update_files  # noqa: PLC0415

    done, readings = update_files(study, paths, asked, dry=dry)
    for reading in readings:
        _warn(reading.transcript.id, reading.problems, reading.notices)
    tell_update(done, form, dry=dry)


def tell_update(done: Update, form: Format, *, dry: bool) -> None:
    """Say what became of corrected transcripts."""
    from leadcode_tui.render.updating import rendered_update  # noqa: PLC0415

    click.echo(sanitise(rendered_update(done, form)))
    if dry:
        say("nothing is written: this was a dry run")
    elif done.backup is not None:
        say(f"copies of what was there before: {done.backup}")


def _warn(name: str, problems: Iterable[Problem], notices: Iterable[str]) -> None:
    for problem in problems:
        say(str(problem))
    for notice in notices:
        say(f"{name}: {notice}")


def _tell(imported: Imported) -> None:
    transcript = imported.transcript
    _warn(transcript.id, imported.problems, imported.notices)
    if not imported.codable:
        say(
            f"no segment of {transcript.id} can be coded: nobody in it is taken as a participant; "
            "say who asks with --interviewer NAME"
        )
    click.echo(
        sanitise_line(
            f"{transcript.id}: {count(len(transcript.segments), 'segment')}, "
            f"{imported.codable} codable"
        )
    )
