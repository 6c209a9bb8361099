"""The codebook for other programs and for a paper, from the command line."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Length
from lxml import etree, html

from leadcode_tui.codebook import load_codebook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

_BOOK = """\
codebook: gate
title: "Who <keeps> the gate & why"
codes:
  - id: shared-work
    name: "=Shared | work"
    definition: "<script>alert(1)</script>\\n- one\\n1. two"
    include: ["<b>all</b> lend a hand", two]
    exclude: ["paid work -> wages"]
    codes:
      - id: no
        name: "*Goats* & kids"
        kind: emergent
        retired: they left
"""
BACK = ("csv", "xlsx", "qdc")
FORMS = (*BACK, "md", "html", "docx")


@pytest.fixture
def book(study: Path) -> Path:
    path = study / "gate.yaml"
    path.write_text(_BOOK, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", BACK)
def test_what_goes_out_comes_back_as_it_was(run: Run, book: Path, form: str) -> None:
    assert run("codebook", "export", "gate.yaml", "--into", f"out.{form}").code == 0
    ran = run("codebook", "import", f"out.{form}", "--into", "back.yaml")
    assert ran.code == 0, ran.err
    before, after = load_codebook(book)[0], load_codebook(book.parent / "back.yaml")[0]
    assert (after.id, after.title, after.codes) == (before.id, before.title, before.codes)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_is_there_stays_unless_it_was_said(run: Run, study: Path, form: str) -> None:
    path = study / f"out.{form}"
    path.write_bytes(b"mine")
    ran = run("codebook", "export", "--into", path.name)
    assert (ran.code, ran.out, path.read_bytes()) == (2, "", b"mine")
    assert run("codebook", "export", "--into", path.name, "--replace").code == 0
    assert path.read_bytes() != b"mine"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_for_the_team_alone(run: Run, study: Path, form: str) -> None:
    assert run("codebook", "export", "--into", f"out.{form}").code == 0
    assert not (study / f"out.{form}").stat().st_mode & 0o007


@pytest.mark.usefixtures("book")
def test_no_spreadsheet_takes_a_cell_for_a_formula(run: Run) -> None:
    rows = list(
        csv.reader(io.StringIO(run("codebook", "export", "gate.yaml", "--format", "csv").out))
    )
    assert rows[1][:2] == ["shared-work", "'=Shared | work"]


@pytest.mark.usefixtures("book")
def test_every_text_in_html_is_text(run: Run) -> None:
    page = html.document_fromstring(run("codebook", "export", "gate.yaml", "--format", "html").out)
    assert [element.tag for element in page.iter("script", "b")] == []
    first, second = page.findall(".//tbody/tr")
    assert ["".join(map(str, cell.itertext())) for cell in first] == [
        "=Shared | workshared-work",
        "<script>alert(1)</script>- one1. two",
        "<b>all</b> lend a handtwo",
        "paid work -> wages",
        "",
    ]
    assert (
        "".join(map(str, second[0].itertext())) == "*Goats* & kidsno; emergent; retired: they left"
    )


@pytest.mark.usefixtures("book")
def test_markdown_has_a_section_for_each_code_and_no_markup_of_theirs(run: Run) -> None:
    page = run("codebook", "export", "gate.yaml", "--format", "markdown").out
    assert page == (
        "# Who \\<keeps\\> the gate \\& why\n\n"
        "## =Shared \\| work\n\n"
        "shared-work\n\n"
        "\\<script\\>alert(1)\\</script\\>\n\n\\- one\n\n1\\. two\n\n"
        "Include:\n\n- \\<b\\>all\\</b\\> lend a hand\n- two\n\n"
        "Exclude:\n\n- paid work -\\> wages\n\n"
        "### \\*Goats\\* \\& kids\n\n"
        "no; emergent; retired: they left\n"
    )


@pytest.mark.usefixtures("book")
def test_the_document_for_word_has_one_table_with_a_row_for_each_code(
    run: Run, study: Path
) -> None:
    run("codebook", "export", "gate.yaml", "--into", "out.docx")
    document = docx.Document(str(study / "out.docx"))
    (table,) = document.tables
    assert document.paragraphs[0].text == "Who <keeps> the gate & why"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Code", "Definition", "Include", "Exclude", "Examples"],
        [
            "=Shared | work\nshared-work",
            "<script>alert(1)</script>\n- one\n1. two",
            "\u2013 <b>all</b> lend a hand\n\u2013 two",
            "\u2013 paid work -> wages",
            "",
        ],
        ["*Goats* & kids\nno; emergent; retired: they left", "", "", "", ""],
    ]
    page = document.sections[0]
    sides = (page.page_width, page.page_height)
    assert [round(Length(side or 0).mm) for side in sides] == [297, 210]
    assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])


@pytest.mark.usefixtures("book")
def test_a_code_has_the_same_guid_in_every_export(run: Run) -> None:
    first = run("codebook", "export", "gate.yaml", "--format", "qdc").out
    again = run("codebook", "export", "gate.yaml", "--format", "qdc").out
    assert first == again
    assert len({*re.findall(r'guid="([^"]+)"', first)}) == 2


@pytest.mark.usefixtures("book")
def test_a_qdc_has_the_structure_of_the_format(run: Run) -> None:
    namespace = {"q": "urn:QDA-XML:codebook:1.0"}
    guid = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    root = etree.fromstring(run("codebook", "export", "gate.yaml", "--format", "qdc").out.encode())
    assert root.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    assert [etree.QName(child).localname for child in root] == ["Codes"]
    names = []
    for code in root.iterfind(".//q:Code", namespace):
        assert {*code.attrib} == {"guid", "name", "isCodable"}
        assert guid.fullmatch(code.get("guid") or "")
        assert code.get("isCodable") == "true"
        assert next(etree.QName(child).localname for child in code) == "Description"
        names.append(code.get("name"))
    assert names == ["=Shared | work", "*Goats* & kids"]
    top = root.findtext("q:Codes/q:Code/q:Description", namespaces=namespace)
    assert top == (
        "<script>alert(1)</script>\n- one\n1. two\n\n"
        "Include:\n- <b>all</b> lend a hand\n- two\n\n"
        "Exclude:\n- paid work -> wages\n\n"
        "leadcode id: shared-work"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "say what to write: --format csv|xlsx|qdc|markdown|html|docx, or --into PATH"),
        (("--into", "book.doc"), "book.doc does not say what to write: end it with .csv"),
        (("nowhere.yaml", "--format", "csv"), "nowhere.yaml: there is no such file"),
        (("--into", "nowhere/book.csv"), "nowhere is no folder"),
    ],
)
def test_what_cannot_go_out_is_refused_in_a_sentence(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = run("codebook", "export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_a_codebook_with_mistakes_stays_here(run: Run, study: Path) -> None:
    (study / "codebook.yaml").write_text("codebook: a\ncodes: [b, b]\n", encoding="utf-8")
    ran = run("codebook", "export", "--into", "out.csv")
    assert ran.code == 2
    assert ran.err.startswith("codebook.yaml:2:12: the id 'b' belongs to the code at line 2")
    assert not (study / "out.csv").exists()


def test_a_text_that_no_cell_holds_is_told(run: Run, study: Path) -> None:
    long = f"codebook: a\ncodes:\n  - id: b\n    definition: {'x' * 33_000}\n"
    (study / "codebook.yaml").write_text(long, encoding="utf-8")
    ran = run("codebook", "export", "--into", "out.xlsx")
    assert ran.code == 2
    assert ran.err == (
        "the definition of b is longer than the 32,767 characters that a cell of a workbook holds: "
        "export it as CSV\n"
    )
    assert not (study / "out.xlsx").exists()
