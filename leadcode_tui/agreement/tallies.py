"""From units to tables: everything that is counted, one table for each transcript."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

from leadcode_tui.agreement.counts import Counts
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo, two_by_two
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadcode_tui.agreement.align import Common, Unit

CodeSet = frozenset[CodeId]
#: What coders decided on a unit, and the codebook revisions that they decided under.
Row = tuple[tuple[CodeSet | None, ...], tuple[str | None, ...]]
#: Units that were decided alike, counted: few, however many the units.
Alike = Mapping[Row, int]
#: Two coders' sets on alike units, with the codes that both could apply (None: any).
_Pair = tuple[CodeSet, CodeSet, "CodeSet | None"]

_row = itemgetter(1, 2)


def alike(units: Sequence[Unit]) -> Alike:
    """Count the units that were decided alike; a unit counts for its size."""
    rows: Counter[Row] = Counter(map(_row, units))
    for unit in units:
        if unit.size != 1:
            rows[unit.sets, unit.books] += unit.size - 1
    return rows


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


def uses(counted: Iterable[Alike], *, coders: int) -> Sequence[Mapping[CodeId, int]]:
    """Count, coder by coder, on how many units each code was used that others decided too."""
    used = [Counter[CodeId]() for _ in range(coders)]
    for rows in counted:
        for (sets, _), count in rows.items():
            if sets.count(None) > coders - 2:
                continue
            for of, codes in zip(used, sets, strict=True):
                for code in codes or ():
                    of[code] += count
    return used


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
