"""The nouns: a study, its transcripts, its codebook, and what a coder decided.

Frozen values, standard library only. Everything else in the package speaks of them.
"""

from leadcode_tui.model.codebook import Code, Codebook, CodeKind
from leadcode_tui.model.coding import (
    Book,
    Change,
    CoderFile,
    Entry,
    Intention,
    TranscriptState,
    TranscriptStatus,
)
from leadcode_tui.model.ids import (
    CodeId,
    CoderId,
    ParticipantId,
    QuestionId,
    SegmentId,
    StudyId,
    TranscriptId,
)
from leadcode_tui.model.study import Codable, Participant, Question, StudySettings
from leadcode_tui.model.transcript import (
    QuestionSource,
    Segment,
    SegmentUnit,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
)

__all__ = [
    "Book",
    "Change",
    "Codable",
    "Code",
    "CodeId",
    "CodeKind",
    "Codebook",
    "CoderFile",
    "CoderId",
    "Entry",
    "Intention",
    "Participant",
    "ParticipantId",
    "Question",
    "QuestionId",
    "QuestionSource",
    "Segment",
    "SegmentId",
    "SegmentUnit",
    "Source",
    "Speaker",
    "SpeakerKind",
    "StudyId",
    "StudySettings",
    "Transcript",
    "TranscriptId",
    "TranscriptState",
    "TranscriptStatus",
]
