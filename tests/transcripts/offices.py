"""Files of other programs, made from our own words: small, and as plain as each format allows."""

from __future__ import annotations

import io
import json
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def word_text(text: str) -> str:
    """Return a run of Word, with its line breaks and tabs."""
    marks = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    return f'<w:r><w:t xml:space="preserve">{marks}</w:t></w:r>'


def word_paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{word_text(text)}</w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    cells = (
        "".join(
            "<w:tc>" + "".join(word_paragraph(line) for line in cell.split("\n")) + "</w:tc>"
            for cell in row
        )
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str) -> bytes:
    """Return a Word document; a part of the body that is no XML is a paragraph."""
    parts = "".join(part if part.startswith("<w:") else word_paragraph(part) for part in body)
    document = f'<w:document xmlns:w="{WORD}"><w:body>{parts}<w:sectPr/></w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
        }
    )


def open_paragraph(text: str) -> str:
    spaces = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    return f"<text:p>{spaces}</text:p>"


def open_table(rows: Sequence[Sequence[str]]) -> str:
    cells = (
        "".join(
            "<table:table-cell>"
            + "".join(map(open_paragraph, cell.split("\n")))
            + "</table:table-cell>"
            for cell in row
        )
        for row in rows
    )
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f'<table:table table:name="S">{inner}</table:table>'


def open_document(kind: str, body: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text", "table", "drawing")
    )
    names += f' xmlns:draw="{OPEN}:drawing:1.0"'
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OPEN}:manifest:1.0"/>',
            "content.xml": f"<office:document-content {names}><office:body>{body}</office:body>"
            "</office:document-content>",
        }
    )


def odt(*body: str) -> bytes:
    """Return an OpenDocument text; a part of the body that is no XML is a paragraph."""
    parts = "".join(
        part if part.startswith(("<text:", "<table:")) else open_paragraph(part) for part in body
    )
    return open_document("text", f"<office:text>{parts}</office:text>")


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an OpenDocument spreadsheet of texts."""
    table = open_table(rows).replace(
        "<table:table-cell>", '<table:table-cell office:value-type="string">'
    )
    return open_document("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def xlsx(rows: Sequence[Sequence[str]], *, sheet: str = "", shared: str = "") -> bytes:
    """Return a workbook of Excel whose one sheet has these rows, or the XML that is given.

    `shared` is a text that cells can share.
    """
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cells = sheet or "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for cell in row
        )
        + "</row>"
        for row in rows
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/'
            'officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            f' Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{shared}</t></si></sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
            "</worksheet>",
        }
    )


def rtf_text(text: str) -> str:
    """Return a text with the escapes of rich text."""
    marks = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\line ", "\t": "\\tab "}
    return "".join(marks.get(char) or _rtf_letter(char) for char in text)


def _rtf_letter(char: str) -> str:
    units = char.encode("utf-16-le")
    points = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    plain = char.isascii()
    return char if plain else "".join(f"\\u{n - 0x10000 if n > 0x7FFF else n}?" for n in points)


def rtf(*paragraphs: str) -> bytes:
    """Return a rich text; a paragraph that begins with a control word is taken as it is."""
    body = "\n".join(
        text if text.startswith(("\\", "{")) else f"{rtf_text(text)}\\par" for text in paragraphs
    )
    fonts = r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}\pard {body}}}".encode("latin-1")


def page(*paragraphs: str, head: str = '<meta charset="utf-8">') -> str:
    """Return a web page; a paragraph that is HTML is taken as it is."""
    body = "\n".join(
        text if text.startswith("<") else f"<p>{escape(text)}</p>" for text in paragraphs
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def pdf(*pages: Sequence[str]) -> bytes:
    """Return a PDF whose pages have these lines, in a font that every reader has."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
    ]
    for at, lines in enumerate(pages):
        shown = b" T* ".join(b"(" + _pdf_text(line) + b") Tj" for line in lines)
        content = b"BT /F1 10 Tf 12 TL 50 780 Td " + shown + b" ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            b" >> >> /Contents %d 0 R >>" % (5 + 2 * at),
            b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        ]
    return _pdf_file(objects)


def _pdf_text(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def table_text(rows: Sequence[Sequence[str]], mark: str = ",") -> str:
    """Return a table in plain text, every cell in quotes."""
    return "".join(
        mark.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows
    )


def whisper(segments: Sequence[Mapping[str, object]]) -> str:
    """Return what Whisper and its relatives write."""
    return json.dumps({"text": "", "segments": list(segments), "language": "en"})
