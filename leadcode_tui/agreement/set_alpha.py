"""Krippendorff's alpha over sets of codes, with its interval: one pass over the distinct sets."""

from __future__ import annotations

from itertools import groupby, islice
from math import fsum
from operator import itemgetter, mul
from typing import TYPE_CHECKING

from leadcode_tui.agreement.alpha import alpha_of
from leadcode_tui.agreement.coefficient import Coefficient
from leadcode_tui.agreement.distances import masi_by_size
from leadcode_tui.agreement.intervals import jackknifed, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leadcode_tui.agreement.coincidence import Coincidences
    from leadcode_tui.model import CodeId

    Sets = Coincidences[frozenset[CodeId]]


def alpha_over_sets(
    parts: Sequence[Sets],
    by_size: Callable[[int, int, int], float] = masi_by_size,
    *,
    confidence: float = 0.95,
) -> Coefficient:
    """Return alpha over sets of codes, with the interval of leaving out a transcript at a time.

    Parameters
    ----------
    parts
        Which sets met, one table for each transcript, at least one.
    by_size
        The distance of two sets from their sizes and the size of what they have in common:
        `masi_by_size` or `jaccard_by_size`.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        What `jackknife` gives for `krippendorff_alpha` with that distance. Expected disagreement
        is quadratic in the distinct sets, so it is worked out once: leaving out a part takes away
        twice its distances to the whole, and puts back those within it.

    References
    ----------
    Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coincidences, Counts
    >>> rows = [[frozenset("ab"), frozenset("ab")], [frozenset("a"), frozenset("ab")],
    ...         [frozenset(), frozenset("c")]]
    >>> round(alpha_over_sets([Coincidences.of(Counts.of(rows))]).value, 6)
    0.242424

    """
    whole = together(parts)
    if whole.lack is not None:
        return Coefficient(None, whole.units, whole.lack)
    sums = _Sums(whole, parts, by_size)
    found = alpha_of(sums.observed, sums.expected, n=whole.n, units=whole.units)
    return jackknifed(found, sums.replicates(), confidence=confidence)


class _Sums:
    """The sums of distances of a whole and of its parts."""

    def __init__(
        self, whole: Sets, parts: Sequence[Sets], by_size: Callable[[int, int, int], float]
    ) -> None:
        self._whole = whole
        self._parts = [part for part in parts if part.units]
        self._by_size = by_size
        self._within = [0.0] * len(self._parts)
        self._across = [0.0] * len(self._parts)
        self._apart = [_observed(part, by_size) for part in self._parts]
        self.observed = _observed(whole, by_size)
        self.expected = self._add_up() / 2

    def _add_up(self) -> float:
        """Return the distances of all values to all, adding up those of the parts on the way."""
        sets = sorted(self._whole.values, key=len)
        place = {each: number for number, each in enumerate(sets)}
        holders: list[list[int]] = [[] for _ in sets]
        pickers = []
        for number, part in enumerate(self._parts):
            for each in part.values:
                holders[place[each]].append(number)
            pickers.append(itemgetter(*(place[each] for each in part.values), 0))
        # As floats, since a product of two is half the work of one with a whole number.
        counts = [float(self._whole.values[each]) for each in sets]
        shares = [(*map(float, part.values.values()), 0.0) for part in self._parts]
        total = 0.0
        for each, held, row in zip(sets, holders, self._rows(sets), strict=True):
            to_all = sum(map(mul, counts, row))
            total += self._whole.values[each] * to_all
            for number in held:
                times = self._parts[number].values[each]
                self._across[number] += times * to_all
                self._within[number] += times * sum(map(mul, shares[number], pickers[number](row)))
        return total

    def _rows(self, sets: Sequence[frozenset[CodeId]]) -> Iterator[list[float]]:
        """Yield each set's distances to all sets, which come by size; bits say what is common."""
        bits: dict[CodeId, int] = {}
        masks = [sum(bits.setdefault(code, 1 << len(bits)) for code in each) for each in sets]
        widest = max(map(len, sets))
        lines = [
            [
                [self._by_size(one, other, common) for common in range(min(one, other) + 1)]
                for other in range(widest + 1)
            ]
            for one in range(widest + 1)
        ]
        alike = [
            (size, [mask for _, mask in those])
            for size, those in groupby(zip(map(len, sets), masks, strict=True), itemgetter(0))
        ]
        for mask, each in zip(masks, sets, strict=True):
            row: list[float] = []
            for size, others in alike:
                line = lines[len(each)][size]
                row += [line[(mask & other).bit_count()] for other in others]
            yield row

    def replicates(self) -> Iterator[Coefficient]:
        """Yield alpha without each part."""
        for part, apart, across, within in zip(
            self._parts, self._apart, self._across, self._within, strict=True
        ):
            yield alpha_of(
                self.observed - apart,
                self.expected - across + within / 2 if self._varies_without(part) else 0.0,
                n=self._whole.n - part.n,
                units=self._whole.units - part.units,
            )

    def _varies_without(self, part: Sets) -> bool:
        """Whether two different sets are left, asked of whole numbers and not of rounded sums."""
        values = self._whole.values
        left = (each for each in values if values[each] > part.values.get(each, 0))
        return len(list(islice(left, 2))) > 1


def _observed(met: Sets, by_size: Callable[[int, int, int], float]) -> float:
    return fsum(
        count * by_size(len(one), len(other), len(one & other)) / (coders - 1)
        for (coders, (one, other)), count in met.differing.items()
    )
