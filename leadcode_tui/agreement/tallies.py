"""From units to tables: everything that is counted, one table for each transcript."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain
from operator import and_
from typing import TYPE_CHECKING, cast

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.align import Sets
from leadcode_tui.agreement.counts import Counts
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo, two_by_two
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadcode_tui.agreement.align import Alike, Common

CodeSet = frozenset[CodeId]
#: Two coders' sets on units, counted, under the codes that both could apply (None: any).
Pairs = Mapping[CodeSet | None, Mapping[tuple[CodeSet, CodeSet], int]]


def shared_pairs(rows: Alike, common: Common) -> Pairs:
    """Count the units that both of two coders decided, by what both knew and by their two sets.

    A code that one of them could not apply is in neither set.
    """
    pairs: dict[CodeSet | None, Counter[tuple[CodeSet, CodeSet]]] = defaultdict(Counter)
    for books, units in rows.items():
        if None not in books:
            both = common[books]
            decided = cast("Mapping[tuple[CodeSet, CodeSet], int]", _within(units, both))
            pairs[both].update(decided)
    return pairs


def _within(units: Mapping[Sets, int], known: CodeSet | None) -> Mapping[Sets, int]:
    """Return units by those of their codes that all could apply: as a rule that is all of them."""
    if known is None or known.issuperset(_applied(units)):
        return units
    found = Counter[Sets]()
    for sets, count in units.items():
        found[tuple([codes and codes & known for codes in sets])] += count
    return found


def _applied(units: Iterable[Sets]) -> Iterator[CodeId]:
    return chain.from_iterable(filter(None, chain.from_iterable(units)))


def code_tables(pairs: Pairs, codes: Iterable[CodeId]) -> Family[CodeId, TwoByTwo]:
    """Return every code's table, from one pass over the distinct pairs of sets.

    A unit counts for the codes that both coders could apply there, so n may differ by code.
    """
    first, second, both = Counter[CodeId](), Counter[CodeId](), Counter[CodeId]()
    available = {common: sum(units.values()) for common, units in pairs.items()}
    for units in pairs.values():
        mine, yours = abreast(*units)
        first.update(_added_up(mine, units.values()))
        second.update(_added_up(yours, units.values()))
        both.update(_added_up([*map(and_, mine, yours)], units.values()))
    return Family(
        {
            code: two_by_two(
                both[code],
                first=first[code],
                second=second[code],
                n=sum(
                    count for common, count in available.items() if common is None or code in common
                ),
            )
            for code in codes
        }
    )


def _added_up(sets: Sequence[CodeSet], counts: Iterable[int]) -> Counter[CodeId]:
    """Return on how many units each code is, of sets that each stand for a number of units."""
    found = Counter(chain.from_iterable(sets))
    for codes, count in abreast(sets, counts):
        if count > 1:
            for code in codes:
                found[code] += count - 1
    return found


def set_table(pairs: Pairs) -> CategoryTable[CodeSet]:
    """Return the table that takes each set of codes, the empty one too, for a category."""
    cells = Counter[tuple[CodeSet, CodeSet]]()
    for units in pairs.values():
        cells.update(units)
    return CategoryTable(cells)


def set_counts(rows: Alike, common: Common) -> Counts[CodeSet]:
    """Count units by the sets of codes that coders gave them, of the codes that all could apply."""
    found = Counter[Sets]()
    for books, units in rows.items():
        found.update(_within(units, common[books]))
    return Counts.counted(found)


def same_set(pairs: Pairs) -> TwoByTwo:
    """Count units by whether two coders gave them the same set, both, or not, the one alone."""
    same = every = 0
    for units in pairs.values():
        every += sum(units.values())
        same += sum(count for (mine, yours), count in units.items() if mine == yours)
    return TwoByTwo(same, every - same, 0, 0)


def same_sets(sets: Counts[CodeSet]) -> Counts[int]:
    """Count units by how many coders gave them the same set, whichever set it is.

    The categories number a unit's sets, so that there are few different rows.
    """
    rows = Counter[frozenset[tuple[int, int]]]()
    for row, _, units in sets.judged():
        rows[frozenset(enumerate(sorted(times for _, times in row)))] += units
    return Counts(rows)


def carries_several(counted: Iterable[Alike], common: Common) -> bool:
    """Return whether a unit that two coders decided has several codes: they are no categories."""
    return any(
        codes is not None and len(codes) > 1 and len(_known(codes, common[books])) > 1
        for rows in counted
        for books, units in rows.items()
        if len(books) - books.count(None) > 1
        for sets in units
        for codes in sets
    )


def _known(codes: CodeSet, known: CodeSet | None) -> CodeSet:
    return codes if known is None else codes & known


def usage(
    shared: Iterable[Alike], *, coders: int
) -> tuple[Sequence[Counter[CodeId]], Counter[CodeId]]:
    """Count on how many units each coder used each code, and in how many transcripts it occurs."""
    used = [Counter[CodeId]() for _ in range(coders)]
    spread = Counter[CodeId]()
    for rows in shared:
        for units in rows.values():
            for of, sets in abreast(used, abreast(*units)):
                of.update(_added_up([codes or frozenset() for codes in sets], units.values()))
        spread.update({*chain.from_iterable(map(_applied, rows.values()))})
    return used, spread


def code_counts(
    rows: Alike, codes: Iterable[CodeId], *, knew: Sequence[Mapping[str, CodeSet | None]]
) -> Mapping[CodeId, Counts[bool]]:
    """Count, for every code, units by how many coders applied it and how many did not.

    A coder whose codebook lacked a code did not decide on it. Codes that nobody applied to a unit
    are counted by what is left, so a unit costs as much as it has codes.
    """
    votes: dict[CodeId, Counter[tuple[bool | None, ...]]] = defaultdict(Counter)
    spoken: dict[CodeId, Counter[tuple[str | None, ...]]] = defaultdict(Counter)
    under = Counter[tuple[str | None, ...]]()
    for books, units in rows.items():
        under[books] = sum(units.values())
        for sets, count in units.items():
            for code in {*_applied([sets])}:
                row = tuple(
                    code in codes if codes is not None and _knew(of, book, code) else None
                    for codes, book, of in abreast(sets, books, knew)
                )
                votes[code][row] += count
                spoken[code][books] += count
    return {code: _with_silent(code, votes[code], under - spoken[code], knew) for code in codes}


def _with_silent(
    code: CodeId,
    votes: Counter[tuple[bool | None, ...]],
    silent: Mapping[tuple[str | None, ...], int],
    knew: Sequence[Mapping[str, CodeSet | None]],
) -> Counts[bool]:
    """Return a code's counts, with the units on which nobody applied it."""
    rows = Counter(votes)
    for books, count in silent.items():
        row = tuple(
            False if book is not None and _knew(of, book, code) else None
            for book, of in abreast(books, knew)
        )
        rows[row] += count
    return Counts.counted(rows)


def _knew(known: Mapping[str, CodeSet | None], book: str | None, code: CodeId) -> bool:
    codes = known.get(book or "")
    return codes is None or code in codes
