"""Whatever a file says that it is: a codebook comes in whole, or a sentence says why not."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import LeadcodeError, UnreadableError
from leadcode_tui.model import Code, Codebook, CodeId
from leadcode_tui.study.exchange import Exchanged, bring_in, taken_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: How many damaged files are read; LEADCODE_EXAMPLES=1000 for more.
DAMAGED = int(os.environ.get("LEADCODE_EXAMPLES", "150"))

_BOOK = "".join(f'<Code guid="{n}" name="Code {n}" isCodable="true"/>' for n in range(9))
_CODES = f"<Codes>{_BOOK}</Codes>"
_QDC = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0">{_CODES}</CodeBook>'
_QDE = f'<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook>{_CODES}</CodeBook></Project>'
_PASSWORDS = '<!ENTITY c SYSTEM "file:///etc/passwd">'
_ENTITY = f'<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">{_PASSWORDS}]>'


def archive(members: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


def workbook(cells: str, before: str = "") -> bytes:
    """Return a workbook with these cells, as small as one can be."""
    office = "http://schemas.openxmlformats.org"
    relations = f"{office}/officeDocument/2006/relationships"
    package = f"{office}/package/2006/relationships"
    main = f"{office}/spreadsheetml/2006/main"
    relation = '<Relationship Id="r1" Type="{1}/{2}" Target="{3}"/>'
    link = f'<Relationships xmlns="{{0}}">{relation}</Relationships>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>',
            "_rels/.rels": link.format(package, relations, "officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": link.format(
                package, relations, "worksheet", "worksheets/sheet1.xml"
            ),
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{main}"><sheetData>{cells}'
            "</sheetData></worksheet>",
        }
    )


def cell(place: str, text: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def with_false_size(packed: bytes, size: int) -> bytes:
    """Let an archive say that its first member unpacks to something else."""
    at = packed.find(b"PK\x01\x02") + 24
    return packed[:at] + struct.pack("<I", size) + packed[at + 4 :]


def with_flag(packed: bytes, flag: int) -> bytes:
    """Let an archive say of its first member that it is encrypted, for example."""
    at = packed.find(b"PK\x01\x02") + 8
    return packed[:at] + struct.pack("<H", flag) + packed[at + 2 :]


TOO_FAR = cell("A1", "name") + cell("XFD1048576", "x")
HOSTILE: Mapping[str, tuple[str | bytes, str]] = {
    "entities.qdc": (_ENTITY + _QDC.replace("Code 1", "&b;&c;"), "document type"),
    "entities in utf-16.qdc": ((_ENTITY + _QDC).encode("utf-16"), "document type"),
    "entities in ebcdic.qdc": (
        ('<?xml version="1.0" encoding="IBM037"?>' + _ENTITY + _QDC).encode("cp037"),
        "no XML that can be read",
    ),
    "entities.qdpx": (archive({"project.qde": _ENTITY + _QDE}), "document type"),
    "deep.qdc": (
        _QDC.replace(_BOOK, "<Code>" * 9000 + "</Code>" * 9000),
        "no XML that can be read",
    ),
    "levels.qdc": (
        _QDC.replace(_BOOK, '<Code name="a">' * 32 + "</Code>" * 32),
        "more than 31 levels of codes",
    ),
    "many.qdc": (_QDC.replace(_BOOK, '<Code name="a"/>' * 10_001), "more than 10,000 codes"),
    "nameless.qdc": (_QDC.replace("Code 3", " "), "a code without a name"),
    "bomb.qdpx": (archive({"project.qde": b" " * 100_000_001}), "unpacks to more than 100 MB"),
    "locked.qdpx": (
        with_flag(archive({"project.qde": _QDE}), 1),
        "it is locked with a password",
    ),
    "false size.qdpx": (
        with_false_size(archive({"project.qde": _QDE + " " * 50_000}), 900),
        "its part project.qde is broken",
    ),
    "astray.qdpx": (archive({"project.qde": _QDE, "../x.txt": ""}), "named for a place outside it"),
    "astray on windows.qdpx": (
        archive({"project.qde": _QDE, "..\\x.txt": ""}),
        "named for a place outside it",
    ),
    "absolute.qdpx": (
        archive({"project.qde": _QDE, "/etc/passwd": ""}),
        "named for a place outside it",
    ),
    "no project.qdpx": (archive({"a.txt": ""}), "no project.qde"),
    "empty.qdpx": (archive({}), "no project.qde"),
    "far.xlsx": (workbook(TOO_FAR), "a sheet of more than 5,000,000 cells"),
    "entities.xlsx": (workbook(cell("A1", "name") + cell("A2", "&c;"), _ENTITY), "no workbook"),
    "astray.xlsx": (archive({"xl/workbook.xml": "", "../x.xml": ""}), "named for a place outside"),
    "bomb.xlsx": (
        archive({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": b" " * 100_000_001}),
        "unpacks to more than 100 MB",
    ),
    "bomb.yaml": (
        "a: &a [lol]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "anchors (&name) are not supported",
    ),
    "deep.yaml": ("- a:\n".join("  " * n for n in range(200)), "levels inside each other"),
    "quote.csv": (
        'name,memo\nx,"' + "y\n" * 99_999,
        "a quote in the row at line 2 is never closed",
    ),
    "rows.csv": ("name\n" + "a\n" * 20_001, "more than 20,000 rows"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(LeadcodeError) as refused:
        bring_in(path)
    assert str(refused.value).startswith(str(path))
    assert sentence in str(refused.value)


def test_far_cells_of_an_ods_are_refused_and_the_empty_ones_that_programs_write_are_not(
    tmp_path: Path,
) -> None:
    row = "<table:table-row {0}>{1}</table:table-row>"
    text = (
        '<table:table-cell office:value-type="string" {0}><text:p>{1}</text:p></table:table-cell>'
    )
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    sheet = row.format("", text.format("", "name")) + row.format("", text.format("", "milk"))
    usual = sheet + row.format('table:number-rows-repeated="1048574"', empty)
    codebook = bring_in(ods(tmp_path / "usual.ods", usual)).codebook
    assert [code.name for code in codebook.codes] == ["milk"]
    wide = text.format('table:number-columns-repeated="9000"', "x")
    far = sheet + row.format('table:number-rows-repeated="9000"', wide)
    with pytest.raises(UnreadableError, match="a sheet of more than"):
        bring_in(ods(tmp_path / "far.ods", far))


def ods(path: Path, rows: str) -> Path:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="S">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    path.write_bytes(
        archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})
    )
    return path


def sound_files() -> dict[str, bytes]:
    """Return a file of each kind that a codebook can come in."""
    codes = (
        Code(CodeId("milk"), "Milk", definition='A "white"\nthing; cold', include=("raw", "whole")),
        Code(CodeId("goat"), "Goat's", parent=CodeId("milk"), examples=("we had goats",)),
        Code(CodeId("no"), "No", was=(CodeId("not"),)),
    )
    codebook = Codebook("milk", "Milk", codes)
    return {
        "a.csv": taken_out(codebook, Exchanged.CSV),
        "a.xlsx": taken_out(codebook, Exchanged.XLSX),
        "a.qdc": taken_out(codebook, Exchanged.QDC),
        "a.qdpx": archive({"Project.qde": _QDE, "sources/a.txt": "We had goats."}),
        "a.yaml": b"- milk:\n    - goat\n    - cow: [calf]\n- honey\n",
        "a.txt": b"milk>>goat\ta memo\r\nmilk>>cow\r\nhoney\r\n",
        "report.txt": "Code Report\n(2) codes\n  \u25cb milk\n1 Quotations:\n  \u25cb a\n".encode(),
    }


_CAME_IN = "it came in"
PIECES = [b"\0", b'"', b"'", b"<", b"&b;", b"\xff\xfe", b"\r", b",;\t", b"\n- : [", b"*a &a", b">>"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut pieces out, put others in, and flip bits."""
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        at = chance.randrange(len(content) + 1)
        piece = chance.choice([*PIECES, chance.randbytes(1), content[max(0, at - 40) : at]])
        content = content[:at] + piece + content[at + chance.choice([0, 1, 4, 400]) :]
    return content


def damaged_within(packed: bytes, chance: random.Random) -> bytes:
    """Damage one member of an archive, and pack it well."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    unlucky = chance.choice([*members])
    return archive({**members, unlucky: damaged(members[unlucky], chance)})


def test_damaged_files_come_in_or_are_refused_and_never_break_anything(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 # damage is no secret
    files = sound_files()
    outcomes = set()
    for _ in range(DAMAGED):
        name = chance.choice([*files])
        is_packed = name.endswith(("x", "s")) and chance.random() < 0.6
        damage = damaged_within if is_packed else damaged
        (tmp_path / name).write_bytes(damage(files[name], chance))
        outcome = _outcome(tmp_path / name)
        assert outcome.startswith((_CAME_IN, str(tmp_path), "the codebook "))
        outcomes.add(outcome == _CAME_IN)
    assert outcomes == {True, False}


def _outcome(path: Path) -> str:
    """Return the sentence that a file is refused in, if it is."""
    try:
        bring_in(path)
    except LeadcodeError as refused:
        return str(refused)
    return _CAME_IN
