"""Other people's files: the same interview gives the same words, and no word is lost."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import LeadcodeError
from leadcode_tui.model import TranscriptId
from leadcode_tui.text import sanitise
from leadcode_tui.transcripts import (
    ReadOptions,
    default_id,
    read_joined,
    read_transcript,
)
from leadcode_tui.transcripts.formats import READERS

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.transcripts import Reading

pytestmark = pytest.mark.samples


def reading_of(path: Path) -> Reading:
    return read_transcript(path, transcript_id=default_id(path))


def words(reading: Reading) -> list[str]:
    return " ".join(segment.text for segment in reading.transcript.segments).split()


def test_noscribe_says_the_same_in_text_and_in_vtt(samples: Path) -> None:
    text, vtt = (reading_of(samples / "noscribe" / f"interview{end}") for end in (".txt", ".vtt"))
    assert [(s.speaker, s.text) for s in text.transcript.segments] == [
        (s.speaker, s.text) for s in vtt.transcript.segments
    ]
    assert dict(text.turns) == {"S00": 26, "S01": 28, "S02": 1}
    assert text.transcript.title == vtt.transcript.title != ""
    overlaps = [notice for notice in vtt.notices if "talks over" in notice]
    assert len(overlaps) == 2
    assert any("S00 26" in notice and "--interviewer" in notice for notice in text.notices)


@pytest.mark.parametrize(
    ("folder", "stem", "suffixes"),
    [
        ("hitsave-2025", "Keitai update Spring 2025", (".txt", ".vtt", ".srt")),
        ("whisper-timestamped", "smartphone.mp3_20", (".vtt", ".srt")),
    ],
)
def test_an_interview_has_the_same_words_in_every_format(
    folder: str, stem: str, suffixes: tuple[str, ...], samples: Path
) -> None:
    first, *others = (words(reading_of(samples / folder / f"{stem}{end}")) for end in suffixes)
    assert len(first) > 500
    assert all(other == first for other in others)


def test_two_tiers_in_two_files_are_one_interview(samples: Path) -> None:
    folder = samples / "primock57"
    paths = [folder / f"day1_consultation01_{who}.TextGrid" for who in ("doctor", "patient")]
    reading = read_joined(
        paths,
        transcript_id=TranscriptId("C1"),
        settings=ReadOptions(interviewers=("doctor",)),
    )
    for path, speaker in zip(paths, ("Doctor", "Patient"), strict=True):
        said = re.findall(r'text = "(.+)" *$', path.read_text(encoding="utf-8"), re.MULTILINE)
        turns = [s.text for s in reading.transcript.segments if s.speaker == speaker]
        assert " ".join(turns).split() == " ".join(said).replace('""', '"').split()
    speakers = [segment.speaker for segment in reading.transcript.segments]
    assert all(one != other for one, other in pairwise(speakers))
    assert reading.transcript.participant == "C1"


def words_in(path: Path) -> set[str]:
    """Return every word of a file, tags and entities and backslashes aside, with no judgement."""
    text = path.read_bytes().decode("utf-8-sig")
    if path.suffix in {".vtt", ".srt"}:
        text = re.sub(r"<[^<>]*>", " ", text)
    plain = sanitise(unescape(text)).replace("\\", "")
    return set(re.findall(r"[^\W\d_]{3,}", plain))


#: What each format may leave out: headers, labels, identifiers and comments, by a word of them.
NO_WORDS = re.compile(
    r"^(?:WEBVTT|NOTE|STYLE|Kind|Language|Audio file|\(Language|Transcribed).*", re.MULTILINE
)


def supported(samples: Path) -> list[Path]:
    return [
        path
        for path in sorted(samples.rglob("*"))
        if path.suffix.lower() in READERS and path.name != "SOURCE.md"
    ]


def test_every_file_of_a_format_that_is_read_keeps_its_words_or_is_refused(samples: Path) -> None:
    refused = []
    for path in supported(samples):
        try:
            reading = reading_of(path)
        except LeadcodeError:
            refused.append(path.name)
            continue
        if path.suffix in {".txt", ".md"}:
            said = " ".join(words(reading)) + " ".join(reading.transcript.speakers)
            missing = words_in(path) - set(re.findall(r"[^\W\d_]{3,}", said))
            header = " ".join(NO_WORDS.findall(path.read_text(encoding="utf-8-sig")))
            left_out = " ".join((header, reading.transcript.title, *reading.notices))
            assert not missing - set(re.findall(r"[^\W\d_]{3,}", left_out)), path
    assert refused == ["signature-bom.vtt"]


def test_no_word_that_another_parser_of_cues_finds_is_missing(samples: Path) -> None:
    webvtt = pytest.importorskip("webvtt", reason="webvtt-py is not installed")
    files = [path for path in supported(samples) if path.suffix in {".vtt", ".srt"}]
    for path in files:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        captions = webvtt.from_buffer(iter(lines), format=path.suffix[1:])
        if not len(captions):
            continue
        raw = re.sub(r"<[^<>]*>", " ", "\n".join(caption.raw_text for caption in captions))
        found = set(re.findall(r"\w{3,}", sanitise(unescape(raw))))
        assert found <= set(re.findall(r"\w{3,}", " ".join(words(reading_of(path))))), path


def test_the_intervals_are_those_that_praatio_finds(samples: Path) -> None:
    textgrid = pytest.importorskip("praatio.textgrid", reason="praatio is not installed")
    for path in sorted((samples / "primock57").glob("*.TextGrid")):
        tier = textgrid.openTextgrid(str(path), includeEmptyIntervals=False).tiers[0]
        ours = [(s.start, s.end, s.text) for s in reading_of(path).transcript.segments]
        assert ours == [(e.start, e.end, " ".join(e.label.split())) for e in tier.entries]
