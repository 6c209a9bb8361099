"""The codebooks and examples that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leadcode_tui.errors import UnreadableError

_PACKAGE: Final = Path(__file__).parents[1]


def shipped(name: str, *, package: Path = _PACKAGE) -> Path:
    """Return the folder of this name: beside the package in a checkout, else inside it.

    An editable install may hold an old copy inside, so the checkout comes first.
    """
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    inside = package / "_shipped" / name
    if not inside.is_dir():
        raise UnreadableError(inside, "missing from this installation: install leadcode again")
    return inside
