"""Codable segments by number, interview after interview: what is known of 100,000 stays small.

A number takes four bytes in an array where a place takes a hundred, and what is true of each
segment stands in a string of bytes, one byte a segment, which is searched and counted at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leadcode_tui.model import SegmentId, TranscriptId


class Numbering(Sequence[Place]):
    """The places of all codable segments; each has its number there."""

    def __init__(self, codable: Mapping[TranscriptId, Sequence[SegmentId]]) -> None:
        self._codable = codable
        self._names = tuple(codable)
        self._starts = [0, *accumulate(map(len, codable.values()))]
        self._first = dict(zip(self._names, self._starts, strict=False))
        self._within: dict[TranscriptId, Mapping[SegmentId, int]] = {}

    def __len__(self) -> int:
        """How many codable segments there are."""
        return self._starts[-1]

    @overload
    def __getitem__(self, number: int) -> Place: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Place]: ...
    def __getitem__(self, number: int | slice) -> Place | Sequence[Place]:
        """Return the place of a number."""
        if isinstance(number, slice):
            return Places(self, range(len(self))[number])
        number = range(len(self))[number]
        at = bisect_right(self._starts, number) - 1
        name = self._names[at]
        return Place(name, self._codable[name][number - self._starts[at]])

    def number(self, place: Place) -> int | None:
        """Return a segment's number; None where it is not codable, or not there."""
        name = place.transcript
        if name not in self._within:
            self._within[name] = {each: at for at, each in enumerate(self._codable.get(name, ()))}
        at = self._within[name].get(place.segment)
        return None if at is None else self._first[name] + at

    def of(self, transcript: TranscriptId) -> range:
        """Return the numbers of an interview's segments."""
        first = self._first[transcript]
        return range(first, first + len(self._codable[transcript]))

    def apart(self, numbers: array[int]) -> Iterator[tuple[TranscriptId, array[int]]]:
        """Yield the interviews that have any of these ascending numbers, each with its own."""
        at = 0
        while at < len(numbers):
            interview = bisect_right(self._starts, numbers[at]) - 1
            stop = bisect_left(numbers, self._starts[interview + 1], at)
            yield self._names[interview], numbers[at:stop]
            at = stop

    def interviews(self) -> Sequence[range]:
        """Return the numbers of each interview's segments."""
        return [self.of(name) for name in self._names]


class Places(Sequence[Place]):
    """The places of some numbers, made when they are asked for."""

    def __init__(self, numbering: Numbering, numbers: Sequence[int]) -> None:
        self._numbering = numbering
        self._numbers = numbers

    def __len__(self) -> int:
        """How many they are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | Sequence[Place]:
        """Return one of them, or some."""
        if isinstance(at, slice):
            return Places(self._numbering, self._numbers[at])
        return self._numbering[self._numbers[at]]

    def __eq__(self, other: object) -> bool:
        """Whether another sequence has the same places in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment] # equal to lists, which have none


def numbers_of(numbers: Iterable[int] = ()) -> array[int]:
    """Return numbers as what they are kept in."""
    return array("I", numbers)


def holds(numbers: array[int], number: int) -> bool:
    """Whether a number is among ascending ones."""
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def put(numbers: array[int], number: int) -> None:
    """Put a number among ascending ones, once."""
    if not holds(numbers, number):
        numbers.insert(bisect_left(numbers, number), number)


def drop(numbers: array[int], number: int) -> None:
    """Take a number from ascending ones, if it is among them."""
    if holds(numbers, number):
        del numbers[bisect_left(numbers, number)]
