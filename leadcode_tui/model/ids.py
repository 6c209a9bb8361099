"""Names of things: plain strings that mypy keeps apart."""

from typing import NewType

StudyId = NewType("StudyId", str)
TranscriptId = NewType("TranscriptId", str)
SegmentId = NewType("SegmentId", str)
ParticipantId = NewType("ParticipantId", str)
QuestionId = NewType("QuestionId", str)
CodeId = NewType("CodeId", str)
CoderId = NewType("CoderId", str)
