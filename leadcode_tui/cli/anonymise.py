"""`leadcode anonymise`: pseudonyms in place of names, in every file of the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.changing import study_to_change, tell_unsearched
from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.render.grid import Format
from leadcode_tui.text import count, sanitise

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.study.privacy.anonymising import Anonymised


@click.command("anonymise")
@click.argument("names", required=False, type=PATH, metavar="[LIST]")
@click.option("--dry-run", "dry", is_flag=True, help="Show every place, and write nothing.")
@format_option
def command(names: Path | None, *, dry: bool, form: str) -> int:
    """Replace names by pseudonyms, in every file of the study.

    LIST is a table that you write, pseudonyms.csv in the study's folder unless
    you say otherwise: a column name, a column pseudonym, and if you like a column
    case, with exact for a name that is a word as well (Will, May). Whole words
    are replaced, in any case: Smith's becomes Jones's, SMITH becomes JONES.

    Transcripts, labels, ids, file and source names, memos, histories, drafts and
    backups are all rewritten, and no copy is kept. Decisions stay where they are.
    Afterwards it lists what may be left: words with a capital, e-mail addresses,
    telephone and NHS numbers, dates. Keep the list apart from the study when you
    are done; nobody but you can read it.

    Exit code 1: files in the folder that are not the study's hold names as well,
    or the study is kept in Git, where its earlier versions do.

    \b
    Examples:
      leadcode anonymise --dry-run
      leadcode anonymise
      leadcode anonymise ../safe/names.csv
    """
    from leadcode_tui.render.anonymising import (  # noqa: PLC0415 # help needs none
        rendered_anonymised,
        rendered_places,
    )
    from leadcode_tui.study.privacy.anonymising import anonymise  # noqa: PLC0415
    from leadcode_tui.study.privacy.left_behind import words_in_lower_case  # noqa: PLC0415
    from leadcode_tui.study.privacy.pseudonym_list import (  # noqa: PLC0415
        LIST,
        keep_private,
        read_pseudonyms,
    )

    study = study_to_change()
    path = names or study.root / LIST
    pseudonyms = read_pseudonyms(study, path)
    if keep_private(path):
        say(f"{path}: others could read it; now its owner alone can")
    for name, times in words_in_lower_case(study, pseudonyms).items():
        say(
            f"{name} stands {count(times, 'time')} in lower case: if that is a word and no name, "
            "write exact in the column case of the list"
        )
    done = anonymise(study, pseudonyms, path, dry=dry)
    rendered = rendered_places if dry else rendered_anonymised
    if shown := rendered(done, Format(form)):
        click.echo(sanitise(shown))
    _tell(done, dry=dry)
    return Exit.BELOW if done.others or done.repository else Exit.DONE


def _tell(done: Anonymised, *, dry: bool) -> None:
    for path in done.others:
        say(f"{path}: holds names and is no file of the study: change it by hand, or remove it")
    tell_unsearched(done.closed, done.repository)
    if dry:
        say("nothing is written: this was a dry run")
    else:
        files, places = count(done.files, "file"), count(len(done.replaced), "place")
        say(f"names replaced in {places}, {files} rewritten; no copy of what was there is kept")
