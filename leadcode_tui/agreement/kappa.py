"""Agreement beyond chance: Cohen's kappa, its relatives, and one kappa over many codes."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from leadcode_tui.agreement.coefficient import (
    CODE_NEVER_USED,
    NO_CODE,
    NO_DEFINED_KAPPA,
    NO_SHARED_UNIT,
    NO_VARIATION,
    Coefficient,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from leadcode_tui.agreement.tables import Category, CategoryTable, PairTable, TwoByTwo


def cohen_kappa(table: PairTable) -> Coefficient:
    """Return Cohen's kappa: agreement beyond what the two coders' own totals lead to by chance.

    Parameters
    ----------
    table
        Counts of units, k x k; 2 x 2 for a code.

    Returns
    -------
    Coefficient
        (Po - Pe) / (1 - Pe), from -1 to 1; undefined without a shared unit, for a code that nobody
        used, and where every unit fell into one category. Exactly 0 where one coder's decisions
        do not vary and the other's do.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20: kappa = (p_o - p_c) / (1 - p_c).

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> cohen_kappa(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.4
    >>> cohen_kappa(TwoByTwo(both=50, only_first=0, only_second=0, neither=0)).undefined
    'no variation'

    """
    return _beyond_chance(table, table.agreed)


def weighted_kappa(
    table: CategoryTable[Category], weight: Callable[[Category, Category], float]
) -> Coefficient:
    """Return Cohen's weighted kappa: a near miss counts as some agreement.

    Parameters
    ----------
    table
        Counts of units, k x k.
    weight
        How much agreement two categories are, 1 for equal ones: see `linear_weights`,
        `quadratic_weights` and `disagreement_weights`.

    Returns
    -------
    Coefficient
        (Po - Pe) / (1 - Pe) with weighted shares; undefined where kappa is, and where every pair
        that chance leads to is full agreement.

    References
    ----------
    Cohen (1968), Weighted kappa, Psychological Bulletin 70.

    Examples
    --------
    >>> from leadcode_tui.agreement import CategoryTable, linear_weights
    >>> table = CategoryTable({(1, 1): 2, (1, 2): 1, (3, 3): 2, (2, 3): 1})
    >>> round(weighted_kappa(table, linear_weights([1, 2, 3])).value, 6)
    0.666667

    """
    if table.lack is not None:
        return Coefficient(None, table.n, table.lack)
    first, second = table.totals
    # Disagreement rather than agreement: sums of it are exactly 0 where there is none.
    observed = fsum(count * (1 - weight(*cell)) for cell, count in table.cells.items())
    expected = fsum(
        times * as_often * (1 - weight(one, other))
        for one, times in first.items()
        for other, as_often in second.items()
    )
    if expected == 0:
        return Coefficient(None, table.n, NO_VARIATION)
    return Coefficient(1 - table.n * observed / expected, table.n)


def kappa_max(table: PairTable) -> Coefficient:
    """Return the largest kappa that the two coders' totals allow.

    Parameters
    ----------
    table
        Counts of units, k x k; 2 x 2 for a code.

    Returns
    -------
    Coefficient
        (Pmax - Pe) / (1 - Pe) with Pmax the sum, over categories, of the smaller of the coders'
        two shares; 1 where the totals are equal; undefined where kappa is.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20: kappa_M, with p_oM in the place of p_o.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> kappa_max(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.8

    """
    return _beyond_chance(table, table.attainable)


def pabak(table: TwoByTwo) -> Coefficient:
    """Return the kappa that the same share of agreement gives without prevalence and bias.

    Parameters
    ----------
    table
        Counts of units, 2 x 2.

    Returns
    -------
    Coefficient
        2 Po - 1, from -1 to 1; undefined without a shared unit, and for a code that nobody used:
        there, full marks would be made of nothing.

    References
    ----------
    Byrt, Bishop & Carlin (1993), Bias, prevalence and kappa, Journal of Clinical Epidemiology 46:
    PABAK = 2 p_o - 1.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> pabak(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.4

    """
    if table.lack in {NO_SHARED_UNIT, CODE_NEVER_USED}:
        return Coefficient(None, table.n, table.lack)
    return Coefficient((2 * table.agreed - table.n) / table.n, table.n)


def pooled_kappa(tables: Collection[TwoByTwo]) -> Coefficient:
    """Return one kappa over many codes: observed and chance agreement are averaged first.

    Codes weigh equally whatever their n; through 1 - Pe, common codes dominate. A code that nobody
    used cancels out, one that only one coder used stays.

    Parameters
    ----------
    tables
        Counts of units, one 2 x 2 table a code.

    Returns
    -------
    Coefficient
        sum(Po - Pe) / sum(1 - Pe) over codes, with the largest n of a code as its n; undefined
        where no code is left: no code, no shared unit, codes never used, or no variation in any.

    References
    ----------
    De Vries, Elliott, Kanouse & Teleki (2008), Using pooled kappa to summarize interrater agreement
    across many items, Field Methods 20: (mean p_o - mean p_e) / (1 - mean p_e).

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> common = TwoByTwo(both=20, only_first=5, only_second=10, neither=15)
    >>> rare = TwoByTwo(both=1, only_first=0, only_second=0, neither=49)
    >>> round(pooled_kappa([common, rare]).value, 6)
    0.44362

    """
    shared = [table for table in tables if table.n]
    n = max((table.n for table in shared), default=0)
    # fsum is exact, so the order of the codes changes nothing.
    below = fsum((table.n**2 - table.chance) / table.n**2 for table in shared)
    if below == 0:
        return Coefficient(None, n, _lack(tables))
    above = fsum((table.n * table.agreed - table.chance) / table.n**2 for table in shared)
    return Coefficient(above / below, n)


def mean_kappa(tables: Collection[TwoByTwo]) -> Coefficient:
    """Return the mean of the codes' kappas, over the codes where kappa is defined.

    Parameters
    ----------
    tables
        Counts of units, one 2 x 2 table a code.

    Returns
    -------
    Coefficient
        The mean, with the largest n of a code as its n; undefined where no code has a kappa.

    References
    ----------
    De Vries, Elliott, Kanouse & Teleki (2008), Using pooled kappa to summarize interrater agreement
    across many items, Field Methods 20: the average kappa that pooling is compared with.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> common = TwoByTwo(both=20, only_first=5, only_second=10, neither=15)
    >>> rare = TwoByTwo(both=1, only_first=0, only_second=0, neither=49)
    >>> mean_kappa([common, rare, TwoByTwo(0, 0, 0, 50)]).value
    0.7

    """
    kappas = [cohen_kappa(table) for table in tables]
    values = [kappa.value for kappa in kappas if kappa.value is not None]
    n = max((kappa.n for kappa in kappas), default=0)
    if not values:
        return Coefficient(None, n, NO_DEFINED_KAPPA if n else _lack(tables))
    return Coefficient(fsum(values) / len(values), n)


def _beyond_chance(table: PairTable, agreed: int) -> Coefficient:
    n, lack = table.n, table.lack
    if lack is not None:
        return Coefficient(None, n, lack)
    chance = table.chance
    return Coefficient((n * agreed - chance) / (n * n - chance), n)


def _lack(tables: Collection[TwoByTwo]) -> str:
    lacks = {table.lack for table in tables}
    reasons = (NO_VARIATION, CODE_NEVER_USED, NO_SHARED_UNIT)
    return next((reason for reason in reasons if reason in lacks), NO_CODE)
