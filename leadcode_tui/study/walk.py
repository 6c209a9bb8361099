"""The coder's way through the codable segments, in the order in which they are read.

What is known of the segments stands in byte strings, one byte for each in that order: in a study
of 100,000 the next one that is not visited is found faster than a key is pressed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from leadcode_tui.study.numbering import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.material import Place
    from leadcode_tui.study.numbering import Numbering


class Layout:
    """An order of reading: which number stands at each position, in groups read together."""

    def __init__(self, groups: Iterable[Iterable[int]], count: int) -> None:
        read = [array("I", group) for group in groups]
        self._starts = [0, *accumulate(map(len, read))]
        numbers = array("I", chain.from_iterable(read))
        is_as_numbered = numbers == array("I", range(count))
        #: The number at each position, and the position of each number.
        self.numbers: Sequence[int] = range(count) if is_as_numbered else numbers
        self.positions: Sequence[int] = range(count) if is_as_numbered else _inverse(numbers)
        # What takes all of a string of bytes in another order at once, four times as fast.
        each = list(range(count))
        self._lay_out = None if is_as_numbered else _taking(self.numbers, each)
        self._number = None if is_as_numbered else _taking(self.positions, each)

    def group(self, position: int) -> int:
        """Return which group a position is in."""
        return bisect_right(self._starts, position) - 1

    def span(self, position: int) -> range:
        """Return the positions that are read together with one."""
        at = self.group(position)
        return range(self._starts[at], self._starts[at + 1])

    def laid_out(self, by_number: bytes | bytearray) -> bytearray:
        """Return what is known of each number in the order of the positions."""
        return bytearray(by_number if self._lay_out is None else self._lay_out(by_number))

    def by_number(self, laid_out: bytearray) -> bytearray:
        """Return what is known of each position in the order of the numbers."""
        return laid_out if self._number is None else bytearray(self._number(laid_out))

    def marks(self, numbers: Iterable[int]) -> bytearray:
        """Return a byte for each position: 1 where one of the numbers stands."""
        marks, positions = bytearray(len(self.positions)), self.positions
        for number in numbers:
            marks[positions[number]] = 1
        return marks


class Walk:
    """Where the coder is, what they have had before them, and what they have decided on."""

    def __init__(self, numbering: Numbering, *starts: Place) -> None:
        """Begin at the first of these places that there is, else at the first codable segment."""
        self.numbering = numbering
        count = len(self.numbering)
        self._by_interview = Layout(self.numbering.interviews(), count)
        self._layout = self._by_interview
        self._seen = bytearray(count)
        self._open = bytearray(b"\1" * count)
        self._only: bytearray | None = None
        #: Transcripts where more was had or decided since somebody asked.
        self._touched: set[TranscriptId] = set()
        found = (self._position(place) for place in starts)
        self._at = next((position for position in found if position is not None), 0)
        self._come_here()

    @property
    def places(self) -> Sequence[Place]:
        """Every codable segment, in the order of reading."""
        return Places(self.numbering, self._layout.numbers)

    @property
    def here(self) -> Place:
        """The segment that the coder decides on."""
        return self._place(self._at)

    def has(self, place: Place) -> bool:
        """Whether a place is one that coders decide on."""
        return self.numbering.number(place) is not None

    def _place(self, position: int) -> Place:
        return self.numbering[self._layout.numbers[position]]

    def _position(self, place: Place) -> int | None:
        number = self.numbering.number(place)
        return None if number is None else self._layout.positions[number]

    def _known(self, place: Place) -> int:
        position = self._position(place)
        if position is None:
            raise KeyError(place)
        return position

    # In which order

    def in_groups(self, groups: Iterable[Iterable[int]]) -> Layout:
        """Return an order of reading in which groups of numbers are read together."""
        return Layout(groups, len(self.numbering))

    def arrange(self, layout: Layout | None) -> None:
        """Read the same segments in another order; without one it is interview by interview.

        The coder stays where they are.
        """
        before, after = self._layout, layout or self._by_interview
        number = before.numbers[self._at]
        self._seen = after.laid_out(before.by_number(self._seen))
        self._open = after.laid_out(before.by_number(self._open))
        if self._only is not None:
            self._only = after.laid_out(before.by_number(self._only))
        self._layout, self._at = after, after.positions[number]

    @property
    def group(self) -> int:
        """Which of the groups the coder is in."""
        return self._layout.group(self._at)

    # What is known of the segments

    def decide(self, place: Place, *, is_decided: bool) -> None:
        """Take note of whether the coder decided on a segment."""
        position = self._position(place)
        if position is not None:
            self._open[position] = not is_decided
            self._touched.add(place.transcript)

    def remember(self, places: Iterable[Place]) -> None:
        """Take note of segments that were before the coder on an earlier day."""
        for position in map(self._position, places):
            if position is not None:
                self._seen[position] = True

    def keep_to(self, numbers: Iterable[int] | None) -> int:
        """Keep the steps to some segments, None for all; return how many they are."""
        self._only = None if numbers is None else self._layout.marks(numbers)
        return len(self.numbering) if self._only is None else self._only.count(1)

    def keep_to_open(self) -> int:
        """Keep the steps to the segments without a decision; return how many they are."""
        self._only = bytearray(self._open)
        return self._only.count(1)

    def want(self, place: Place, *, is_wanted: bool) -> None:
        """Let a segment be among those that the steps are kept to, or leave it out."""
        position = self._position(place)
        if self._only is not None and position is not None:
            self._only[position] = is_wanted

    def undecided(self) -> Iterable[Place]:
        """Return the segments without a decision."""
        return (place for place, is_open in zip(self.places, self._open, strict=True) if is_open)

    def together(self) -> Sequence[Place]:
        """Return the segments that are read together with the current one."""
        span = self._layout.span(self._at)
        return self.places[span.start : span.stop]

    def counts(self) -> tuple[int, int, int]:
        """Return, of what is read together: decided on, passed without a decision, and all.

        The current segment is not passed yet.
        """
        span = self._layout.span(self._at)
        open_, seen = self._open[span.start : span.stop], self._seen[span.start : span.stop]
        passed = _both(open_, seen).count(1) - self._open[self._at]
        return len(span) - open_.count(1), passed, len(span)

    def passed(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """Return those that were before the coder, and that they did not decide on."""
        at = ((place, self._known(place)) for place in places)
        return tuple(place for place, n in at if self._open[n] and self._seen[n])

    def ahead(self, places: Iterable[Place]) -> int:
        """Return how many of some segments the coder neither had before them nor decided on."""
        return sum(self._open[n] and not self._seen[n] for n in map(self._known, places))

    def touched(self) -> set[TranscriptId]:
        """Return where more was had or decided since this was asked last."""
        touched, self._touched = self._touched, set()
        return touched

    # Moving

    def go(self, place: Place) -> None:
        """Go to a codable segment; what lies between was not before the coder."""
        self._at = self._known(place)
        self._come_here()

    def turn_to(self, place: Place) -> None:
        """Go to a codable segment page by page: what lies between was before the coder."""
        there = self._known(place)
        between = range(min(self._at, there), max(self._at, there))
        self._seen[between.start : between.stop] = b"\1" * len(between)
        self._touched.update(self._place(position).transcript for position in between)
        self.go(place)

    def _come_here(self) -> None:
        if len(self.numbering):
            self._seen[self._at] = True
            self._touched.add(self.here.transcript)

    def step(self, by: int) -> bool:
        """Go on, or back, among those that are wanted; say whether there was anywhere to go."""
        if self._only is None:
            there = min(max(self._at + by, 0), len(self.numbering) - 1)
        else:
            there = _next(self._only, self._at, by)
        return self._arrive(there)

    def seek_open(self, by: int) -> bool:
        """Go to the nearest segment without a decision in a direction, among those wanted."""
        marks = self._open if self._only is None else _both(self._open, self._only)
        return self._arrive(_next(marks, self._at, by))

    def _arrive(self, there: int) -> bool:
        moved = there not in (self._at, -1)
        if moved:
            self._at = there
            self._come_here()
        return moved

    # Among some segments

    def sorted(self, places: Iterable[Place]) -> list[Place]:
        """Return those of some places that are read, in the order of reading."""
        return sorted(filter(self.has, places), key=self._known)

    def nearest(self, numbers: Iterable[int], by: int) -> tuple[Place | None, int, int]:
        """Return the nearest of some segments in a direction, its number, and how many there are.

        None where nothing lies there. Its number counts from 1, in the order of reading.
        """
        return self._nearest(self._layout.marks(numbers), self._at, by)

    def nearest_marked(self, marked: bytes, by: int) -> tuple[Place | None, int, int]:
        """Return the same of the segments that are marked by number, of those wanted."""
        return self._nearest(self._wanted(marked), self._at, by)

    def outermost_marked(self, marked: bytes, by: int) -> tuple[Place | None, int, int]:
        """Return the first of them for going on, or the last for going back."""
        start = -1 if by > 0 else len(self.numbering)
        return self._nearest(self._wanted(marked), start, by)

    def _wanted(self, marked: bytes) -> bytes | bytearray:
        """Return in the order of reading what is marked, of the segments that steps are kept to."""
        marks = self._layout.laid_out(marked)
        return marks if self._only is None else _both(marks, self._only)

    def _nearest(
        self, marks: bytes | bytearray, start: int, by: int
    ) -> tuple[Place | None, int, int]:
        there = _next(marks, start, by)
        if there < 0:
            return None, 0, marks.count(1)
        return self._place(there), marks.count(1, 0, there + 1), marks.count(1)


def _inverse(numbers: array[int]) -> array[int]:
    """Return at which position each number stands."""
    positions = array("I", bytes(numbers.itemsize * len(numbers)))
    for position, number in enumerate(numbers):
        positions[number] = position
    return positions


def _taking(order: Sequence[int], each: Sequence[int]) -> itemgetter[Any]:
    """Return what takes things in an order; `each` are the numbers, so that they are kept once."""
    return itemgetter(*map(each.__getitem__, order))


def _next(marks: bytes | bytearray, at: int, by: int) -> int:
    """Return the nearest marked position in a direction, -1 where there is none."""
    return marks.find(1, at + 1) if by > 0 else marks.rfind(1, 0, at)


def _both(one: bytearray, other: bytearray) -> bytes:
    """Return what is marked in two strings of the same length."""
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")
