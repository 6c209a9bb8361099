"""From units to tables: everything that is counted, one table for each transcript."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, repeat
from typing import TYPE_CHECKING

from leadcode_tui.agreement.counts import Counts
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo, two_by_two
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.agreement.align import Alike, Common

CodeSet = frozenset[CodeId]
#: Two coders' sets on alike units, with the codes that both could apply (None: any).
_Pair = tuple[CodeSet, CodeSet, "CodeSet | None"]


def shared_pairs(rows: Alike, common: Common) -> Mapping[_Pair, int]:
    """Count the units that both of two coders decided, by their two sets and what both knew.

    A code that one of them could not apply is in neither set.
    """
    pairs = Counter[_Pair]()
    for ((mine, yours), books), count in rows.items():
        if mine is None or yours is None:
            continue
        both = common[books]
        pairs[_within(mine, both), _within(yours, both), both] += count
    return pairs


def _within(codes: CodeSet, both: CodeSet | None) -> CodeSet:
    """Return the codes that both could apply: as a rule all, and then the same set, hashed once."""
    return codes if both is None or codes <= both else codes & both


def code_tables(pairs: Mapping[_Pair, int], codes: Iterable[CodeId]) -> Family[CodeId, TwoByTwo]:
    """Return every code's table, from one pass over the distinct pairs of sets.

    A unit counts for the codes that both coders could apply there, so n may differ by code.
    """
    first, second, both = Counter[CodeId](), Counter[CodeId](), Counter[CodeId]()
    available = Counter[CodeSet | None]()
    for (mine, yours, common), count in pairs.items():
        available[common] += count
        for code in mine:
            first[code] += count
        for code in yours:
            second[code] += count
        for code in mine & yours:
            both[code] += count
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


def set_table(pairs: Mapping[_Pair, int]) -> CategoryTable[CodeSet]:
    """Return the table that takes each set of codes, the empty one too, for a category."""
    cells = Counter[tuple[CodeSet, CodeSet]]()
    for (mine, yours, _), count in pairs.items():
        cells[mine, yours] += count
    return CategoryTable(cells)


def set_counts(rows: Alike, common: Common) -> Counts[CodeSet]:
    """Count units by the sets of codes that coders gave them, of the codes that all could apply."""
    found = Counter[tuple[CodeSet | None, ...]]()
    for (sets, books), count in rows.items():
        all_knew = common[books]
        found[tuple([None if codes is None else _within(codes, all_knew) for codes in sets])] += (
            count
        )
    return Counts.counted(found)


def same_set(pairs: Mapping[_Pair, int]) -> TwoByTwo:
    """Count units by whether two coders gave them the same set, both, or not, the one alone."""
    same = sum(count for (mine, yours, _), count in pairs.items() if mine == yours)
    return TwoByTwo(same, sum(pairs.values()) - same, 0, 0)


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
        codes is not None and len(codes) > 1 and len(_within(codes, common[books])) > 1
        for rows in counted
        for sets, books in rows
        if len(sets) - sets.count(None) > 1
        for codes in sets
    )


def usage(
    shared: Iterable[Alike], *, coders: int
) -> tuple[Sequence[Counter[CodeId]], Counter[CodeId]]:
    """Count on how many units each coder used each code, and in how many transcripts it occurs."""
    used = [Counter[CodeId]() for _ in range(coders)]
    spread = Counter[CodeId]()
    for rows in shared:
        here = [
            Counter(
                chain.from_iterable(
                    chain.from_iterable(repeat(codes, count))
                    for (sets, _), count in rows.items()
                    if (codes := sets[coder])
                )
            )
            for coder in range(coders)
        ]
        for of, found in zip(used, here, strict=True):
            of.update(found)
        spread.update(frozenset[CodeId]().union(*here))
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
    for (sets, books), count in rows.items():
        under[books] += count
        for code in frozenset[CodeId]().union(*(codes for codes in sets if codes)):
            row = tuple(
                code in codes if codes is not None and _knew(of, book, code) else None
                for codes, book, of in zip(sets, books, knew, strict=True)
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
            for book, of in zip(books, knew, strict=True)
        )
        rows[row] += count
    return Counts.counted(rows)


def _knew(known: Mapping[str, CodeSet | None], book: str | None, code: CodeId) -> bool:
    codes = known.get(book or "")
    return codes is None or code in codes
