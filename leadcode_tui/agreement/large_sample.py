"""Standard errors that take every unit for independent of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import fsum, sqrt
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement.chance import gwet_ac1
from leadcode_tui.agreement.distances import nominal
from leadcode_tui.agreement.kappa import cohen_kappa, weighted_kappa
from leadcode_tui.agreement.student import normal_quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadcode_tui.agreement.coefficient import Coefficient
    from leadcode_tui.agreement.counts import Counts
    from leadcode_tui.agreement.tables import Category, CategoryTable

#: A standard error below this, or a difference of so small a share of its terms, is rounding.
_ROUNDING: Final = 1e-12


def large_sample_kappa(
    table: CategoryTable[Category],
    weight: Callable[[Category, Category], float] | None = None,
    *,
    confidence: float = 0.95,
) -> Coefficient:
    """Return Cohen's kappa, weighted or not, with its large-sample standard error and limits.

    Parameters
    ----------
    table
        Counts of units, k x k.
    weight
        How much agreement two categories are, 1 for equal ones; only equal ones unless given.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        Kappa with `se` (not under the null hypothesis) and kappa -+ the normal quantile times it,
        not clipped. It promises too much where units of one interview resemble each other.

    References
    ----------
    Fleiss, Cohen & Everitt (1969), Large sample standard errors of kappa and weighted kappa,
    Psychological Bulletin 72, equation 8.

    Examples
    --------
    >>> from leadcode_tui.agreement import CategoryTable
    >>> table = CategoryTable({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    >>> found = large_sample_kappa(table)
    >>> found.value, round(found.se, 6), round(found.low, 6)
    (0.4, 0.126996, 0.151092)

    """
    found = cohen_kappa(table) if weight is None else weighted_kappa(table, weight)
    if found.value is None:
        return found
    se = sqrt(_variance(table, weight or _equal))
    return _with_limits(found, se, confidence=confidence)


def large_sample_ac1(
    counts: Counts[Category], *, categories: int, confidence: float = 0.95
) -> Coefficient:
    """Return Gwet's AC1 with its large-sample standard error and limits.

    Parameters
    ----------
    counts
        Units by how many coders chose each category; coders may be missing.
    categories
        How many categories the codebook has, used or not; 2 for a code.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        AC1 with `se`, and AC1 -+ the normal quantile times it; no interval with one unit.

    References
    ----------
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, equation 17, with
    n (n - 1) below as in Gwet (2014).

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> found = large_sample_ac1(Counts.of([["a", "a"], ["a", "b"], ["b", "b"]]), categories=2)
    >>> round(found.value, 6), round(found.se, 6)
    (0.333333, 0.666667)

    """
    found = gwet_ac1(counts, categories=categories)
    if found.value is None:
        return found
    n = counts.units
    if n == 1:
        return replace(found, no_interval="one unit has no spread")
    return _with_limits(found, _ac1_error(counts, found.value, categories), confidence=confidence)


def _equal(one: object, other: object) -> float:
    return 1 - nominal(one, other)


def _variance(
    table: CategoryTable[Category], weight: Callable[[Category, Category], float]
) -> float:
    n = table.n
    first, second = table.totals
    mean_first = _mean_weights(second, weight, n=n)
    mean_second = _mean_weights(first, lambda one, other: weight(other, one), n=n)
    po = fsum(count * weight(*cell) for cell, count in table.cells.items()) / n
    pe = fsum(count * mean_first(category) for category, count in first.items()) / n
    cells = fsum(
        count * (weight(i, j) * (1 - pe) - (mean_first(i) + mean_second(j)) * (1 - po)) ** 2
        for (i, j), count in table.cells.items()
    )
    mean_square, squared_mean = cells / n, (po * pe - 2 * pe + po) ** 2
    if mean_square <= squared_mean * (1 + _ROUNDING):
        return 0.0
    return (mean_square - squared_mean) / (n * (1 - pe) ** 4)


def _mean_weights(
    totals: Mapping[Category, int], weight: Callable[[Category, Category], float], *, n: int
) -> Callable[[Category], float]:
    """Return the mean weight of a category with those that the other coder gave."""
    means: dict[Category, float] = {}

    def mean(category: Category) -> float:
        if category not in means:
            means[category] = (
                fsum(count * weight(category, other) for other, count in totals.items()) / n
            )
        return means[category]

    return mean


def _ac1_error(counts: Counts[Category], ac1: float, categories: int) -> float:
    shares, units, twice = counts.shares(), counts.units, counts.judged_twice
    spare = max(categories, len(shares)) - 1
    pe = fsum(share * (1 - share) for share in shares.values()) / spare
    squares = Counter[float]()
    for row, coders, count in counts.judged():
        chance = fsum(times * (1 - shares[category]) for category, times in row) / coders / spare
        agreed = 0.0
        if coders > 1:
            equal = sum(times * (times - 1) for _, times in row) / (coders * (coders - 1))
            agreed = units / twice * (equal - pe) / (1 - pe)
        squares[(agreed - 2 * (1 - ac1) * (chance - pe) / (1 - pe) - ac1) ** 2] += count
    total = fsum(square * count for square, count in squares.items())
    return sqrt(total / (units * (units - 1)))


def _with_limits(found: Coefficient, se: float, *, confidence: float) -> Coefficient:
    if found.value is None:
        return found
    se = 0.0 if se < _ROUNDING else se
    reach = normal_quantile(confidence) * se
    return replace(found, se=se, low=found.value - reach, high=found.value + reach)
