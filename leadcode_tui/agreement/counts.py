"""How many coders chose each category, unit by unit: what several coders are judged by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT, lack_of
from leadcode_tui.agreement.tables import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Counts(Generic[Category]):
    """Units by how many coders chose each category; units with the same choices count together.

    `rows` has, for each distinct set of (category, coders who chose it), the number of units. For
    one code the categories are True, it holds, and False.

    Examples
    --------
    >>> counts = Counts.of([["a", "a", "b"], ["b", "a", "a"], ["b", None, None]])
    >>> counts.units, counts.judged_twice
    (3, 2)
    >>> [(category, round(share, 6)) for category, share in sorted(counts.shares().items())]
    [('a', 0.444444), ('b', 0.555556)]

    """

    rows: Mapping[frozenset[tuple[Category, int]], int]

    @classmethod
    def of(cls, decisions: Iterable[Sequence[Category | None]]) -> Counts[Category]:
        """Count units, each a row of what the coders decided; None where one did not."""
        return cls.counted(Counter(tuple(row) for row in decisions))

    @classmethod
    def counted(cls, alike: Mapping[tuple[Category | None, ...], int]) -> Counts[Category]:
        """Count rows of decisions that are counted already, each with its number of units."""
        rows = Counter[frozenset[tuple[Category, int]]]()
        for decisions, units in alike.items():
            chosen = Counter(category for category in decisions if category is not None)
            if chosen:
                rows[frozenset(chosen.items())] += units
        return cls(rows)

    def __add__(self, other: Counts[Category]) -> Counts[Category]:
        return Counts(Counter(self.rows) + Counter(other.rows))

    def __sub__(self, part: Counts[Category]) -> Counts[Category]:
        return Counts(Counter(self.rows) - Counter(part.rows))

    def judged(self) -> Iterator[tuple[frozenset[tuple[Category, int]], int, int]]:
        """Yield each distinct row with its number of coders and its number of units."""
        for row, units in self.rows.items():
            yield row, sum(chosen for _, chosen in row), units

    @property
    def units(self) -> int:
        """Units that any coder decided."""
        return sum(self.rows.values())

    @property
    def judged_twice(self) -> int:
        """Units that two coders or more decided."""
        return sum(units for _, coders, units in self.judged() if coders > 1)

    @property
    def categories(self) -> frozenset[Category]:
        """The categories that some coder chose."""
        return frozenset(category for row in self.rows for category, _ in row)

    def shares(self) -> Mapping[Category, float]:
        """Return each category's share: the mean, over units, of the share of coders choosing it.

        Units that one coder alone decided count as well (Gwet 2014).
        """
        chosen: dict[Category, Counter[int]] = {}
        for row, coders, units in self.judged():
            for category, times in row:
                chosen.setdefault(category, Counter())[coders] += times * units
        total = self.units
        return {
            category: sum(times / coders for coders, times in sorted(by.items())) / total
            for category, by in chosen.items()
        }

    def observed(self) -> float:
        """Return Po: the mean, over units that two or more decided, of the share of equal pairs.

        Raises ZeroDivisionError where there is no such unit: `lack` says so beforehand.
        """
        equal = Counter[int]()
        for row, coders, units in self.judged():
            if coders > 1:
                equal[coders] += units * sum(times * (times - 1) for _, times in row)
        pairs = sum(equal[coders] / (coders * (coders - 1)) for coders in sorted(equal))
        return pairs / self.judged_twice

    @property
    def lack(self) -> str | None:
        """The reason why no coefficient can correct these counts for chance, or None.

        What one coder alone decided makes no variation: nobody could agree or disagree there.
        """
        shared = frozenset(
            category for row, coders, _ in self.judged() if coders > 1 for category, _ in row
        )
        return lack_of(shared) if shared else NO_SHARED_UNIT

    def against_rest(self, category: Category) -> Counts[bool]:
        """Return the counts of one category against all the others taken together."""
        rows = Counter[frozenset[tuple[bool, int]]]()
        for row, coders, units in self.judged():
            chosen = dict(row).get(category, 0)
            both = ((True, chosen), (False, coders - chosen))
            rows[frozenset(pair for pair in both if pair[1])] += units
        return Counts(rows)
