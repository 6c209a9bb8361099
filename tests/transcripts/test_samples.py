"""Other people's files: the same interview gives the same words, and no word is lost."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from tests.transcripts.spoken import FAULTY, spoken

if TYPE_CHECKING:
    from leadcode_tui.transcripts import Reading

pytestmark = pytest.mark.samples

#: What stands beside the transcripts in the collection.
OF_THE_COLLECTION = {"SOURCE.md", "facts.json"}
#: Files with cues that hold no words, and how many.
EMPTY_CUES = {"webvtt-py/missing_caption_text.srt": 1, "webvtt-w3c/entities.vtt": 3}
#: How speakers are labelled in the texts.
LABELS = {
    "changelog/brain-science-1.md": r"^\*\*(Adam Stacoviak|Mireille B\. Reece, Psy\.D):\*\*",
    "changelog/founders-talk-52.md": r"^\*\*(Adam Stacoviak|Pia Mancini):\*\*",
    "entrevista-es/entrevista_reinoso.txt": r"^([EG]):",
    "noscribe/interview.txt": r"^(S\d\d):",
    "ohad-idaho/demo_005.txt": r"^(?:\[[\d:]+\] )?(DB|KM|Devin Becker|Kasey Mohammad)\b ?:",
    "qualcoder-examples/transcript.txt": r"^\[(id\d)\]",
}
SAME_SPEAKER = {"Devin Becker": "DB", "Kasey Mohammad": "KM"}


@cache
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
        ("hitsave-2025", "Keitai update Spring 2025", (".txt", ".vtt", ".srt", ".tsv", ".json")),
        ("whisper-timestamped", "smartphone.mp3_20", (".vtt", ".srt")),
    ],
)
def test_an_interview_has_the_same_words_in_every_format(
    folder: str, stem: str, suffixes: tuple[str, ...], samples: Path
) -> None:
    first, *others = (words(reading_of(samples / folder / f"{stem}{end}")) for end in suffixes)
    assert len(first) > 500
    assert all(other == first for other in others)


def test_whisper_says_the_same_segments_at_the_same_times(samples: Path) -> None:
    stem = samples / "hitsave-2025" / "Keitai update Spring 2025"
    readings = [reading_of(stem.with_suffix(end)) for end in (".json", ".vtt", ".srt", ".tsv")]
    said = [[(s.text, s.start, s.end) for s in r.transcript.segments] for r in readings]
    assert len(said[0]) == 762
    for other in said[1:]:
        for (text, start, end), (theirs, begins, ends) in zip(said[0], other, strict=True):
            assert text == theirs
            assert [begins, ends] == pytest.approx([start, end], abs=0.01)


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


def supported(samples: Path) -> list[Path]:
    return [
        path
        for path in sorted(samples.rglob("*"))
        if path.suffix.lower() in READERS and path.name not in OF_THE_COLLECTION
    ]


#: What is refused, and why: the one file has a signature and no cue.
REFUSED = {"webvtt-w3c/signature-bom.vtt": "there are no words in it"}


def test_every_file_gives_the_words_that_are_said_in_it_or_is_refused(samples: Path) -> None:
    files = [path for path in sorted(samples.rglob("*")) if path.name not in OF_THE_COLLECTION]
    refused = {}
    for path in filter(Path.is_file, files):
        try:
            reading = reading_of(path)
        except LeadcodeError as refusal:
            refused[str(path.relative_to(samples))] = str(refusal).rpartition(": ")[2]
            continue
        assert words(reading) == spoken(path, samples), path
    assert refused == REFUSED


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


#: Who speaks, as a reader of the file would say; where nobody is named, the file's own name.
SPEAKERS = {
    "aci-bench/valid.csv": "doctor patient patient_guest",
    "changelog/brain-science-1.md": "Mireille B. Reece, Psy.D|Adam Stacoviak",
    "changelog/founders-talk-52.md": "Adam Stacoviak|Pia Mancini",
    "coraal/DCB_se1_ag2_m_02_3.txt": "DCB_se1_ag3_m_01 DCB_se1_ag2_m_02",
    "doccano-enc/example.utf16.csv": "example.utf16",
    "entrevista-es/entrevista_reinoso.txt": "E G",
    "noscribe/interview.txt": "S00 S01 S02",
    "noscribe/interview.vtt": "S00 S01 S02",
    "ohad-idaho/armantrout.csv": "DB RA",
    "ohad-idaho/demo_005.txt": "DB KM",
    "ohd/transcript_de.csv": "INT AB",
    "ohd/transcript_de.vtt": "INT AB",
    "pdpilot-pdf/P1.pdf": "Dan Participant",
    "pdpilot-pdf/P3.pdf": "Dan Participant",
    "pdpilot-pdf/P6.pdf": "Dan Participant",
    "primock57/day1_consultation01_doctor.TextGrid": "Doctor",
    "primock57/day1_consultation01_patient.TextGrid": "Patient",
    "qualcoder-examples/ID1.docx": "ID1",
    "qualcoder-examples/ID2.odt": "ID2",
    "qualcoder-examples/survey456.csv": "ID4 ID5 ID6",
    "qualcoder-examples/transcript.txt": "id1 id2 id3",
    "serdif-odt/P15_GMT20211201.odt": "P15_GMT20211201 MODERATOR",
    "serdif-odt/P1_GMT20211118.odt": "P1_GMT20211118 MODERATOR",
    "serdif-odt/P7_GMT20211126.odt": "P7_GMT20211126 MODERATOR",
    "webvtt-w3c/tags.vtt": "a|a b|e",
}


def test_the_speakers_of_every_file_are_those_that_a_reader_would_name(samples: Path) -> None:
    found = {}
    for path in supported(samples):
        try:
            transcript = reading_of(path).transcript
        except LeadcodeError:
            continue
        name = str(path.relative_to(samples))
        found[name] = set(transcript.speakers)
        expected = SPEAKERS.get(name, default_id(path))
        assert found[name] == set(expected.split("|" if "|" in expected else None)), name
    assert set(found) >= set(SPEAKERS)


def facts(samples: Path) -> dict[str, dict[str, Any]]:
    """Return the raw counts of every file, by its path."""
    return {
        f"{path.parent.name}/{fact['file']}": fact
        for path in sorted(samples.glob("*/facts.json"))
        for fact in json.loads(path.read_text(encoding="utf-8"))
    }


def test_documents_have_the_words_and_paragraphs_that_were_counted(samples: Path) -> None:
    counted = 0
    for name, fact in facts(samples).items():
        if "nonempty" not in fact:
            continue
        reading = reading_of(samples / name)
        labels = sum(n for label, n in reading.turns.items() if label == "MODERATOR")
        assert len(words(reading)) + labels == fact["words"], name
        assert len(reading.transcript.segments) == fact["nonempty"], name
        counted += 1
    assert counted == 5


@pytest.mark.parametrize("name", ["P1.pdf", "P3.pdf", "P6.pdf"])
def test_of_pages_nothing_but_labels_and_numbers_is_left_out(name: str, samples: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    fact = facts(samples)[f"pdpilot-pdf/{name}"]
    pages = pypdf.PdfReader(samples / "pdpilot-pdf" / name).pages
    lines = [line for page in pages for line in page.extract_text().split("\n")]
    labels = sum(line.startswith(("Dan:", "Participant:")) for line in lines)
    numbers = sum(re.fullmatch(r"\s*\d+(?:/\d+)?\s*", line) is not None for line in lines)
    said = words(reading_of(samples / "pdpilot-pdf" / name))
    assert fact["words_pypdf"] == len(said) + labels + numbers


def test_recognisers_have_as_many_segments_as_were_counted(samples: Path) -> None:
    counted = [fact for fact in facts(samples).items() if "segments" in fact[1]]
    assert len(counted) == 2
    for name, fact in counted:
        assert len(reading_of(samples / name).transcript.segments) == fact["segments"]


def test_cues_that_nobody_is_named_in_have_a_segment_each(samples: Path) -> None:
    counted = 0
    for name, fact in facts(samples).items():
        if fact.get("arrow_lines") and not fact["voice_tags"] and name not in FAULTY | EMPTY_CUES:
            assert len(reading_of(samples / name).transcript.segments) == fact["arrow_lines"], name
            counted += 1
    for name, empty in EMPTY_CUES.items():
        segments = reading_of(samples / name).transcript.segments
        assert len(segments) == facts(samples)[name]["arrow_lines"] - empty
    assert counted == 23


@pytest.mark.parametrize("name", LABELS)
def test_a_labelled_text_has_a_turn_for_each_label(name: str, samples: Path) -> None:
    text = (samples / name).read_text(encoding="utf-8")
    found = re.findall(LABELS[name], text, re.MULTILINE)
    labels = [SAME_SPEAKER.get(label, label) for label in found]
    segments = reading_of(samples / name).transcript.segments
    turns = [segment.speaker for segment in segments if segment.speaker is not None]
    # where something else stands between, a speaker may go on in a segment of their own
    assert [who for who, _ in groupby(turns)] == [who for who, _ in groupby(labels)]
