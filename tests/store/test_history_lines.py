from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import (
    Book,
    Change,
    CodeId,
    Entry,
    Intention,
    ParticipantId,
    SegmentId,
    TranscriptId,
    TranscriptState,
    TranscriptStatus,
)
from leadcode_tui.store.records import (
    Checkpoint,
    decode_line,
    encode_change,
    encode_checkpoint,
)

if TYPE_CHECKING:
    from collections.abc import Callable

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
codes = texts.map(CodeId)
numbers = st.integers(min_value=0, max_value=10**9)
entries = st.builds(
    Entry,
    codes=st.none() | st.lists(codes, max_size=3).map(tuple),
    spans=st.none()
    | st.dictionaries(codes, st.lists(st.tuples(numbers, numbers), max_size=2).map(tuple)),
    memo=st.none() | texts,
    flag=st.booleans(),
    chars=numbers,
    text=texts,
    book=st.sampled_from(["", "b1", "b2"]),
    at=texts,
)
statuses = st.builds(
    TranscriptStatus,
    participant=st.none() | texts.map(ParticipantId),
    codable=st.lists(texts.map(SegmentId), max_size=3).map(tuple),
    position=st.none() | texts.map(SegmentId),
    state=st.sampled_from(TranscriptState),
)
books = st.builds(
    Book,
    name=texts,
    sha256=texts,
    at=texts,
    codes=st.dictionaries(codes, st.none() | codes, max_size=3),
    was=st.dictionaries(codes, codes, max_size=2),
)
keys = st.dictionaries(codes, texts, max_size=3)
some_transcript = texts.map(TranscriptId)
some_segment = texts.map(SegmentId)

stamps = {
    "book": st.sampled_from(["", "b1", "b2"]),
    "group": st.none() | numbers,
    "session": texts,
    "n": numbers,
    "at": texts,
    "undoes": st.none() | st.tuples(texts, numbers),
}
about_a_segment = st.builds(
    Change,
    do=st.sampled_from([Intention.APPLY, Intention.MEMO, Intention.FINISH, Intention.UNDO]),
    transcript=some_transcript,
    segment=some_segment,
    before=st.none() | entries,
    after=st.none() | entries,
    **stamps,
)
about_a_transcript = st.builds(
    Change,
    do=st.sampled_from([Intention.OPEN, Intention.FINISH, Intention.UNDO]),
    transcript=some_transcript,
    before=st.none() | statuses,
    after=st.none() | statuses,
    **stamps,
)
about_the_study = st.builds(Change, do=st.just(Intention.BOOK), after=books, **stamps) | st.builds(
    Change, do=st.just(Intention.KEYS), before=st.none() | keys, after=keys, **stamps
)
changes = about_a_segment | about_a_transcript | about_the_study
checkpoints = st.builds(
    Checkpoint, session=texts, n=numbers, at=texts, sha256=texts, length=numbers
)


@given(change=changes)
def test_a_change_is_read_as_it_was_written(change: Change) -> None:
    assert decode_line(encode_change(change).removesuffix(b"\n")) == change


@given(checkpoint=checkpoints)
def test_a_checkpoint_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    assert decode_line(encode_checkpoint(checkpoint).removesuffix(b"\n")) == checkpoint


@given(change=changes)
def test_a_change_is_one_line_of_json(change: Change) -> None:
    line = encode_change(change)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line)["do"] == change.do


@given(change=changes, choose=st.integers(min_value=0), flip=st.integers(1, 255))
def test_no_flipped_byte_goes_unnoticed(change: Change, choose: int, flip: int) -> None:
    line = bytearray(encode_change(change).removesuffix(b"\n"))
    line[choose % len(line)] ^= flip
    assert decode_line(bytes(line)) is None


@given(change=changes, choose=st.integers(min_value=0))
def test_a_torn_line_says_nothing(change: Change, choose: int) -> None:
    line = encode_change(change).removesuffix(b"\n")
    assert decode_line(line[: choose % len(line)]) is None


@given(noise=st.binary(max_size=80))
def test_noise_says_nothing(noise: bytes) -> None:
    assert decode_line(noise) is None


def test_a_line_reads_as_the_design_shows_it(applies: Callable[..., Change]) -> None:
    line = json.loads(encode_change(applies("0041", "distributed")))
    assert list(line) == [
        "session", "n", "at", "do", "transcript", "segment",
        "before", "after", "undoes", "book", "crc",
    ]  # fmt: skip
    assert line["after"] == {"codes": ["distributed"], "chars": 9, "text": "9f3a1c2b"}
