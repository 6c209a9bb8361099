"""Each format is read, and what is no transcript is refused with the way out."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import ProblemsError, UnreadableError, UsageError
from leadcode_tui.model import TranscriptId
from leadcode_tui.transcripts import ReadOptions, default_id, read_joined
from leadcode_tui.transcripts.formats import READERS
from tests.transcripts.test_fuzz import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

LONG_GRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 9
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ana"
        xmin = 0
        xmax = 9
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = "Who leads, ""item [2]""?"
        intervals [2]:
            xmin = 1.5
            xmax = 3
            text = ""
        intervals [3]:
            xmin = 3
            xmax = 4
            text = "<UNIN/> All?"
    item [2]:
        class = "IntervalTier"
        name = "KC010"
        xmin = 0
        xmax = 9
        intervals: size = 1
        intervals [1]:
            xmin = 1
            xmax = 2e0
            text = "We do."
"""
SHORT_GRID = """File type = "ooTextFile"
Object class = "TextGrid"

0
9
<exists>
2
"IntervalTier"
"Ana"
0
9
3
0
1.5
"Who leads, ""item [2]""?"
1.5
3
""

3
4
"<UNIN/> All?"
"IntervalTier"
"KC010"
0
9
1
1
2
"We do.\""""

VTT = """WEBVTT Ward talk

NOTE
Nobody says this.

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:02.500 align:start
<v.loud Ana>Who <b>leads</b> &amp; why?</v>

00:03.000 --> 00:04.000
and when?

00:05.000 --> 00:06.000
<v KC010>We <00:05.500><c.red>do</c>.

00:07.000 --> 00:08.000
<v KC010>All &lt;of&gt; <[?]> us.
"""


def test_markdown_has_bold_labels_headings_and_front_matter(read: Callable[..., Reading]) -> None:
    reading = read(
        "---\ntitle: Ward talk\n---\n\n**Ana B. Ruiz, MD:** Who\\? \\[laughs\\]\n\n"
        "**KC010:** \\[07:40\\] We *all* do.\n\nEvery day.\n\n# Part two\n\n"
        "**Ana B. Ruiz, MD:** All &amp; sundry?\n**KC010**: Yes.\n\n---\n\n**Well:** that is all.",
        "T1.md",
    )
    assert reading.transcript.title == "Ward talk"
    assert [(s.speaker, s.text, s.start) for s in reading.transcript.segments] == [
        ("Ana B. Ruiz, MD", "Who? [laughs]", None),
        ("KC010", "We *all* do.\nEvery day.", 460.0),
        (None, "Part two", None),
        ("Ana B. Ruiz, MD", "All & sundry?", None),
        ("KC010", "Yes.\n**Well:** that is all.", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "**INT:** Who?\n\n**KC010:** We.",
            [("INT", "Who?"), ("KC010", "We.")],
            id="an id among others",
        ),
        pytest.param(
            "**INT:** Who?\n\n**B:** We.\n\n**Well:** all.",
            [("INT", "Who?"), ("B", "We.\n**Well:** all.")],
            id="a letter among others",
        ),
        pytest.param("**KC010:** We.", [("T1", "**KC010:** We.")], id="an id alone"),
    ],
)
def test_an_id_in_bold_that_comes_up_once_is_a_speaker_among_others(
    text: str, expected: list[tuple[str, str]], turns: Callable[..., list[tuple[str, str]]]
) -> None:
    assert turns(text, "T1.md") == expected


def test_a_heading_at_the_top_is_the_title_of_a_markdown_text(read: Callable[..., Reading]) -> None:
    reading = read("# Ward talk\n\nI: Who?\n\nP: We.", "T1.markdown")
    assert reading.transcript.title == "Ward talk"
    assert [segment.text for segment in reading.transcript.segments] == ["Who?", "We."]


def test_talk_between_two_rules_is_no_front_matter(turns: Turns) -> None:
    assert turns("---\nI: Who?\nP: We.\n---\n", "T1.md") == [("I", "Who?"), ("P", "We.")]


def test_a_vtt_has_voices_markup_entities_and_a_title(read: Callable[..., Reading]) -> None:
    reading = read(VTT, "T1.vtt")
    assert reading.problems == ()
    assert reading.transcript.title == "Ward talk"
    assert [(s.speaker, s.text, s.start, s.end) for s in reading.transcript.segments] == [
        ("Ana", "Who leads & why? and when?", 1.0, 4.0),
        ("KC010", "We do. All <of> <[?]> us.", 5.0, 8.0),
    ]


@pytest.mark.parametrize(
    ("name", "comma", "head"), [("T1.vtt", ".", "WEBVTT\n\n"), ("T1.srt", ",", "")]
)
def test_names_before_a_colon_are_the_voices_of_cues_without(
    name: str, comma: str, head: str, turns: Turns
) -> None:
    words = [
        "Ana Ruiz: Who leads?",
        "KC010: We do.",
        "All of us.",
        "Ana Ruiz: Good.",
        "KC010: Yes.",
    ]
    cues = (
        f"{n}\n00:00:0{n}{comma}000 --> 00:00:0{n}{comma}900\n{said}\n"
        for n, said in enumerate(words)
    )
    assert turns(head + "\n".join(cues), name) == [
        ("Ana Ruiz", "Who leads?"),
        ("KC010", "We do. All of us."),
        ("Ana Ruiz", "Good."),
        ("KC010", "Yes."),
    ]


@pytest.mark.parametrize(
    ("cues", "line", "words"),
    [
        pytest.param("00:01.000 --> 00:02.000\nWe\n\nlead.", 6, ["We lead."], id="empty line"),
        pytest.param("00:0x --> 00:02.000\nWe.", 3, ["00:0x --> 00:02.000 We."], id="mistyped"),
        pytest.param("00:05.000 --> 00:02.000\nWe lead.", 3, ["We lead."], id="ends before"),
        pytest.param("Lost\n\n00:01.000 --> 00:02.000\nWe.", 3, ["Lost", "We."], id="too early"),
    ],
)
def test_a_broken_cue_is_a_problem_with_its_line_and_its_words_are_kept(
    cues: str, line: int, words: list[str], read: Callable[..., Reading]
) -> None:
    reading = read(f"WEBVTT\n\n{cues}\n", "T1.vtt")
    assert [problem.line for problem in reading.problems] == [line]
    assert [segment.text for segment in reading.transcript.segments] == words


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ana asks", ("names of cues are left out (1)",)), ("12", ()), ("7a1f-2/12-0", ())],
)
def test_names_of_cues_are_left_out_and_said(
    name: str, said: tuple[str, ...], read: Callable[..., Reading]
) -> None:
    reading = read(f"WEBVTT\n\n{name}\n00:01.000 --> 00:02.000\nWe.\n", "T1.vtt")
    assert [segment.text for segment in reading.transcript.segments] == ["We."]
    assert tuple(notice for notice in reading.notices if "cues" in notice) == said


def test_subrip_without_empty_lines_keeps_numbers_out_of_the_words(turns: Turns) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nWe\n2\n00:00:03,000 --> 00:00:04,000\n3 lead\n"
    assert turns(text, "T1.srt") == [("T1", "We"), ("T1", "3 lead")]


def test_a_voice_of_noscribe_that_talks_over_a_turn_is_not_its_speaker(
    read: Callable[..., Reading],
) -> None:
    cues = ("<v S01>Who leads?", "<v S00>We do.", "<v //S02>So all? //S02: all.//", "<v S02>Yes.")
    body = "".join(f"00:0{n}.000 --> 00:0{n}.900\n{said}\n\n" for n, said in enumerate(cues))
    reading = read(f"WEBVTT\n\n{body}", "T1.vtt")
    assert [s.speaker for s in reading.transcript.segments] == ["S01", "S00", "S01", "S02"]
    assert any("line 10" in notice and "//S02" in notice for notice in reading.notices)


def test_the_header_of_noscribe_is_left_out_and_said(read: Callable[..., Reading]) -> None:
    reading = read(
        "Ward talk\n\nTranscribed with noScribe vers. 0\nAudio file: ./a.mp3\n(Language: x)\n\n"
        "(2 seconds pause)\n\nS01: [00:00:12] Who?\n\nS00: [00:00:14] We.\n\nS01: All?\n\nS00: Yes."
    )
    assert reading.transcript.title == "Ward talk"
    assert reading.transcript.segments[0].text == "(2 seconds pause)"
    assert reading.transcript.segments[0].speaker is None
    assert any("lines 3 to 5" in notice for notice in reading.notices)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("grid", [LONG_GRID, SHORT_GRID], ids=["long", "short"])
def test_a_textgrid_has_a_speaker_for_each_tier(
    grid: str, encoding: str, read: Callable[..., Reading]
) -> None:
    segments = read(grid.encode(encoding), "T1.TextGrid").transcript.segments
    assert [(s.speaker, s.text, s.start, s.end) for s in segments] == [
        ("Ana", 'Who leads, "item [2]"?', 0.0, 1.5),
        ("KC010", "We do.", 1.0, 2.0),
        ("Ana", "<UNIN/> All?", 3.0, 4.0),
    ]


@pytest.mark.parametrize(
    ("grid", "line"),
    [
        pytest.param("Hello", 1, id="something else"),
        pytest.param(LONG_GRID.replace("xmax = 1.5", 'xmax = "x"'), 17, id="a text for a number"),
        pytest.param(LONG_GRID[:-20], 36, id="cut off"),
        pytest.param(LONG_GRID.replace("xmin = 3", "xmin = 1e999"), 24, id="a number too large"),
    ],
)
def test_a_broken_textgrid_is_refused_with_the_line(
    grid: str, line: int, read: Callable[..., Reading]
) -> None:
    with pytest.raises(ProblemsError) as refusal:
        read(grid, "T1.TextGrid")
    assert refusal.value.problems[0].line == line


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(b"", "T1.txt", "nothing in it", id="empty"),
        pytest.param(b" \r\n\t", "T1.md", "nothing in it", id="blank"),
        pytest.param(b"\x00\x01\x02\xff" * 9, "T1.txt", "no text", id="binary"),
        pytest.param(b"PK\x03\x04abc", "T1.txt", "zip archive", id="a renamed docx"),
        pytest.param(b"%PDF-1.7", "T1.txt", "PDF", id="a renamed pdf"),
        pytest.param(b"x", "T1.doc", "save it as .docx", id="an old Word document"),
        pytest.param(b"x", "T1.mp3", "transcribed first", id="a recording"),
        pytest.param(b"x", "T1.MP4", "transcribed first", id="a film"),
        pytest.param(b"x", "T1.png", "OCR", id="a picture"),
        pytest.param(b"x", "T1.xls", "save it as .xlsx", id="an old workbook"),
        pytest.param(b"x", "T1.zip", "unpack it", id="an archive"),
        pytest.param(b"x", "~$T1.docx", "leave it out", id="what Word leaves behind"),
        pytest.param(b"x", "._T1.docx", "leave it out", id="what macOS leaves behind"),
        pytest.param(b"x", "T1.eaf", "export it as Praat TextGrid", id="ELAN"),
        pytest.param(b"\xd0\xcf\x11\xe0" * 9, "T1.docx", "password", id="a locked document"),
        pytest.param(
            b"x", "T1.xyz", ".txt, .md, .markdown, .vtt, .srt, .textgrid, .docx, .odt", id="unknown"
        ),
        pytest.param(b"Hello", "T1.vtt", "named .txt", id="no vtt"),
        pytest.param(b"Hello", "T1.srt", "named .txt", id="no srt"),
        pytest.param(b"WEBVTT\n", "T1.vtt", "no words", id="a vtt without cues"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_way_out(
    content: bytes, name: str, says: str, read: Callable[..., Reading]
) -> None:
    with pytest.raises(UnreadableError, match=says.replace(".", r"\.")):
        read(content, name)


def test_a_file_that_is_too_large_is_refused_unread(
    read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadcode_tui.transcripts.decoding.LARGEST_FILE", 10)
    with pytest.raises(UnreadableError, match="no transcript of its kind has more"):
        read("I: more than ten bytes")


def test_a_text_may_be_less_large_than_a_document(
    read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadcode_tui.transcripts.decoding.LARGEST_TEXT", 10)
    with pytest.raises(UnreadableError, match="no transcript of its kind has more"):
        read("I: more than ten bytes")


def test_a_file_of_more_lines_than_any_talk_is_refused(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnreadableError, match="over 100,000 lines"):
        read("x" + "\n" * 100_001)


@pytest.mark.parametrize("kind", ["missing", "a folder"])
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "T1.txt"
    if kind == "a folder":
        path.mkdir()
    with pytest.raises(UnreadableError):
        read_joined([path], transcript_id=TranscriptId("T1"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_without_a_doubt(encoding: str, read: Callable[..., Reading]) -> None:
    reading = read("I: Wer führt?\r\nP: Wir \u2013 alle.\r\n".encode(encoding))
    assert [segment.text for segment in reading.transcript.segments] == [
        "Wer führt?",
        "Wir \u2013 alle.",
    ]
    assert not any("guess" in notice for notice in reading.notices)


def test_an_older_encoding_is_guessed_and_the_guess_is_said(read: Callable[..., Reading]) -> None:
    talk = "I: Können Sie sich erinnern?\nP: Ja, schön für mich, größer als vorher über die Straße."
    reading = read(talk.encode("cp1252"))
    assert reading.transcript.segments[1].text == talk.split("P: ")[1]
    assert any("line 1" in notice and "guess" in notice for notice in reading.notices)


def test_hostile_and_typographic_characters_are_made_safe_on_load(turns: Turns) -> None:
    text = "I: Who\xa0lea\xadds\x1b[2J?\nP: We\x0bdo\u202e.\x0cYes"
    assert turns(text) == [("I", "Who leads␛[2J?"), ("P", "We do<U+202E>. Yes")]


def test_codes_of_html_in_a_text_are_characters_and_said(read: Callable[..., Reading]) -> None:
    reading = read("I: Who&#8212;or what &amp; why?\nP: R&D; A&copy. Caf&eacute;&#x1b;[2J")
    assert [segment.text for segment in reading.transcript.segments] == [
        "Who\u2014or what & why?",
        "R&D; A&copy. Café[2J",
    ]
    assert any("codes of HTML" in notice and "(4)" in notice for notice in reading.notices)


def test_a_break_in_bold_is_context_and_no_word_of_the_turn(turns: Turns) -> None:
    said = ["**Ana:** Who?", "**Ben:** We.", "**Break:** \\[22:55\\]"]
    said += ["**Ana:** All?", "**Ben:** Yes."]
    assert turns("\n\n".join(said), "T1.md") == [
        ("Ana", "Who?"),
        ("Ben", "We."),
        (None, "Break:"),
        ("Ana", "All?"),
        ("Ben", "Yes."),
    ]


def test_an_entity_cannot_smuggle_a_control_character_in(turns: Turns) -> None:
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\nWe&#8238;&#x202e;&#27;&nbsp;do"
    ((_, words),) = turns(cue, "T1.vtt")
    assert words.startswith("We<U+202E><U+202E>")
    assert "\x1b" not in words
    assert words.endswith(" do")


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("turn", ["Who leads?", "We do. All of\nus. Yes."]),
        ("paragraph", ["Who leads?", "We do. All of", "us. Yes."]),
        ("sentence", ["Who leads?", "We do.", "All of", "us.", "Yes."]),
        ("line", ["Who leads?", "We do.", "All of", "us. Yes."]),
    ],
)
def test_a_segment_is_what_the_study_says(
    unit: str, texts: list[str], read: Callable[..., Reading]
) -> None:
    segments = read("I: Who leads?\n\nP: We do.\nAll of\n\nus. Yes.", unit=unit).transcript.segments
    assert [segment.text for segment in segments] == texts
    assert [segment.id for segment in segments] == [f"{n:04d}" for n in range(1, len(texts) + 1)]


def test_a_sentence_that_cues_share_has_the_times_of_both(read: Callable[..., Reading]) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v P>We lead. All\n\n"
        "00:03.000 --> 00:04.000\n<v P>of us. Yes.\n"
    )
    segments = read(text, "T1.vtt", unit="sentence").transcript.segments
    assert [(s.text, s.start, s.end) for s in segments] == [
        ("We lead.", 1.0, 2.0),
        ("All of us.", 1.0, 4.0),
        ("Yes.", 3.0, 4.0),
    ]


@pytest.fixture
def grids(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "ana.TextGrid", tmp_path / "kc010.TextGrid"]
    tier = '"ooTextFile" "TextGrid" 0 9 <exists> 1 "IntervalTier" "{}" 0 9 {}'
    paths[0].write_text(tier.format("Ana", '2 0 1 "Who" 5 6 "Good."'), encoding="utf-8")
    paths[1].write_text(tier.format("KC010", '2 2 3 "We" 3 4 "do."'), encoding="utf-8")
    return paths


def test_the_files_of_an_interview_are_joined_by_time(grids: list[Path]) -> None:
    reading = read_joined(
        grids, transcript_id=TranscriptId("T1"), settings=ReadOptions(interviewers=("ana",))
    )
    segments = reading.transcript.segments
    assert [(s.speaker, s.text, s.start, s.end) for s in segments] == [
        ("Ana", "Who", 0.0, 1.0),
        ("KC010", "We do.", 2.0, 4.0),
        ("Ana", "Good.", 5.0, 6.0),
    ]
    assert reading.transcript.source.name == "ana.TextGrid + kc010.TextGrid"
    assert reading.transcript.speakers["KC010"].participant == "T1"


def test_a_speaker_of_several_files_is_said(grids: list[Path]) -> None:
    grids[1].write_text(grids[1].read_text().replace("KC010", "Ana"), encoding="utf-8")
    reading = read_joined(grids, transcript_id=TranscriptId("T1"))
    assert "Ana speaks in several of the files" in reading.notices


def test_a_file_without_times_cannot_be_joined(grids: list[Path], tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("We lead.", encoding="utf-8")
    with pytest.raises(UnreadableError, match="has no time"):
        read_joined([*grids, plain], transcript_id=TranscriptId("T1"))


def test_an_interviewer_who_does_not_speak_is_refused_with_who_does(
    read: Callable[..., Reading],
) -> None:
    text = "Devin: Who?\nKC010: We.\nDevin: All?\nKC010: Yes."
    with pytest.raises(UsageError, match=r"did you mean Devin\? \(labels: Devin, KC010\)"):
        read(text, interviewers=("Devon",))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KC010.txt", "KC010"),
        ("KC 010 (final).v2.docx", "KC-010-final-.v2"),
        (".txt", "txt"),
        ("...", "transcript"),
        ("führung_1.vtt", "führung_1"),
        ("a\nb\x1b.txt", "a-b"),
        (f"{'k' * 240}.txt", "k" * 200),
        (f"k{'ü' * 110}.txt", f"k{'ü' * 99}"),
    ],
)
def test_an_id_is_made_of_a_files_name(name: str, expected: str, tmp_path: Path) -> None:
    assert default_id(tmp_path / name) == expected


#: What readers need beside Python itself, and which formats need it.
LIBRARIES = {
    "lxml": {".docx", ".odt", ".html", ".htm"},
    "pypdf": {".pdf"},
    "python_calamine": {".xlsx", ".ods"},
    "zipfile": {".docx", ".odt", ".xlsx", ".ods", ".csv", ".tsv"},
    "csv": {".csv", ".tsv", ".xlsx", ".ods"},
    "json": {".json"},
    "charset_normalizer": set[str](),
    "docx": set[str](),
    "striprtf": set[str](),
    "webvtt": set[str](),
    "praatio": set[str](),
}
#: Python may have started these before; where they are not, they are no fault.
OF_PYTHON = {"zipfile", "csv", "json"}
#: A process that reads each file in a fork of its own and says what that started.
_STARTED = """
import os, sys
from pathlib import Path
from leadcode_tui.transcripts import default_id, read_transcript
before = set(sys.modules)
for path in map(Path, sys.argv[1:]):
    if os.fork() == 0:
        read_transcript(path, transcript_id=default_id(path))
        started = {name.partition('.')[0] for name in set(sys.modules) - before}
        print(path.suffix, *sorted(started), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """Return which modules a file of each format starts."""
    folder = tmp_path_factory.mktemp("started")
    paths = [folder / f"T1{suffix}" for suffix in READERS]
    for path in paths:
        good = GOOD[path.suffix]
        path.write_bytes(good if isinstance(good, bytes) else good.encode())
    done = subprocess.run(
        [sys.executable, "-c", _STARTED, *paths], check=True, capture_output=True, text=True
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {suffix: set(modules) for suffix, *modules in lines}


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_starts_no_library_that_its_format_does_not_need(
    suffix: str, started: Mapping[str, set[str]]
) -> None:
    assert "leadcode_tui" in started[suffix]
    needed = {library for library, formats in LIBRARIES.items() if suffix in formats}
    found = started[suffix] & LIBRARIES.keys()
    assert found <= needed
    assert needed - found <= OF_PYTHON
