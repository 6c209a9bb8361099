"""What is read, one segment after the other: an interview, or the answers to a question.

Each is made when a page comes to it: a question can have thousands of answers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from leadcode_tui.study.material import Place
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from leadcode_tui.model import Segment, TranscriptId
    from leadcode_tui.study.coding.orders import Answers
    from leadcode_tui.study.material import Material


class Passage(NamedTuple):
    """A segment as it stands in what is read: under which heading, after which question marks."""

    place: Place
    segment: Segment
    is_codable: bool
    opens: str = ""
    heading: str = ""


class Passages(Protocol):
    """Segments in the order in which they stand."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, block: int, /) -> Passage:
        """Return one of them."""
        ...

    def block(self, place: Place) -> int:
        """Return which of them a segment is."""
        ...


class _Made(ABC):
    """Passages of the material, each made once."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._made: dict[int, Passage] = {}

    def __getitem__(self, block: int, /) -> Passage:
        if block not in self._made:
            self._made[block] = self._make(block)
        return self._made[block]

    @abstractmethod
    def _make(self, block: int) -> Passage: ...

    def _passage(self, place: Place, segment: Segment, opens: str, heading: str) -> Passage:
        is_codable = place.segment in self._material.codable[place.transcript]
        return Passage(place, segment, is_codable, opens, heading)


class NoPassages(tuple[Passage, ...]):
    """Nothing to read, before anything is shown."""

    __slots__ = ()

    def block(self, place: Place) -> int:
        """No segment is any of them."""
        raise KeyError(place)


class OfInterview(_Made):
    """An interview from its first segment to its last."""

    def __init__(self, material: Material, transcript: TranscriptId) -> None:
        super().__init__(material)
        self._transcript = transcript
        self._segments = material.transcripts[transcript].segments
        self._blocks = {segment.id: at for at, segment in enumerate(self._segments)}

    def __len__(self) -> int:
        """How many segments the interview has."""
        return len(self._segments)

    def block(self, place: Place) -> int:
        """Return the segment's number in the interview, from 0."""
        return self._blocks[place.segment]

    def _make(self, block: int) -> Passage:
        segment = self._segments[block]
        before = self._segments[block - 1].questions if block else ()
        opens = segment.questions if segment.questions != before else ()
        marks = "".join(f"[{sanitise_line(question)}] " for question in opens)
        return self._passage(Place(self._transcript, segment.id), segment, marks, "")


class OfQuestion(_Made):
    """The answers to a question, interview after interview, under the question."""

    def __init__(self, material: Material, answers: Answers) -> None:
        super().__init__(material)
        self._runs = answers.runs
        self._starts = [0, *accumulate(len(run.segments) for run in answers.runs)]
        asked = material.schedule.get(answers.question, "") if answers.question else ""
        self._title = f"{answers.question}  {asked}" if answers.question else "Without a question"

    def __len__(self) -> int:
        """How many segments there are under the question."""
        return self._starts[-1]

    def block(self, place: Place) -> int:
        """Return the segment's number among them, from 0."""
        segments = self._material.transcripts[place.transcript].segments
        for run, start in zip(self._runs, self._starts, strict=False):
            if run.transcript == place.transcript:
                for at in run.segments:
                    if segments[at].id == place.segment:
                        return start + at - run.segments.start
        raise KeyError(place)

    def _make(self, block: int) -> Passage:
        number = bisect_right(self._starts, block) - 1
        run, first = self._runs[number], self._starts[number]
        segment = self._material.transcripts[run.transcript].segments[run.segments[block - first]]
        heading = f"{self._title}\n" if block == 0 else ""
        is_new = number == 0 or self._runs[number - 1].transcript != run.transcript
        if block == first and is_new:
            role = self._material.roles.get(run.transcript, "")
            heading += f"-- {run.transcript}{f', {role}' if role else ''} --"
        return self._passage(Place(run.transcript, segment.id), segment, "", heading)
