"""What corrects for chance says why where it has no value, and of how many units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import (
    CategoryTable,
    Coefficient,
    Counts,
    TwoByTwo,
    bennett_s,
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    jaccard_index,
    kupper_hafner,
    light_kappa,
    randolph_kappa,
    scott_pi,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = TwoByTwo(0, 0, 0, 0)
UNUSED = TwoByTwo(0, 0, 0, 7)
ALWAYS = TwoByTwo(7, 0, 0, 0)
ALIKE: Counts[str] = Counts.of([*[("a", "a")] * 3, ("a", None)])
#: Nothing varies, and nobody has the code, but on units that one coder alone decided.
VARIED_ALONE: Counts[str] = Counts.of([*[("a", "a")] * 3, ("b", None)])
USED_ALONE: Counts[bool] = Counts.of([*[(False, False)] * 3, (None, True)])
ALONE: Counts[str] = Counts.of([("a", None), (None, "b")])
SOME = TwoByTwo(both=20, only_first=5, only_second=10, neither=15)


@pytest.mark.parametrize(
    ("compute", "n", "why"),
    [
        (lambda: scott_pi(NOBODY), 0, "no shared unit"),
        (lambda: scott_pi(UNUSED), 7, "code never used"),
        (lambda: bennett_s(NOBODY, categories=2), 0, "no shared unit"),
        (lambda: bennett_s(ALWAYS, categories=1), 7, "no variation"),
        (lambda: conger_kappa([]), 0, "no shared unit"),
        (lambda: conger_kappa([NOBODY]), 0, "no shared unit"),
        (lambda: conger_kappa([ALWAYS, NOBODY]), 7, "no variation"),
        (lambda: light_kappa([]), 0, "no shared unit"),
        (lambda: light_kappa([SOME, UNUSED]), 50, "code never used"),
        (lambda: jaccard_index(NOBODY), 0, "no shared unit"),
        (lambda: jaccard_index(UNUSED), 7, "code never used"),
        (lambda: kupper_hafner(CategoryTable({}), categories=2), 0, "no shared unit"),
        (lambda: fleiss_kappa(ALIKE), 3, "no variation"),
        (lambda: gwet_ac1(ALIKE, categories=2), 3, "no variation"),
        (lambda: brennan_prediger(ALIKE, categories=2), 3, "no variation"),
        (lambda: randolph_kappa(ALIKE, categories=2), 3, "no variation"),
        (lambda: fleiss_kappa(VARIED_ALONE), 3, "no variation"),
        (lambda: fleiss_kappa(USED_ALONE), 3, "code never used"),
        (lambda: gwet_ac1(USED_ALONE, categories=2), 3, "code never used"),
        (lambda: brennan_prediger(USED_ALONE, categories=2), 3, "code never used"),
        (lambda: fleiss_kappa(ALONE), 0, "no shared unit"),
    ],
)
def test_no_value_has_a_reason_and_its_units(
    compute: Callable[[], Coefficient], n: int, why: str
) -> None:
    assert compute() == Coefficient(None, n, why)


def test_sets_without_a_code_or_with_all_codes_leave_no_concordance() -> None:
    empty, every = frozenset[str](), frozenset("ab")
    nothing = kupper_hafner(CategoryTable({(empty, empty): 3}), categories=2)
    assert (nothing.value, nothing.n, nothing.undefined) == (None, 0, "no variation")
    alike = kupper_hafner(CategoryTable({(every, every): 3, (empty, empty): 4}), categories=2)
    assert alike == Coefficient(None, 3, "no variation")


def test_values_rest_on_the_units_of_the_largest_table() -> None:
    assert bennett_s(SOME, categories=2).n == scott_pi(SOME).n == 50
    assert conger_kappa([TwoByTwo(4, 1, 1, 4), SOME]).n == 50
    assert light_kappa([TwoByTwo(4, 1, 1, 4), SOME]).n == 50
    assert jaccard_index(SOME) == Coefficient(20 / 35, 50)
