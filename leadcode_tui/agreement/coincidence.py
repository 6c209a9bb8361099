"""Which values meet in a unit, and how far apart they are: what Krippendorff's alpha counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Generic

from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT, lack_of
from leadcode_tui.agreement.tables import Category, CategoryTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement.counts import Counts


@dataclass(frozen=True, slots=True)
class Coincidences(Generic[Category]):
    """The pairable values of coders, and the pairs of different ones that met in a unit.

    A value is pairable where another coder decided the unit too. `values` counts them by value;
    `differing` counts pairs of unlike values by (values in the unit, the two values). Distinct
    values alone take room, however many the `units`.

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> met = Coincidences.of(Counts.of([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]]))
    >>> sorted(met.values.items()), [*met.differing.values()]
    ([('a', 3), ('b', 3)], [1])

    """

    values: Mapping[Category, int]
    differing: Mapping[tuple[int, frozenset[Category]], int]
    units: int

    @classmethod
    def of(cls, counts: Counts[Category]) -> Coincidences[Category]:
        """Return what meets in units that are counted already."""
        values = Counter[Category]()
        differing = Counter[tuple[int, frozenset[Category]]]()
        for row, coders, units in counts.judged():
            if coders < 2:  # noqa: PLR2004 # it takes two to meet
                continue
            for value, times in row:
                values[value] += times * units
            for (one, times), (other, as_often) in combinations(row, 2):
                differing[coders, frozenset((one, other))] += times * as_often * units
        return cls(values, differing, counts.judged_twice)

    @classmethod
    def met(cls, table: CategoryTable[Category]) -> Coincidences[Category]:
        """Return what meets where two coders decided."""
        first, second = table.totals
        differing = Counter[tuple[int, frozenset[Category]]]()
        for (one, other), units in table.cells.items():
            if one != other:
                differing[2, frozenset((one, other))] += units
        return cls(first + second, differing, table.n)

    def __add__(self, other: Coincidences[Category]) -> Coincidences[Category]:
        return Coincidences(
            Counter(self.values) + Counter(other.values),
            Counter(self.differing) + Counter(other.differing),
            self.units + other.units,
        )

    def __sub__(self, part: Coincidences[Category]) -> Coincidences[Category]:
        return Coincidences(
            Counter(self.values) - Counter(part.values),
            Counter(self.differing) - Counter(part.differing),
            self.units - part.units,
        )

    @property
    def n(self) -> int:
        """Pairable values."""
        return sum(self.values.values())

    @property
    def lack(self) -> str | None:
        """The reason why alpha is undefined, or None."""
        return lack_of(self.values) if self.values else NO_SHARED_UNIT
