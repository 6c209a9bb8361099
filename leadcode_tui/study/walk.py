"""The coder's way through the codable segments, transcript after transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.model import SegmentId, Transcript, TranscriptId
    from leadcode_tui.study.material import Material


class Walk:
    """Where the coder is, and how far they have come in each transcript."""

    def __init__(self, material: Material, start: Place | None = None) -> None:
        self._material = material
        self.places = tuple(
            Place(transcript, segment)
            for transcript, segments in material.codable.items()
            for segment in segments
        )
        self._index = {place: index for index, place in enumerate(self.places)}
        self._at = self._index.get(start, 0) if start is not None else 0
        self._reached: dict[TranscriptId, int] = {}
        self._reach()

    @property
    def here(self) -> Place:
        """The segment that the coder decides on."""
        return self.places[self._at]

    def has(self, place: Place) -> bool:
        """Whether a place is one that coders decide on."""
        return place in self._index

    def go(self, place: Place) -> None:
        """Go to a codable segment."""
        self._at = self._index[place]
        self._reach()

    def reach(self, place: Place) -> None:
        """Remember that the coder has been as far as this, on an earlier day."""
        index = self._index.get(place)
        if index is not None:
            known = self._reached.get(place.transcript, -1)
            self._reached[place.transcript] = max(known, index)

    def _reach(self) -> None:
        if self.places:
            self.reach(self.here)

    def step(self, by: int) -> bool:
        """Go so many segments on, or back; say whether there was anywhere to go."""
        there = min(max(self._at + by, 0), len(self.places) - 1)
        moved = there != self._at
        self._at = there
        self._reach()
        return moved

    def edges(self) -> tuple[Place, Place]:
        """Return the first and the last codable segment of this transcript."""
        transcript = self.here.transcript
        segments = self._material.codable[transcript]
        return Place(transcript, segments[0]), Place(transcript, segments[-1])

    def seek(self, by: int, wanted: Callable[[Place], bool]) -> bool:
        """Go to the nearest wanted segment in a direction; stay where there is none."""
        ahead = range(self._at + 1, len(self.places)) if by > 0 else range(self._at - 1, -1, -1)
        found = next((index for index in ahead if wanted(self.places[index])), None)
        if found is None:
            return False
        self._at = found
        self._reach()
        return True

    def passed(self, is_decided: Callable[[Place], bool]) -> tuple[Place, ...]:
        """Return the segments of this transcript that the coder came past and did not decide on."""
        return tuple(p for p in self._up_to_reached() if not is_decided(p))

    def ahead(self) -> int:
        """Return how many segments of this transcript the coder has not come to."""
        return len(self._material.codable[self.here.transcript]) - len(self._up_to_reached())

    def _up_to_reached(self) -> Sequence[Place]:
        first = self._index[self.edges()[0]]
        return self.places[first : self._reached[self.here.transcript] + 1]

    def find(self, asked: str) -> Place | None:
        """Return the place that `41`, `KC010:41` or `KC010` means, or the next codable one."""
        if not asked.strip():
            return None
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
