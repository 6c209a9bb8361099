"""From passages with their speakers to the segments of a transcript."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.model import Segment, SegmentId, SegmentUnit
from leadcode_tui.text import sentence_spans
from leadcode_tui.transcripts.material import FoundQuestion
from leadcode_tui.transcripts.times import END_STAMP, TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import QuestionId
    from leadcode_tui.transcripts.questions import Passage

#: A day's talk cut into single sentences has some thousands: what has more is no interview.
MOST_SEGMENTS = 100_000
#: White space that is not one plain space.
_WHITE_SPACE = re.compile(r"\s\s+|[^\S ]")
#: A time within a turn: it says when, not what.
INLINE_TIME = re.compile(rf"\[{TIME}\]|{END_STAMP}")


class _Cut(NamedTuple):
    """The text of a segment, and the passages that it begins and ends in."""

    text: str
    first: Passage
    last: Passage


def cut(
    passages: Iterable[Passage], unit: SegmentUnit
) -> tuple[tuple[Segment, ...], tuple[FoundQuestion, ...]]:
    """Cut passages into segments, numbered in the order of the talk; one too many at most.

    The questions are returned with the segments that they begin in.

    Passages of one speaker that follow each other are one turn; its paragraphs are lines of it.
    A sentence has the start of the passage that it begins in, and the end of the one it ends in.
    """
    cuts = (piece for turn in _turns(passages) for piece in _CUTTERS[unit](turn) if piece.text)
    some = tuple(islice(cuts, MOST_SEGMENTS + 1))
    segments = tuple(
        Segment(
            id=SegmentId(f"{number:04d}"),
            speaker=piece.first.block.label,
            text=piece.text,
            questions=piece.first.questions,
            by=piece.first.by,
            start=piece.first.block.start,
            end=piece.last.block.end,
        )
        for number, piece in enumerate(some, start=1)
    )
    return segments, tuple(_found(some, segments))


def _found(cuts: Sequence[_Cut], segments: Sequence[Segment]) -> Iterator[FoundQuestion]:
    """Yield every question where it begins to be answered."""
    before: tuple[QuestionId, ...] = ()
    for piece, segment in zip(cuts, segments, strict=True):
        if segment.by is not None and segment.questions != before:
            for question in segment.questions:
                if question not in before:
                    yield FoundQuestion(question, segment.id, segment.by, piece.first.sure)
        before = segment.questions


def tidy(text: str) -> str:
    """Return a text on one line, with single spaces and without times."""
    return _WHITE_SPACE.sub(" ", INLINE_TIME.sub(" ", text)).strip()


def _turns(passages: Iterable[Passage]) -> Iterator[Sequence[Passage]]:
    """Yield the passages of each turn; context, and what a question mark opens, stands alone."""
    turn: list[Passage] = []
    for passage in passages:
        same = turn and passage.block.label is not None and not passage.opens
        if turn and not (same and passage.block.label == turn[-1].block.label):
            yield turn
            turn = []
        turn.append(passage)
    if turn:
        yield turn


def _joined(turn: Sequence[Passage]) -> tuple[str, Sequence[tuple[int, Passage]]]:
    """Return the text of a turn, and where in it each passage begins."""
    parts: list[str] = []
    begins: list[tuple[int, Passage]] = []
    length = 0
    for passage in turn:
        words = tidy(passage.block.text)
        if not words:
            continue
        between = "" if not parts else " " if passage.block.flows else "\n"
        begins.append((length + len(between), passage))
        parts.append(between + words)
        length += len(parts[-1])
    return "".join(parts), begins


def _whole(turn: Sequence[Passage]) -> Iterator[_Cut]:
    """Yield a turn as one segment."""
    yield _Cut(_joined(turn)[0], turn[0], turn[-1])


def _paragraphs(turn: Sequence[Passage]) -> Iterator[_Cut]:
    """Yield each passage as a segment."""
    return (_Cut(tidy(passage.block.text), passage, passage) for passage in turn)


def _lines(turn: Sequence[Passage]) -> Iterator[_Cut]:
    """Yield each line of the file as a segment."""
    for passage in turn:
        for line in passage.block.text.split("\n"):
            yield _Cut(tidy(line), passage, passage)


def _sentences(turn: Sequence[Passage]) -> Iterator[_Cut]:
    """Yield each sentence of a turn as a segment, also one that several cues share."""
    text, begins = _joined(turn)
    at = 0
    for start, end in sentence_spans(text):
        at = _passage_at(begins, start, at)
        first = begins[at][1]
        at = _passage_at(begins, end - 1, at)
        yield _Cut(text[start:end], first, begins[at][1])


def _passage_at(begins: Sequence[tuple[int, Passage]], position: int, at: int) -> int:
    """Return which passage holds a position, from one that does not lie behind it."""
    while at + 1 < len(begins) and begins[at + 1][0] <= position:
        at += 1
    return at


_CUTTERS: Mapping[SegmentUnit, Callable[[Sequence[Passage]], Iterator[_Cut]]] = {
    SegmentUnit.TURN: _whole,
    SegmentUnit.PARAGRAPH: _paragraphs,
    SegmentUnit.SENTENCE: _sentences,
    SegmentUnit.LINE: _lines,
}
