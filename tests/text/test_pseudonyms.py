"""Names in texts, in the names of files, and where a program wrote letters as escapes."""

from __future__ import annotations

import pytest

from leadcode_tui.text.pseudonyms import Pseudonym, Pseudonyms

NAMES = Pseudonyms(
    (
        Pseudonym("Mary Smith", "Eve Jay"),
        Pseudonym("O'Brien", "D'Arcy"),
        Pseudonym("Jos\u00e9", "Al"),
        Pseudonym("Smith-Jones", "Park"),
        Pseudonym("Will", "Ed", is_exact=True),
        Pseudonym("Ilhan", "Kim"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mary-Smith and MARY_SMITH.docx", "Eve-Jay and EVE_JAY.docx"),
        ("mary.smith@nhs.example", "eve.jay@nhs.example"),
        ("Mary  \n Smith's", "Eve Jay's"),
        ("asked Mary. Smith knew", "asked Mary. Smith knew"),
        ("O\u2019Brien, O-Brien-2", "D'Arcy, D-Arcy-2"),
        ("Smith\u2011Jones, SMITH-JONES", "Park, PARK"),
        ("Will and will and WILL", "Ed and will and WILL"),
        ("\u0130lhan", "Kim"),
        ("Jose\u0301, JOSE\u0301 and Jos\u00e9l", "Al, AL and Jos\u00e9l"),
    ],
)
def test_a_name_is_replaced_however_its_parts_are_joined(text: str, expected: str) -> None:
    assert NAMES.replaced(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"and\nMary\nSmith came", r"and\nEve Jay came"),
        (r"\tWill, \nwill", r"\tEd, \nwill"),
        (r"Jos\u00e9, JOS\u00C9, jos\u00E9", "Al, AL, al"),
        (r"Jose\u0301", "Al"),
        ("'O''Brien'", "'D'Arcy'"),
        (r"C:\new", r"C:\new"),
    ],
)
def test_a_name_is_found_behind_the_escapes_of_json_and_yaml(text: str, expected: str) -> None:
    assert NAMES.replaced_in_source(text) == expected
    assert NAMES.names(text) == (text != expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MarySmith_final.docx", ["MarySmith_final"]),
        ("2Will, Jos\u00e92", ["2Will", "Jos\u00e92"]),
        ("drWillX came", ["drWillX"]),
        ("Willow, goodwill, josel, WILLOW, 2will", []),
    ],
)
def test_a_name_within_a_word_is_told_where_capitals_or_digits_show_it(
    text: str, expected: list[str]
) -> None:
    assert NAMES.replaced(text) == text
    assert list(NAMES.within(text)) == expected


def test_without_names_nothing_is_found() -> None:
    none = Pseudonyms(())
    assert (none.replaced("Mary"), none.names("Mary"), list(none.within("Mary2"))) == (
        "Mary",
        False,
        [],
    )
    assert none.replaced_in_source("Mary") == "Mary"
