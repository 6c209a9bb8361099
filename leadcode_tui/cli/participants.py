"""`leadcode participants`: who took part, and participants from a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.profile import Profile


@click.command("participants")
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Count by this column of participants.csv; may be given several times.",
)
@click.option(
    "--from",
    "source",
    type=PATH,
    help="Bring participants in from a table first: csv, tsv, xlsx or ods.",
)
@click.option("--sheet", metavar="NAME", help="The sheet of the workbook; the first otherwise.")
@click.option("--id-column", metavar="NAME", help="The column with the ids.")
@click.option("--role-column", metavar="NAME", help="The column with the roles.")
@format_option
def command(  # an option each
    by: tuple[str, ...],
    *,
    source: Path | None,
    sheet: str | None,
    id_column: str | None,
    role_column: str | None,
    form: str,
) -> None:
    """Show how many participants of each role there are.

    With --by, of each value of any other column. Participants without a
    transcript, and people who speak and are not in the table, are listed.

    --from takes rows of a spreadsheet into participants.csv, by their ids: filled
    cells replace what is there, further columns become attributes, and who is not
    in the spreadsheet stays.

    \b
    Examples:
      leadcode participants
      leadcode participants --by region --by years_in_post --format markdown
      leadcode participants --from recruited.xlsx --role-column Position
    """
    from leadcode_tui.render.participants import rendered_profile  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415
    from leadcode_tui.study.profile import study_profile  # noqa: PLC0415

    study = find_study(Path())
    if source is not None:
        _take(study, source, sheet, id_column, role_column)
    profile = study_profile(study, by)
    if profile.participants or form == Format.JSON.value:
        click.echo(sanitise(rendered_profile(profile, Format(form))))
    _tell(profile)


def _take(
    study: StudyFolder,
    source: Path,
    sheet: str | None,
    id_column: str | None,
    role_column: str | None,
) -> None:
    from leadcode_tui.sheets import PeopleColumns  # noqa: PLC0415
    from leadcode_tui.study.profile import take_people  # noqa: PLC0415

    joined = take_people(study, source, PeopleColumns(sheet, id_column, role_column))
    say(f"{study.participants_path}: {len(joined.new)} new, {len(joined.changed)} changed")


def _tell(profile: Profile) -> None:
    if not profile.participants:
        say("nobody is listed yet: leadcode participants --from FILE, or edit participants.csv")
    if profile.silent:
        say(f"without a transcript ({len(profile.silent)}): {', '.join(profile.silent)}")
    if profile.unlisted:
        told = ", ".join(
            who if names == [who] else f"{who} (in {', '.join(names)})"
            for who, names in profile.unlisted.items()
        )
        say(f"not in participants.csv ({len(profile.unlisted)}): {told}")
