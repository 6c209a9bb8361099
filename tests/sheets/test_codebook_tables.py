"""Tables of codes as programs and people write them: columns by name, trees by cells, all told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import codebook_from
from leadcode_tui.errors import UnreadableError
from leadcode_tui.sheets import read_codebook_list, read_codebook_table

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import Code, Codebook, Listing


def listing(folder: Path, text: str, name: str = "codes.csv") -> Listing:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_codebook_list(path) if name.endswith(".txt") else read_codebook_table(path)


def codebook(folder: Path, text: str, name: str = "codes.csv") -> Codebook:
    found, problems, _ = codebook_from(listing(folder, text, name), folder / name)
    assert problems == ()
    return found


def ways(found: Codebook) -> list[str]:
    """Return each code's name behind the names above it."""
    return [" > ".join(reversed(list(_up(found, code)))) for code in found.codes]


def _up(found: Codebook, code: Code) -> list[str]:
    above = [] if code.parent is None else _up(found, found.by_id[code.parent])
    return [code.name, *above]


@pytest.mark.parametrize(
    "heading",
    ["name", "Code", "CODE NAME", "code_name", "code.name", "Tag", "Label", "Title", "Theme"],
)
def test_the_column_of_codes_is_known_by_many_names(tmp_path: Path, heading: str) -> None:
    assert ways(codebook(tmp_path, f"n,{heading}\n1,milk\n")) == ["milk"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Definition", "definition"),
        ("code.description", "definition"),
        ("Full definition", "definition"),
        ("Comment", "definition"),
        ("Memo", "definition"),
        ("When to use", "include"),
        ("Inclusion criteria", "include"),
        ("When not to use", "exclude"),
        ("Exclusion_criteria", "exclude"),
        ("Example", "examples"),
    ],
)
def test_what_is_said_of_a_code_is_known_by_many_names(
    tmp_path: Path, heading: str, key: str
) -> None:
    (code,) = codebook(tmp_path, f"name,{heading}\nmilk,white\n").codes
    assert getattr(code, key) in ("white", ("white",))


@pytest.mark.parametrize(
    "headings",
    [
        "Kode;Kommentar;Ankerbeispiel",
        "C\u00f3digo;Comentario;Ejemplos",
        "C\u00d3DIGO;Descri\u00e7\u00e3o;Exemplo",
        "Code;Commentaire;Exemples",
        "Kategorie;Definition;Ankerbeispiele",
    ],
)
def test_headings_are_known_in_other_languages_and_encodings(tmp_path: Path, headings: str) -> None:
    (tmp_path / "c.csv").write_bytes(
        f"{headings}\n\u00c9t\u00e9;chaud \u00e0 midi;\n".encode("cp1252")
    )
    found, problems, told = codebook_from(read_codebook_table(tmp_path / "c.csv"), tmp_path)
    (code,) = found.codes
    assert (problems, code.name, code.definition) == ((), "\u00c9t\u00e9", "chaud \u00e0 midi")
    assert told[0].startswith("it is not UTF-8 and was read as cp1252, which is a guess")


def test_a_list_stands_in_a_cell_line_by_line_with_or_without_bullets(tmp_path: Path) -> None:
    (code,) = codebook(
        tmp_path, 'name,include\nmilk,"- raw\n- whole\n  or skimmed\n\u2022 sour"\n'
    ).codes
    assert code.include == ("raw", "whole\nor skimmed", "sour")


def test_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    text = "Codebook of the dairy\n\nas of May,,\nname,memo\nmilk,white\n"
    found = listing(tmp_path, text)
    assert [(code.name, code.line) for code in found.codes] == [("milk", 5)]
    assert found.notices == ("left out: the lines above the headings",)


@pytest.mark.parametrize(
    "rows",
    [
        "name,parent\nraw,milk\nmilk,\n",
        "name,Parent Code\nmilk,\nraw,dairy > milk\n",
        "name,parent\nmilk,\nraw,dairy\\milk\n",
        "id,name,parent\nm,milk,\nr,raw,m\n",
        "Id,Title,Parent Id\n1,milk,\n2,raw,1\n",
    ],
    ids=["by a name below", "by a path", "by another path", "by an id", "by a number"],
)
def test_a_cell_names_the_code_above(tmp_path: Path, rows: str) -> None:
    assert sorted(ways(codebook(tmp_path, rows))) == ["milk", "milk > raw"]


def test_a_path_tells_codes_of_one_name_apart(tmp_path: Path) -> None:
    text = "Parent code,Code\n,milk\n,fig\nmilk,raw\nfig,raw\nmilk > raw,cold\nfig > raw,dry\n"
    assert ways(codebook(tmp_path, text)) == [
        "milk",
        "milk > raw",
        "milk > raw > cold",
        "fig",
        "fig > raw",
        "fig > raw > dry",
    ]


def test_numbers_that_count_the_rows_are_no_ids(tmp_path: Path) -> None:
    found = codebook(tmp_path, "id,name\n1,milk\n2,honey\n")
    assert [code.id for code in found.codes] == ["milk", "honey"]


def test_short_codes_beside_names_are_ids(tmp_path: Path) -> None:
    found = codebook(tmp_path, "Code,Label\nM1,milk\nM2,honey\n")
    assert [(code.id, code.name) for code in found.codes] == [("M1", "milk"), ("M2", "honey")]


def test_a_group_that_is_no_code_becomes_one_in_front_of_its_first(tmp_path: Path) -> None:
    text = "code,category\nmilk,dairy\nfig,\nlime,fig\ncheese,Dairy\nham,ham\n"
    found = listing(tmp_path, text)
    assert ways(codebook_from(found, tmp_path)[0]) == [
        "dairy",
        "dairy > milk",
        "dairy > cheese",
        "fig",
        "fig > lime",
        "ham",
        "ham > ham",
    ]
    assert "2 codes made of the groups in the column category" in found.notices


def test_two_codes_of_one_name_apart_in_the_tree_get_ids_that_say_where(tmp_path: Path) -> None:
    text = "code,theme\nDesign,Concepts\nDesign,Practice\nDesign,\n"
    found, problems, notices = codebook_from(listing(tmp_path, text), tmp_path)
    assert problems == ()
    ids = [str(code.id) for code in found.codes]
    assert ids == ["concepts", "concepts/design", "practice", "practice/design", "design"]
    assert "more than one code would be design: concepts/design, practice/design, design" in notices


def test_names_that_make_the_same_id_are_told_apart(tmp_path: Path) -> None:
    found = codebook(tmp_path, "name\nA & B\nA + B\n!!!\n???\n")
    assert [code.id for code in found.codes] == ["a-b", "a-b-2", "code", "code-2"]


def test_in_tables_of_atlas_ti_a_code_stands_below_the_one_that_its_name_begins_with(
    tmp_path: Path,
) -> None:
    names = ("Milk", "Milk: raw", "Milk::sour", "Milk: raw: cold", "Fig: dry")
    text = "\n".join(["Code;Comment;Code Group 1", *(f"{name};;a" for name in names)])
    assert ways(codebook(tmp_path, text)) == [
        "Milk",
        "Milk > raw",
        "Milk > raw > cold",
        "Milk > sour",
        "Fig: dry",
    ]


def test_a_name_that_two_codes_have_is_no_way_to_say_which_is_above(tmp_path: Path) -> None:
    text = "id,name,parent\na,milk,\nb,milk,\nc,raw,milk\n"
    (problem,) = listing(tmp_path, text).problems
    assert (problem.line, problem.column) == (4, 3)
    assert problem.message == "2 codes are called 'milk'"


def test_without_a_column_of_codes_the_headings_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there are: a, b"):
        listing(tmp_path, "a,b\n1,2\n")


def test_a_list_has_a_code_on_each_line_and_categories_in_front(tmp_path: Path) -> None:
    found = codebook(
        tmp_path, "milk\tis white\r\ndairy>>milk >> raw\r\n\r\nfig, dried\r\n", "c.txt"
    )
    assert ways(found) == ["milk", "dairy", "dairy > milk", "dairy > milk > raw", "fig, dried"]
    assert found.codes[0].definition == "is white"


def test_a_table_that_was_saved_as_text_is_a_table(tmp_path: Path) -> None:
    found = codebook(tmp_path, 'Code\tMemo\nmilk\t"is\nwhite"\nfig\t\n', "c.txt")
    assert [(code.name, code.definition) for code in found.codes] == [
        ("milk", "is\nwhite"),
        ("fig", ""),
    ]


def test_a_row_that_somebody_added_to_a_table_of_ours_needs_no_id(tmp_path: Path) -> None:
    text = "id,name,parent,codebook,title\n1,milk,,dairy,The dairy\n,raw milk,1,,\n,1,milk,,\n"
    found = codebook(tmp_path, text)
    assert (found.id, found.title) == ("dairy", "The dairy")
    assert [(code.id, code.parent) for code in found.codes] == [
        ("1", None),
        ("raw-milk", "1"),
        ("1-2", "1"),
    ]


def test_a_list_that_says_a_code_twice_is_told_with_its_line(tmp_path: Path) -> None:
    found = listing(tmp_path, "wild milk\nfig\nWild milk\n", "c.txt")
    (problem,) = codebook_from(found, tmp_path)[1]
    assert problem.line == 3
    assert "stands at line 1 already" in problem.message


def test_lines_of_codes_of_qc_are_taken_once_each(tmp_path: Path) -> None:
    found = listing(tmp_path, "\nmilk\n\nfig, milk\n\n\nhoney\n", "c.txt")
    assert [(code.name, code.line) for code in found.codes] == [
        ("milk", 2),
        ("fig", 4),
        ("honey", 7),
    ]


_REPORT = """\
Project: dairy
Code Report
({0}) codes
  \u25cb milk
Comment:
What is white.
And wet.
2 Quotations:
  1:2 in P1
we had milk
  \u25cb fig
1 Quotations:
  1:3 in P1
and figs
"""


def test_a_report_of_atlas_ti_gives_codes_and_comments_and_no_word_of_the_interviews(
    tmp_path: Path,
) -> None:
    found = codebook(tmp_path, _REPORT.format(2), "c.txt")
    assert [(code.name, code.definition) for code in found.codes] == [
        ("milk", "What is white.\nAnd wet."),
        ("fig", ""),
    ]


def test_a_report_with_another_number_of_codes_than_it_says_is_told(tmp_path: Path) -> None:
    (problem,) = listing(tmp_path, _REPORT.format(3), "c.txt").problems
    assert (problem.line, problem.message) == (
        3,
        "the report says that it has 3 codes; found: 2",
    )
