from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import (
    Book,
    CodeId,
    CoderFile,
    Entry,
    SegmentId,
    TranscriptId,
    TranscriptState,
    TranscriptStatus,
)
from leadcode_tui.store.coder_file import blank_coder_file, parse_coder_file, read_coder_file

if TYPE_CHECKING:
    from collections.abc import Mapping

ANA = Path("codings/ana.json")

#: The example of the design, as it stands there.
EXAMPLE = b"""\
{"file":{"1":{"format":"leadcode.codings/1","coder":"ana","study":"nhs-leadership","pass":1,"round":"main"}},
"books":{"b1":{"name":"leadership","sha256":"...","at":"...","codes":{"distributed":null,"ordinary-leaders":"distributed"},"was":{"spread-leadership":"distributed"}}},
"transcripts":{"KC010":{"participant":"KC010","codable":["0002","0004"],"position":"0004","state":"open"}},
"keys":{"1":{"ordinary-leaders":"l"}},
"memos":{"1":{"on":"code","id":"distributed","text":"...","at":"..."}},
"codings:KC010":{
"0002":{"codes":["distributed"],"spans":{"distributed":[[0,40]]},"memo":"compare KC003","flag":true,"chars":212,"text":"9f3a1c2b","book":"b1","at":"2026-11-23T10:00:07Z"},
"0004":{"codes":[],"chars":15,"text":"00c1e9aa","book":"b1","at":"2026-11-23T10:00:09Z"},
"0006":{"memo":"come back","chars":90,"text":"77aa01f2","book":"b1","at":"2026-11-23T10:00:11Z"}
}}
"""  # noqa: E501 # one record a line, as in a file

KC010 = TranscriptId("KC010")
DISTRIBUTED = CodeId("distributed")


@pytest.fixture(scope="module")
def example() -> CoderFile:
    return parse_coder_file(EXAMPLE, ANA)


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        parse_coder_file(content, ANA)
    return str(caught.value)


def hand_made(**documents: Mapping[str, Any]) -> bytes:
    return json.dumps({f"codings:{name}": kept for name, kept in documents.items()}).encode()


def test_the_example_says_whose_it_is(example: CoderFile) -> None:
    assert (example.coder, example.study, example.number, example.round) == (
        "ana",
        "nhs-leadership",
        1,
        "main",
    )


def test_the_example_holds_its_codebook_revision(example: CoderFile) -> None:
    assert example.books == {
        "b1": Book(
            name="leadership",
            sha256="...",
            at="...",
            codes={DISTRIBUTED: None, CodeId("ordinary-leaders"): DISTRIBUTED},
            was={CodeId("spread-leadership"): DISTRIBUTED},
        )
    }


def test_the_example_says_which_segments_there_are_to_decide_on(example: CoderFile) -> None:
    assert example.transcripts == {
        KC010: TranscriptStatus(
            participant=example.transcripts[KC010].participant,
            codable=(SegmentId("0002"), SegmentId("0004")),
            position=SegmentId("0004"),
            state=TranscriptState.OPEN,
        )
    }
    assert example.transcripts[KC010].participant == "KC010"


def test_the_example_keeps_the_keys(example: CoderFile) -> None:
    assert example.keys == {"ordinary-leaders": "l"}


def test_an_entry_is_read_whole(example: CoderFile) -> None:
    assert example.entries[KC010][SegmentId("0002")] == Entry(
        codes=(DISTRIBUTED,),
        spans={DISTRIBUTED: ((0, 40),)},
        memo="compare KC003",
        flag=True,
        chars=212,
        text="9f3a1c2b",
        book="b1",
        at="2026-11-23T10:00:07Z",
    )


def test_no_codes_and_no_decision_are_told_apart(example: CoderFile) -> None:
    entries = example.entries[KC010]
    assert entries[SegmentId("0004")].codes == ()
    assert entries[SegmentId("0006")].codes is None


def test_a_hand_made_file_with_nothing_but_codes_is_taken() -> None:
    found = parse_coder_file(hand_made(T1={"1": {"codes": ["a"]}, "2": {"codes": []}}), ANA)
    assert found.entries == {"T1": {"1": Entry(codes=(CodeId("a"),)), "2": Entry(codes=())}}


def test_a_hand_made_file_is_its_name_s_coder_s() -> None:
    assert parse_coder_file(hand_made(T1={}), Path("ben.json")).coder == "ben"


@pytest.mark.parametrize(
    ("name", "coder", "number"),
    [
        pytest.param("ana.json", "ana", 1, id="a coder"),
        pytest.param("ana.2.json", "ana", 2, id="a second pass"),
        pytest.param("talk.ana.json", "ana", 1, id="beside a transcript"),
        pytest.param("talk.ana.3.json", "ana", 3, id="a third pass beside a transcript"),
        pytest.param("7.json", "7", 1, id="a coder who is a number"),
        pytest.param("ana.found-1a2b3c4d.json", "ana", 1, id="set aside"),
        pytest.param("ana.2.adopted-00000001.json", "ana", 2, id="a second pass, adopted"),
    ],
)
def test_a_name_says_coder_and_pass_whether_or_not_anything_is_decided(
    name: str, coder: str, number: int
) -> None:
    for found in (parse_coder_file(hand_made(T1={}), Path(name)), blank_coder_file(Path(name))):
        assert (found.coder, found.number) == (coder, number)


def test_what_the_header_says_counts_before_the_name() -> None:
    found = parse_coder_file(EXAMPLE, Path("talk.ben.2.json"))
    assert (found.coder, found.number) == ("ana", 1)


def test_what_a_later_version_may_add_is_passed_over() -> None:
    found = parse_coder_file(hand_made(T1={"1": {"codes": ["a"], "sure": 0.5}}), ANA)
    assert found.entries[TranscriptId("T1")][SegmentId("1")].codes == ("a",)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_coder_file(b"\xef\xbb\xbf" + EXAMPLE, ANA) == parse_coder_file(EXAMPLE, ANA)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n", "empty", id="blank"),
        pytest.param(b"[]", "array", id="no object"),
        pytest.param(b'{"name":"x"}', "codings:TRANSCRIPT", id="some other JSON"),
        pytest.param(EXAMPLE[:700], "was the file cut off?", id="cut off"),
        pytest.param(EXAMPLE.replace(b":{", b"{", 1), "JSON is malformed", id="a colon missing"),
        pytest.param(b'{"codings:T1":' + b'{"1":' * 100_000, "recursion", id="nested too deep"),
        pytest.param(b"\x7fELF\x02\x01\x00\x00", "JSON is malformed", id="binary"),
        pytest.param(
            b'{"codings:T1":{"1":{"codes":["\xff"]}}}', "'codings:T1': not UTF-8", id="Latin-1"
        ),
        pytest.param(hand_made(T1={"1": {"codes": "a"}}), "'codings:T1'", id="codes not a list"),
        pytest.param(hand_made(T1={"1": {"codes": [1]}}), "'codings:T1'", id="a code not a text"),
        pytest.param(hand_made(T1={"1": ["a"]}), "'codings:T1'", id="an entry not an object"),
        pytest.param(b'{"file":{"1":{"pass":"two"}}}', "'file'", id="pass not a number"),
        pytest.param(b'{"file":{"1":3}}', "'file'", id="header not an object"),
        pytest.param(
            EXAMPLE.replace(b'"state":"open"', b'"state":"ajar"'),
            "'transcripts'",
            id="no such state",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    sentence = refusal(content)
    assert sentence.startswith(f"{ANA}:")
    assert words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param(
            '{"file":{},\n"codings:Tür":{"1":]}}', "2:20", id="after letters of two bytes"
        ),
        pytest.param('\ufeff{"file":]', "1:9", id="after a byte order mark"),
        pytest.param('{"file":{},\n"codings:T1":{\n', "2:15", id="cut off"),
    ],
)
def test_where_json_breaks_off_is_told(content: str, place: str) -> None:
    assert refusal(content.encode()).startswith(f"{ANA}:{place}: no coder file: ")


def test_a_newer_format_is_refused_by_its_name() -> None:
    sentence = refusal(EXAMPLE.replace(b"codings/1", b"codings/2"))
    assert "leadcode.codings/2" in sentence
    assert "update leadcode" in sentence


def test_another_format_is_refused_by_its_name() -> None:
    sentence = refusal(EXAMPLE.replace(b"leadcode.codings/1", b"leadcode.transcript/1"))
    assert "'leadcode.transcript/1'" in sentence


def test_a_refusal_never_repeats_what_a_coder_wrote() -> None:
    secret = EXAMPLE.replace(b'"memo":"compare KC003"', b'"memo":["the manager was sacked"]')
    assert "sacked" not in refusal(secret)


def test_a_refusal_never_passes_an_escape_sequence_on() -> None:
    hostile: dict[str, Any] = {
        "transcripts": {"A": {"participant": None, "codable": [], "state": "\x1b[2J"}}
    }
    content = msgspec.json.encode(hostile | {"codings:\x1b[2J": {}})
    assert "\x1b" not in refusal(content)


@pytest.mark.parametrize("name", ["nowhere.json", "."], ids=["missing", "a folder"])
def test_a_path_without_a_file_is_refused_in_plain_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"no such file|it is a folder"):
        read_coder_file(tmp_path / name)
