"""REFI-QDA: what one text, the description, says of a code; and what others make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import pytest
from lxml import etree

from leadcode_tui.codebook import codebook_from, codebook_qdc, read_refi
from leadcode_tui.codebook.refi_description import description_of, said_in
from leadcode_tui.model import Code, Codebook, CodeId

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import Said

SAID: dict[str, Said] = {
    "id": "milk",
    "definition": "Is white.\n\nAnd wet.",
    "include": ("raw", "whole\nor skimmed"),
    "exclude": ("oats -> fig",),
    "was": ("a", "b"),
}
DESCRIPTION = """\
Is white.

And wet.

Include:
- raw
- whole
  or skimmed

Exclude:
- oats -> fig

leadcode id: milk
leadcode was: a, b"""


def test_a_description_reads_well_and_is_read_back() -> None:
    assert description_of(SAID) == DESCRIPTION
    assert said_in(DESCRIPTION) == SAID


@pytest.mark.parametrize(
    "mangled",
    [
        DESCRIPTION.replace("\n\nInclude", "\nInclude").replace("\n\nleadcode", "\nleadcode"),
        DESCRIPTION.replace("- ", "\u2022 "),
        DESCRIPTION.replace("- raw", "raw"),
        DESCRIPTION.replace("\n\nExclude", "\n\n\n\nEXCLUDE") + "\n\n",
    ],
    ids=["blank lines lost", "other bullets", "a bullet lost", "blank lines added"],
)
def test_what_another_editor_does_to_a_description_does_no_harm(mangled: str) -> None:
    assert said_in(mangled) == SAID


@pytest.mark.parametrize(
    "text",
    [
        "Includes: raw",
        "Key: see below",
        "one\n- two\n- three",
        "leadcode is a program",
        "leadcode name: x",
        "\\x",
    ],
)
def test_the_description_of_another_program_is_a_definition_throughout(text: str) -> None:
    assert said_in(text) == {"definition": text}


def test_the_guid_of_a_code_is_made_of_the_ids_of_the_codebook_and_the_code() -> None:
    codebook = Codebook("dairy", "The dairy", (Code(CodeId("milk"), "Milk"),))
    (code,) = etree.fromstring(codebook_qdc(codebook)).iter("{*}Code")
    assert code.get("guid") == str(uuid5(uuid5(NAMESPACE_URL, "urn:leadcode:code"), "dairy\nmilk"))


def read(folder: Path, codes: str) -> tuple[Codebook, tuple[str, ...]]:
    path = folder / "dairy.qdc"
    path.write_text(f"<CodeBook><Codes>{codes}</Codes></CodeBook>", encoding="utf-8")
    codebook, problems, notices = codebook_from(read_refi(path), path)
    assert problems == ()
    return codebook, notices


def test_a_code_that_was_added_elsewhere_gets_an_id_of_its_own(tmp_path: Path) -> None:
    ours = '<Code name="Milk"><Description>leadcode id: white</Description></Code>'
    codebook, notices = read(tmp_path, f'{ours}<Code name="White"/>')
    assert [code.id for code in codebook.codes] == ["white", "white-2"]
    assert "another code is white: white-2" in notices


def test_colours_headings_and_notes_are_told(tmp_path: Path) -> None:
    _, notices = read(
        tmp_path,
        '<Code name="Milk" color="#fff" isCodable="false"><NoteRef targetGUID="x"/></Code>',
    )
    assert notices[:3] == (
        "left out: colours (1)",
        "headings there, and codes to apply here (1)",
        "left out: notes on codes (1)",
    )


@pytest.mark.parametrize(
    "words", ["", "not json", "[1]", '{"codebook": 1}', "[" * 100_000], ids=lambda words: words[:9]
)
def test_an_instruction_that_says_nothing_is_passed_over(tmp_path: Path, words: str) -> None:
    path = tmp_path / "dairy.qdc"
    codes = '<Codes><Code name="Milk"/></Codes>'
    text = f"<?leadcode {words}?><?other x?><CodeBook><!-- a -->{codes}</CodeBook>"
    path.write_text(text, encoding="utf-8")
    assert codebook_from(read_refi(path), path)[0].id == "dairy"


def test_without_a_title_the_files_name_is_one(tmp_path: Path) -> None:
    codebook, _ = read(tmp_path, '<Code name="Milk"/>')
    assert (codebook.id, codebook.title) == ("dairy", "Dairy")
