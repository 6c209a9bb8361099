"""A copy of a coder's file, taken apart: its documents, and the lines of its history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from leadcode_tui.model import About, Book, Change, Entry, Intention, Memo
from leadcode_tui.store.records import Checkpoint, decode_line, document, encode_change, is_sealed
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.model import Document, SegmentId, TranscriptId

#: What leaves every document as it is.
_SAYS_NOTHING = (Intention.MOVE, Intention.ANONYMISE, Intention.WITHDRAW)
#: How many hex digits name a session that nobody sat at: what it holds makes its name.
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a history; its bytes are what it is.

    A newer version's line says nothing to this one: it is kept, and `change` is None.
    """

    content: bytes
    session: str = field(compare=False)
    n: int = field(compare=False)
    at: str = field(compare=False)
    change: Change | None = field(compare=False, default=None)

    @classmethod
    def of(cls, change: Change) -> Line:
        """Return the line for a change."""
        return cls(encode_change(change), change.session, change.n, change.at, change)


@dataclass(frozen=True, slots=True)
class Copy:
    """What one copy holds, and how it came to it.

    `checkpoints` are lines that name a state of the file, each with how many other lines stand
    before it. Without `lines` nothing is known but what is held.
    """

    state: State
    lines: tuple[Line, ...] = ()
    checkpoints: tuple[tuple[Line, int], ...] = ()


class Spot(NamedTuple):
    """What a document is about, and the intention of a line that only states it."""

    do: Intention
    transcript: TranscriptId | None = None
    segment: SegmentId | None = None
    book: str = ""
    about: About | None = None


class _Stamp(msgspec.Struct):
    session: str
    n: int
    at: str


def read_history(content: bytes) -> tuple[Copy, int]:
    """Take a history apart; also return how many lines are damaged.

    A line that stands there twice, as after a failed fsync, counts once.
    """
    lines: dict[Line, None] = {}
    checkpoints: dict[Line, int] = {}
    damaged = 0
    for each in filter(None, content.split(b"\n")):
        entry = decode_line(each)
        if isinstance(entry, Checkpoint):
            line = Line(each + b"\n", entry.session, entry.n, entry.at)
            checkpoints[line] = len(lines)
        elif entry is not None:
            lines[Line(each + b"\n", entry.session, entry.n, entry.at, entry)] = None
        elif (stamp := _stamp(each)) is not None:
            lines[Line(each + b"\n", stamp.session, stamp.n, stamp.at)] = None
        else:
            damaged += 1
    copy = Copy(replayed(lines), tuple(lines), tuple(checkpoints.items()))
    return copy, damaged


def _stamp(line: bytes) -> _Stamp | None:
    try:
        return msgspec.json.decode(line, type=_Stamp) if is_sealed(line) else None
    except msgspec.MsgspecError:
        return None


def common_length(first: Sequence[Line], second: Sequence[Line]) -> int:
    """Return how many lines two histories begin with in common."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def replayed(lines: Iterable[Line]) -> State:
    """Return what lines come to."""
    state = State()
    for line in lines:
        if line.change is not None:
            state.apply(line.change)
    return state


def spot_of(change: Change) -> Spot | None:
    """Return what a change is about; None for one that leaves every document as it is."""
    if change.do in _SAYS_NOTHING:
        return None
    if change.segment is not None:
        return Spot(Intention.ADOPT, change.transcript, change.segment)
    if change.transcript is not None:
        return Spot(Intention.OPEN, change.transcript)
    if isinstance(change.after, Book):
        return Spot(Intention.BOOK, book=change.book)
    for held in (change.after, change.before):
        if isinstance(held, Memo):
            return Spot(Intention.MEMO, about=held.about)
    return Spot(Intention.KEYS)


def documents(state: State) -> Mapping[Spot, Document]:
    """Return all that a state holds, document by document."""
    held: dict[Spot, Document] = {
        Spot(Intention.BOOK, book=name): book for name, book in state.books.items()
    }
    if state.keys:
        held[Spot(Intention.KEYS)] = state.keys
    for about, memo in state.memos.items():
        held[Spot(Intention.MEMO, about=about)] = memo
    for transcript, status in state.transcripts.items():
        held[Spot(Intention.OPEN, transcript)] = status
    for transcript, entries in state.entries.items():
        for segment, entry in entries.items():
            held[Spot(Intention.ADOPT, transcript, segment)] = entry
    return held


def encoded(held: Document | None) -> bytes:
    """Return a document as bytes that are the same whenever it is."""
    return msgspec.json.encode(None if held is None else document(held), order="deterministic")


def statement(spot: Spot, *, before: Document | None, after: Document | None, at: str) -> Line:
    """Return a line that states what is held; its session is made from what it says.

    So the same statement is the same line, whoever makes it.
    """
    book = after.book if isinstance(after, Entry) else spot.book
    draft = Change(
        spot.do, spot.transcript, spot.segment, before=before, after=after, book=book, at=at, n=1
    )
    return Line.of(replace(draft, session=session_of([Line.of(draft)])))


def session_of(lines: Iterable[Line]) -> str:
    """Return the name of a session that is made from lines."""
    digest = sha256()
    for line in lines:
        digest.update(line.content)
    return digest.hexdigest()[:_DIGITS]
