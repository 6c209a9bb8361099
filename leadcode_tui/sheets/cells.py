"""The cells of a file as they are written: CSV, TSV or a workbook."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from leadcode_tui.archives import SIGNATURE
from leadcode_tui.errors import UnreadableError, UsageError, refuse_endless
from leadcode_tui.sheets.layout import WORKBOOKS
from leadcode_tui.sheets.workbook import LARGEST, workbook_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: How a workbook of the old kind begins, and a new one that is encrypted.
_OLD: Final = b"\xd0\xcf\x11\xe0"
#: How much of a file is looked at to tell its encoding.
_SAMPLE: Final = 1_000_000
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_cells(path: Path, *, sheet: str | None = None) -> Sequence[Sequence[str]]:
    """Return the rows of a file; `sheet` is one of a workbook's, the first unless given."""
    content = _content(path)
    if content.startswith(_OLD):
        why = "a workbook of the old kind (.xls), or one with a password: save it as .xlsx without"
        raise UnreadableError(path, why)
    if content.startswith(SIGNATURE) or path.suffix.lower() in WORKBOOKS:
        return workbook_cells(content, path, sheet)
    if sheet is not None:
        raise UsageError(f"{path} has no sheets: --sheet is for workbooks")
    return text_cells(decoded(content, path), path)


def read_text(path: Path) -> str:
    """Return the text of a file, in whatever encoding it is."""
    return decoded(_content(path), path)


def _content(path: Path) -> bytes:
    refuse_endless(path)
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableError(path, f"larger than {LARGEST // 10**6} MB: no hand-made file is")
    return content


def text_cells(text: str, path: Path) -> Sequence[Sequence[str]]:
    """Return the rows of a text whose cells are parted by commas, semicolons or tabs."""
    first, _, rest = text.partition("\n")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(first)
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        delimiter, text = first.strip()[-1], f"\n{rest}"  # the row keeps its number
    csv.field_size_limit(LARGEST)  # a cell may hold a whole interview
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[list[str]] = []
    begun = 1
    try:
        for row in rows:
            cells.append(row)
            begun = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableError(path, _broken(error, begun)) from error
    return cells


def _broken(error: csv.Error, begun: int) -> str:
    if "unexpected end" in str(error):
        return f"a quote in the row at line {begun} is never closed: close it, or write it twice"
    if "expected after" in str(error):
        return f"text follows a closing quote in the row at line {begun}: write the quote twice"
    return f"no table that can be read from line {begun} on: {error}"


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def guess_told(path: Path) -> tuple[str, ...]:
    """Return what is to be said of a file's encoding: nothing, or that it was guessed."""
    content = _content(path)
    if content.startswith((SIGNATURE, _OLD)) or path.suffix.lower() in WORKBOOKS:
        return ()
    encoding, is_guess = _encoding(content, path)
    if not is_guess:
        return ()
    doubt = f"it is not UTF-8 and was read as {encoding}, which is a guess"
    return (f"{doubt}: check its accents, or save it as UTF-8",)


def decoded(content: bytes, path: Path) -> str:
    """Return bytes as text; what is no UTF-8 is guessed."""
    encoding, is_guess = _encoding(content, path)
    text = content.decode(encoding, errors="replace" if is_guess else "strict")
    if "\0" in text:
        raise UnreadableError(path, "it holds NUL characters: no text, so no table")
    return text


def _encoding(content: bytes, path: Path) -> tuple[str, bool]:
    """Return the encoding, and whether it is a guess."""
    encoding = _MARKS.get(content[:2], "utf-8-sig")
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return _guessed(content, path), True
    return encoding, False


def _guessed(content: bytes, path: Path) -> str:
    from leadcode_tui.encodings import likeliest_encoding  # noqa: PLC0415 # heavy, and rare

    encoding = likeliest_encoding(content[:_SAMPLE])
    if encoding is None:
        raise UnreadableError(path, "no text in any encoding: save it as CSV UTF-8")
    return encoding
