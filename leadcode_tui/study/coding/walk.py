"""The coder's way through the codable segments, in the order in which they are read."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from leadcode_tui.study.coding.layout import Layout, Marks, marked
from leadcode_tui.study.coding.numbering import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.coding.numbering import Numbering
    from leadcode_tui.study.material import Place


class Walk:
    """Where the coder is, what they have had before them, and what they have decided on."""

    def __init__(self, numbering: Numbering, *starts: Place) -> None:
        """Begin at the first of these places that there is, else at the first codable segment."""
        self.numbering = numbering
        count = len(self.numbering)
        self._by_interview = Layout(([run] for run in self.numbering.interviews()), count)
        self._layout = self._by_interview
        self._seen = Marks(bytearray(count))
        self._open = Marks(bytearray(b"\1" * count))
        self._only: Marks | None = None
        #: Transcripts where more was had or decided since somebody asked.
        self._touched: set[TranscriptId] = set()
        found = map(self.numbering.number, starts)
        self._at = next((number for number in found if number is not None), 0)
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

    def _number(self, place: Place) -> int:
        number = self.numbering.number(place)
        if number is None:
            raise KeyError(place)
        return number

    def _position(self, place: Place) -> int:
        return self._layout.positions[self._number(place)]

    # In which order

    def in_groups(self, groups: Iterable[Iterable[range]]) -> Layout:
        """Return an order of reading in which groups of numbers are read together."""
        return Layout(groups, len(self.numbering))

    def arrange(self, layout: Layout | None) -> None:
        """Read the same segments in another order; without one it is interview by interview.

        The coder stays where they are.
        """
        number = self._layout.numbers[self._at]
        self._layout = layout or self._by_interview
        self._at = self._layout.positions[number]

    @property
    def group(self) -> int:
        """Which of the groups the coder is in."""
        return self._layout.group(self._at)

    # What is known of the segments

    def decide(self, place: Place, *, is_decided: bool) -> None:
        """Take note of whether the coder decided on a segment."""
        number = self.numbering.number(place)
        if number is not None:
            self._open[number] = not is_decided
            self._touched.add(place.transcript)

    def remember(self, places: Iterable[Place]) -> None:
        """Take note of segments that were before the coder on an earlier day."""
        for number in map(self.numbering.number, places):
            if number is not None:
                self._seen[number] = True

    def keep_to(self, numbers: Iterable[int] | None) -> int:
        """Keep the steps to some segments, None for all; return how many they are."""
        if numbers is None:
            self._only = None
            return len(self.numbering)
        self._only = Marks(marked(numbers, len(self.numbering)))
        return self._only.count()

    def keep_to_open(self) -> int:
        """Keep the steps to the segments without a decision; return how many they are."""
        self._only = self._open.copy()
        return self._only.count()

    def want(self, place: Place, *, is_wanted: bool) -> None:
        """Let a segment be among those that the steps are kept to, or leave it out."""
        number = self.numbering.number(place)
        if self._only is not None and number is not None:
            self._only[number] = is_wanted

    @property
    def is_begun(self) -> bool:
        """Whether there is a decision on any segment."""
        return self._open.count() < len(self.numbering)

    def undecided(self) -> Iterable[Place]:
        """Return the segments without a decision."""
        return compress(self.places, self._open.read(self._layout))

    def together(self) -> Sequence[Place]:
        """Return the segments that are read together with the current one."""
        span = self._layout.span(self._at)
        return self.places[span.start : span.stop]

    def counts(self) -> tuple[int, int, int]:
        """Return, of what is read together: decided on, passed without a decision, and all.

        The current segment is not passed yet.
        """
        span = self._layout.span(self._at)
        is_open, is_seen = self._open.read(self._layout), self._seen.read(self._layout)
        open_, seen = is_open[span.start : span.stop], is_seen[span.start : span.stop]
        passed = _both(open_, seen).count(1) - is_open[self._at]
        return len(span) - open_.count(1), passed, len(span)

    def decided_in(self, transcript: TranscriptId) -> int:
        """Return how many segments of an interview the coder decided on."""
        return sum(not self._open[number] for number in self.numbering.of(transcript))

    def passed(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """Return those that were before the coder, and that they did not decide on."""
        at = ((place, self._number(place)) for place in places)
        return tuple(place for place, n in at if self._open[n] and self._seen[n])

    def ahead(self, places: Iterable[Place]) -> int:
        """Return how many of some segments the coder neither had before them nor decided on."""
        return sum(self._open[n] and not self._seen[n] for n in map(self._number, places))

    def touched(self) -> set[TranscriptId]:
        """Return where more was had or decided since this was asked last."""
        touched, self._touched = self._touched, set()
        return touched

    # Moving

    def go(self, place: Place) -> None:
        """Go to a codable segment; what lies between was not before the coder."""
        self._at = self._position(place)
        self._come_here()

    def turn_to(self, place: Place) -> None:
        """Go to a codable segment page by page: what lies between was before the coder."""
        there = self._position(place)
        for position in range(min(self._at, there), max(self._at, there)):
            self._have(position)
        self.go(place)

    def _come_here(self) -> None:
        if len(self.numbering):
            self._have(self._at)

    def _have(self, position: int) -> None:
        """Take note of a segment that is before the coder."""
        self._seen[self._layout.numbers[position]] = True
        self._touched.add(self._place(position).transcript)

    def step(self, by: int) -> bool:
        """Go on, or back, among those that are wanted; say whether there was anywhere to go."""
        if self._only is None:
            there = min(max(self._at + by, 0), len(self.numbering) - 1)
        else:
            there = _next(self._only.read(self._layout), self._at, by)
        return self._arrive(there)

    def seek_open(self, by: int) -> bool:
        """Go to the nearest segment without a decision in a direction, among those wanted."""
        marks = self._wanted(self._open.read(self._layout))
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
        return sorted(filter(self.has, places), key=self._position)

    def nearest(self, numbers: Iterable[int], by: int) -> tuple[Place | None, int, int]:
        """Return the nearest of some segments in a direction, its number, and how many there are.

        None where nothing lies there. Its number counts from 1, in the order of reading.
        """
        by_number = marked(numbers, len(self.numbering))
        return self._nearest(self._layout.laid_out(by_number), self._at, by)

    def nearest_marked(self, by_number: bytes, by: int) -> tuple[Place | None, int, int]:
        """Return the same of the segments that are marked by number, of those wanted."""
        return self._nearest(self._wanted(self._layout.laid_out(by_number)), self._at, by)

    def outermost_marked(self, by_number: bytes, by: int) -> tuple[Place | None, int, int]:
        """Return the first of them for going on, or the last for going back."""
        start = -1 if by > 0 else len(self.numbering)
        return self._nearest(self._wanted(self._layout.laid_out(by_number)), start, by)

    def _wanted(self, marks: bytearray) -> bytes | bytearray:
        """Return, in the order of reading, those marked to which the steps are kept."""
        return marks if self._only is None else _both(marks, self._only.read(self._layout))

    def _nearest(
        self, marks: bytes | bytearray, start: int, by: int
    ) -> tuple[Place | None, int, int]:
        there = _next(marks, start, by)
        if there < 0:
            return None, 0, marks.count(1)
        return self._place(there), marks.count(1, 0, there + 1), marks.count(1)


def _next(marks: bytes | bytearray, at: int, by: int) -> int:
    """Return the nearest marked position in a direction, -1 where there is none."""
    return marks.find(1, at + 1) if by > 0 else marks.rfind(1, 0, at)


def _both(one: bytearray, other: bytearray) -> bytes:
    """Return what is marked in two strings of the same length."""
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")
