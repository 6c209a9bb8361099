"""Files that were made to do harm: each is refused with a sentence, and soon."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import LeadcodeError, UnreadableError
from leadcode_tui.model import TranscriptId
from leadcode_tui.transcripts import read_transcript
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.transcripts import Reading

DOCUMENT = "word/document.xml"
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def parts_of(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize(
    ("whole", "part", "name"),
    [
        (offices.docx("we"), DOCUMENT, "T1.docx"),
        (offices.odt("we"), "content.xml", "T1.odt"),
        (offices.xlsx([["text"], ["we"]]), "xl/worksheets/sheet1.xml", "T1.xlsx"),
        (offices.ods([["text"], ["we"]]), "content.xml", "T1.ods"),
    ],
)
def test_an_archive_that_unpacks_to_a_mountain_is_refused(
    whole: bytes, part: str, name: str, read: Callable[..., Reading]
) -> None:
    with pytest.raises(UnreadableError, match="unpacks to"):
        read(offices.zipped({**parts_of(whole), part: b" " * 101_000_000}), name)


def test_an_archive_that_lies_about_its_size_is_refused(read: Callable[..., Reading]) -> None:
    whole = offices.zipped({DOCUMENT: b" " * 30_000_000})
    lying = whole.replace((30_000_000).to_bytes(4, "little"), (30_000).to_bytes(4, "little"))
    assert lying != whole
    with pytest.raises(UnreadableError, match="broken"):
        read(lying, "T1.docx")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "..\\evil", "C:\\evil"])
@pytest.mark.parametrize("write", [offices.docx, offices.odt], ids=["docx", "odt"])
def test_a_part_with_a_way_out_of_the_archive_is_refused(
    name: str, write: Callable[..., bytes], read: Callable[..., Reading]
) -> None:
    suffix = ".docx" if write is offices.docx else ".odt"
    with pytest.raises(UnreadableError, match="a place outside it"):
        read(offices.zipped({**parts_of(write("we")), name: b"x"}), f"T1{suffix}")


def test_a_locked_document_is_refused_with_the_way_out(read: Callable[..., Reading]) -> None:
    content = bytearray(offices.docx("we"))
    for signature in (b"PK\x03\x04", b"PK\x01\x02"):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + (6 if signature == b"PK\x03\x04" else 8)] |= 1
    with pytest.raises(UnreadableError, match="password"):
        read(bytes(content), "T1.docx")


@pytest.mark.parametrize("definitions", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("suffix", "part"), [(".docx", DOCUMENT), (".odt", "content.xml")])
def test_a_document_with_definitions_of_its_own_is_refused(
    definitions: str, encoding: str, suffix: str, part: str, read: Callable[..., Reading]
) -> None:
    parts = parts_of(offices.docx("P: WE") if suffix == ".docx" else offices.odt("P: WE"))
    text = definitions + parts[part].decode().replace("WE", "&b;" if "ha" in definitions else "&a;")
    parts[part] = text.encode(encoding)
    with pytest.raises(UnreadableError, match="DTD"):
        read(offices.zipped(parts), f"T1{suffix}")


def test_a_page_cannot_define_or_fetch_anything(read: Callable[..., Reading]) -> None:
    page = f"{OUTSIDE}<html><body><p>I: &a; &b;<p>P: we<img src='http://x.example/y'></body></html>"
    texts = [segment.text for segment in read(page, "T1.html").transcript.segments]
    assert texts[-1] == "we"
    assert "&a; &b;" in " ".join(texts)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"{\\rtf1 " + b"{" * 1_000_000, "T1.rtf", id="rtf"),
        pytest.param(
            b"{\\rtf1 " + b"{\\b " * 200_000 + b"we" + b"}" * 200_000, "T1.rtf", id="rtf 2"
        ),
        pytest.param(b"<div>" * 100_000 + b"we", "T1.html", id="html"),
        pytest.param(b"<table><tr><td>" * 10_000 + b"we", "T1.html", id="tables"),
        pytest.param(
            offices.docx("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
            "T1.docx",
            id="docx",
        ),
        pytest.param(
            offices.odt("<text:section>" * 20_000 + "</text:section>" * 20_000), "T1.odt", id="odt"
        ),
        pytest.param(b"[" * 1_000_000, "T1.json", id="json"),
        pytest.param(
            offices.pdf([]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "T1.pdf", id="pdf"
        ),
    ],
)
def test_what_is_nested_without_end_is_refused(
    content: bytes, name: str, read: Callable[..., Reading]
) -> None:
    with pytest.raises(UnreadableError):
        read(content, name)


@pytest.mark.parametrize("name", ["T1.txt", "T1.docx", "T1.pdf", "T1.csv", "T1.json", "T1.rtf"])
def test_a_file_of_half_a_gigabyte_is_refused_unread(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(UnreadableError, match="it has 500 MB"):
        read_transcript(path, transcript_id=TranscriptId("T1"))


@pytest.mark.parametrize("name", ["T1.txt", "T1.md", "T1.vtt", "T1.csv", "T1.html"])
def test_a_line_of_a_megabyte_is_read_or_refused(name: str, read: Callable[..., Reading]) -> None:
    head = {"T1.vtt": "WEBVTT\n\n", "T1.csv": "text\n"}.get(name, "")
    try:
        reading = read(head + "we lead: " * 111_111, name)
    except LeadcodeError:
        return
    assert sum(len(s.text.split()) for s in reading.transcript.segments) == 222_222


def test_a_pdf_that_draws_without_end_is_refused(
    read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadcode_tui.transcripts.pdf._MOST_OPERATIONS", 50)
    with pytest.raises(UnreadableError, match="draws more than pages of words do"):
        read(offices.pdf(["we"] * 60), "T1.pdf")


def test_a_pdf_of_more_content_than_any_talk_is_refused(
    read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadcode_tui.transcripts.pdf._MOST_CONTENT", 100)
    with pytest.raises(UnreadableError, match="draws more than pages of words do"):
        read(offices.pdf(["we"] * 60), "T1.pdf")


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (offices.docx, "T1.docx"),
        (offices.odt, "T1.odt"),
        (offices.rtf, "T1.rtf"),
        (offices.page, "T1.html"),
    ],
)
def test_what_could_act_on_a_terminal_is_made_visible(
    write: Callable[..., bytes | str], name: str, read: Callable[..., Reading]
) -> None:
    segments = read(write("I: Who?", "P: We \u202edo \u2066it\x85."), name).transcript.segments
    text = segments[1].text
    assert "<U+202E>" in text
    assert not {"\u202e", "\u2066", "\x85"} & set(text)
