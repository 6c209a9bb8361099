"""The two orders of reading the same segments: by interview, and by question across interviews."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate, compress, count, pairwise
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.model import QuestionId, Transcript, TranscriptId
    from leadcode_tui.study.coding.layout import Layout
    from leadcode_tui.study.coding.numbering import Numbering
    from leadcode_tui.study.coding.walk import Walk
    from leadcode_tui.study.material import Material


class Order(StrEnum):
    """What is read together."""

    INTERVIEW = "interview"
    QUESTION = "question"


class Run(NamedTuple):
    """Segments of an interview that stand together, from one up to another.

    `codable` are those among them that coders decide on, counted in the interview.
    """

    transcript: TranscriptId
    segments: range
    codable: range


class Answers(NamedTuple):
    """The segments of one question, interview after interview; what was asked stands among them."""

    question: QuestionId | None
    runs: tuple[Run, ...]

    def places(self, material: Material) -> Iterator[Place]:
        """Yield the places of the segments."""
        for run in self.runs:
            segments = material.transcripts[run.transcript].segments
            for at in run.segments:
                yield Place(run.transcript, segments[at].id)

    def numbers(self, numbering: Numbering) -> Iterator[range]:
        """Yield the numbers of those that coders decide on, run after run."""
        for run in self.runs:
            of_interview = numbering.of(run.transcript)
            yield of_interview[run.codable.start : run.codable.stop]


def by_question(material: Material) -> Sequence[Answers]:
    """Return every segment once, under the first of its questions, as the schedule orders them.

    Questions that the schedule does not have come after it, and segments without any at the end.
    """
    runs: dict[QuestionId | None, list[Run]] = {name: [] for name in material.schedule}
    without: list[Run] = []
    for transcript in material.transcripts:
        for question, run in _runs(material, transcript):
            (without if question is None else runs.setdefault(question, [])).append(run)
    answers = [Answers(name, tuple(found)) for name, found in runs.items() if found]
    return [*answers, *([Answers(None, tuple(without))] if without else [])]


def _runs(material: Material, transcript: TranscriptId) -> Iterator[tuple[QuestionId | None, Run]]:
    """Yield the stretches of an interview with the same question."""
    segments = material.transcripts[transcript].segments
    codable = frozenset(material.codable.get(transcript, ()))
    decided = [0, *accumulate(map(codable.__contains__, [segment.id for segment in segments]))]
    first = [segment.questions[:1] for segment in segments]
    starts = compress(count(), map(ne, first, [None, *first]))
    for start, stop in pairwise([*starts, len(segments)]):
        question = first[start][0] if first[start] else None
        yield question, Run(transcript, range(start, stop), range(decided[start], decided[stop]))


class ByQuestion:
    """The answers to each question, and the order in which they are read.

    It is found out once, as long as no segment answers another question.
    """

    def __init__(self) -> None:
        self._of: Mapping[TranscriptId, Transcript] | None = None
        self._found: tuple[Sequence[Answers], Layout] | None = None

    def read(self, material: Material, walk: Walk) -> tuple[Sequence[Answers], Layout]:
        """Return both; the segments of a question are a group, which may have none to decide on."""
        if self._found is None or self._of is not material.transcripts:
            answers = by_question(material)
            layout = walk.in_groups(found.numbers(walk.numbering) for found in answers)
            self._of, self._found = material.transcripts, (answers, layout)
        return self._found
