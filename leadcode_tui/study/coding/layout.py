"""Orders of reading, and what is true of each segment in them.

What is true stands in byte strings, one byte for each segment: in a study of 100,000 the next one
that is not visited is found faster than a key is pressed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, chain
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Layout:
    """An order of reading: which number stands at each position, in groups read together.

    A group is made of runs of numbers that follow one another; every number is in one run. Runs
    are few beside the segments, and what is known of one is taken at once.
    """

    def __init__(self, groups: Iterable[Iterable[range]], count: int) -> None:
        read = [[run for run in group if run] for group in groups]
        runs = list(chain.from_iterable(read))
        self._starts = [0, *accumulate(sum(map(len, group)) for group in read)]
        self._runs = [slice(run.start, run.stop) for run in runs]
        begins = accumulate(map(len, runs), initial=0)
        #: Whether every number is its own position.
        self.is_as_numbered = all(map(eq, begins, (run.start for run in runs)))
        #: The number at each position, and the position of each number.
        self.numbers: Sequence[int] = range(count)
        self.positions: Sequence[int] = range(count)
        if not self.is_as_numbered:
            self.numbers, self.positions = _both_ways(self._runs, count)

    def group(self, position: int) -> int:
        """Return which group a position is in."""
        return bisect_right(self._starts, position) - 1

    def span(self, position: int) -> range:
        """Return the positions that are read together with one."""
        at = self.group(position)
        return range(self._starts[at], self._starts[at + 1])

    def laid_out(self, by_number: bytes | bytearray) -> bytearray:
        """Return what is known of each number in the order of the positions."""
        return bytearray().join(map(by_number.__getitem__, self._runs))


def _both_ways(runs: Iterable[slice], count: int) -> tuple[array[int], array[int]]:
    """Return the number at each position, and the position of each number."""
    each = array("I", range(count))
    numbers, positions = array("I"), array("I", each)
    for run in runs:
        position = len(numbers)
        numbers.extend(each[run])
        positions[run] = each[position : len(numbers)]
    return numbers, positions


def marked(numbers: Iterable[int], count: int) -> bytearray:
    """Return a byte for each of so many segments: 1 for those with these numbers."""
    marks = bytearray(count)
    for number in numbers:
        marks[number] = 1
    return marks


class Marks:
    """What is true of some segments: a byte for each, 1 where it is.

    They stand by number, and in the order of reading that was asked for last besides: whoever
    changes the order to and fro waits for it once.
    """

    def __init__(self, by_number: bytearray) -> None:
        self._by_number = by_number
        self._layout: Layout | None = None
        self._laid_out = by_number

    def __getitem__(self, number: int) -> int:
        """Whether it is true of a segment."""
        return self._by_number[number]

    def __setitem__(self, number: int, is_true: bool) -> None:
        """Take note of whether it is true of a segment."""
        self._by_number[number] = is_true
        if self._layout is not None:
            self._laid_out[self._layout.positions[number]] = is_true

    def copy(self) -> Marks:
        """Return the same marks, to be changed apart from these."""
        return Marks(bytearray(self._by_number))

    def count(self) -> int:
        """Return of how many segments it is true."""
        return self._by_number.count(1)

    def read(self, layout: Layout) -> bytearray:
        """Return the bytes in an order of reading, to be looked at."""
        if layout.is_as_numbered:
            return self._by_number
        if layout is not self._layout:
            self._layout, self._laid_out = layout, layout.laid_out(self._by_number)
        return self._laid_out
