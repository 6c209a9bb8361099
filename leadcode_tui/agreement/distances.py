"""How far apart two values are: what Krippendorff's alpha takes for disagreement."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from leadcode_tui.agreement.abreast import abreast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.tables import Category


def nominal(one: object, other: object) -> float:
    """Return 0 for equal values and 1 for others.

    Examples
    --------
    >>> nominal("a", "a"), nominal("a", "b")
    (0.0, 1.0)

    """
    return 0.0 if one == other else 1.0


def interval(one: float, other: float) -> float:
    """Return the squared difference of two numbers.

    References
    ----------
    Krippendorff (2004), Content Analysis, 2nd edition, section 11.3.4.

    Examples
    --------
    >>> interval(1, 3)
    4

    """
    return (one - other) ** 2


def ratio_distance(one: float, other: float) -> float:
    """Return the squared difference of two numbers in proportion to their sum.

    Two zeros have distance 0. Meant for numbers that are not negative.

    References
    ----------
    Krippendorff (2004), Content Analysis, 2nd edition, section 11.3.4.

    Examples
    --------
    >>> ratio_distance(1, 3), ratio_distance(0, 0)
    (0.25, 0.0)

    """
    whole = one + other
    return ((one - other) / whole) ** 2 if whole else 0.0


def ordinal(
    order: Sequence[Category], values: Mapping[Category, int]
) -> Callable[[Category, Category], float]:
    """Return the ordinal distance: how many values lie between two ranks, squared.

    Parameters
    ----------
    order
        All categories, lowest first.
    values
        How many pairable values each category has.

    Returns
    -------
    Callable
        (sum of the values from c to k, minus half of those at c and at k)^2.

    References
    ----------
    Krippendorff (2004), Content Analysis, 2nd edition, section 11.3.4.

    Examples
    --------
    >>> ordinal([1, 2, 3], {1: 4, 2: 2, 3: 6})(1, 3)
    49.0

    """
    counts = [values.get(category, 0) for category in order]
    middles = {
        category: upto - count / 2
        for category, count, upto in abreast(order, counts, accumulate(counts))
    }
    return lambda one, other: (middles[one] - middles[other]) ** 2


def jaccard(one: AbstractSet[Category], other: AbstractSet[Category]) -> float:
    """Return 1 - J, J the share of common codes among all codes of the two sets.

    Two empty sets have distance 0.

    Examples
    --------
    >>> jaccard({"a", "b"}, {"b"}), jaccard(set(), set())
    (0.5, 0.0)

    """
    return jaccard_by_size(len(one), len(other), len(one & other))


def masi(one: AbstractSet[Category], other: AbstractSet[Category]) -> float:
    """Return 1 - J M: Jaccard's index, weighed by how the sets lie to each other.

    M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, else 0. Two empty
    sets have distance 0, an empty set and another one have distance 1.

    References
    ----------
    Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006.

    Examples
    --------
    >>> round(masi({"a", "b"}, {"b"}), 6), masi({"a"}, {"b"}), masi(set(), set())
    (0.666667, 1.0, 0.0)

    """
    return masi_by_size(len(one), len(other), len(one & other))


def jaccard_by_size(one: int, other: int, common: int) -> float:
    """Return Jaccard's distance from the sizes of two sets and of what they have in common."""
    every = one + other - common
    return 1 - common / every if every else 0.0


def masi_by_size(one: int, other: int, common: int) -> float:
    """Return the MASI distance from the sizes of two sets and of what they have in common."""
    if one == other == common:
        return 0.0
    if not common:
        return 1.0
    weight = 2 / 3 if common in {one, other} else 1 / 3
    return 1 - weight * common / (one + other - common)
