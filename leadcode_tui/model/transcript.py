"""One interview's text, made of segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from leadcode_tui.model.ids import ParticipantId, QuestionId, SegmentId, TranscriptId


class SegmentUnit(StrEnum):
    """What a transcript is cut into at import."""

    TURN = "turn"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    LINE = "line"


class SpeakerKind(StrEnum):
    """Who speaks: only what participants say is coded, unless the study says otherwise."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


class QuestionSource(StrEnum):
    """How the question that a segment answers was found."""

    MARK = "mark"
    WORDING = "wording"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label of the transcript, and who it stands for."""

    kind: SpeakerKind
    participant: ParticipantId | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a transcript was read from: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Segment:
    """What one speaker says in one go. Times are seconds from the start of the recording.

    A segment without a speaker (a note on a pause, a heading) is context: nobody decides on it.
    """

    id: SegmentId
    speaker: str | None
    text: str
    questions: tuple[QuestionId, ...] = ()
    by: QuestionSource | None = None
    start: float | None = None
    end: float | None = None

    @property
    def fingerprint(self) -> str:
        """The first 8 hex digits of the SHA-256 of the text."""
        return sha256(self.text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Transcript:
    """One interview: its speakers by label, and its segments in the order of the talk."""

    id: TranscriptId
    title: str
    source: Source
    speakers: Mapping[str, Speaker]
    segments: tuple[Segment, ...]

    @cached_property
    def by_id(self) -> Mapping[SegmentId, Segment]:
        """Every segment under its id."""
        return {segment.id: segment for segment in self.segments}

    @property
    def participant(self) -> ParticipantId | None:
        """The first participant who speaks."""
        kinds = (self.speakers[s.speaker] for s in self.segments if s.speaker is not None)
        return next((who.participant for who in kinds if who.participant is not None), None)
