"""JSON of Whisper and its relatives: segments with times, and speakers where they were told apart.

Whisper, WhisperX, whisper-timestamped and faster-whisper write a list of segments, alone or as
`segments` of an object; a segment has `text`, `start`, `end` and perhaps `speaker`. Single words
that WhisperX gives to another speaker than their segment stay with the segment, which is said.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile

_OTHER = (
    "it is JSON, but not of Whisper, WhisperX, whisper-timestamped or faster-whisper: save the "
    "transcript as .vtt, .srt or .txt"
)


def read(file: TranscriptFile) -> Material:
    """Return the segments of a recogniser's JSON."""
    segments = _segments(_parsed(file))
    if segments is None:
        raise UnreadableError(file.path, _OTHER)
    strays = sum(map(_strays, segments))
    notices = (f"words that another speaker says within a segment stay in it ({strays})",)
    return Material(tuple(_blocks(segments)), notices=notices if strays else ())


def _parsed(file: TranscriptFile) -> object:
    """Return what the file holds, or refuse what is no JSON with its line."""
    try:
        return json.loads(file.decoded)
    except json.JSONDecodeError as error:
        why = f"line {error.lineno}: it is no JSON: save it again, as .vtt or .srt if need be"
        raise UnreadableError(file.path, why) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of 5,000 figures
        raise UnreadableError(file.path, _OTHER) from error


def _segments(parsed: object) -> Sequence[dict[str, object]] | None:
    """Return the segments, None for what is no list of them."""
    found = parsed.get("segments") if isinstance(parsed, dict) else parsed
    if not isinstance(found, list) or not found:
        return None
    segments = [segment for segment in found if isinstance(segment, dict)]
    fit = all(isinstance(s.get("text"), str) and "start" in s and "end" in s for s in segments)
    return segments if fit and len(segments) == len(found) else None


def _blocks(segments: Sequence[dict[str, object]]) -> Iterator[Block]:
    for number, segment in enumerate(segments, start=1):
        yield Block(
            str(segment["text"]),
            number,
            _label(segment.get("speaker")),
            _seconds(segment["start"]),
            _seconds(segment["end"]),
            flows=True,
        )


def _label(speaker: object) -> str | None:
    """Return who speaks: a name, or the number that some programs give to a voice."""
    if isinstance(speaker, int) and not isinstance(speaker, bool):
        return f"Speaker {speaker}"
    return speaker if isinstance(speaker, str) else None


def _strays(segment: dict[str, object]) -> int:
    """Return how many words of a segment belong to another speaker."""
    words = segment.get("words")
    return sum(
        isinstance(word, dict) and word.get("speaker", segment.get("speaker")) != segment["speaker"]
        for word in (words if isinstance(words, list) and "speaker" in segment else ())
    )


def _seconds(value: object) -> float | None:
    """Return a time, None for what is none."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not isfinite(float(str(value))) or float(str(value)) < 0:
        return None
    return float(str(value))
