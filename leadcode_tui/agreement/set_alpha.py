"""Krippendorff's alpha over sets of codes, with its interval: one pass over the distinct sets."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, islice
from math import fsum
from operator import itemgetter, mul
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.alpha import alpha_of
from leadcode_tui.agreement.coefficient import Coefficient
from leadcode_tui.agreement.coincidence import Coincidences
from leadcode_tui.agreement.distances import masi_by_size
from leadcode_tui.agreement.intervals import bootstrapped, draws_from, jackknifed
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Sets = Coincidences[frozenset[CodeId]]

#: So many values of a part are passed before they are no longer looked at: fewer take longer.
_DROPPED: Final = 32


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
    whole = _values_of(parts)
    if whole.lack is not None:
        return Coefficient(None, whole.units, whole.lack)
    sums = _Sums(whole, parts, by_size)
    found = alpha_of(sums.observed, sums.expected, n=whole.n, units=whole.units)
    return jackknifed(found, sums.replicates(), confidence=confidence)


def bootstrap_over_sets(
    parts: Sequence[Sets],
    by_size: Callable[[int, int, int], float] = masi_by_size,
    *,
    seed: int,
    draws: int = 2000,
    confidence: float = 0.95,
) -> Coefficient:
    """Return alpha over sets of codes, with the interval of drawing transcripts again and again.

    Parameters
    ----------
    parts, by_size
        As of `alpha_over_sets`.
    seed, draws, confidence
        As of `bootstrap`.

    Returns
    -------
    Coefficient
        What `bootstrap` gives for `krippendorff_alpha` with that distance. The distances between
        any two parts are added up once: those of a draw are sums of theirs.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coincidences, Counts
    >>> rows = [[frozenset("ab"), frozenset("ab")], [frozenset("a"), frozenset("ab")],
    ...         [frozenset(), frozenset("c")]]
    >>> parts = [Coincidences.of(Counts.of([row])) for row in (*rows, *rows)]
    >>> bootstrap_over_sets(parts, seed=1, draws=200).high > 0.242424
    True

    """
    whole = _values_of(parts)
    if whole.lack is not None:
        return Coefficient(None, whole.units, whole.lack)
    meeting = [part for part in parts if part.units]
    observed = [_observed(part, by_size) for part in meeting]
    across = _across(meeting, sorted(whole.values, key=len), by_size)

    def drawn(places: Sequence[int]) -> Coefficient:
        return alpha_of(
            fsum(observed[place] for place in places),
            fsum(across[one][other] for one in places for other in places) / 2,
            n=sum(meeting[place].n for place in places),
            units=sum(meeting[place].units for place in places),
        )

    everything = range(len(meeting))
    return bootstrapped(
        drawn(everything),
        map(drawn, draws_from(everything, seed=seed, draws=draws)),
        confidence=confidence,
    )


def alpha_of_sets(
    met: Sets, by_size: Callable[[int, int, int], float] = masi_by_size
) -> Coefficient:
    """Return alpha over sets of codes, as `krippendorff_alpha` does from distances, but quickly."""
    if met.lack is not None:
        return Coefficient(None, met.units, met.lack)
    expected = _Sums(met, [], by_size).expected
    return alpha_of(_observed(met, by_size), expected, n=met.n, units=met.units)


def _values_of(parts: Sequence[Sets]) -> Sets:
    """Return the values of all parts; the pairs that met are added up part by part."""
    values = Counter[frozenset[CodeId]]()
    for part in parts:
        values.update(part.values)
    return Coincidences(values, {}, sum(part.units for part in parts))


class _Later:
    """Adds up the distances from each value of a part to those of its values that come later.

    It is called for the values in their order, each with its distances to all sets.
    """

    def __init__(self, part: Sets, place: Mapping[frozenset[CodeId], int]) -> None:
        values = sorted((place[each], float(times)) for each, times in part.values.items())
        self._places = [where for where, _ in values]
        self._times = [times for _, times in values]
        self._passed = 0
        self._pick = _picker(self._places)

    def __call__(self, row: Sequence[float]) -> float:
        self._times[self._passed] = 0.0
        self._passed += 1
        if self._passed == _DROPPED:
            del self._places[:_DROPPED], self._times[:_DROPPED]
            self._pick = _picker(self._places)
            self._passed = 0
        far: float = sum(map(mul, self._times, self._pick(row)))
        return far


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
        self.observed = fsum(self._apart)
        self.expected = self._add_up() / 2

    def _add_up(self) -> float:
        """Return the distances of all values to all, adding up those of the parts on the way."""
        sets = sorted(self._whole.values, key=len)
        holders = _holders(self._parts, sets)
        place = {each: number for number, each in enumerate(sets)}
        to_later = [_Later(part, place) for part in self._parts]
        # As floats, since a product of two is half the work of one with a whole number.
        counts = [float(self._whole.values[each]) for each in sets]
        total = 0.0
        for each, held, row in abreast(sets, holders, _rows(sets, self._by_size)):
            to_all = sum(map(mul, counts, row))
            total += self._whole.values[each] * to_all
            for number in held:
                times = self._parts[number].values[each]
                self._across[number] += times * to_all
                self._within[number] += 2 * times * to_later[number](row)
        return total

    def replicates(self) -> Iterator[Coefficient]:
        """Yield alpha without each part."""
        for part, apart, across, within in abreast(
            self._parts, self._apart, self._across, self._within
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


def _across(
    parts: Sequence[Sets],
    sets: Sequence[frozenset[CodeId]],
    by_size: Callable[[int, int, int], float],
) -> Sequence[Sequence[float]]:
    """Return the distances of the values of each part to those of each part, added up."""
    across = [[0.0] * len(parts) for _ in parts]
    holders = _holders(parts, sets)
    to_parts = _adders(parts, sets)
    for each, held, row in abreast(sets, holders, _rows(sets, by_size)):
        distances = [to_part(row) for to_part in to_parts]
        for number in held:
            times = parts[number].values[each]
            across[number] = [
                upto + times * far for upto, far in abreast(across[number], distances)
            ]
    return across


def _holders(parts: Sequence[Sets], sets: Sequence[frozenset[CodeId]]) -> Sequence[Sequence[int]]:
    """Return, for each set, the parts in which it occurs."""
    place = {each: number for number, each in enumerate(sets)}
    holders: list[list[int]] = [[] for _ in sets]
    for number, part in enumerate(parts):
        for each in part.values:
            holders[place[each]].append(number)
    return holders


def _adders(
    parts: Sequence[Sets], sets: Sequence[frozenset[CodeId]]
) -> Sequence[Callable[[Sequence[float]], float]]:
    """Return, for each part, what adds up the distances from one set to all of its values."""
    place = {each: number for number, each in enumerate(sets)}
    return [
        _adder([place[each] for each in part.values], [*map(float, part.values.values())])
        for part in parts
    ]


def _adder(places: Sequence[int], times: Sequence[float]) -> Callable[[Sequence[float]], float]:
    pick = _picker(places)
    return lambda row: sum(map(mul, times, pick(row)))


def _picker(places: Sequence[int]) -> Callable[[Sequence[float]], Sequence[float]]:
    """Return what takes these places of a row, and two more so that it is always several."""
    return itemgetter(*places, 0, 0)


def _rows(
    sets: Sequence[frozenset[CodeId]], by_size: Callable[[int, int, int], float]
) -> Iterator[list[float]]:
    """Yield each set's distances to all sets, which come by size; bits say what is common."""
    bits: dict[CodeId, int] = {}
    masks = [sum(bits.setdefault(code, 1 << len(bits)) for code in each) for each in sets]
    alike = [
        (size, [mask for _, mask in those])
        for size, those in groupby(abreast(map(len, sets), masks), itemgetter(0))
    ]
    for size, these in alike:
        lines = [_line(size, other, by_size, len(these) * len(others)) for other, others in alike]
        for mask in these:
            row: list[float] = []
            for line, (_, others) in abreast(lines, alike):
                row += [line[(mask & other).bit_count()] for other in others]
            yield row


class _Asked(dict[int, float]):
    """The distances of sets of two sizes by the size of what is common, worked out when asked."""

    def __init__(self, one: int, other: int, by_size: Callable[[int, int, int], float]) -> None:
        super().__init__()
        self._sizes = one, other
        self._by_size = by_size

    def __missing__(self, common: int) -> float:
        self[common] = found = self._by_size(*self._sizes, common)
        return found


def _line(
    one: int, other: int, by_size: Callable[[int, int, int], float], asked: int
) -> list[float] | _Asked:
    """Return the distances of sets of two sizes: all beforehand, unless fewer are asked for."""
    possible = min(one, other) + 1
    if possible > asked:
        return _Asked(one, other, by_size)
    return [by_size(one, other, common) for common in range(possible)]


def _observed(met: Sets, by_size: Callable[[int, int, int], float]) -> float:
    return fsum(
        count * by_size(len(one), len(other), len(one & other)) / (coders - 1)
        for (coders, (one, other)), count in met.differing.items()
    )
