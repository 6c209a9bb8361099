"""What a YAML file is made of, each part with its place: nothing is interpreted yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Line ends as editors count them; YAML's own count takes three more characters for line ends.
_LINE_END = re.compile("\r\n|\n|\r")


class Place(NamedTuple):
    """Where something stands in a file: both count from 1, the column in characters."""

    line: int
    column: int


class Mark(Protocol):
    """Where something stands, as a parser notes it: both count from 0."""

    line: int
    column: int


class TextNode(NamedTuple):
    """A scalar, as it was written: `no` is "no" and `1.0` is "1.0"."""

    at: Place | Mark
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return _place(self.at)


class ListNode(NamedTuple):
    """A list; it is not whole when a mistake in the YAML cut it off."""

    at: Place | Mark
    entries: Sequence[Node]
    whole: bool = True

    @property
    def place(self) -> Place:
        """Where it begins."""
        return _place(self.at)


class MappingNode(NamedTuple):
    """Keys, and a value for each, in order and with duplicates; not whole when it was cut off."""

    at: Place | Mark
    keys: Sequence[Node]
    values: Sequence[Node]
    whole: bool = True

    @property
    def place(self) -> Place:
        """Where it begins."""
        return _place(self.at)


Node = TextNode | ListNode | MappingNode


def _place(at: Place | Mark) -> Place:
    """Return a place, made of the parser's mark only where somebody asks: nearly nobody does."""
    return at if isinstance(at, Place) else Place(at.line + 1, at.column + 1)


class Lines:
    """Where the lines of a text begin, found out when it is first asked: most texts are right."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self._text))]

    def place(self, index: int) -> Place:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, index)
        return Place(line, index - self._starts[line - 1] + 1)

    def start(self, index: int) -> int:
        """Return where the line of a character begins."""
        return self._starts[bisect_right(self._starts, index) - 1]
