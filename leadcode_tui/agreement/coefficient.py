"""The one type that a measure of agreement comes in, and the reasons for having none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: No unit was decided by both coders (for a code: under codebooks that both held it).
NO_SHARED_UNIT = "no shared unit"
#: Neither coder applied the code to any shared unit.
CODE_NEVER_USED = "code never used"
#: Both coders put every shared unit into the same one category: chance alone explains it all.
NO_VARIATION = "no variation"
#: Units hold sets of codes, so there is no one category a unit to count.
SEVERAL_CODES = "segments carry several codes"
#: No codebook lists a code, and nobody applied one.
NO_CODE = "no code"
#: There is no code whose kappa could be averaged.
NO_DEFINED_KAPPA = "no code has a defined kappa"
#: Several coders' own totals can be compared only where all of them decided.
NOT_EVERY_CODER = "not every coder decided every unit"
#: An order that lacks a category gives it no rank.
NOT_IN_ORDER = "a category has no place in the order"
#: Categories that are not numbers have no interval or ratio between them.
NOT_NUMBERS = "codes are not numbers"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A measure of agreement, or the reason why it has none; never NaN.

    Attributes
    ----------
    value
        The measure, or None where it is undefined.
    n
        How many units it was computed from.
    undefined
        The reason where `value` is None, else None.
    se
        The standard error of `value`, where an interval was asked for and exists.
    low, high
        The limits of the interval, both or neither.
    no_interval
        The reason where an interval was asked for and `value` has none.

    """

    value: float | None
    n: int
    undefined: str | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    no_interval: str | None = None


def ratio(numerator: int, denominator: int, *, n: int, otherwise: str) -> Coefficient:
    """Return a quotient of counts, undefined for the reason given where there is nothing below."""
    if denominator == 0:
        return Coefficient(None, n, otherwise)
    return Coefficient(numerator / denominator, n)


def lack_of(categories: Iterable[object]) -> str | None:
    """Say why categories do not vary, or None if they do; all False is a code never used."""
    found = list(categories)
    if len(found) > 1:
        return None
    return CODE_NEVER_USED if found[0] is False else NO_VARIATION
