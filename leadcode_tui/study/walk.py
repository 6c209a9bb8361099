"""The coder's way through the codable segments, transcript after transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leadcode_tui.model import SegmentId, Transcript
    from leadcode_tui.study.material import Material


class Walk:
    """Where the coder is, and what they have had before them."""

    def __init__(self, material: Material, *starts: Place) -> None:
        """Begin at the first of these places that there is, else at the first codable segment."""
        self._material = material
        self.places = tuple(
            Place(transcript, segment)
            for transcript, segments in material.codable.items()
            for segment in segments
        )
        self._index = {place: index for index, place in enumerate(self.places)}
        self._at = next((self._index[place] for place in starts if place in self._index), 0)
        self._seen: set[Place] = set()
        self._come_here()

    @property
    def here(self) -> Place:
        """The segment that the coder decides on."""
        return self.places[self._at]

    def has(self, place: Place) -> bool:
        """Whether a place is one that coders decide on."""
        return place in self._index

    def arrange(self, places: Iterable[Place]) -> None:
        """Read the same segments in another order; the coder stays where they are."""
        here = self.here
        self.places = tuple(place for place in places if self.has(place))
        self._index = {place: index for index, place in enumerate(self.places)}
        self._at = self._index[here]

    def is_before(self, place: Place, other: Place) -> bool:
        """Whether one segment is read before another."""
        return self._index[place] < self._index[other]

    def sorted(self, places: Iterable[Place]) -> list[Place]:
        """Return those of some places that are read, in the order of reading."""
        return sorted(filter(self.has, places), key=self._index.__getitem__)

    def go(self, place: Place) -> None:
        """Go to a codable segment; what lies between was not before the coder."""
        self._at = self._index[place]
        self._come_here()

    def turn_to(self, place: Place) -> None:
        """Go to a codable segment page by page: what lies between was before the coder."""
        there = self._index[place]
        self._seen.update(self.places[min(self._at, there) : max(self._at, there)])
        self.go(place)

    def remember(self, places: Iterable[Place]) -> None:
        """Take note of segments that were before the coder on an earlier day."""
        self._seen.update(places)

    def _come_here(self) -> None:
        if self.places:
            self._seen.add(self.here)

    def step(self, by: int) -> bool:
        """Go so many segments on, or back; say whether there was anywhere to go."""
        there = min(max(self._at + by, 0), len(self.places) - 1)
        moved = there != self._at
        self._at = there
        self._come_here()
        return moved

    def seek(self, by: int, wanted: Callable[[Place], bool]) -> bool:
        """Go to the nearest wanted segment in a direction; stay where there is none."""
        ahead = range(self._at + 1, len(self.places)) if by > 0 else range(self._at - 1, -1, -1)
        found = next((index for index in ahead if wanted(self.places[index])), None)
        if found is None:
            return False
        self._at = found
        self._come_here()
        return True

    def passed(
        self, places: Iterable[Place], is_decided: Callable[[Place], bool]
    ) -> tuple[Place, ...]:
        """Return those that were before the coder, and that they did not decide on."""
        return tuple(p for p in places if p in self._seen and not is_decided(p))

    def ahead(self, places: Iterable[Place], is_decided: Callable[[Place], bool]) -> int:
        """Return how many of some segments the coder has not had before them."""
        return sum(p not in self._seen and not is_decided(p) for p in places)

    def find(self, asked: str) -> Place | None:
        """Return the place that `41`, `KC010:41`, `KC010` or `Q3` means, or the next codable one.

        A question is looked for in this transcript first, then in the order of reading.
        """
        if not asked.strip():
            return None
        if (answer := self._answer(asked.strip())) is not None:
            return answer
        name, colon, number = asked.strip().rpartition(":")
        if not colon and not number.isdecimal():
            name, number = number, ""
        transcript = (
            self._transcript(name) if name else self._material.transcripts.get(self.here.transcript)
        )
        if transcript is None or not self._material.codable[transcript.id]:
            return None
        if not number:
            return Place(transcript.id, self._material.codable[transcript.id][0])
        segment = self._codable_from(transcript, number)
        return None if segment is None else Place(transcript.id, segment)

    def _answer(self, asked: str) -> Place | None:
        """Return the first segment that answers a question of this id."""
        if self._transcript(asked) is not None:
            return None
        wanted = asked.casefold()
        answers = [
            place
            for place in self.places
            if any(
                question.casefold() == wanted
                for question in self._material.segment(place).questions
            )
        ]
        here = [place for place in answers if place.transcript == self.here.transcript]
        return next(iter((*here, *answers)), None)

    def _transcript(self, name: str) -> Transcript | None:
        known = {found.casefold(): found for found in self._material.transcripts}
        found = known.get(name.strip().casefold())
        return None if found is None else self._material.transcripts[found]

    def _codable_from(self, transcript: Transcript, number: str) -> SegmentId | None:
        ids = [segment.id for segment in transcript.segments]
        bare = number.strip().lstrip("0")
        start = next((i for i, found in enumerate(ids) if found.lstrip("0") == bare), None)
        if start is None:
            return None
        codable = set(self._material.codable[transcript.id])
        return next((found for found in ids[start:] if found in codable), None)
