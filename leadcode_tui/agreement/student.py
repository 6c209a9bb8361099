"""Student's t: the quantiles that an interval from few transcripts needs."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log

#: Where the continued fraction of the incomplete beta function stops: it converges long before.
_MOST_TERMS = 300
_PRECISION = 1e-15


@lru_cache(maxsize=64)
def t_quantile(probability: float, degrees: float) -> float:
    """Return the value below which Student's t falls with this probability.

    Parameters
    ----------
    probability
        Between 0 and 1, both excluded.
    degrees
        Degrees of freedom, at least 1; not always whole.

    Returns
    -------
    float
        The quantile, to about ten digits.

    References
    ----------
    Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.1 and 26.5.8.

    Examples
    --------
    >>> round(t_quantile(0.975, 11), 6), round(t_quantile(0.975, 1), 4)
    (2.200985, 12.7062)

    """
    if probability < 0.5:  # noqa: PLR2004 # the distribution is symmetric
        return -t_quantile(1 - probability, degrees)
    low, high = 0.0, 1.0
    while t_probability(high, degrees) < probability:
        low, high = high, 2 * high
    while (middle := (low + high) / 2) not in {low, high}:
        if t_probability(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return middle


def t_probability(value: float, degrees: float) -> float:
    """Return the probability that Student's t falls below a value that is not negative.

    Examples
    --------
    >>> t_probability(0.0, 5), round(t_probability(1.0, 1), 12)
    (0.5, 0.75)

    """
    x = degrees / (degrees + value * value)
    return 1 - _incomplete_beta(degrees / 2, 0.5, x) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x == 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (Lentz's method)."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            found *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return found


def normal_quantile(confidence: float) -> float:
    """Return the two-sided normal quantile: 1.959964 for a confidence of 95 %."""
    from statistics import NormalDist  # noqa: PLC0415 # it takes 20 ms to import, and few need it

    return NormalDist().inv_cdf((1 + confidence) / 2)
