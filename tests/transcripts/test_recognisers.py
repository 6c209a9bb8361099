"""JSON of speech recognisers, and other JSON, which is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

PLAIN = [
    {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Who leads", "tokens": [1, 2]},
    {"id": 1, "seek": 0, "start": 2.5, "end": 4, "text": " and why?", "tokens": [3]},
]
TOLD_APART = [
    {"start": 0.0, "end": 2.5, "text": " Who leads?", "speaker": "SPEAKER_00"},
    {"start": 2.5, "end": 4.0, "text": " We do", "speaker": "SPEAKER_01"},
    {"start": 4.0, "end": 5.0, "text": " and always did.", "speaker": "SPEAKER_01"},
    {"start": 5.0, "end": 6.0, "text": " Every day."},
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(offices.whisper(PLAIN), id="Whisper"),
        pytest.param(
            json.dumps({"segments": [s | {"words": [{"text": "x"}]} for s in PLAIN]}),
            id="whisper-timestamped",
        ),
        pytest.param(json.dumps(PLAIN), id="faster-whisper"),
    ],
)
def test_segments_have_their_words_and_times(content: str, read: Callable[..., Reading]) -> None:
    segments = read(content, "T1.json").transcript.segments
    assert [(s.text, s.start, s.end) for s in segments] == [
        ("Who leads", 0.0, 2.5),
        ("and why?", 2.5, 4.0),
    ]


def test_speakers_that_whisperx_tells_apart_have_their_turns(read: Callable[..., Reading]) -> None:
    segments = read(offices.whisper(TOLD_APART), "T1.json").transcript.segments
    assert [(s.speaker, s.text, s.start, s.end) for s in segments] == [
        ("SPEAKER_00", "Who leads?", 0.0, 2.5),
        ("SPEAKER_01", "We do and always did. Every day.", 2.5, 6.0),
    ]


def test_speakers_that_are_numbered_are_speakers(turns: Turns) -> None:
    numbered = [segment | {"speaker": at % 2} for at, segment in enumerate(TOLD_APART)]
    assert [who for who, _ in turns(offices.whisper(numbered), "T1.json")] == [
        "Speaker 0",
        "Speaker 1",
        "Speaker 0",
        "Speaker 1",
    ]


def test_a_word_of_another_speaker_in_a_segment_is_told(read: Callable[..., Reading]) -> None:
    words = [{"word": "We", "speaker": "SPEAKER_00"}, {"word": "do", "speaker": "SPEAKER_01"}]
    reading = read(offices.whisper([TOLD_APART[1] | {"words": words}]), "T1.json")
    assert any("another speaker says" in notice and "(1)" in notice for notice in reading.notices)


@pytest.mark.parametrize("time", ["x", None, True, -1, [1], "1"])
def test_a_time_that_is_none_is_left_out(time: object, read: Callable[..., Reading]) -> None:
    content = offices.whisper([{"start": time, "end": time, "text": "We lead."}])
    (segment,) = read(content, "T1.json").transcript.segments
    assert (segment.text, segment.start, segment.end) == ("We lead.", None, None)


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1}',
        "[]",
        "[1, 2]",
        '{"segments": []}',
        '{"segments": [{"text": "we"}]}',
        '{"segments": [{"text": "we", "start": 0, "end": 1}, 3]}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 6_000,
        '"words"',
    ],
    ids=lambda content: content[:30],
)
def test_other_json_is_refused_with_the_way_out(content: str, read: Callable[..., Reading]) -> None:
    with pytest.raises(UnreadableError, match=r"\.vtt, \.srt or \.txt|no JSON"):
        read(content, "T1.json")


def test_broken_json_is_refused_with_its_line(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnreadableError, match="line 2: it is no JSON"):
        read('{"segments":\n[{]}', "T1.json")
