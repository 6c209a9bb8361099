"""Documents of word processors: Word, OpenDocument, rich text, web pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from tests.transcripts import offices
from tests.transcripts.offices import word_paragraph, word_table, word_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

TYPED = ["INT: Who leads?", "KC010: We do.", "", "All of us,\nevery\tday.", "INT: Good."]
EXPECTED = [("INT", "Who leads?"), ("KC010", "We do.\nAll of us, every day."), ("INT", "Good.")]
TALK = [("INT", "Who leads?"), ("KC010", "We do."), ("", "All of us."), ("INT", "Good.")]
TALKED = [("INT", "Who leads?"), ("KC010", "We do.\nAll of us."), ("INT", "Good.")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (offices.docx(*TYPED), "T1.docx"),
        (offices.odt(*TYPED), "T1.odt"),
        (offices.rtf(*TYPED), "T1.rtf"),
        (offices.page(*TYPED), "T1.htm"),
        (offices.page(*(f"<div>{text}<br></div>" for text in TYPED)), "T1.html"),
    ],
    ids=["docx", "odt", "rtf", "html", "html-of-boxes"],
)
def test_a_typed_document_is_read_paragraph_by_paragraph(
    content: bytes | str, name: str, turns: Turns
) -> None:
    assert turns(content, name) == EXPECTED


def rows_of_rtf() -> str:
    cells = (f"\\trowd\\intbl {who}\\cell {words}\\cell\\row " for who, words in TALK)
    return "".join(cells) + "\\pard"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (offices.docx(word_table(TALK)), "T1.docx"),
        (offices.docx(word_table([("Speaker", "Words"), *TALK])), "T1.docx"),
        (
            offices.docx(word_table([("", f"00:0{n}", *row) for n, row in enumerate(TALK)])),
            "T1.docx",
        ),
        (offices.odt(offices.open_table(TALK)), "T1.odt"),
        (offices.rtf(rows_of_rtf()), "T1.rtf"),
        (
            offices.page(
                "<table>"
                + "".join(f"<tr><td>{who}</td><td><p>{words}</td></tr>" for who, words in TALK)
                + "</table>"
            ),
            "T1.html",
        ),
    ],
    ids=["docx", "docx-headings", "docx-times", "odt", "rtf", "html"],
)
def test_a_table_of_speakers_and_words_has_a_turn_in_each_row(
    content: bytes | str, name: str, turns: Turns
) -> None:
    assert turns(content, name) == TALKED


def test_a_table_of_something_else_is_read_cell_by_cell(turns: Turns) -> None:
    form = word_table([("Date", "3 May"), ("Place", "x")])
    found = turns(offices.docx(form, "I: Who?", "P: We."), "T1.docx")
    assert found[-2:] == [("I", "Who?"), ("P", "We.")]
    assert " ".join(words for _, words in found[:-2]).split() == ["Date", "3", "May", "Place", "x"]


TRANSCRIBE = """Audio file
talk.wav
Transcript
00:00:01 Speaker 1
Who leads?
00:00:05 Speaker 2
We do.
00:00:09 Speaker 1
Good."""
TEAMS = """Ward talk
3 May 2026, 10:00
Speaker 1   0:01
Who leads?
Speaker 2   0:05
We do.
Speaker 1   0:09
Good."""
OLDER_TEAMS = """0:0:1.0 --> 0:0:4.110|Speaker 1|Who leads?
0:0:5.0 --> 0:0:8.2|Speaker 2|We do.
0:0:9.0 --> 0:0:9.9|Speaker 1|Good."""
OTTER = """Speaker 1  0:01  |Who leads?

Speaker 2  0:05  |We do.

Speaker 1  0:09  |Good.

Transcribed by https://otter.ai"""
ZOOM = """[Speaker 1] 00:00:01|Who leads?

[Speaker 2] 00:00:05|We do.

[Speaker 1] 00:00:09|Good."""


@pytest.mark.parametrize(
    "layout",
    [TRANSCRIBE, TEAMS, OLDER_TEAMS, OTTER, ZOOM],
    ids=["Transcribe of Word", "Teams", "older Teams", "Otter", "Zoom"],
)
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".rtf", ".html", ".txt", ".pdf"])
def test_what_recorders_write_has_its_speakers_and_times(
    layout: str, suffix: str, read: Callable[..., Reading]
) -> None:
    write: dict[str, Callable[..., bytes | str]] = {
        ".docx": offices.docx,
        ".odt": offices.odt,
        ".rtf": offices.rtf,
        ".html": lambda *texts: offices.page(
            *(f"<p>{text.replace(chr(10), '<br>')}</p>" for text in texts)
        ),
        ".txt": lambda *texts: "\n".join(texts),
        ".pdf": lambda *texts: offices.pdf("\n".join(texts).split("\n")),
    }
    texts = [paragraph.replace("|", "\n") for paragraph in layout.split("\n")]
    reading = read(write[suffix](*texts), f"T1{suffix}")
    said = [s for s in reading.transcript.segments if s.speaker is not None]
    assert [(s.speaker, s.text, s.start) for s in said] == [
        ("Speaker 1", "Who leads?", 1.0),
        ("Speaker 2", "We do.", 5.0),
        ("Speaker 1", "Good.", 9.0),
    ]


@pytest.mark.parametrize("mark", ["<w:b/>", '<w:rStyle w:val="Strong"/>'])
def test_a_label_that_is_only_bold_is_a_label(mark: str, turns: Turns) -> None:
    body = [
        f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>{who}</w:t></w:r>{word_text(f' {words}')}</w:p>"
        for who, words in (("INT", "Who leads?"), ("P01", "We do."), ("INT", "Good."))
    ]
    assert turns(offices.docx(*body), "T1.docx") == [
        ("INT", "Who leads?"),
        ("P01", "We do."),
        ("INT", "Good."),
    ]


def bold_docx(who: str, words: str) -> str:
    return (
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{who}</w:t></w:r>"
        f"{word_text(words) if words else ''}</w:p>"
    )


def bold_odt(who: str, words: str) -> str:
    words = words.replace("\n", "<text:line-break/>")
    return (
        f'<text:p><text:span text:style-name="Strong_20_Emphasis">{who}</text:span>{words}</text:p>'
    )


@pytest.mark.parametrize("behind", [" ", "\n", None], ids=["words", "line break", "paragraph"])
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_names_in_bold_are_labels_when_two_recur(
    behind: str | None, suffix: str, turns: Turns
) -> None:
    write = {".docx": (offices.docx, bold_docx), ".odt": (offices.odt, bold_odt)}
    document, bold = write[suffix]
    plain = word_paragraph if suffix == ".docx" else offices.open_paragraph
    said = [("Ana Reed", "Who leads?"), ("Mary Poole", "We do."), ("Ana Reed", "And?")]
    said.append(("Mary Poole", "We."))
    body = [
        bold(who, f"{behind}{words}") if behind is not None else bold(who, "") + plain(words)
        for who, words in said
    ]
    assert turns(document(*body), f"T1{suffix}") == said


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_questions_in_bold_are_context_where_nobody_is_labelled(
    suffix: str, read: Callable[..., Reading]
) -> None:
    write = {".docx": (offices.docx, bold_docx), ".odt": (offices.odt, bold_odt)}
    document, bold = write[suffix]
    plain = word_paragraph if suffix == ".docx" else offices.open_paragraph
    body = [
        bold("Part one", ""),
        *(bold("Who leads?", ""), plain("We do."), plain("All of us.")),
        *(bold("And at night?", ""), plain("Does anybody?")),
    ]
    reading = read(document(*body), f"T1{suffix}")
    assert [(s.speaker, s.text) for s in reading.transcript.segments] == [
        (None, "Part one"),
        (None, "Who leads?"),
        ("T1", "We do."),
        ("T1", "All of us."),
        (None, "And at night?"),
        ("T1", "Does anybody?"),
    ]
    assert any("paragraphs in bold" in notice for notice in reading.notices)


def test_a_labelled_question_in_bold_is_the_speakers(turns: Turns) -> None:
    body = [bold_docx("INT: Who leads?", ""), word_paragraph("P: We do.")] * 2
    assert turns(offices.docx(*body), "T1.docx") == [("INT", "Who leads?"), ("P", "We do.")] * 2


@pytest.mark.parametrize("behind", [" ", "<br>", "</p><p>"], ids=["words", "break", "paragraph"])
@pytest.mark.parametrize("bold", ["<b><span>{}</span></b>", "<span><strong>{}</strong></span>"])
def test_names_in_bold_on_a_page_are_labels_when_two_recur(
    bold: str, behind: str, turns: Turns
) -> None:
    said = [("Ana Reed", "Who leads?"), ("Mary", "We do."), ("Ana Reed", "And?"), ("Mary", "We.")]
    body = [f"<p>{bold.format(who)}{behind}{words}</p>" for who, words in said]
    assert turns(offices.page(*body), "T1.html") == said


def test_questions_in_bold_on_a_page_are_context(turns: Turns) -> None:
    body = "<b>Who leads?</b><br><br>We <b>all</b> do.<br><br><b>And at night?</b><br><br>Nobody."
    assert turns(offices.page(f"<div>{body}</div>"), "T1.html") == [
        (None, "Who leads?"),
        ("T1", "We all do."),
        (None, "And at night?"),
        ("T1", "Nobody."),
    ]


def test_bold_behind_what_was_inserted_parts_no_word(turns: Turns) -> None:
    inserted = f'<w:p><w:ins w:id="1">{word_text("Wellingtons ")}</w:ins>'
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Ana</w:t></w:r>"
    assert turns(offices.docx(f"{inserted}{bold}{word_text(' does.')}</w:p>"), "T1.docx") == [
        ("T1", "Wellingtons Ana does.")
    ]


def test_a_bold_word_at_the_start_is_no_label(turns: Turns) -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Nobody</w:t></w:r>"
    body = [f"{bold}{word_text(' says so.')}</w:p>", f"{bold}{word_text(' does.')}</w:p>"]
    assert turns(offices.docx(*body), "T1.docx") == [
        ("T1", "Nobody says so."),
        ("T1", "Nobody does."),
    ]


def test_what_is_deleted_in_word_is_left_out_and_what_is_inserted_is_read(
    read: Callable[..., Reading],
) -> None:
    tracked = (
        f"<w:p>{word_text('P: We ')}<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        f"<w:ins>{word_text('always ')}</w:ins><w:sdt><w:sdtContent>{word_text('lead ')}"
        f"</w:sdtContent></w:sdt><w:hyperlink>{word_text('here')}</w:hyperlink>"
        "<w:r><w:noBreakHyphen/><w:sym w:font='Arial' w:char='00E9'/><w:footnoteReference/></w:r>"
        "</w:p>"
    )
    reading = read(offices.docx("I: Who?", tracked), "T1.docx")
    assert reading.transcript.segments[1].text == "We always lead here-é"
    assert any("deletions" in notice for notice in reading.notices)
    assert any("footnotes are left out (1)" in notice for notice in reading.notices)


def test_the_words_of_a_text_box_are_read_once(turns: Turns) -> None:
    box = (
        f"<w:p>{word_text('I: Who?')}<w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>"
        f"<w:txbxContent>{word_paragraph('P: We.')}</w:txbxContent></mc:Choice><mc:Fallback>"
        f"<w:txbxContent>{word_paragraph('P: We.')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert turns(offices.docx(box), "T1.docx") == [("I", "Who?"), ("P", "We.")]


def test_the_title_and_the_headings_of_word_are_said_by_nobody(
    read: Callable[..., Reading],
) -> None:
    body = [word_paragraph("Ward talk", "Title"), "I: Who?", "P: We."]
    body += [
        word_paragraph("Part two", "berschrift1"),
        "I: All?",
        word_paragraph("P: Yes.", "Kop1"),
    ]
    transcript = read(offices.docx(*body), "T1.docx").transcript
    assert transcript.title == "Ward talk"
    assert [(s.speaker, s.text) for s in transcript.segments] == [
        ("I", "Who?"),
        ("P", "We."),
        (None, "Part two"),
        ("I", "All?"),
        ("P", "Yes."),
    ]


def test_python_docx_finds_no_word_that_is_missing(turns: Turns) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    written = docx.Document()
    written.add_heading("Ward talk", 0)
    for text in ("INT: Who leads\tthe ward?", "KC010: We do,\nall of us \u2013 süß & <b>."):
        written.add_paragraph(text)
    written.add_paragraph("a list", style="List Bullet")
    content = io.BytesIO()
    written.save(content)
    ours = turns(content.getvalue(), "T1.docx")
    theirs = [" ".join(p.text.split()) for p in docx.Document(content).paragraphs][1:]
    assert [" ".join(words.split()) for _, words in ours] == [
        theirs[0].removeprefix("INT: "),
        " ".join((theirs[1].removeprefix("KC010: "), theirs[2])),
    ]


def test_an_odt_has_spaces_notes_lists_and_deletions(read: Callable[..., Reading]) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region>"
        "</text:tracked-changes>"
        '<text:h>Part one</text:h><text:p>I: Who<text:s text:c="3"/>leads?</text:p>'
        "<text:list><text:list-item><text:p>P: <text:span>We</text:span><text:note><text:p>note"
        "</text:p></text:note> do.</text:p></text:list-item></text:list>"
    )
    reading = read(offices.odt(body), "T1.odt")
    assert [(s.speaker, s.text) for s in reading.transcript.segments] == [
        (None, "Part one"),
        ("I", "Who leads?"),
        ("P", "We do."),
    ]
    assert any("notes are left out (1)" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(r"P: caf\'e9 \'93so\'94", "café \u201cso\u201d", id="bytes of windows-1252"),
        pytest.param(r"P: {\f1 \'e4\'e0}", "да", id="bytes of a font in Cyrillic"),
        pytest.param(r"P: \u8211- \u-10179?\u-8704?", "\u2013 \U0001f600", id="Unicode"),
        pytest.param(r"P: {\uc2\u233\'c3\'a9}t\'e9", "été", id="two bytes stand for a letter"),
        pytest.param(r"P: a\~b\-c\_d\{e\}\\f", "a bc\u2011d{e}\\f", id="symbols"),
        pytest.param(
            r"P: {\field{\*\fldinst HYPERLINK http://x.example}{\fldrslt here}} and",
            "here and",
            id="a link",
        ),
        pytest.param(
            r"P: a {\*\unknown gone}{\pict 0a0b}\deleted gone\plain b", "a b", id="unseen"
        ),
        pytest.param("P: a \\bin3 }}}b", "a b", id="binary data"),
        pytest.param("P: one\\\ntwo", "one\ntwo", id="a line end as paragraph"),
        pytest.param(r"P: {\header head}{\footer foot}{\footnote note}we", "we", id="asides"),
    ],
)
def test_rich_text_has_its_letters_and_nothing_else(body: str, words: str, turns: Turns) -> None:
    assert turns(offices.rtf("I: Who?", f"{{{body}}}\\par"), "T1.rtf") == [
        ("I", "Who?"),
        ("P", words),
    ]


def test_striprtf_finds_the_same_words(turns: Turns) -> None:
    striprtf = pytest.importorskip("striprtf.striprtf", reason="striprtf is not installed")
    content = offices.rtf("I: Who \u2013 leads {here}?", "P: Wir \u00fc\u0434 \\ alle.\tJa.")
    theirs = striprtf.rtf_to_text(content.decode("latin-1")).split()
    ours = turns(content, "T1.rtf")
    assert [word for who, words in ours for word in (f"{who}:", *words.split())] == theirs


def test_a_page_of_word_97_is_windows_1252_whatever_it_calls_it(turns: Turns) -> None:
    head = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">'
    page = offices.page("I: Wer f\u00fchrt?", "P: \u201eAlle\u201c \u2013 wir.", head=head)
    assert turns(page.encode("cp1252"), "T1.html") == [
        ("I", "Wer f\u00fchrt?"),
        ("P", "\u201eAlle\u201c \u2013 wir."),
    ]


def test_a_page_without_a_word_on_its_encoding_is_guessed(read: Callable[..., Reading]) -> None:
    page = offices.page(
        "I: K\u00f6nnen Sie sich erinnern?", "P: Ja, sch\u00f6n f\u00fcr mich.", head=""
    )
    reading = read(page.encode("cp1252"), "T1.html")
    assert reading.transcript.segments[1].text == "Ja, sch\u00f6n f\u00fcr mich."
    assert any("guess" in notice for notice in reading.notices)


def test_a_page_has_a_title_entities_and_parts_that_nobody_sees(
    read: Callable[..., Reading],
) -> None:
    page = offices.page(
        "<script>alert('I: no')</script><style>p {}</style><!-- I: no -->",
        "<h2>Part one</h2>loose <b>I: no label</b><p>I: Who &amp; why&nbsp;?<p>P: We<br>do",
        head="<title>Ward talk</title>",
    )
    transcript = read(page, "T1.html").transcript
    assert transcript.title == "Ward talk"
    assert [(s.speaker, s.text) for s in transcript.segments] == [
        (None, "Part one"),
        (None, "loose I: no label"),
        ("I", "Who & why ?"),
        ("P", "We do"),
    ]


def test_a_page_of_noscribe_says_the_same_as_its_text(read: Callable[..., Reading]) -> None:
    page = offices.page(
        "Ward talk",
        "<p>Transcribed with noScribe vers. 0<br>Audio file: ./a.mp3<br>(Language: x)</p>",
        '<p><a name="ts_1_2_S01">S01: Who?</a></p>',
        '<p><a name="ts_3_4_S00">S00: We</a><a name="ts_5_6_S00"> do.</a></p>',
        "<p>S01: All?</p><p>S00: Yes.</p>",
        head="",
    )
    reading = read(page, "T1.html")
    assert reading.transcript.title == "Ward talk"
    assert [(s.speaker, s.text) for s in reading.transcript.segments] == [
        ("S01", "Who?"),
        ("S00", "We do."),
        ("S01", "All?"),
        ("S00", "Yes."),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("T1.docx", "not what its name says"),
        ("T1.odt", "not what its name says"),
        ("T1.xlsx", "not what its name says"),
        ("T1.ods", "not what its name says"),
        ("T1.rtf", "no rich text"),
        ("T1.pdf", "no PDF"),
        ("T1.json", "no JSON"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(
    name: str, sentence: str, read: Callable[..., Reading]
) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        read(b"I: Who?", name)


def test_a_document_without_words_is_refused(read: Callable[..., Reading]) -> None:
    for content, name in ((offices.docx(""), "T1.docx"), (offices.rtf(""), "T1.rtf")):
        with pytest.raises(UnreadableError, match="no words"):
            read(content, name)
