"""`leadcode codebook export`: the codebook for another program, or for the appendix of a paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.talk import say
from leadcode_tui.errors import UsageError
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.model import Codebook

#: What a codebook can be written as.
FORMS: Final = ("csv", "xlsx", "qdc", "markdown", "html", "docx")
#: How the names of such files end.
_ENDINGS: Final[Mapping[str, str]] = {
    **{f".{form}": form for form in FORMS if form != "markdown"},
    ".md": "markdown",
    ".htm": "html",
}
#: What no terminal shows.
_PACKED: Final = frozenset({"xlsx", "docx"})


@click.command("export")
@click.argument("file", type=PATH, required=False)
@click.option("--into", type=PATH, metavar="PATH", help="Write a new file, not stdout.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="What to write; by the end of PATH without."
)
@click.option("--replace", "over", is_flag=True, help="Write over the file, if it is there.")
def command(
    file: Path | None,
    into: Path | None,
    form: str | None,
    over: bool,  # noqa: FBT001 # click gives it so
) -> None:
    """Write the study's codebook, or FILE, for another program or a paper.

    \b
      csv, xlsx   a table with a row for each code: for spreadsheets, and back
                  with leadcode codebook import
      qdc         REFI-QDA: for NVivo, ATLAS.ti, MAXQDA, QualCoder, and back.
                  Include, exclude and examples stand below the definition,
                  under headings of their own
      markdown, html, docx
                  an appendix for a paper; html and docx have it as a table,
                  which Word opens

    What a codebook says is in csv, xlsx and qdc without loss, for the way back.

    \b
    Examples:
      leadcode codebook export --into leadership.qdc
      leadcode codebook export --into appendix.docx
      leadcode codebook export draft.yaml --format markdown
    """
    from leadcode_tui.study.books import book_asked  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.exchange import put, whole_codebook  # noqa: PLC0415

    wanted = form or _form_of(into)
    path, _ = book_asked(file, Path())
    content = _written(whole_codebook(path), wanted)
    if into is not None:
        put(into, content, over=over)
        click.echo(sanitise(str(into)))
    elif wanted in _PACKED and sys.stdout.isatty():
        raise UsageError(f"{wanted} is nothing to read here: write it with --into PATH")
    else:
        click.echo(content, nl=False)
    say(f"{path}: exported as {wanted}")


def _form_of(into: Path | None) -> str:
    endings = ", ".join(_ENDINGS)
    if into is None:
        raise UsageError(f"say what to write: --format {'|'.join(FORMS)}, or --into PATH")
    if into.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{into} does not say what to write: end it with {endings}, or --format")
    return _ENDINGS[into.suffix.lower()]


def _written(codebook: Codebook, form: str) -> bytes:
    """Return the file; each writer is imported where it is asked for."""
    if form == "markdown":
        from leadcode_tui.render.codebook_page import codebook_page  # noqa: PLC0415
        from leadcode_tui.render.grid import Format  # noqa: PLC0415
        from leadcode_tui.render.page import laid_out  # noqa: PLC0415

        return (laid_out(codebook_page(codebook), Format.MARKDOWN) + "\n").encode()
    if form == "html":
        from leadcode_tui.render.codebook_html import codebook_html  # noqa: PLC0415

        return codebook_html(codebook).encode()
    if form == "docx":
        from leadcode_tui.render.codebook_docx import codebook_docx  # noqa: PLC0415

        return codebook_docx(codebook)
    from leadcode_tui.study.exchange import Exchanged, taken_out  # noqa: PLC0415

    return taken_out(codebook, Exchanged(form))
