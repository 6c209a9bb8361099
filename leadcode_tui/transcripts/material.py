"""What passes between a reader of one format and the pipeline that makes segments of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leadcode_tui.model import SegmentUnit
from leadcode_tui.text import sanitise_line
from leadcode_tui.transcripts.decoding import cleaned

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import (
        ParticipantId,
        QuestionId,
        QuestionSource,
        SegmentId,
        Transcript,
    )


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the study and the command line say about the transcripts to be read.

    `interviewers` are labels, in any case; given, they take the place of the words that are known
    for interviewers, and of `asking`: labels that asked in other transcripts. `participants` and
    `questions` are the ids that the study knows, `wordings` how its questions are put. `columns`
    says which columns of a table hold what, as in `speaker=Spkr,text=Content`.
    """

    unit: SegmentUnit = SegmentUnit.TURN
    interviewers: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    participants: Collection[ParticipantId] = ()
    questions: Collection[QuestionId] = ()
    wordings: Mapping[QuestionId, str] = field(default_factory=dict)
    columns: str | None = None


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """Where a question of the schedule begins to be answered, how that was found, how surely.

    `sure` is 1 for a mark, and how much of the question's wording was said otherwise.
    """

    question: QuestionId
    segment: SegmentId
    by: QuestionSource
    sure: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript as it was read, and what its reader should know about how it was taken.

    `turns` counts the segments of each speaker.
    """

    transcript: Transcript
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]
    turns: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[FoundQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a cue or an interval: some lines of text, with the line where they start.

    `label` is the speaker; a block without one goes on for the speaker before, unless it is
    `context`, which nobody says: a heading, a header. A block that `flows` goes on in
    mid-sentence where the one before stopped, as cues do. Times are seconds.
    """

    text: str
    line: int
    label: str | None = None
    start: float | None = None
    end: float | None = None
    flows: bool = False
    context: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """What a file holds, in the order of the file."""

    blocks: tuple[Block, ...]
    title: str = ""
    notices: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def safe(material: Material) -> Material:
    """Return what a reader found with every text in it made safe, whoever wrote the reader."""
    blocks = tuple(
        replace(block, text=cleaned(block.text), label=_one_line(block.label))
        for block in material.blocks
    )
    return replace(material, blocks=blocks, title=cleaned(material.title))


def _one_line(label: str | None) -> str | None:
    """Return a label with single spaces, None when there is nothing in it."""
    return sanitise_line(" ".join(cleaned(label or "").split())) or None
