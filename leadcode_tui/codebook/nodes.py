"""What a YAML file is made of, each part with its place: nothing is interpreted yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

#: Line ends as editors count them; YAML's own count takes three more characters for line ends.
_LINE_END = re.compile("\r\n|\n|\r")


class Place(NamedTuple):
    """Where something stands in a file: both count from 1, the column in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar, as it was written: `no` is "no" and `1.0` is "1.0"."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; it is not whole when a mistake in the YAML cut it off."""

    place: Place
    entries: tuple[Node, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their values, in order and with duplicates; not whole when it was cut off."""

    place: Place
    entries: tuple[tuple[Node, Node], ...]
    whole: bool = True


Node = TextNode | ListNode | MappingNode


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, index: int) -> Place:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, index)
        return Place(line, index - self._starts[line - 1] + 1)

    def start(self, index: int) -> int:
        """Return where the line of a character begins."""
        return self._starts[bisect_right(self._starts, index) - 1]
