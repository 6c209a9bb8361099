"""Keys as somebody asks for them in a file of theirs, with the places, to be told what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a file that people write by hand; line and column count from 1."""

    text: str
    path: Path
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Remap:
    """The keys that a command is to have, in place of those it has."""

    command: Written
    keys: tuple[Written, ...]
