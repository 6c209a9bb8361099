from __future__ import annotations

import pytest

from leadcode_tui.agreement import (
    CategoryTable,
    TwoByTwo,
    bias_index,
    cohen_kappa,
    kappa_max,
    mean_kappa,
    p_neg,
    p_pos,
    pabak,
    percent_agreement,
    pooled_kappa,
    prevalence_index,
)

NOBODY = TwoByTwo(both=0, only_first=0, only_second=0, neither=20)
EVERYWHERE = TwoByTwo(both=20, only_first=0, only_second=0, neither=0)
EMPTY = TwoByTwo(both=0, only_first=0, only_second=0, neither=0)
ONE_SIDED = TwoByTwo(both=0, only_first=5, only_second=0, neither=15)
MIXED = TwoByTwo(both=20, only_first=5, only_second=10, neither=15)


@pytest.mark.parametrize("statistic", [cohen_kappa, kappa_max, pabak, p_pos])
def test_a_code_that_nobody_used_has_nothing_corrected_for_chance(statistic: object) -> None:
    assert callable(statistic)
    assert statistic(NOBODY).undefined == "code never used"


def test_a_code_that_nobody_used_has_what_was_observed() -> None:
    observed = (percent_agreement, p_neg, prevalence_index, bias_index)
    assert [statistic(NOBODY).value for statistic in observed] == [1, 1, 1, 0]


@pytest.mark.parametrize("statistic", [cohen_kappa, kappa_max, p_neg])
def test_a_code_on_every_unit_has_no_variation(statistic: object) -> None:
    assert callable(statistic)
    assert statistic(EVERYWHERE).undefined == "no variation"


@pytest.mark.parametrize(
    "statistic",
    [
        percent_agreement,
        cohen_kappa,
        kappa_max,
        pabak,
        p_pos,
        p_neg,
        prevalence_index,
        bias_index,
    ],
)
def test_without_a_shared_unit_nothing_is_defined(statistic: object) -> None:
    assert callable(statistic)
    assert statistic(EMPTY).undefined == "no shared unit"


def test_a_code_that_only_one_coder_used_has_a_kappa_of_exactly_0() -> None:
    assert cohen_kappa(ONE_SIDED).value == 0


def test_pooled_kappa_lets_a_code_that_nobody_used_cancel_out() -> None:
    assert pooled_kappa([MIXED, NOBODY]).value == pooled_kappa([MIXED]).value


def test_pooled_kappa_keeps_a_code_that_only_one_coder_used() -> None:
    # Po - Pe: .2 and 0; 1 - Pe: .5 and .25
    assert pooled_kappa([MIXED, ONE_SIDED]).value == pytest.approx(0.2 / 0.75, abs=1e-15)


def test_pooled_kappa_weighs_codes_equally_whatever_their_n() -> None:
    tenfold = TwoByTwo(both=200, only_first=50, only_second=100, neither=150)
    assert pooled_kappa([MIXED, ONE_SIDED]).value == pooled_kappa([tenfold, ONE_SIDED]).value


def test_mean_kappa_is_over_the_codes_that_have_one() -> None:
    assert mean_kappa([MIXED, ONE_SIDED, NOBODY, EMPTY]).value == pytest.approx(0.2, abs=1e-15)


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ([], "no code"),
        ([EMPTY], "no shared unit"),
        ([NOBODY, EMPTY], "code never used"),
        ([NOBODY, EVERYWHERE], "no variation"),
    ],
    ids=["no code", "no unit", "never used", "no variation"],
)
def test_pooled_kappa_says_why_it_is_undefined(tables: list[TwoByTwo], reason: str) -> None:
    assert pooled_kappa(tables).undefined == reason


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ([], "no code"),
        ([EMPTY], "no shared unit"),
        ([NOBODY, EVERYWHERE], "no code has a defined kappa"),
    ],
    ids=["no code", "no unit", "no kappa"],
)
def test_mean_kappa_says_why_it_is_undefined(tables: list[TwoByTwo], reason: str) -> None:
    assert mean_kappa(tables).undefined == reason


def test_two_categories_give_the_kappa_of_either_against_the_rest() -> None:
    table = CategoryTable({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert table.against_rest("y") == MIXED
    assert {cohen_kappa(table), cohen_kappa(table.against_rest("n"))} == {cohen_kappa(MIXED)}


@pytest.mark.parametrize("statistic", [prevalence_index, bias_index, pabak])
def test_what_has_no_unit_says_that_it_has_none(statistic: object) -> None:
    assert callable(statistic)
    assert (statistic(EMPTY).n, statistic(MIXED).n) == (0, 50)


def test_without_a_unit_kappa_over_codes_rests_on_none() -> None:
    for found in (pooled_kappa([EMPTY, EMPTY]), mean_kappa([EMPTY, EMPTY])):
        assert (found.value, found.n) == (None, 0)
    for found in (pooled_kappa([]), mean_kappa([])):
        assert (found.value, found.n) == (None, 0)


def test_where_no_code_has_a_kappa_the_units_are_still_told() -> None:
    for found in (pooled_kappa([NOBODY, EMPTY]), mean_kappa([NOBODY, EMPTY]), pabak(NOBODY)):
        assert (found.value, found.n) == (None, 20)
