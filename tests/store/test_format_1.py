"""Files of format 1, as they were when there was no other: whatever comes later reads them."""

from __future__ import annotations

import shutil
from pathlib import Path

from leadcode_tui.model import Entry, Segment, SegmentId, Speaker, SpeakerKind, TranscriptId
from leadcode_tui.store.coder_file import Header, read_coder_file
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.transcript_files import read_transcript_file

FILES = Path(__file__).parent / "format-1"
KC010 = TranscriptId("KC010")


def test_a_coder_file_of_format_1_is_read() -> None:
    found = read_coder_file(FILES / "ana.json")
    assert (found.coder, found.study, found.number, found.round) == (
        "ana",
        "nhs-leadership",
        1,
        "main",
    )
    assert found.books["b1"].was == {"spread-leadership": "distributed"}
    assert found.transcripts[KC010].position == "0004"
    assert found.keys == {"ordinary-leaders": "l"}
    kept = found.entries[KC010]
    assert kept[SegmentId("0002")].spans == {"distributed": ((0, 40),)}
    assert kept[SegmentId("0002")].flag
    assert kept[SegmentId("0004")].codes == ()
    assert kept[SegmentId("0006")] == Entry(
        memo="come back", chars=90, text="77aa01f2", book="b1", at="2026-11-23T10:00:11Z"
    )


def test_a_history_of_format_1_brings_its_file_up_to_date() -> None:
    kept = read_current(FILES / "ana.json").entries[KC010]
    assert kept[SegmentId("0006")].codes == ("ordinary-leaders",)
    assert kept[SegmentId("0006")].at == "2026-11-23T10:01:05Z"
    assert SegmentId("0008") not in kept


def test_a_session_goes_on_from_files_of_format_1(tmp_path: Path) -> None:
    for name in ("ana.json", "ana.history.jsonl"):
        shutil.copy(FILES / name, tmp_path)
    header = Header(coder=read_coder_file(FILES / "ana.json").coder)
    session = Codings(tmp_path / "ana.json", header, clock=lambda: "now", session="new")
    session.close()
    assert session.notices == ("3 changes came back from the history",)
    assert (
        read_coder_file(tmp_path / "ana.json").entries == read_current(FILES / "ana.json").entries
    )
    assert "compare with KC003" in (tmp_path / "ana.json").read_text(encoding="utf-8")


def test_a_transcript_of_format_1_is_read() -> None:
    transcript = read_transcript_file(FILES / "KC010.json")
    assert transcript.speakers["INT"] == Speaker(SpeakerKind.INTERVIEWER)
    assert transcript.participant == "KC010"
    assert isinstance(transcript.segments[1], Segment)
    assert (transcript.segments[1].start, transcript.segments[1].questions) == (12.3, ("Q1",))
