"""Text in a cell of a spreadsheet: never taken for a formula, and the same again when read back."""

from __future__ import annotations

import re
from typing import Final

#: How a cell begins that a spreadsheet takes for a formula, or that was guarded against it.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a ' in front says that it is text.

    >>> guarded("=A1"), guarded("'=A1"), guarded("-1.5"), guarded("'tis")
    ("'=A1", "''=A1", '-1.5', "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _is_harmless(cell) else cell


def unguarded(cell: str) -> str:
    """Return what was guarded.

    >>> unguarded("'=A1"), unguarded("''=A1"), unguarded("-1.5"), unguarded("'tis")
    ('=A1', "'=A1", '-1.5', "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def _is_harmless(cell: str) -> bool:
    """Return whether a cell is a number, or the lone dash that says "no code"."""
    if cell == "-":
        return True
    try:
        float(cell)
    except ValueError:
        return False
    return True
