"""What was observed, with nothing taken off for chance: agreement, and why kappa is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.agreement.coefficient import (
    CODE_NEVER_USED,
    NO_SHARED_UNIT,
    NO_VARIATION,
    Coefficient,
    ratio,
)

if TYPE_CHECKING:
    from leadcode_tui.agreement.counts import Counts
    from leadcode_tui.agreement.tables import Category, PairTable, TwoByTwo


def percent_agreement(table: PairTable) -> Coefficient:
    """Return the share of units on which two coders decided the same, from 0 to 1.

    Parameters
    ----------
    table
        Counts of units, k x k; 2 x 2 for a code.

    Returns
    -------
    Coefficient
        Po = (units on the diagonal) / n; undefined without a shared unit.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20: p_o.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> percent_agreement(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.7

    """
    return ratio(table.agreed, table.n, n=table.n, otherwise=NO_SHARED_UNIT)


def mean_pair_agreement(counts: Counts[Category]) -> Coefficient:
    """Return the share of agreeing pairs of coders, averaged over the units, from 0 to 1.

    Parameters
    ----------
    counts
        Units by how many coders chose each category; coders may be missing.

    Returns
    -------
    Coefficient
        Po, over the units that two coders or more decided; undefined without one.

    References
    ----------
    Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76:
    P-bar.

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> mean_pair_agreement(Counts.of([["a", "a", "b"], ["b", "b", "b"]])).value
    0.6666666666666666

    """
    n = counts.judged_twice
    return Coefficient(counts.observed(), n) if n else Coefficient(None, 0, NO_SHARED_UNIT)


def jaccard_index(table: TwoByTwo) -> Coefficient:
    """Return the share of units with the code for both among those with it for any, from 0 to 1.

    Parameters
    ----------
    table
        Counts of units, 2 x 2; over characters, the overlap of two coders' spans.

    Returns
    -------
    Coefficient
        both / (both + only_first + only_second); undefined where kappa is for want of a unit, and
        for a code that nobody used.

    References
    ----------
    Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> jaccard_index(TwoByTwo(both=50, only_first=100, only_second=50, neither=800)).value
    0.25

    """
    otherwise = CODE_NEVER_USED if table.n else NO_SHARED_UNIT
    every = table.both + table.only_first + table.only_second
    return ratio(table.both, every, n=table.n, otherwise=otherwise)


def prevalence_index(table: TwoByTwo) -> Coefficient:
    """Return how far the code is from holding for half of the units: 0 balanced, 1 at an extreme.

    A code that is rare, or nearly everywhere, has a lower kappa at the same share of agreement.

    Parameters
    ----------
    table
        Counts of units, 2 x 2.

    Returns
    -------
    Coefficient
        abs(both - neither) / n; undefined without a shared unit.

    References
    ----------
    Byrt, Bishop & Carlin (1993), Bias, prevalence and kappa, Journal of Clinical Epidemiology 46:
    PI = (a - d) / N, here without its sign.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> prevalence_index(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.1

    """
    distance = abs(table.both - table.neither)
    return ratio(distance, table.n, n=table.n, otherwise=NO_SHARED_UNIT)


def bias_index(table: TwoByTwo) -> Coefficient:
    """Return how far one coder applies the code more often than the other, from 0 to 1.

    Parameters
    ----------
    table
        Counts of units, 2 x 2.

    Returns
    -------
    Coefficient
        abs(only_first - only_second) / n; undefined without a shared unit.

    References
    ----------
    Byrt, Bishop & Carlin (1993), Bias, prevalence and kappa, Journal of Clinical Epidemiology 46:
    BI = (b - c) / N, here without its sign.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> bias_index(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value
    0.1

    """
    distance = abs(table.only_first - table.only_second)
    return ratio(distance, table.n, n=table.n, otherwise=NO_SHARED_UNIT)


def p_pos(table: TwoByTwo) -> Coefficient:
    """Return the agreement on units that carry the code, from 0 to 1.

    For one category among several, on its table against the rest, this is the specific agreement
    of that category.

    Parameters
    ----------
    table
        Counts of units, 2 x 2.

    Returns
    -------
    Coefficient
        2 both / (2 both + only_first + only_second); undefined without a shared unit, and for a
        code that nobody used.

    References
    ----------
    Cicchetti & Feinstein (1990), High agreement but low kappa II, Journal of Clinical Epidemiology
    43: p_pos = 2a / (2a + b + c).

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> round(p_pos(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value, 6)
    0.727273

    """
    otherwise = CODE_NEVER_USED if table.n else NO_SHARED_UNIT
    return ratio(2 * table.both, table.first + table.second, n=table.n, otherwise=otherwise)


def p_neg(table: TwoByTwo) -> Coefficient:
    """Return the agreement on units that do not carry the code, from 0 to 1.

    Parameters
    ----------
    table
        Counts of units, 2 x 2.

    Returns
    -------
    Coefficient
        2 neither / (2 neither + only_first + only_second); undefined without a shared unit, and
        where both coders gave the code to every unit.

    References
    ----------
    Cicchetti & Feinstein (1990), High agreement but low kappa II, Journal of Clinical Epidemiology
    43: p_neg = 2d / (2d + b + c).

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> round(p_neg(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value, 6)
    0.666667

    """
    without = 2 * table.n - table.first - table.second
    otherwise = NO_VARIATION if table.n else NO_SHARED_UNIT
    return ratio(2 * table.neither, without, n=table.n, otherwise=otherwise)
