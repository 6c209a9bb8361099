"""What is wrong in a file of JSON, in plain words, with its line and column where it has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import NewerFormatError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

#: How msgspec says where JSON breaks off.
_BYTE: Final = re.compile(r" \(byte (\d+)\)$")
#: How msgspec says that a file ends in the middle.
_TRUNCATED: Final = "Input data was truncated"


def no_json(path: Path, content: bytes, error: Exception, *, what: str) -> UnreadableError:
    """Return the error for a file that should be `what`, such as "no coder file"."""
    said = str(error)
    if not content.strip():
        return UnreadableError(path, f"{what}: it is empty")
    if said == _TRUNCATED:
        line, column = line_and_column(content, len(content.rstrip()))
        why = "the JSON ends here, and is not whole: was the file cut off?"
    elif found := _BYTE.search(said):
        line, column = line_and_column(content, int(found[1]))
        why = said[: found.start()]
    else:
        return UnreadableError(path, f"{what}: {plainly(error)}")
    return UnreadableError(path, f"{what}: {why}", line=line, column=column)


def refuse_other_formats(path: Path, found: str, *, known: str, why: str) -> None:
    """Refuse a file of a format that is newer than `known`, or another one, which `why` says."""
    family, _, number = found.partition("/")
    ours, _, newest = known.partition("/")
    if family != ours or not number.isdecimal():
        raise UnreadableError(path, why)
    if int(number) > int(newest):
        raise NewerFormatError(path, found=found, known=known)


def plainly(error: Exception) -> str:
    """Return what msgspec says, as a sentence of ours begins."""
    said = str(error)
    return said if said.startswith("JSON") else said[:1].lower() + said[1:]


def line_and_column(content: bytes, at: int) -> tuple[int, int]:
    """Return the line and column of a byte, both from 1."""
    line_start = content.rfind(b"\n", 0, at) + 1
    return content.count(b"\n", 0, at) + 1, len(content[line_start:at].decode(errors="replace")) + 1
