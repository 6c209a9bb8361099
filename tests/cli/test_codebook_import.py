"""Codebooks of other programs from the command line: what comes in, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import load_codebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran, Run

    Import = Callable[..., Ran]


@pytest.fixture
def bring_in(run: Run, study: Path) -> Import:
    """Import a file with this text."""

    def import_text(text: str | bytes, name: str = "tags.csv", *options: str) -> Ran:
        (study / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return run("codebook", "import", name, *options)

    return import_text


def test_a_table_comes_out_as_a_codebook_and_the_rest_is_told(bring_in: Import) -> None:
    ran = bring_in("Tag,Description,Number of highlights\nWho leads,Names a person.,3\nNobody,,1\n")
    assert ran.code == 0
    assert ran.out == (
        "# Imported from tags.csv. Ids stay as they are once you have coded.\n"
        "\n"
        "codebook: tags\n"
        "title: Tags\n"
        "codes:\n"
        "\n"
        "  - id: who-leads\n"
        "    definition: Names a person.\n"
        "\n"
        "  - nobody\n"
    )
    assert ran.err.splitlines() == [
        "tags.csv: left out, as a codebook has no such column: Number of highlights",
        "tags.csv: ids are made of the names, and stay as they are once you code",
        "tags.csv: 2 codes",
    ]


def test_a_new_file_holds_what_stdout_would_have_had(bring_in: Import, study: Path) -> None:
    table = "name,parent\nmilk,\nraw milk,milk\n"
    shown = bring_in(table).out
    ran = bring_in(table, "tags.csv", "--into", "draft.yaml")
    assert ran.out == "draft.yaml\n"
    assert (study / "draft.yaml").read_text(encoding="utf-8") == shown


def test_a_file_that_is_there_stays_unless_it_was_said(bring_in: Import, study: Path) -> None:
    before = (study / "codebook.yaml").read_bytes()
    ran = bring_in("name\nmilk\n", "tags.csv", "--into", "codebook.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "codebook.yaml is there already" in ran.err
    assert (study / "codebook.yaml").read_bytes() == before
    assert bring_in("name\nmilk\n", "tags.csv", "--into", "codebook.yaml", "--replace").code == 0
    assert load_codebook(study / "codebook.yaml")[0].codes[0].id == "milk"


def test_beside_its_schema_a_codebook_names_it_for_editors(bring_in: Import, study: Path) -> None:
    (study / "codebook.schema.json").write_text("{}", encoding="utf-8")
    bring_in("name\nmilk\n", "tags.csv", "--into", "draft.yaml")
    first, second, *_ = (study / "draft.yaml").read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=codebook.schema.json"
    assert second.startswith("# Imported from tags.csv")


def test_a_title_makes_the_id(bring_in: Import) -> None:
    ran = bring_in("name\nmilk\n", "tags.csv", "--title", "Who: leads?")
    assert 'codebook: who-leads\ntitle: "Who: leads?"\n' in ran.out


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(
    bring_in: Import, study: Path
) -> None:
    ran = bring_in(
        "name,parent,kind,key,name\n"
        "milk,,emergant,j,\n"
        ",milk,,,\n"
        "Milk,,,,\n"
        "raw,mlik,,,\n"
        "up,down,,,\n"
        "down,up,,,,beyond\n",
        "tags.csv",
        "--into",
        "draft.yaml",
    )
    assert ran.code == 2
    told = """\
tags.csv:1:5: a second column 'name'
tags.csv:2:3: unknown kind 'emergant' (did you mean emergent?)
tags.csv:2:4: the key 'j' belongs to the program (choose another)
tags.csv:3:1: a row without a code (name it, or take the row out)
tags.csv:4:1: the name 'Milk' stands at line 2 already (give it another, or take it out)
tags.csv:5:2: no code 'mlik' (did you mean milk?) to stand below (write its id or its name)
tags.csv:6:2: the codes above 'up' go round in a circle (let one of them stand at the top)
tags.csv:7:2: the codes above 'down' go round in a circle (let one of them stand at the top)
tags.csv:7:6: a cell beyond the last heading
"""
    assert ran.err == told
    assert not (study / "draft.yaml").exists()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("codes.pdf", "%PDF-1.4", "export the codes as a table"),
        ("columns.json", "[]", "make a table of it"),
        ("codes.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("codes.csv", b"\xd0\xcf\x11\xe0", "a workbook of the old kind"),
        ("codes.csv", "", "it is empty"),
        (
            "codes.csv",
            "a,b\n1,2\n",
            "write one above the codes (there are: a, b)",
        ),
        ("codes.csv", 'name\n"milk\nhoney\n', "a quote in the row at line 2 is never closed"),
        (
            "codes.csv",
            'name,memo\n"milk" x,\n',
            "text follows a closing quote in the row at line 2",
        ),
        ("codes.csv", "name\n", "headings, and no code below them"),
        ("codes.csv", "na\0me\n", "NUL characters"),
        ("codes.xlsx", "no zip", "it is broken, or not what its name says"),
        ("codes.txt", "\n\n", "it is empty"),
        ("codes.yaml", "codebook: a\ncodes: [b]\n", "a codebook of leadcode already"),
        ("leadcode.yaml", "study: a\ncodebook: b.yaml\n", "this is a study file"),
        ("codes.yaml", "a: &x [b]\nc: *x\n", "aliases (*name) are not supported"),
        ("codes.yaml", "- \n", "no name of a code"),
        ("codes.yaml", "[]", "there is no code in it"),
        ("codes.qdc", "<CodeBook/>", "there is no codebook in it"),
        ("codes.qdc", "<html/>", "it begins with <html>"),
        ("codes.qdc", "", "no XML"),
        ("codes.qdpx", "<Project/>", "there is no codebook in it"),
        ("codes.qdpx", b"PK\x03\x04 cut off", "it is broken, or not what its name says"),
    ],
)
def test_what_cannot_come_in_is_refused_in_a_sentence(
    bring_in: Import, name: str, text: str | bytes, sentence: str
) -> None:
    ran = bring_in(text, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(name)
    assert sentence in ran.err


def test_files_and_folders_that_are_not_there_are_told(run: Run, study: Path) -> None:
    assert "nowhere.csv: no such file" in run("codebook", "import", "nowhere.csv").err
    (study / "heap.csv").mkdir()
    assert "it is a folder" in run("codebook", "import", "heap.csv").err
    (study / "a.txt").write_text("milk\n", encoding="utf-8")
    told = run("codebook", "import", "a.txt", "--into", "nowhere/a.yaml")
    assert (told.code, told.out) == (2, "")
    assert told.err.endswith("nowhere/a.yaml can be no file: nowhere is no folder\n")


def test_a_sheet_is_for_workbooks_and_a_folder_for_no_file(run: Run, study: Path) -> None:
    (study / "a.txt").write_text("milk\n", encoding="utf-8")
    told = run("codebook", "import", "a.txt", "--sheet", "S")
    assert (told.code, told.err) == (2, "a.txt has no sheets: --sheet is for workbooks\n")
    told = run("codebook", "import", "a.txt", "--into", "transcripts", "--replace")
    assert told.code == 2
    assert told.err.endswith("transcripts is a folder: name a file in it\n")


def test_many_names_that_clash_are_told_up_to_a_point(bring_in: Import) -> None:
    pairs = "".join(f"code {n},a\ncode {n},b\n" for n in range(25))
    err = bring_in("code,theme\n" + pairs).err
    assert err.count("more than one code would be") == 20
    assert "and so would 5 more" in err


def test_nothing_in_a_table_acts_on_the_terminal(bring_in: Import) -> None:
    ran = bring_in("name,col\x1b[2Jour,memo\nmi\x1b[31mlk,\x1b,a\u202eb\n")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out
