"""Lists of codes to codebooks: the rules of the codebook hold, with the places in the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadcode_tui.codebook import codebook_from
from leadcode_tui.codebook.listing import MOST_CODES, MOST_LEVELS
from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import ListedCode, Listing

HERE = Path("codes.csv")
COLUMNS = {"id": 1, "name": 2, "key": 3, "was": 4}


def problems(*codes: ListedCode, columns: dict[str, int] = COLUMNS) -> list[str]:
    return [str(each) for each in codebook_from(Listing(codes, columns=columns), HERE)[1]]


def test_every_rule_of_a_codebook_holds_for_a_list_with_its_row_and_column() -> None:
    found = problems(
        ListedCode("Milk", 2, "milk", said={"key": "m"}),
        ListedCode("Honey", 3, "two words"),
        ListedCode("Fig", 4, "milk", said={"key": "m"}),
        ListedCode("Ham", 5, "ham", said={"was": ("milk",)}),
        ListedCode("Egg", 6, "egg", said={"key": "egg"}),
    )
    assert [each.partition(" (")[0] for each in found] == [
        "codes.csv:3:1: 'two words' is not well-formed as a code's id",
        "codes.csv:4:1: the id 'milk' belongs to the code at line 2 already",
        "codes.csv:4:3: the key 'm' belongs to milk at line 2 already",
        "codes.csv:5:4: the earlier id 'milk' is the id of the code at line 2",
        "codes.csv:6:3: 'egg' is no key",
    ]


def test_keys_of_the_program_are_refused() -> None:
    listing = Listing((ListedCode("Milk", 2, said={"key": "j"}),), columns=COLUMNS)
    (problem,) = codebook_from(listing, HERE, reserved={"j"})[1]
    assert (problem.line, problem.column) == (2, 3)


def test_codes_come_in_the_order_of_the_tree_whatever_the_order_of_the_list() -> None:
    codes = (
        ListedCode("raw", 1, above=2),
        ListedCode("fig", 2),
        ListedCode("milk", 3),
        ListedCode("cold", 4, above=0),
    )
    codebook, found, _ = codebook_from(Listing(codes), HERE)
    assert found == ()
    assert [(code.id, code.parent) for code in codebook.codes] == [
        ("fig", None),
        ("milk", None),
        ("raw", "milk"),
        ("cold", "raw"),
    ]


def test_a_code_below_itself_is_told_and_the_rest_is_looked_at_too() -> None:
    found = problems(ListedCode("a", 1, above=0), ListedCode("b", 2, "two words"))
    assert len(found) == 2


@pytest.mark.parametrize(("levels", "number"), [(MOST_LEVELS, 0), (MOST_LEVELS + 1, 1)])
def test_so_many_levels_can_be_written_and_no_more(levels: int, number: int) -> None:
    codes = [ListedCode(f"c{n}", n + 1, above=n - 1 if n else None) for n in range(levels)]
    assert len(problems(*codes)) == number


def test_more_codes_than_any_codebook_has_are_refused() -> None:
    codes = tuple(ListedCode(f"c{n}") for n in range(MOST_CODES + 1))
    with pytest.raises(UnreadableError, match="more than 10,000 codes"):
        codebook_from(Listing(codes), HERE)


def test_only_the_first_problems_are_told_one_by_one() -> None:
    found = problems(*(ListedCode("milk", n, "two words") for n in range(1, 301)))
    assert len(found) == 101
    assert "200 more problems from here on" in found[-1]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Nobody leads!", "nobody-leads"),
        ("cs_as_programming", "cs_as_programming"),
        ("CS_as_programming", "cs-as-programming"),
        ("F\u00fchrung oben", "f\u00fchrung-oben"),
        ("\u9818\u5c0e", "\u9818\u5c0e"),
        ("no", "no"),
        ("???", "code"),
        ("x" * 300, "x" * 100),
    ],
)
def test_an_id_is_made_of_a_name(name: str, made: str) -> None:
    (code,) = codebook_from(Listing((ListedCode(name),)), HERE)[0].codes
    assert (code.id, code.name) == (made, name)


def test_ids_of_long_names_that_clash_stay_within_bounds() -> None:
    codes = tuple(ListedCode("x" * 300 + end) for end in "abc")
    found, wrong, _ = codebook_from(Listing(codes), HERE)
    assert wrong == ()
    assert [len(code.id) for code in found.codes] == [100, 100, 100]
    assert len({code.id for code in found.codes}) == 3
