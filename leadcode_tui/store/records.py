"""Coder files and history lines as JSON: msgspec validates straight into the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec

from leadcode_tui.model import (
    Book,
    Change,
    CodeId,
    Document,
    Entry,
    Intention,
    Memo,
    SegmentId,
    TranscriptId,
    TranscriptStatus,
)

#: A line's check value is its last field: these are the bytes before it and their length in all.
_CRC_FIELD: Final = b',"crc":"'
_CRC_LENGTH: Final = len(b',"crc":"00000000"}')


class Checkpoint(NamedTuple):
    """A line that says: the coder file with this SHA-256 holds all changes before this line."""

    session: str
    n: int
    at: str
    sha256: str
    length: int


class _Line(msgspec.Struct):
    session: str
    n: int
    at: str
    do: str
    transcript: TranscriptId | None = None
    segment: SegmentId | None = None
    before: msgspec.Raw = msgspec.Raw(b"null")
    after: msgspec.Raw = msgspec.Raw(b"null")
    undoes: tuple[str, int] | None = None
    book: str = ""
    group: int | None = None
    sha256: str = ""
    length: int = 0


#: Worked out once: every entry of a large file comes by here.
_ENTRY_DEFAULTS: Final = tuple((field.name, field.default) for field in fields(Entry))


#: Fields that are left out where they say nothing: files stay as earlier versions wrote them.
_SAYING_NOTHING: Final[Sequence[tuple[str, object]]] = (
    ("passed", ()),
    ("meanings", {}),
    ("retired", ()),
)


class _Peek(msgspec.Struct):
    on: str | None = None


class _LeftToLine(msgspec.Struct):
    at: str | None = None
    book: str | None = None


def document(value: Document) -> dict[str, Any]:
    """Return a document as JSON has it: fields that say nothing are left out."""
    if isinstance(value, Mapping):
        return {str(code): key for code, key in value.items()}
    if isinstance(value, TranscriptStatus | Book | Memo):
        shown = {field.name: getattr(value, field.name) for field in fields(value)}
        return {
            name: content
            for name, content in shown.items()
            if (name, content) not in _SAYING_NOTHING
        }
    return {
        name: content
        for name, default in _ENTRY_DEFAULTS
        if (content := getattr(value, name)) != default
    }


def encode_change(change: Change) -> bytes:
    """Return the line for a change; `after` leaves an equal `at` and `book` to the line."""
    line = {
        "session": change.session,
        "n": change.n,
        "at": change.at,
        "do": change.do,
        "transcript": change.transcript,
        "segment": change.segment,
        "before": None if change.before is None else document(change.before),
        "after": _after(change),
        "undoes": change.undoes,
        "book": change.book,
    }
    return _sealed(line if change.group is None else line | {"group": change.group})


def _after(change: Change) -> dict[str, Any] | None:
    if change.after is None:
        return None
    kept = document(change.after)
    if isinstance(change.after, Entry):
        for name, on_line in (("at", change.at), ("book", change.book)):
            own = kept.pop(name, "")
            if own != on_line:
                kept[name] = own
    return kept


def encode_checkpoint(checkpoint: Checkpoint) -> bytes:
    """Return the line for a checkpoint."""
    return _sealed(
        {
            "session": checkpoint.session,
            "n": checkpoint.n,
            "at": checkpoint.at,
            "do": "checkpoint",
            "sha256": checkpoint.sha256,
            "length": checkpoint.length,
        }
    )


def _sealed(line: Mapping[str, Any]) -> bytes:
    body = msgspec.json.encode(line)
    return b'%b%b%08x"}\n' % (body[:-1], _CRC_FIELD, crc32(body))


def decode_line(line: bytes) -> Change | Checkpoint | None:
    """Return what a line of the history says, or None where its check value does not hold."""
    if not is_sealed(line):
        return None
    try:
        return _meaning(_LINE.decode(line))
    except (msgspec.MsgspecError, ValueError):
        return None


def is_sealed(line: bytes) -> bool:
    """Say whether a line's check value holds, also when a newer version wrote what it says."""
    body, seal = line[:-_CRC_LENGTH] + b"}", line[-_CRC_LENGTH:]
    return seal == b'%b%08x"}' % (_CRC_FIELD, crc32(body))


def _meaning(line: _Line) -> Change | Checkpoint:
    if line.do == "checkpoint":
        return Checkpoint(line.session, line.n, line.at, line.sha256, line.length)
    do = Intention(line.do)
    before = _document_of(do, line.segment, line.before)
    after = _document_of(do, line.segment, line.after)
    if isinstance(after, Entry):
        left = _LEFT.decode(line.after)
        at = line.at if left.at is None else left.at
        after = replace(after, at=at, book=line.book if left.book is None else left.book)
    return Change(
        session=line.session,
        n=line.n,
        at=line.at,
        do=do,
        transcript=line.transcript,
        segment=line.segment,
        before=before,
        after=after,
        undoes=line.undoes,
        book=line.book,
        group=line.group,
    )


def _document_of(do: Intention, segment: SegmentId | None, raw: msgspec.Raw) -> Document | None:
    if segment is not None:
        return _ENTRY.decode(raw)
    if do is Intention.BOOK:
        return _BOOK.decode(raw)
    if do is Intention.KEYS:
        return _KEYS.decode(raw)
    if (peek := _PEEK.decode(raw)) is not None and peek.on is not None:
        return _MEMO.decode(raw)
    return _STATUS.decode(raw)


_LINE = msgspec.json.Decoder(_Line)
_ENTRY: msgspec.json.Decoder[Entry | None] = msgspec.json.Decoder(Entry | None)
_STATUS: msgspec.json.Decoder[TranscriptStatus | None] = msgspec.json.Decoder(
    TranscriptStatus | None
)
_PEEK: msgspec.json.Decoder[_Peek | None] = msgspec.json.Decoder(_Peek | None)
_MEMO = msgspec.json.Decoder(Memo)
_LEFT = msgspec.json.Decoder(_LeftToLine)
_BOOK: msgspec.json.Decoder[Book | None] = msgspec.json.Decoder(Book | None)
_KEYS: msgspec.json.Decoder[dict[CodeId, str] | None] = msgspec.json.Decoder(
    dict[CodeId, str] | None
)
