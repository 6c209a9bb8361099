"""What passes between a reader of one format and the pipeline that makes segments of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadcode_tui.model import SegmentUnit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import ParticipantId, QuestionId, Transcript


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the study and the command line say about the transcripts to be read.

    `interviewers` are labels, in any case; given, they take the place of the words that are known
    for interviewers. `participants` and `questions` are the ids that the study knows.
    """

    unit: SegmentUnit = SegmentUnit.TURN
    interviewers: tuple[str, ...] = ()
    participants: Collection[ParticipantId] = ()
    questions: Collection[QuestionId] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript as it was read, and what its reader should know about how it was taken."""

    transcript: Transcript
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]
    turns: Mapping[str, int] = field(default_factory=dict)


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
