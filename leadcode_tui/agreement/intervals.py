"""Intervals that know that segments of one interview resemble each other: whole transcripts vary.

Each part of what follows is one transcript's table; the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, fsum, log, sqrt
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

from leadcode_tui.agreement.student import t_quantile
from leadcode_tui.agreement.tables import Additive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from leadcode_tui.agreement.coefficient import Coefficient

#: Fewer transcripts than this say nothing about how transcripts differ.
FEWEST_TRANSCRIPTS: Final = 4
TOO_FEW_TRANSCRIPTS: Final = "too few transcripts"
#: On the scale of log(1 - value) a perfect value lies at infinity.
AT_ONE: Final = "nothing disagrees"
REPLICATE_AT_ONE: Final = "all disagreement is in one transcript"
REPLICATE_UNDEFINED: Final = "undefined without one of the transcripts"
DRAW_UNDEFINED: Final = "undefined in many of the draws"
#: A bootstrap leaves out draws without a value; more than this share of them, and it has no limits.
_UNDEFINED_DRAWS: Final = 0.05


#: One transcript's share of what a coefficient is computed from.
Part = TypeVar("Part", bound=Additive)


def jackknife(
    parts: Sequence[Part],
    statistic: Callable[[Part], Coefficient],
    *,
    confidence: float = 0.95,
) -> Coefficient:
    """Return a coefficient with an interval from leaving out one transcript at a time.

    Parameters
    ----------
    parts
        One table for each transcript, at least one; those without a unit are passed over.
    statistic
        What makes a coefficient, at most 1, of a table.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        The coefficient of all parts together; `se` is its delete-one jackknife standard error, the
        limits are set on the scale of log(1 - value) with Student's t at G - 1 degrees of freedom.
        No interval below four transcripts, at 1, or where a replicate is undefined or 1.

    References
    ----------
    Tukey (1958), Annals of Mathematical Statistics 29; Efron & Tibshirani (1993), An Introduction
    to the Bootstrap, equation 11.5.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo, cohen_kappa
    >>> parts = [TwoByTwo(5, 1, 1, 9), TwoByTwo(4, 2, 0, 8), TwoByTwo(6, 1, 2, 9)]
    >>> jackknife(parts, cohen_kappa).no_interval
    'too few transcripts'
    >>> found = jackknife([*parts, TwoByTwo(7, 0, 1, 8)], cohen_kappa)
    >>> round(found.low, 3) < round(found.value, 3) < round(found.high, 3)
    True

    """
    whole = together(parts)
    found = statistic(whole)
    if found.value is None:
        return found
    speaking = [replicate for part in parts if (replicate := _without(whole, part)) is not None]
    return jackknifed(found, map(statistic, speaking), confidence=confidence)


def jackknifed(
    found: Coefficient, replicates: Iterable[Coefficient], *, confidence: float = 0.95
) -> Coefficient:
    """Return a coefficient with the interval that its delete-one replicates give.

    Parameters
    ----------
    found
        The coefficient of all transcripts.
    replicates
        The coefficient without each of the transcripts.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        `found` with standard error and limits, or with the reason why it has none.

    """
    if found.value is None:
        return found
    without = [replicate.value for replicate in replicates]
    values = [value for value in without if value is not None]
    lack = _lack(found.value, without)
    if lack is not None:
        return replace(found, no_interval=lack)
    reach = t_quantile((1 + confidence) / 2, len(values) - 1)
    beyond = log(1 - found.value)
    wide = reach * _jackknife_error([log(1 - value) for value in values])
    return replace(
        found,
        se=_jackknife_error(values),
        low=1 - exp(beyond + wide),
        high=1 - exp(beyond - wide),
    )


def bootstrap(
    parts: Sequence[Part],
    statistic: Callable[[Part], Coefficient],
    *,
    seed: int,
    draws: int = 2000,
    confidence: float = 0.95,
) -> Coefficient:
    """Return a coefficient with an interval from drawing transcripts again and again.

    Parameters
    ----------
    parts
        One table for each transcript, at least one.
    statistic
        What makes a coefficient of a table.
    seed
        The same seed draws the same transcripts.
    draws
        How many samples of as many transcripts as there are, drawn with replacement.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        The coefficient of all parts together, with the percentiles of the draws as limits and
        their standard deviation as `se`; no interval below four transcripts, or where more than
        5 % of the draws have no value.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; transcripts are drawn
    whole as in Davison & Hinkley (1997), Bootstrap Methods and their Application, section 3.8.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo, cohen_kappa
    >>> parts = [TwoByTwo(5, 1, 1, 9), TwoByTwo(4, 2, 0, 8), TwoByTwo(6, 1, 2, 9)] * 2
    >>> found = bootstrap(parts, cohen_kappa, seed=7, draws=200)
    >>> found == bootstrap(parts, cohen_kappa, seed=7, draws=200)
    True

    """
    found = statistic(together(parts))
    if found.value is None:
        return found
    if len(parts) < FEWEST_TRANSCRIPTS:
        return replace(found, no_interval=TOO_FEW_TRANSCRIPTS)
    random = Random(seed)  # noqa: S311 # not for secrets
    drawn = (together(random.choices(parts, k=len(parts))) for _ in range(draws))
    values = sorted(value for each in drawn if (value := statistic(each).value) is not None)
    if len(values) < (1 - _UNDEFINED_DRAWS) * draws:
        return replace(found, no_interval=DRAW_UNDEFINED)
    tail = (1 - confidence) / 2
    return replace(
        found,
        se=sqrt(_spread(values) / (len(values) - 1)),
        low=_percentile(values, tail),
        high=_percentile(values, 1 - tail),
    )


def together(parts: Sequence[Part]) -> Part:
    """Return the sum of parts, at least one; halves are added up first, so that tables stay small.

    Examples
    --------
    >>> together([1, 2, 3, 4, 5])
    15

    """
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return together(parts[:middle]) + together(parts[middle:])


def _without(whole: Part, part: Part) -> Part | None:
    """Return the whole without a part, or None where the part has nothing to take away."""
    rest = whole - part
    return None if rest == whole else rest


def _lack(value: float, without: Sequence[float | None]) -> str | None:
    if value >= 1:
        return AT_ONE
    if len(without) < FEWEST_TRANSCRIPTS:
        return TOO_FEW_TRANSCRIPTS
    if None in without:
        return REPLICATE_UNDEFINED
    return REPLICATE_AT_ONE if any(each is not None and each >= 1 for each in without) else None


def _jackknife_error(values: Sequence[float]) -> float:
    groups = len(values)
    return sqrt((groups - 1) / groups * _spread(values))


def _spread(values: Sequence[float]) -> float:
    """Return the sum of the squared distances from the mean."""
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values)


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return a percentile of ordered values, halfway between neighbours in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
