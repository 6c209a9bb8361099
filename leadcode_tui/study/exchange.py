"""Codebooks from other programs and to them: which reader and which writer is for which file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook import (
    SCHEMA_FILE,
    SCHEMA_LINE,
    codebook_from,
    codebook_text,
    id_from,
    load_codebook,
    read_qc_codebook,
)
from leadcode_tui.errors import ProblemsError, UnreadableError, UsageError
from leadcode_tui.keys import RESERVED
from leadcode_tui.sheets import (
    codebook_csv,
    codebook_xlsx,
    read_codebook_list,
    read_codebook_table,
)
from leadcode_tui.store.files import replace as replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import Codebook, Listing

#: How the names of files end that hold codebooks, by who reads them.
_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ods"})
_REFI: Final = frozenset({".qdc", ".qde", ".qdpx"})
_QC: Final = frozenset({".yaml", ".yml"})
_LISTS: Final = frozenset({".txt", ""})

_AS_TABLE: Final = "export the codes as a table (.xlsx, .csv) or as .qdc in the program it is from"
_AS_ROWS: Final = "make a table of it, a row for each code, with the headings name and definition"
#: The way out for kinds of files that people have.
_ADVICE: Final[Mapping[str, str]] = {
    **dict.fromkeys((".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".mx24"), _AS_TABLE),
    **dict.fromkeys((".json", ".md", ".markdown", ".jsonl"), _AS_ROWS),
    ".xls": "save it as .xlsx",
}


class Exchanged(StrEnum):
    """What a codebook is written as for other programs, and how such a file's name ends."""

    CSV = "csv"
    XLSX = "xlsx"
    QDC = "qdc"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A codebook that came in, its text as a new file, and what is to be said of how."""

    codebook: Codebook
    text: str
    notices: tuple[str, ...]


def bring_in(
    path: Path, *, sheet: str | None = None, title: str | None = None, into: Path | None = None
) -> BroughtIn:
    """Read a codebook of another program; where it is put, editors may find its schema.

    Raises ProblemsError where there are mistakes in it, UnreadableError where it is none.
    """
    listing = _listing(path, sheet)
    if title is not None:
        listing = replace(listing, title=title, id=id_from(title, otherwise="codebook"))
    codebook, problems, notices = codebook_from(listing, path, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    comment = f"Imported from {path.name}. Ids stay as they are once you have coded."
    text = codebook_text(codebook, comment=comment)
    if into is not None and (into.parent / SCHEMA_FILE).exists():
        text = f"{SCHEMA_LINE}\n{text}"
    return BroughtIn(codebook, text, notices)


def _listing(path: Path, sheet: str | None) -> Listing:
    suffix = path.suffix.lower()
    if path.is_dir():
        raise UnreadableError(path, "it is a folder: name a file in it")
    if suffix in _TABLES:
        return read_codebook_table(path, sheet=sheet)
    if sheet is not None:
        raise UsageError(f"{path} has no sheets: --sheet is for workbooks")
    if suffix in _REFI:
        from leadcode_tui.codebook import read_refi  # noqa: PLC0415 # tables need no lxml

        return read_refi(path)
    if suffix in _QC:
        return read_qc_codebook(path)
    if suffix in _LISTS:
        return read_codebook_list(path)
    can = ", ".join(sorted((_TABLES | _REFI | _QC | _LISTS) - {""}))
    way_out = _ADVICE.get(suffix, "rename it if it is one of these, or save it as one")
    raise UnreadableError(
        path, f"no codebook can be read from this kind of file; {way_out} ({can})"
    )


def whole_codebook(path: Path) -> Codebook:
    """Read a codebook that goes out; raise ProblemsError where there are mistakes in it."""
    codebook, problems = load_codebook(path, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    return codebook


def taken_out(codebook: Codebook, form: Exchanged) -> bytes:
    """Return a codebook as a file for another program."""
    if form is Exchanged.XLSX:
        return codebook_xlsx(codebook)
    if form is Exchanged.QDC:
        from leadcode_tui.codebook import codebook_qdc  # noqa: PLC0415 # as above

        return codebook_qdc(codebook)
    return codebook_csv(codebook).encode()


def put(path: Path, content: bytes, *, over: bool) -> None:
    """Write a file whole or not at all; over one that is there only when that was said."""
    if path.exists() and not over:
        raise UsageError(f"{path} is there already: choose another name, or say --replace")
    if not path.parent.is_dir():
        raise UsageError(f"{path} can be no file: {path.parent} is no folder")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    replace_file(path, content)
