"""The nouns: a study, its transcripts, its codebook, and what a coder decided.

Frozen values, standard library only. Everything else in the package speaks of them.
"""

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.model.codebook import Code, Codebook, CodeKind
    from leadcode_tui.model.coding import (
        Book,
        Change,
        CoderFile,
        Entry,
        Intention,
        TranscriptState,
        TranscriptStatus,
        book_id,
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
    from leadcode_tui.model.remap import Remap, Written
    from leadcode_tui.model.study import (
        Codable,
        Participant,
        Question,
        StudySettings,
        participants_segments,
    )
    from leadcode_tui.model.transcript import (
        QuestionSource,
        Segment,
        SegmentUnit,
        Source,
        Speaker,
        SpeakerKind,
        Transcript,
    )
    from leadcode_tui.model.user import Theme, UserSettings

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
    "Remap",
    "Segment",
    "SegmentId",
    "SegmentUnit",
    "Source",
    "Speaker",
    "SpeakerKind",
    "StudyId",
    "StudySettings",
    "Theme",
    "Transcript",
    "TranscriptId",
    "TranscriptState",
    "TranscriptStatus",
    "UserSettings",
    "Written",
    "book_id",
    "participants_segments",
]

__getattr__ = lazily(
    __name__,
    {
        "Book": "coding",
        "Change": "coding",
        "Codable": "study",
        "Code": "codebook",
        "CodeId": "ids",
        "CodeKind": "codebook",
        "Codebook": "codebook",
        "CoderFile": "coding",
        "CoderId": "ids",
        "Entry": "coding",
        "Intention": "coding",
        "Participant": "study",
        "ParticipantId": "ids",
        "Question": "study",
        "QuestionId": "ids",
        "QuestionSource": "transcript",
        "Remap": "remap",
        "Segment": "transcript",
        "SegmentId": "ids",
        "SegmentUnit": "transcript",
        "Source": "transcript",
        "Speaker": "transcript",
        "SpeakerKind": "transcript",
        "StudyId": "ids",
        "StudySettings": "study",
        "Theme": "user",
        "Transcript": "transcript",
        "TranscriptId": "ids",
        "TranscriptState": "coding",
        "TranscriptStatus": "coding",
        "UserSettings": "user",
        "Written": "remap",
        "participants_segments": "study",
        "book_id": "coding",
    },
)
