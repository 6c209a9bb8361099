from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import (
    ParticipantId,
    QuestionId,
    QuestionSource,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
)
from leadcode_tui.store.transcript_files import (
    encode_transcript,
    read_transcript_file,
    transcript_path,
    write_transcript_file,
)

if TYPE_CHECKING:
    from pathlib import Path

#: The example of the design, as it stands there.
EXAMPLE = """\
{"format":"leadcode.transcript/1","id":"KC010","title":"","source":{"name":"KC010.docx","sha256":"..."},
"speakers":{"INT":{"kind":"interviewer"},"KC010":{"kind":"participant","participant":"KC010"}},
"segments":[
{"id":"0001","speaker":"INT","questions":["Q1"],"by":"mark","text":"Who is leading?","start":null,"end":null},
{"id":"0002","speaker":"KC010","questions":["Q1"],"by":"mark","text":"...","start":12.3,"end":19.0}
]}
"""  # noqa: E501 # one record a line, as in a file

Q1 = (QuestionId("Q1"),)
TRANSCRIPT = Transcript(
    id=TranscriptId("KC010"),
    title="",
    source=Source("KC010.docx", "..."),
    speakers={
        "INT": Speaker(SpeakerKind.INTERVIEWER),
        "KC010": Speaker(SpeakerKind.PARTICIPANT, ParticipantId("KC010")),
    },
    segments=(
        Segment(SegmentId("0001"), "INT", "Who is leading?", Q1, QuestionSource.MARK),
        Segment(SegmentId("0002"), "KC010", "...", Q1, QuestionSource.MARK, 12.3, 19.0),
    ),
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
times = st.none() | st.floats(min_value=0, max_value=1e6)


def changed(**fields: Any) -> str:
    return json.dumps(json.loads(EXAMPLE) | fields)


def test_the_example_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "KC010.json"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert read_transcript_file(path) == TRANSCRIPT


def test_a_transcript_is_written_a_segment_a_line() -> None:
    lines = encode_transcript(TRANSCRIPT).decode().splitlines()
    assert len(lines) == 3 + len(TRANSCRIPT.segments) + 1
    assert json.loads("\n".join(lines))["segments"][1]["text"] == "..."


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("transcripts") / "KC010.json"


@given(text=texts, title=texts, start=times)
def test_a_transcript_is_read_as_it_was_written(
    anywhere: Path, text: str, title: str, start: float | None
) -> None:
    segment = Segment(SegmentId("0001"), "INT", text, start=start)
    written = Transcript(TRANSCRIPT.id, title, TRANSCRIPT.source, TRANSCRIPT.speakers, (segment,))
    anywhere.write_bytes(encode_transcript(written))
    assert read_transcript_file(anywhere) == written


def test_a_written_transcript_lies_under_its_id(tmp_path: Path) -> None:
    path = transcript_path(tmp_path, TRANSCRIPT.id)
    write_transcript_file(path, TRANSCRIPT)
    assert path == tmp_path / "KC010.json"
    assert read_transcript_file(path) == TRANSCRIPT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "no transcript", id="empty"),
        pytest.param("[" * 100_000, "no transcript", id="nested too deep"),
        pytest.param(changed(segments=3), "no transcript", id="no list of segments"),
        pytest.param(changed(format="leadcode.transcript/2"), "transcript/2", id="newer"),
        pytest.param(changed(id="KC01"), "it holds the transcript 'KC01'", id="another's name"),
        pytest.param(changed(speakers={}), "not among the speakers", id="an unknown speaker"),
        pytest.param(
            changed(segments=json.loads(EXAMPLE)["segments"][:1] * 2),
            "two segments have the id '0001'",
            id="the same id twice",
        ),
    ],
)
def test_a_file_that_is_no_transcript_is_refused_in_one_sentence(
    tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "KC010.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError) as caught:
        read_transcript_file(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "KC010.json"
    path.write_bytes(b'{"format":"\xff"}')
    with pytest.raises(UnreadableError, match="not UTF-8"):
        read_transcript_file(path)
