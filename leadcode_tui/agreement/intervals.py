"""Intervals that know that segments of one interview resemble each other: whole transcripts vary.

Each part of what follows is one transcript's table; the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import replace
from math import fsum, log, sqrt, tanh
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

from leadcode_tui.agreement.student import t_quantile
from leadcode_tui.agreement.tables import Additive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from leadcode_tui.agreement.coefficient import Coefficient

#: Fewer transcripts than this say nothing about how transcripts differ.
FEWEST_TRANSCRIPTS: Final = 4
TOO_FEW_TRANSCRIPTS: Final = "too few transcripts"
#: The scale on which limits are set has no place for a value at either of its ends.
AT_ONE: Final = "nothing disagrees"
AT_LEAST: Final = "nothing agrees"
REPLICATE_AT_ONE: Final = "all disagreement is in one transcript"
REPLICATE_AT_LEAST: Final = "all agreement is in one transcript"
REPLICATES_ALIKE: Final = "the same without any one transcript"
REPLICATE_UNDEFINED: Final = "undefined without one of the transcripts"
DRAW_UNDEFINED: Final = "undefined in many of the draws"
#: A bootstrap leaves out draws without a value; more than this share of them, and it has no limits.
_UNDEFINED_DRAWS: Final = 0.05


#: One transcript's share of what a coefficient is computed from.
Part = TypeVar("Part", bound=Additive)
#: What stands for a transcript where transcripts are drawn.
Drawn = TypeVar("Drawn")


def jackknife(
    parts: Sequence[Part],
    statistic: Callable[[Part], Coefficient],
    *,
    confidence: float = 0.95,
    least: float = -1.0,
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
    least
        Where the statistic's scale ends below: -1 for what is corrected for chance, 0 for a share.

    Returns
    -------
    Coefficient
        What `jackknifed` makes of the coefficient of all parts together and of those without one.

    References
    ----------
    Tukey (1958), Bias and confidence in not quite large samples, Annals of Mathematical Statistics
    29; Efron & Tibshirani (1993), An Introduction to the Bootstrap, equation 11.5.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo, cohen_kappa
    >>> parts = [TwoByTwo(5, 1, 1, 9), TwoByTwo(4, 2, 0, 8), TwoByTwo(6, 1, 2, 9)]
    >>> jackknife(parts, cohen_kappa).no_interval
    'too few transcripts'
    >>> found = jackknife([*parts, TwoByTwo(7, 0, 1, 8)], cohen_kappa)
    >>> round(found.low, 3), round(found.value, 3), round(found.high, 3)
    (0.531, 0.741, 0.865)

    """
    whole, rests = leave_one_out(parts)
    return jackknifed(statistic(whole), map(statistic, rests), confidence=confidence, least=least)


def leave_one_out(parts: Sequence[Part]) -> tuple[Part, Sequence[Part]]:
    """Return the sum of parts, and the sums without each part that has something to take away.

    Examples
    --------
    >>> leave_one_out([1, 0, 4])
    (5, [4, 1])

    """
    whole = together(parts)
    return whole, [rest for part in parts if (rest := whole - part) != whole]


def jackknifed(
    found: Coefficient,
    replicates: Iterable[Coefficient],
    *,
    confidence: float = 0.95,
    least: float = -1.0,
) -> Coefficient:
    """Return a coefficient with the interval that its delete-one replicates give.

    Parameters
    ----------
    found
        The coefficient of all transcripts.
    replicates
        The coefficient without each of the G transcripts.
    confidence
        Of the interval, between 0 and 1.
    least
        Where the statistic's scale ends below.

    Returns
    -------
    Coefficient
        `found` with its jackknife standard error, sqrt((G - 1) / G * sum((r - mean r)^2)), and
        with limits between `least` and 1. They are set on the scale of
        log((value - least) / (1 - value)), for -1 twice Fisher's z, with Student's t. Its degrees
        of freedom are the effective number of transcripts less 1, at least 1: with m units in a
        transcript, sum(m)^2 / sum(m^2), which is G where all are of one size. No interval below
        four transcripts, at the ends of the scale, or where a replicate is undefined or at an end.

    References
    ----------
    Fisher (1921), Metron 1, for the scale; Kish (1965), Survey Sampling, section 11.7, for the
    effective number; `benchmarks/coverage.py` for what they are good for.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coefficient
    >>> found = jackknifed(Coefficient(0.6, 80), [Coefficient(v, 60) for v in (0.5, 0.6, 0.6, 0.7)])
    >>> round(found.se, 6), round(found.low, 6), round(found.high, 6)
    (0.122474, 0.071896, 0.865353)

    """
    if found.value is None:
        return found
    without = [*replicates]
    values = [each.value for each in without if each.value is not None]
    lack = _lack(found.value, values, replicates=len(without), least=least)
    if lack is not None:
        return replace(found, no_interval=lack)
    degrees = _degrees([found.n - each.n for each in without])
    wide = t_quantile((1 + confidence) / 2, degrees) * _jackknife_error(
        [_stretched(value, least) for value in values]
    )
    middle = _stretched(found.value, least)
    return replace(
        found,
        se=_jackknife_error(values),
        low=_shrunk(middle - wide, least),
        high=_shrunk(middle + wide, least),
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
        One table for each transcript, at least one; those without a unit are passed over.
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
    drawn = draws_from(speaking(parts), seed=seed, draws=draws)
    return bootstrapped(
        statistic(together(parts)),
        (statistic(together(some)) for some in drawn),
        confidence=confidence,
    )


def bootstrapped(
    found: Coefficient, draws: Iterable[Coefficient], *, confidence: float = 0.95
) -> Coefficient:
    """Return a coefficient with the interval that the coefficients of drawn transcripts give.

    Parameters
    ----------
    found
        The coefficient of all transcripts.
    draws
        The coefficient of each draw; none where there are too few transcripts to draw from.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        As `bootstrap` says.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coefficient
    >>> found = bootstrapped(Coefficient(0.6, 80), [Coefficient(v, 80) for v in (0.5, 0.6, 0.7)])
    >>> round(found.se, 6), round(found.low, 6), round(found.high, 6)
    (0.1, 0.505, 0.695)

    """
    if found.value is None:
        return found
    drawn = [each.value for each in draws]
    if not drawn:
        return replace(found, no_interval=TOO_FEW_TRANSCRIPTS)
    values = sorted(value for value in drawn if value is not None)
    if len(values) < (1 - _UNDEFINED_DRAWS) * len(drawn):
        return replace(found, no_interval=DRAW_UNDEFINED)
    tail = (1 - confidence) / 2
    return replace(
        found,
        se=sqrt(_spread(values) / (len(values) - 1)),
        low=_percentile(values, tail),
        high=_percentile(values, 1 - tail),
    )


def speaking(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts that have something to take away from the whole.

    Examples
    --------
    >>> speaking([1, 0, 4])
    [1, 4]

    """
    whole = together(parts)
    return [part for part in parts if whole - part != whole]


def draws_from(parts: Sequence[Drawn], *, seed: int, draws: int) -> Iterator[Sequence[Drawn]]:
    """Yield as many of the parts as there are, drawn with replacement; no draw of too few parts.

    Examples
    --------
    >>> [len(drawn) for drawn in draws_from("abcd", seed=7, draws=2)]
    [4, 4]
    >>> [*draws_from("abc", seed=7, draws=2)]
    []

    """
    random = Random(seed)  # noqa: S311 # not for secrets
    for _ in range(draws if len(parts) >= FEWEST_TRANSCRIPTS else 0):
        yield random.choices(parts, k=len(parts))


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


def _lack(value: float, without: Sequence[float], *, replicates: int, least: float) -> str | None:
    """Say why replicates give no interval, or None if they do."""
    reasons = {
        AT_ONE: value >= 1,
        AT_LEAST: value <= least,
        TOO_FEW_TRANSCRIPTS: replicates < FEWEST_TRANSCRIPTS,
        REPLICATE_UNDEFINED: len(without) < replicates,
        REPLICATES_ALIKE: len(set(without)) == 1,
        REPLICATE_AT_ONE: any(each >= 1 for each in without),
        REPLICATE_AT_LEAST: any(each <= least for each in without),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _degrees(sizes: Sequence[int]) -> float:
    """Return the degrees of freedom that transcripts of these sizes are worth."""
    squares = sum(size**2 for size in sizes)
    # Where no transcript changes n, because other codes make up for it, all count alike.
    effective = sum(sizes) ** 2 / squares if squares else len(sizes)
    return max(effective - 1, 1.0)


def _stretched(value: float, least: float) -> float:
    """Return a value on a scale without ends."""
    return log((value - least) / (1 - value))


def _shrunk(stretched: float, least: float) -> float:
    """Return the value that has this place on the scale without ends."""
    return (1 + least) / 2 + (1 - least) / 2 * tanh(stretched / 2)


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
