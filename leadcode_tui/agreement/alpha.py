"""Krippendorff's alpha: any number of coders, missing decisions, any distance between values."""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from leadcode_tui.agreement.coefficient import NO_VARIATION, Coefficient
from leadcode_tui.agreement.distances import nominal

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.agreement.coincidence import Coincidences
    from leadcode_tui.agreement.tables import Category


def krippendorff_alpha(
    met: Coincidences[Category], distance: Callable[[Category, Category], float] = nominal
) -> Coefficient:
    """Return Krippendorff's alpha: one minus observed over expected disagreement.

    Parameters
    ----------
    met
        Which values met in units that two coders or more decided.
    distance
        How far apart two values are, symmetric, 0 for equal ones (for interval and ratio already
        squared); see `nominal`, `ordinal`, `interval`, `ratio_distance`, `jaccard` and `masi`.

    Returns
    -------
    Coefficient
        1 - Do / De, at most 1; n is the number of units. Undefined without such a unit, without
        variation, and where all values that occur have distance 0.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability, section on any metric and
    missing data: alpha = 1 - (n - 1) sum(o_ck d_ck) / sum(n_c n_k d_ck) over c < k.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coincidences, Counts
    >>> met = Coincidences.of(Counts.of([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]]))
    >>> round(krippendorff_alpha(met).value, 6)
    0.444444

    """
    if met.lack is not None:
        return Coefficient(None, met.units, met.lack)
    expected = _expected(met) if distance is nominal else _expected_apart(met, distance)
    return alpha_of(observed_apart(met, distance), expected, n=met.n, units=met.units)


def alpha_of(observed: float, expected: float, *, n: int, units: int) -> Coefficient:
    """Return alpha from the two sums of distances, over pairs that met and over all pairs."""
    if expected <= 0:
        return Coefficient(None, units, NO_VARIATION)
    return Coefficient(1 - (n - 1) * observed / expected, units)


def observed_apart(
    met: Coincidences[Category], distance: Callable[[Category, Category], float]
) -> float:
    """Return the distances of the pairs that met, each unit with the weight of its coders."""
    return fsum(
        count * distance(*pair) / (coders - 1) for (coders, pair), count in met.differing.items()
    )


def _expected(met: Coincidences[Category]) -> float:
    """Return the number of unlike pairs among all values, in one pass over the distinct ones."""
    return (met.n**2 - sum(count**2 for count in met.values.values())) / 2


def _expected_apart(
    met: Coincidences[Category], distance: Callable[[Category, Category], float]
) -> float:
    return fsum(
        times * as_often * distance(one, other)
        for (one, times), (other, as_often) in combinations(met.values.items(), 2)
    )
