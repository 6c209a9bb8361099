"""Weights of near misses, and distances between values."""

from __future__ import annotations

import pytest

from leadcode_tui.agreement import (
    Asked,
    CategoryTable,
    Coefficient,
    Coincidences,
    Counts,
    Weights,
    agreement_among,
    decisions_from,
    disagreement_weights,
    interval,
    jaccard,
    krippendorff_alpha,
    large_sample_kappa,
    linear_weights,
    masi,
    nominal,
    ordinal,
    quadratic_weights,
    ratio_distance,
    weighted_kappa,
)
from leadcode_tui.model import CodeId

ORDER = ["none", "some", "much", "all"]


@pytest.mark.parametrize(
    ("other", "linear", "quadratic"),
    [("none", 1, 1), ("some", 2 / 3, 8 / 9), ("much", 1 / 3, 5 / 9), ("all", 0, 0)],
)
def test_weights_fall_with_the_distance(other: str, linear: float, quadratic: float) -> None:
    assert linear_weights(ORDER)("none", other) == pytest.approx(linear)
    assert quadratic_weights(ORDER)(other, "none") == pytest.approx(quadratic)


def test_two_categories_are_wholly_apart() -> None:
    assert linear_weights(["a", "b"])("a", "b") == quadratic_weights(["a", "b"])("a", "b") == 0


def test_one_category_has_a_weight() -> None:
    assert linear_weights(["a"])("a", "a") == 1


def test_a_matrix_says_how_bad_a_confusion_is() -> None:
    weight = disagreement_weights(["a", "b", "c"], [[0, 1, 4], [2, 0, 1], [3, 1, 0]])
    assert [weight("a", "a"), weight("a", "c"), weight("b", "a")] == [1, 0, 0.5]


def test_a_matrix_of_no_disagreement_makes_all_equal() -> None:
    assert disagreement_weights(["a", "b"], [[0, 0], [0, 0]])("a", "b") == 1
    assert disagreement_weights(["a", "b"], [[0, 0.5], [0.25, 0]])("b", "a") == 0.5


def test_weighted_kappa_is_undefined_where_kappa_is() -> None:
    weight = linear_weights(["a", "b"])
    assert weighted_kappa(CategoryTable({}), weight) == Coefficient(None, 0, "no shared unit")
    alike = CategoryTable({("a", "a"): 3})
    assert weighted_kappa(alike, weight) == Coefficient(None, 3, "no variation")


def test_weighted_kappa_is_undefined_where_every_confusion_is_agreement() -> None:
    table = CategoryTable({("a", "b"): 2, ("b", "a"): 1})
    weight = disagreement_weights(["a", "b"], [[0, 0], [0, 0]])
    assert weighted_kappa(table, weight) == Coefficient(None, 3, "no variation")


def test_weights_of_two_categories_make_kappa_itself() -> None:
    table = CategoryTable({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    found = weighted_kappa(table, linear_weights(["a", "b"]))
    assert found.value == pytest.approx(0.4)
    assert found.n == 50
    weighted = large_sample_kappa(table, linear_weights(["a", "b"]))
    plain = large_sample_kappa(table)
    assert [weighted.se, weighted.low] == pytest.approx([plain.se, plain.low])


def test_distances_of_values() -> None:
    assert [nominal("a", "b"), nominal("a", "a")] == [1, 0]
    assert [interval(2, 5), interval(5, 2)] == [9, 9]
    assert [ratio_distance(1, 3), ratio_distance(0, 0), ratio_distance(0, 2)] == [0.25, 0, 1]


def test_an_ordinal_distance_counts_the_values_between() -> None:
    distance = ordinal(["a", "b", "c"], {"a": 4, "b": 2, "c": 6})
    assert [distance("a", "b"), distance("b", "c"), distance("a", "c")] == [9, 16, 49]


@pytest.mark.parametrize(
    ("one", "other", "by_jaccard", "by_masi"),
    [
        ("ab", "ab", 0, 0),
        ("ab", "b", 1 / 2, 2 / 3),
        ("ab", "bc", 2 / 3, 8 / 9),
        ("a", "b", 1, 1),
        ("a", "", 1, 1),
        ("", "", 0, 0),
    ],
)
def test_distances_of_sets(one: str, other: str, by_jaccard: float, by_masi: float) -> None:
    for mine, yours in ((one, other), (other, one)):
        assert jaccard(set(mine), set(yours)) == pytest.approx(by_jaccard)
        assert masi(set(mine), set(yours)) == pytest.approx(by_masi)


def test_one_category_against_the_rest() -> None:
    rows: list[list[str | None]] = [["a", "b"], ["a", "a"], ["b", "c"], ["c", "b"], ["a", None]]
    counts = Counts.of(rows)
    assert counts.against_rest("a").rows == {
        frozenset({(True, 1), (False, 1)}): 1,
        frozenset({(True, 2)}): 1,
        frozenset({(False, 2)}): 2,
        frozenset({(True, 1)}): 1,
    }


def test_coincidences_are_taken_away_as_they_were_added() -> None:
    one = Coincidences.of(Counts.of([["a", "a"], ["a", "b"]]))
    other = Coincidences.of(Counts.of([["b", "b"], ["a", "b", "c"]]))
    rest = (one + other) - other
    assert (rest.values, rest.differing, rest.units) == (one.values, one.differing, one.units)


def test_values_that_are_no_distance_apart_do_not_vary() -> None:
    met = Coincidences.of(Counts.of([["1", "1.0"], ["1.0", "1"], ["1", "1"]]))
    found = krippendorff_alpha(met, lambda one, other: interval(float(one), float(other)))
    assert found == Coefficient(None, 3, "no variation")


def test_alpha_of_no_units_rests_on_none() -> None:
    nothing = Coincidences.of(Counts[str].of([["a", None]]))
    assert krippendorff_alpha(nothing) == Coefficient(None, 0, "no shared unit")


def test_no_categories_have_no_weights_to_divide_by() -> None:
    assert callable(disagreement_weights([], []))


def test_a_category_of_the_scale_that_nobody_chose_takes_up_a_rank() -> None:
    """With four ranks, 2 and 4 are two of three steps apart: Po = 10/12, Pe = 13/24."""
    coders = decisions_from({"ana": [1, 2, 2, 4], "ben": [1, 2, 4, 4]})
    scale = tuple(map(CodeId, "1234"))
    report = agreement_among(coders, Asked(weights=Weights.LINEAR, order=scale, everything=True))
    assert report.overall["cohen_kappa"].value == pytest.approx(7 / 11)
    assert report.overall["bennett_s"].value == pytest.approx(2 / 3)  # a quarter is chance
    assert report.codes[CodeId("3")].coefficients["cohen_kappa"].undefined == "code never used"
