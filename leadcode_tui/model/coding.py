"""What one coder decided, and every change that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.model.ids import (
    CodeId,
    CoderId,
    ParticipantId,
    SegmentId,
    StudyId,
    TranscriptId,
)

if TYPE_CHECKING:
    from leadcode_tui.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Entry:
    """What a coder's file holds on one segment.

    `codes` is the decision: () is read and nothing applies, None is no decision, whatever memo or
    flag there is. `chars` and `text` are the length and fingerprint of the text that was decided
    on; `book` names the codebook revision; `at` is an ISO 8601 time in UTC. A code that has no
    `spans` (start, end in code points) holds for the whole segment.
    """

    codes: tuple[CodeId, ...] | None = None
    spans: Mapping[CodeId, tuple[tuple[int, int], ...]] | None = None
    memo: str | None = None
    flag: bool = False
    chars: int = 0
    text: str = ""
    book: str = ""
    at: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is decided and nothing noted, so that the entry need not be kept."""
        return self.codes is None and not self.memo and not self.flag


@dataclass(frozen=True, slots=True)
class Book:
    """A revision of the codebook: each code with its parent, and earlier ids with new ones.

    `meanings` has a fingerprint of each code's definition and bounds, `retired` the codes that
    could not be applied any more. Files of earlier versions have neither.
    """

    name: str
    sha256: str
    at: str
    codes: Mapping[CodeId, CodeId | None]
    was: Mapping[CodeId, CodeId] = field(default_factory=dict)
    meanings: Mapping[CodeId, str] = field(default_factory=dict)
    retired: tuple[CodeId, ...] = ()


def book_id(sha256: str) -> str:
    """Return what a coder's file calls a revision: made from its content, so the same everywhere.

    >>> book_id("a885e04ece38625a")
    'ba885e04e'
    """
    return f"b{sha256[:8]}"


def book_of(codebook: Codebook, at: str) -> Book:
    """Return a codebook as coders' files record it."""
    return Book(
        name=codebook.id,
        sha256=codebook.sha256,
        at=at,
        codes={code.id: code.parent for code in codebook.codes},
        was=codebook.renamed,
        meanings={code.id: code.meaning for code in codebook.codes},
        retired=tuple(code.id for code in codebook.codes if code.retired),
    )


class MemoOn(StrEnum):
    """What a memo is on that is not on a segment."""

    CODE = "code"
    TRANSCRIPT = "transcript"
    STUDY = "study"


class About(NamedTuple):
    """A code, a transcript or the study, as memos are on it; the study's id may be blank."""

    on: MemoOn
    id: str

    def __str__(self) -> str:
        """As people say it: `code distributed`, `the study`."""
        return "the study" if self.on is MemoOn.STUDY else f"{self.on} {self.id}"


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that is not on a segment; `at` is an ISO 8601 time in UTC."""

    on: MemoOn
    id: str
    text: str
    at: str = ""

    @property
    def about(self) -> About:
        """What it is on."""
        return About(self.on, self.id)


@dataclass(frozen=True, slots=True)
class UnfinishedMemo:
    """A memo as far as it is written, and on which segment, or about what else."""

    text: str
    transcript: TranscriptId | None = None
    segment: SegmentId | None = None
    about: About | None = None


class TranscriptState(StrEnum):
    """How far a coder is with a transcript; what is frozen was submitted."""

    OPEN = "open"
    FINISHED = "finished"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class TranscriptStatus:
    """Where a coder stands in one transcript, and which segments there are to decide on.

    `passed` are segments that the coder had before them and left without a decision.
    """

    participant: ParticipantId | None
    codable: tuple[SegmentId, ...]
    position: SegmentId | None = None
    state: TranscriptState = TranscriptState.OPEN
    passed: tuple[SegmentId, ...] = ()


class Intention(StrEnum):
    """Why something changed."""

    APPLY = "apply"
    REMOVE = "remove"
    REPEAT = "repeat"
    NOTHING = "nothing"
    MEMO = "memo"
    FLAG = "flag"
    FINISH = "finish"
    MOVE = "move"
    OPEN = "open"
    BOOK = "book"
    KEYS = "keys"
    ADOPT = "adopt"
    REANCHOR = "reanchor"
    ANONYMISE = "anonymise"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    REDO = "redo"


#: What a change leads from and to.
Document = Entry | TranscriptStatus | Book | Memo | Mapping[CodeId, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a coder's history, known by (session, n); a draft until it has both.

    What changed is a document: a segment's entry, or, without a segment, a transcript's status, a
    codebook revision, the keys or a memo; `before` and `after` hold it whole. Changes that were one
    act share a `group`, the n of the first of them. `undoes` names the change that is taken back
    (or, for a redo, the undo).
    """

    do: Intention
    transcript: TranscriptId | None = None
    segment: SegmentId | None = None
    before: Document | None = None
    after: Document | None = None
    undoes: tuple[str, int] | None = None
    book: str = ""
    group: int | None = None
    session: str = ""
    n: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class CoderFile:
    """One coder's file, whole: enough to compare it with another's when nothing else is at hand."""

    coder: CoderId
    study: StudyId | None
    number: int
    round: str | None
    books: Mapping[str, Book]
    transcripts: Mapping[TranscriptId, TranscriptStatus]
    entries: Mapping[TranscriptId, Mapping[SegmentId, Entry]]
    keys: Mapping[CodeId, str]
    memos: Mapping[About, Memo] = field(default_factory=dict)
