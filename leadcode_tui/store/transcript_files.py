"""Transcripts as the study keeps them: one JSON file each, a segment a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import Segment, Source, Speaker, Transcript, TranscriptId
from leadcode_tui.store.alike import ids_once, keep_once
from leadcode_tui.store.files import read_bytes, replace
from leadcode_tui.store.json_mistakes import no_json, refuse_other_formats

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = "leadcode.transcript/1"


class _Named(msgspec.Struct):
    format: str


class _Record(msgspec.Struct):
    format: str
    id: TranscriptId
    title: str
    source: Source
    speakers: dict[str, Speaker]
    segments: tuple[Segment, ...]


_DECODER = msgspec.json.Decoder(_Record)


def transcript_path(folder: Path, transcript: TranscriptId) -> Path:
    """Return where a transcript lies in its folder."""
    return folder / f"{transcript}.json"


def read_transcript_file(path: Path) -> Transcript:
    """Read a transcript; raise UnreadableError with what is wrong."""
    content = read_bytes(path)
    try:
        record = _DECODER.decode(content)
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "not UTF-8 text, so no transcript of a study") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        _refuse_other_formats(_format_of(content), path)  # its fields may be others as well
        raise no_json(path, content, error, what="no transcript of a study") from error
    _refuse_other_formats(record.format, path)
    _refuse_contradictions(record, path)
    keep_once(record.segments, "speaker", "questions")
    for segment, kept in zip(record.segments, ids_once(s.id for s in record.segments), strict=True):
        object.__setattr__(segment, "id", kept)
    return Transcript(record.id, record.title, record.source, record.speakers, record.segments)


def _format_of(content: bytes) -> str:
    try:
        return msgspec.json.decode(content, type=_Named).format
    except (msgspec.MsgspecError, RecursionError):
        return FORMAT


def _refuse_other_formats(name: str, path: Path) -> None:
    why = f"of format {name!r}; this version reads {FORMAT}"
    refuse_other_formats(path, name, known=FORMAT, why=why)


def _refuse_contradictions(record: _Record, path: Path) -> None:
    if record.id != path.stem:
        why = f"it holds the transcript {record.id!r}: a transcript's file is named after its id"
        raise UnreadableError(path, why)
    ids: set[str] = set()
    for segment in record.segments:
        if segment.speaker is not None and segment.speaker not in record.speakers:
            why = f"segment {segment.id!r} has a speaker who is not among the speakers"
            raise UnreadableError(path, why)
        if segment.id in ids:
            raise UnreadableError(path, f"two segments have the id {segment.id!r}")
        ids.add(segment.id)


def write_transcript_file(path: Path, transcript: Transcript) -> None:
    """Write a transcript, whole or not at all."""
    replace(path, encode_transcript(transcript))


def encode_transcript(transcript: Transcript) -> bytes:
    """Return a transcript as its file holds it."""
    head = {
        "format": FORMAT,
        "id": transcript.id,
        "title": transcript.title,
        "source": transcript.source,
    }
    segments = b",\n".join(map(msgspec.json.encode, transcript.segments))
    return (
        b"%b,\n%b,\n"
        % (
            msgspec.json.encode(head)[:-1],
            msgspec.json.encode({"speakers": transcript.speakers})[1:-1],
        )
        + b'"segments":[\n%b\n]}\n' % segments
    )
