"""The compare pane: what the coder put under a code already, nearest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from leadcode_tui.text import sanitise
from leadcode_tui.tui.ruling import ruled
from leadcode_tui.tui.widgets.rows import Span, row
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.model import CodeId
    from leadcode_tui.study.coding.comparing import Group
    from leadcode_tui.study.material import Material, Place
    from leadcode_tui.tui.widgets.rows import Row

#: Rows that a segment after the chosen one gets at most.
_SHORT = 3
#: How far a text is set in below its place.
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """Segments under a code, in groups; one of them is chosen."""

    code: CodeId
    groups: Sequence[Group]
    at: int = 0

    @property
    def count(self) -> int:
        """How many segments there are to compare with."""
        return sum(len(group.places) for group in self.groups)

    @property
    def chosen(self) -> Place | None:
        """The segment that the pane is at."""
        return self._found(self.at)[1] if self.at < self.count else None

    def stepped(self, by: int) -> Compared:
        """Return it with the next segment chosen, or the one before; it stays at the ends."""
        return replace(self, at=min(max(self.at + by, 0), max(self.count - 1, 0)))

    def rows(self, material: Material, size: tuple[int, int], *, is_focused: bool) -> Sequence[Row]:
        """Return so many rows: the counts, and the segments from the chosen one on."""
        width, height = size
        counts = ", ".join(f"{group.name} {len(group.places)}" for group in self.groups)
        head = [
            ruled(f"compare {self.code}", width),
            row(fit(f"{'>' if is_focused else ' '} {counts}", width)),
        ]
        rows = [*head, *self._segments(material, width, height - len(head))][:height]
        return [*rows, *[row("")] * (height - len(rows))]

    def _segments(self, material: Material, width: int, height: int) -> Iterator[Row]:
        if not self.count:
            yield row(fit("  no other segment yet", width))
        for number in range(self.at, min(self.at + height // 2 + 1, self.count)):
            group, place = self._found(number)
            mark, look = (">", "bold") if number == self.at else (" ", "")
            told = f"{mark} {place}"
            where = f"{group}  {number + 1} of {self.count}"
            yield (Span(told, look), Span(_end(where, width - cell_len(told))))
            lines = wrap(sanitise(material.segment(place).text), width - _INDENT)
            shown = lines if number == self.at else lines[:_SHORT]
            for line in shown[:-1]:
                yield row(" " * _INDENT + line)
            cut = len(shown) < len(lines)
            room = width - _INDENT - (2 if cut else 0)
            yield row(" " * _INDENT + set_cell_size(shown[-1], room) + (" …" if cut else ""))

    def _found(self, number: int) -> tuple[str, Place]:
        """Return the segment of a number, the nearest first, and the name of its group."""
        for group in self.groups:
            if number < len(group.places):
                return group.name, group.places[number]
            number -= len(group.places)
        raise IndexError(number)


def _end(text: str, width: int) -> str:
    """Return a text at the right end of so many cells."""
    return fit(" " * max(width - cell_len(text), 1) + text, max(width, 0))
