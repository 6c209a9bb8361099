"""What holds for every file: nothing is lost, nothing breaks, every format says the same."""

from __future__ import annotations

import os
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.errors import LeadcodeError
from leadcode_tui.model import QuestionId, SegmentUnit
from leadcode_tui.text import sanitise
from leadcode_tui.transcripts.formats import READERS
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.transcripts import Reading

    Talk = Sequence[tuple[str, str]]

#: How many examples a law is tried on: there are many formats.
EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "40"))

#: What makes the readers turn, in pieces.
PIECES = [
    *("\n", "\n\n", "\r\n", " ", "WEBVTT\n\n", "NOTE x\n", "STYLE\n", "00:01.000 --> 00:02.000\n"),
    *("1\n00:00:01,000 --> 00:00:02,000\n", "-->", "<v ", "<v Ana>", "</v>", "//S01", "<c.x>", "?"),
    *("&#27;", "&#x110000;", "&nbsp;", "I: ", "P: ", "KC010: ", "Note: ", "[id1] ", "[Q3]", "Q3. "),
    *("[00:00:12]", "00:12 ", "(1:02) ", "**Ana:** ", "__Ben__: ", "# ", "---\n", "title: x\n"),
    *("\\[", "word ", "We do. ", "Transcribed with noScribe\n", "Date: May\n", "Ana Ruiz: "),
    'File type = "ooTextFile"\nObject class = "TextGrid"\n0 9 <exists> ',
    *('"IntervalTier" "Ana" 0 9 ', '"TextTier" "x" 0 9 ', "1 ", "99999999999 ", "1e999 ", "-3.5 "),
    *('"', '""', "!", "\u202e", "\x1b", "\x00", "\ufeff", "\u2028", "\xad", "\ud7ff", "\uff1a"),
]
CONTENTS = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).encode()),
    st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).encode("utf-16")),
)


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=EXAMPLES)
@given(content=CONTENTS, unit=st.sampled_from(SegmentUnit))
def test_any_bytes_are_read_or_refused_with_a_sentence(
    suffix: str, content: bytes, unit: SegmentUnit, read: Callable[..., Reading]
) -> None:
    try:
        reading = read(content, f"T1{suffix}", unit=unit, questions=[QuestionId("Q3")])
    except LeadcodeError:
        return
    transcript = reading.transcript
    assert len(transcript.by_id) == len(transcript.segments) > 0
    for segment in transcript.segments:
        assert segment.text == segment.text.strip() == sanitise(segment.text) != ""
        assert segment.speaker is None or segment.speaker in transcript.speakers
        assert segment.start is None or 0 <= segment.start < float("inf")


@given(
    pieces=st.lists(
        st.sampled_from(["I:", "P:", "Ana:", "we", "Note:", "(.)", "lead.", "\n", "\n\n"])
    )
)
def test_every_word_of_a_plain_text_is_a_label_or_comes_out(
    pieces: list[str], read: Callable[..., Reading]
) -> None:
    text = " ".join(["we", *pieces])
    segments = read(text).transcript.segments
    found = Counter(word for segment in segments for word in segment.text.split())
    missing = Counter(text.split()) - found
    assert not found - Counter(text.split())
    assert set(missing) <= {"I:", "P:", "Ana:"}


WORDS = st.lists(
    st.sampled_from(["we", "lead.", "All", "of", "us?", "süß", "(..)", "3", "\u2013"]), min_size=1
)
TALKS = st.lists(st.tuples(st.sampled_from(["INT", "KC010"]), WORDS.map(" ".join)), min_size=1)


def as_lines(talk: Talk) -> str:
    return "\n".join(f"{speaker}: {words}" for speaker, words in talk)


def as_paragraphs(talk: Talk) -> str:
    return as_lines(talk).replace("\n", "\r\n\r\n")


def as_markdown(talk: Talk) -> str:
    return "\n\n".join(f"**{speaker}:** {words}" for speaker, words in talk)


def as_voices(talk: Talk) -> str:
    cues = (
        f"{clock(n)} --> {clock(n + 1)}\n<v {who}>{words}" for n, (who, words) in enumerate(talk)
    )
    return "\n\n".join(["WEBVTT", *cues])


def as_subrip(talk: Talk) -> str:
    return "\n\n".join(
        f"{n}\n{clock(n)} --> {clock(n + 1)}\n{who}: {words}".replace(".000", ",000")
        for n, (who, words) in enumerate(talk)
    )


def as_textgrid(talk: Talk) -> str:
    tiers = []
    for speaker in ("INT", "KC010"):
        said = [f'{n} {n + 1} "{words}"' for n, (who, words) in enumerate(talk) if who == speaker]
        tiers.append(f'"IntervalTier" "{speaker}" 0 {len(talk)} {len(said)} ' + " ".join(said))
    return f'"ooTextFile" "TextGrid" 0 {len(talk)} <exists> 2 ' + " ".join(tiers)


def said(talk: Talk) -> list[str]:
    return [f"{speaker}: {words}" for speaker, words in talk]


def rows(talk: Talk) -> list[list[str]]:
    turns = ([who, clock(n), clock(n + 1), words] for n, (who, words) in enumerate(talk))
    return [["Speaker", "Start", "End", "Text"], *turns]


def recognised(talk: Talk) -> str:
    return offices.whisper(
        [
            {"start": n, "end": n + 1, "text": f" {words}", "speaker": who}
            for n, (who, words) in enumerate(talk)
        ]
    )


def on_pages(talk: Talk) -> bytes:
    lines = said(talk)
    return offices.pdf(*(lines[at : at + 40] for at in range(0, len(lines), 40)))


def clock(number: int) -> str:
    return f"00:{number // 60:02d}:{number % 60:02d}.000"


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (as_lines, "T1.txt"),
        (as_paragraphs, "T1.txt"),
        (as_markdown, "T1.md"),
        (as_voices, "T1.vtt"),
        (as_subrip, "T1.srt"),
        (as_textgrid, "T1.TextGrid"),
        (lambda talk: offices.docx(*said(talk)), "T1.docx"),
        (lambda talk: offices.docx(offices.word_table(talk)), "T1.docx"),
        (lambda talk: offices.odt(*said(talk)), "T1.odt"),
        (lambda talk: offices.odt(offices.open_table(talk)), "T1.odt"),
        (lambda talk: offices.rtf(*said(talk)), "T1.rtf"),
        (lambda talk: offices.page(*said(talk)), "T1.html"),
        (on_pages, "T1.pdf"),
        (lambda talk: offices.table_text(rows(talk)), "T1.csv"),
        (lambda talk: offices.table_text(rows(talk), "\t"), "T1.tsv"),
        (lambda talk: offices.table_text(rows(talk), "\t").replace('"', ""), "T1.txt"),
        (lambda talk: offices.xlsx(rows(talk)), "T1.xlsx"),
        (lambda talk: offices.ods(rows(talk)), "T1.ods"),
        (recognised, "T1.json"),
    ],
)
@settings(max_examples=max(1, EXAMPLES // 2))
@given(talk=TALKS)
def test_every_format_gives_the_same_turns(
    write: Callable[[Talk], str | bytes], name: str, talk: Talk, read: Callable[..., Reading]
) -> None:
    both = [("INT", "who"), ("KC010", "we"), *talk, ("INT", "who"), ("KC010", "we")]
    expected = [
        (speaker, " ".join(words for _, words in turn))
        for speaker, turn in groupby(both, key=lambda said: said[0])
    ]
    segments = read(write(both), name).transcript.segments
    assert [(s.speaker, " ".join(s.text.split())) for s in segments] == expected


@given(talk=TALKS)
def test_however_a_transcript_is_cut_the_words_are_the_same(
    talk: Talk, read: Callable[..., Reading]
) -> None:
    text = as_paragraphs(talk)
    words = [
        " ".join(s.text for s in read(text, unit=unit).transcript.segments).split()
        for unit in SegmentUnit
    ]
    assert words == [words[0]] * len(words)
