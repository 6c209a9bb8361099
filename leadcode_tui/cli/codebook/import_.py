"""`leadcode codebook import`: a codebook of another program, as a codebook of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from pathlib import Path


@click.command("import")
@click.argument("file", type=PATH)
@click.option("--into", type=PATH, metavar="PATH", help="Write a new file, not stdout.")
@click.option("--replace", "over", is_flag=True, help="Write over the file, if it is there.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; the first without it.")
@click.option("--title", metavar="TEXT", help="The codebook's title; its id is made of it.")
def command(
    file: Path,
    into: Path | None,
    over: bool,  # noqa: FBT001 # click gives it so
    sheet: str | None,
    title: str | None,
) -> None:
    """Make a codebook of FILE, which another program wrote.

    \b
    It reads, by the end of the name:
      .csv .tsv .xlsx .ods   a table with a row for each code: of a spreadsheet,
                             Taguette, ATLAS.ti, qcoder. Columns are found by
                             their headings, in any order: name, code or tag;
                             definition, description, comment or memo; parent,
                             category or theme; include, exclude, examples.
      .qdc .qde .qdpx        REFI-QDA: NVivo, ATLAS.ti, MAXQDA, QualCoder
      .yaml                  the codebook of qc
      .txt                   a code on each line, as QualCoder has it
                             (category>>code, then a tab and a memo); lines of
                             codes, as qc has them; the report of ATLAS.ti

    Codes without an id get one that is made of the name. What a codebook does
    not hold, such as colours, is told and left out. If anything in FILE cannot
    be meant, all of it is told with its line or row and column, and nothing is
    written.

    \b
    Examples:
      leadcode codebook import codes.xlsx
      leadcode codebook import nvivo.qdpx --into codebook.yaml
      leadcode codebook import tags.csv --title "Who leads" --into draft.yaml
    """
    from leadcode_tui.study.exchange import bring_in, put  # noqa: PLC0415 # help needs none

    brought = bring_in(file, sheet=sheet, title=title, into=into)
    for notice in brought.notices:
        say(f"{file}: {notice}")
    if into is None:
        click.echo(sanitise(brought.text), nl=False)
    else:
        put(into, brought.text.encode(), over=over)
        click.echo(sanitise(str(into)))
    number = len(brought.codebook.codes)
    say(f"{file}: {number} code{'' if number == 1 else 's'}")
