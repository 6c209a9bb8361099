"""Counts of how two coders decided on the same units: all that the statistics ever see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from leadcode_tui.agreement.coefficient import (
    CODE_NEVER_USED,
    NO_SHARED_UNIT,
    NO_VARIATION,
    lack_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet


#: What a unit is put into: a category's name, or the set of codes that a unit carries.
Category = TypeVar("Category")
#: What a table in a family stands for.
Key = TypeVar("Key")


class Additive(Protocol):
    """A table whose parts can be put together and taken away again."""

    def __add__(self, other: Self, /) -> Self: ...

    def __sub__(self, part: Self, /) -> Self: ...


#: One of several tables that are added up together.
Table = TypeVar("Table", bound=Additive)


class PairTable(Protocol):
    """A k x k table of units, one coder's categories against the other's.

    The numbers are whole, so that coefficients are exact until their one division.
    """

    @property
    def n(self) -> int:
        """Units in the table."""
        ...

    @property
    def agreed(self) -> int:
        """Units on the diagonal: n * Po."""
        ...

    @property
    def chance(self) -> int:
        """Products of the two coders' totals, added up over the categories: n^2 * Pe."""
        ...

    @property
    def pooled_chance(self) -> int:
        """Squares of both coders' totals together, added up over the categories: 4 n^2 * Pe."""
        ...

    @property
    def attainable(self) -> int:
        """The most units that could be on the diagonal under these totals."""
        ...

    @property
    def lack(self) -> str | None:
        """The reason why no coefficient can correct this table for chance, or None."""
        ...


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """How two coders applied one code: to how many units both, one alone, or neither.

    Examples
    --------
    >>> table = TwoByTwo(both=20, only_first=5, only_second=10, neither=15)
    >>> table.n, table.agreed, table.chance / table.n**2
    (50, 35, 0.5)

    """

    both: int
    only_first: int
    only_second: int
    neither: int

    def __add__(self, other: TwoByTwo) -> TwoByTwo:
        return TwoByTwo(
            self.both + other.both,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
            self.neither + other.neither,
        )

    def __sub__(self, part: TwoByTwo) -> TwoByTwo:
        return TwoByTwo(
            self.both - part.both,
            self.only_first - part.only_first,
            self.only_second - part.only_second,
            self.neither - part.neither,
        )

    @property
    def n(self) -> int:
        """Units in the table."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def agreed(self) -> int:
        """Units on which the coders agree, that the code holds or that it does not."""
        return self.both + self.neither

    @property
    def first(self) -> int:
        """Units that the first coder gave the code."""
        return self.both + self.only_first

    @property
    def second(self) -> int:
        """Units that the second coder gave the code."""
        return self.both + self.only_second

    @property
    def chance(self) -> int:
        """n^2 * Pe: the two coders' totals multiplied, with the code and without it."""
        both, mine, yours, neither = self.both, self.only_first, self.only_second, self.neither
        return (both + mine) * (both + yours) + (yours + neither) * (mine + neither)

    @property
    def pooled_chance(self) -> int:
        """4 n^2 * Pe where chance takes both coders' totals together."""
        used = self.first + self.second
        return used**2 + (2 * self.n - used) ** 2

    @property
    def attainable(self) -> int:
        """The most units on which the coders could agree, each as fond of the code as they are."""
        return self.n - abs(self.first - self.second)

    def as_categories(self) -> CategoryTable[bool]:
        """Return the same counts with True, the code holds, and False for categories."""
        cells = {
            (True, True): self.both,
            (True, False): self.only_first,
            (False, True): self.only_second,
            (False, False): self.neither,
        }
        return CategoryTable({pair: count for pair, count in cells.items() if count})

    @property
    def lack(self) -> str | None:
        """The reason why no coefficient can correct this table for chance, or None."""
        if self.n == 0:
            return NO_SHARED_UNIT
        if self.neither == self.n:
            return CODE_NEVER_USED
        return NO_VARIATION if self.both == self.n else None


@dataclass(frozen=True, slots=True)
class CategoryTable(Generic[Category]):
    """How two coders put units into one category each; only cells that hold a unit are kept.

    Examples
    --------
    >>> table = CategoryTable({("a", "a"): 2, ("a", "b"): 1, ("b", "b"): 1})
    >>> table.n, table.agreed, table.chance
    (4, 3, 8)

    """

    cells: Mapping[tuple[Category, Category], int]

    def __add__(self, other: CategoryTable[Category]) -> CategoryTable[Category]:
        return CategoryTable(Counter(self.cells) + Counter(other.cells))

    def __sub__(self, part: CategoryTable[Category]) -> CategoryTable[Category]:
        return CategoryTable(Counter(self.cells) - Counter(part.cells))

    @property
    def categories(self) -> AbstractSet[Category]:
        """The categories that hold a unit of either coder."""
        return {category for cell in self.cells for category in cell}

    @property
    def n(self) -> int:
        """Units in the table."""
        return sum(self.cells.values())

    @property
    def agreed(self) -> int:
        """Units that both coders put into the same category."""
        return sum(count for (first, second), count in self.cells.items() if first == second)

    @property
    def totals(self) -> tuple[Counter[Category], Counter[Category]]:
        """Each coder's units by category."""
        first, second = Counter[Category](), Counter[Category]()
        for (mine, yours), count in self.cells.items():
            first[mine] += count
            second[yours] += count
        return first, second

    @property
    def chance(self) -> int:
        """n^2 * Pe: the two coders' totals multiplied, added up over the categories."""
        first, second = self.totals
        return sum(count * second[category] for category, count in first.items())

    @property
    def pooled_chance(self) -> int:
        """4 n^2 * Pe where chance takes both coders' totals together."""
        first, second = self.totals
        return sum(count**2 for count in (first + second).values())

    @property
    def attainable(self) -> int:
        """The most units that could be on the diagonal under these totals."""
        first, second = self.totals
        return (first & second).total()

    @property
    def lack(self) -> str | None:
        """The reason why no coefficient can correct this table for chance, or None."""
        if self.n == 0:
            return NO_SHARED_UNIT
        return lack_of(self.categories)

    def against_rest(self, category: Category) -> TwoByTwo:
        """Return one category's table against all the others taken together.

        Examples
        --------
        >>> CategoryTable({("a", "a"): 2, ("a", "b"): 1, ("b", "b"): 1}).against_rest("a")
        TwoByTwo(both=2, only_first=1, only_second=0, neither=1)

        """
        first, second = (totals[category] for totals in self.totals)
        both = self.cells.get((category, category), 0)
        return two_by_two(both, first=first, second=second, n=self.n)


@dataclass(frozen=True, slots=True)
class Family(Generic[Key, Table]):
    """Tables that belong together, one for each code or pair of coders, added up one by one."""

    tables: Mapping[Key, Table]

    def __add__(self, other: Family[Key, Table]) -> Family[Key, Table]:
        theirs = other.tables
        return Family({key: table + theirs[key] for key, table in self.tables.items()})

    def __sub__(self, part: Family[Key, Table]) -> Family[Key, Table]:
        theirs = part.tables
        return Family({key: table - theirs[key] for key, table in self.tables.items()})


def two_by_two(both: int, *, first: int, second: int, n: int) -> TwoByTwo:
    """Return a table from its corner and its margins."""
    return TwoByTwo(both, first - both, second - both, n - first - second + both)
