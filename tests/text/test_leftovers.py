from __future__ import annotations

import pytest

from leadcode_tui.text.leftovers import LeftoverKind, is_nhs_number, leftovers

EMAIL, NHS, PHONE = LeftoverKind.EMAIL, LeftoverKind.NHS, LeftoverKind.PHONE
BIRTH, NAME = LeftoverKind.BIRTH, LeftoverKind.NAME
DATES = ("3/5/1961", "3rd of May 1961", "1961-05-03", "May 3, 1961")
PHONES = ("07700 900123", "+44 (0)20 7946 0018")
NAMES = ("\u00c9mile", "\u0410\u043d\u043d\u0430")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("then Mary came, and Mrs Patel's son", [(NAME, "Mary"), (NAME, "Patel's")]),
        ("The ward. Nobody. \u201cIt is so,\u201d I said", []),
        ("the NHS, two GPs and I, on Monday in May", []),
        (f"asked {NAMES[0]} and {NAMES[1]}", [(NAME, each) for each in NAMES]),
        ("write to m.smith+x@ward.nhs.example now", [(EMAIL, "m.smith+x@ward.nhs.example")]),
        (f"ring {PHONES[0]} or {PHONES[1]}", [(PHONE, each) for each in PHONES]),
        ("number 943 476 5919 it was", [(NHS, "943 476 5919")]),
        ("number 943 476 5918 it was", []),
        ("number 9434765919 it was", [(NHS, "9434765919")]),
        (f"born {', or '.join(DATES)}", [(BIRTH, each) for each in DATES]),
        ("in 2008, 47 of 107, and 12 beds", []),
    ],
)
def test_what_may_say_who_somebody_is(text: str, expected: list[tuple[LeftoverKind, str]]) -> None:
    found = sorted(leftovers(text), key=lambda each: each.start)
    assert [(each.kind, each.text) for each in found] == expected
    assert all(text[each.start :].startswith(each.text) for each in found)


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("943 476 5919", True),
        ("9434765919", True),
        ("401 023 2137", True),
        ("943 476 5910", False),
        ("123 456 7890", False),
        ("943 476 591", False),
    ],
)
def test_the_last_digit_of_an_nhs_number_checks_the_others(number: str, *, is_one: bool) -> None:
    assert is_nhs_number(number) is is_one
