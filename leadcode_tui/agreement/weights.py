"""Near misses: how much agreement two different categories still are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.agreement.tables import Category


def linear_weights(order: Sequence[Category]) -> Callable[[Category, Category], float]:
    """Return weights that fall evenly with the distance between two ranks.

    Parameters
    ----------
    order
        All categories, lowest first; their ranks are equally spaced.

    Returns
    -------
    Callable
        w(i, j) = 1 - abs(i - j) / (k - 1): 1 for the same category, 0 for the two ends. A
        category that is not in the order raises KeyError.

    References
    ----------
    Cicchetti & Allison (1971), American Journal of EEG Technology 11: linear weights.

    Examples
    --------
    >>> linear_weights(["low", "middle", "high"])("low", "middle")
    0.5

    """
    return _falling(order, power=1)


def quadratic_weights(order: Sequence[Category]) -> Callable[[Category, Category], float]:
    """Return weights that fall with the squared distance between two ranks.

    Parameters
    ----------
    order
        All categories, lowest first; their ranks are equally spaced.

    Returns
    -------
    Callable
        w(i, j) = 1 - (i - j)^2 / (k - 1)^2. A category that is not in the order raises KeyError.

    References
    ----------
    Fleiss & Cohen (1973), The equivalence of weighted kappa and the intraclass correlation
    coefficient, Educational and Psychological Measurement 33.

    Examples
    --------
    >>> quadratic_weights(["low", "middle", "high"])("low", "middle")
    0.75

    """
    return _falling(order, power=2)


def disagreement_weights(
    order: Sequence[Category], disagreement: Sequence[Sequence[float]]
) -> Callable[[Category, Category], float]:
    """Return weights from a matrix that says how bad each confusion is.

    Parameters
    ----------
    order
        The categories of the rows and of the columns.
    disagreement
        k x k, 0 on the diagonal; only the proportions between its numbers matter.

    Returns
    -------
    Callable
        w(i, j) = 1 - v(i, j) / max(v); equal weights where all disagreements are 0.

    References
    ----------
    Cohen (1968), Weighted kappa, Psychological Bulletin 70: w = 1 - v / v_max.

    Examples
    --------
    >>> disagreement_weights(["a", "b"], [[0, 3], [1, 0]])("b", "a")
    0.6666666666666667

    """
    rank = {category: number for number, category in enumerate(order)}
    most = max((v for row in disagreement for v in row), default=0) or 1
    return lambda one, other: 1 - disagreement[rank[one]][rank[other]] / most


def _falling(order: Sequence[Category], *, power: int) -> Callable[[Category, Category], float]:
    rank = {category: number for number, category in enumerate(order)}
    widest = max(len(rank) - 1, 1) ** power
    return lambda one, other: 1 - abs(rank[one] - rank[other]) ** power / widest
