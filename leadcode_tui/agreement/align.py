"""Several coders' decisions side by side: the one place that decides what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, repeat
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.sorting import LeftOut, sort_segments
from leadcode_tui.agreement.vocabulary import (
    Vocabulary,
    codebook_order,
    renames,
    renames_of_given,
    rolled_up,
    vocabulary,
)
from leadcode_tui.model import CodeId, SegmentId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.agreement.sorting import Sorted
    from leadcode_tui.model import Book, CoderId, TranscriptId


class Unit(NamedTuple):
    """Something that one coder decided, or more; nearly always a segment.

    `sets` has, coder by coder, the codes that were applied, `books` the codebook revision that was
    decided under ("" if none is known): both None where the coder did not decide. `size` is 1, or
    how many characters the unit stands for.
    """

    segment: SegmentId
    sets: tuple[frozenset[CodeId] | None, ...]
    books: tuple[str | None, ...]
    size: int = 1


class Side(NamedTuple):
    """What is known of one coder apart from the units.

    `known` has, for each codebook revision decided under, the codes that could be applied (None:
    any); `revisions` their fingerprints; `repeating` counts the decisions that name a code twice.
    """

    coder: CoderId
    known: Mapping[str, frozenset[CodeId] | None]
    revisions: Mapping[str, Book]
    repeating: int

    @property
    def listed(self) -> AbstractSet[CodeId] | None:
        """The codes of all revisions decided under (None: some decision had no codebook)."""
        if None in self.known.values():
            return None
        return frozenset[CodeId]().union(*(codes for codes in self.known.values() if codes))


#: What coders decided on a unit, coder by coder.
Sets = tuple[frozenset[CodeId] | None, ...]
#: The codebook revisions that they decided under.
Books = tuple[str | None, ...]
#: Units under the revisions that were decided under; those that were decided alike are counted
#: together: few, however many the units.
Alike = Mapping[Books, Mapping[Sets, int]]


class Columns(NamedTuple):
    """The units of one transcript, column by column: there can be very many.

    `sets` and `books` have a column for each coder; without `sizes` every unit has size 1.
    """

    segments: Sequence[SegmentId]
    sets: Sequence[Sequence[frozenset[CodeId] | None]]
    books: Sequence[Sequence[str | None]]
    sizes: Sequence[int] = ()


@dataclass(frozen=True)
class Aligned:
    """Several coders' decisions, unit by unit.

    `columns` has, under each transcript, what any coder decided there; `listed` are all codes under
    the ids that count, in the codebook's order, then those that no codebook has, and `codes` those
    that the comparison is about; `now` says which id counts for another, and `renamed` which ids
    that are in a decision have another now, wherever in the tree they count.
    """

    columns: Mapping[TranscriptId, Columns]
    sides: tuple[Side, ...]
    left_out: tuple[LeftOut, ...]
    codes: tuple[CodeId, ...]
    listed: tuple[CodeId, ...]
    now: Mapping[CodeId, CodeId]
    renamed: Mapping[CodeId, CodeId]

    @property
    def coders(self) -> tuple[CoderId, ...]:
        """The coders, in the order in which they were given."""
        return tuple(side.coder for side in self.sides)

    @cached_property
    def units(self) -> Mapping[TranscriptId, tuple[Unit, ...]]:
        """The units of each transcript, one by one."""
        return {transcript: tuple(_units(found)) for transcript, found in self.columns.items()}

    @cached_property
    def rows(self) -> Mapping[TranscriptId, Alike]:
        """Each transcript's units, those that were decided alike counted together."""
        return {transcript: _alike(found) for transcript, found in self.columns.items()}

    @cached_property
    def _by_deciders(self) -> tuple[dict[TranscriptId, Alike], dict[TranscriptId, Alike]]:
        """What several decided, and what one alone did, of the transcripts that have such units."""
        shared, alone = {}, {}
        for transcript, rows in self.rows.items():
            together, single = _parted(rows)
            if together:
                shared[transcript] = together
            if single:
                alone[transcript] = single
        return shared, alone

    @property
    def shared_rows(self) -> Mapping[TranscriptId, Alike]:
        """What two coders or more decided, of each transcript that has such a unit."""
        return self._by_deciders[0]

    @property
    def alone_rows(self) -> Mapping[TranscriptId, Alike]:
        """What one coder alone decided, of each transcript that has such a unit."""
        return self._by_deciders[1]

    @property
    def shared(self) -> int:
        """How many units two coders or more decided."""
        return sum(
            sum(units.values()) for rows in self.shared_rows.values() for units in rows.values()
        )

    @property
    def common(self) -> Common:
        """The rule for what those who decided a unit could all apply."""
        return Common([side.known for side in self.sides])

    def of(self, coders: Sequence[int]) -> Aligned:
        """Return the decisions of some of the coders, by their place, without the others'."""
        columns = {transcript: _of(found, coders) for transcript, found in self.columns.items()}
        return replace(self, columns=columns, sides=tuple(self.sides[which] for which in coders))

    def with_units(self, units: Mapping[TranscriptId, Sequence[Unit]]) -> Aligned:
        """Return the same coders with other units."""
        columns = {transcript: _columns(found) for transcript, found in units.items()}
        return replace(self, columns=columns)


def _parted(rows: Alike) -> tuple[Alike, Alike]:
    """Return the rows that two coders or more decided, and those that one alone did.

    Who decided has a codebook revision, if only "": the revisions tell them apart.
    """
    alone = {books for books in rows if len(books) - books.count(None) == 1}
    if not alone:
        return rows, {}
    shared = {books: units for books, units in rows.items() if books not in alone}
    return shared, {books: rows[books] for books in alone}


def _alike(columns: Columns) -> Alike:
    each = abreast(*columns.books)
    if not columns.sizes and len(different := {*each}) == 1:
        return {different.pop(): Counter(abreast(*columns.sets))}
    rows: dict[Books, Counter[Sets]] = defaultdict(Counter)
    for unit in _units(columns):
        rows[unit.books][unit.sets] += unit.size
    return rows


def _units(columns: Columns) -> Iterable[Unit]:
    sets, books = abreast(*columns.sets), abreast(*columns.books)
    return map(Unit, columns.segments, sets, books, columns.sizes or repeat(1))


def _columns(units: Sequence[Unit]) -> Columns:
    return Columns(
        [unit.segment for unit in units],
        [*abreast(*(unit.sets for unit in units))],
        [*abreast(*(unit.books for unit in units))],
        [unit.size for unit in units] if any(unit.size != 1 for unit in units) else (),
    )


def _of(columns: Columns, coders: Sequence[int]) -> Columns:
    """Return the columns of some coders, of the units that one of them decided."""
    books = [columns.books[which] for which in coders]
    kept = [any(book is not None for book in row) for row in abreast(*books)]
    return Columns(
        [*compress(columns.segments, kept)],
        [[*compress(columns.sets[which], kept)] for which in coders],
        [[*compress(column, kept)] for column in books],
        [*compress(columns.sizes, kept)],
    )


class Common(dict[tuple[str | None, ...], "frozenset[CodeId] | None"]):
    """The codes that all who decided could apply under their codebook revisions (None: any)."""

    def __init__(self, known: Sequence[Mapping[str, frozenset[CodeId] | None]]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, books: tuple[str | None, ...]) -> frozenset[CodeId] | None:
        found: frozenset[CodeId] | None = None
        for known, book in abreast(self._known, books):
            codes = None if book is None else known.get(book)
            if codes is not None:
                found = codes if found is None else found & codes
        self[books] = found
        return found


def align(
    coders: Sequence[Decisions],
    *,
    codes: Sequence[CodeId] = (),
    level: int | None = None,
    scale: Sequence[CodeId] = (),
) -> Aligned:
    """Put coders' decisions side by side, and say what is missing and why.

    With `codes`, the comparison is about those alone, as if there were no others; with `level`,
    codes further down in the tree count as their ancestors there. Decisions of which no codebook is
    known, as in a table of ratings, are under `scale` if it has all that they use: with a category
    that nobody chose it is a longer scale than without.
    """
    books = [book for coder in coders for book in coder.books.values()]
    renamed = renames(books)
    now = renamed if level is None else rolled_up(books, renamed, level=level)
    chosen = tuple(dict.fromkeys(now.get(code, code) for code in codes))
    known = [vocabulary(coder, now, chosen=frozenset(chosen) or None) for coder in coders]
    found = {
        transcript: sort_segments(coders, transcript=transcript)
        for transcript in dict.fromkeys(name for coder in coders for name in coder.entries)
    }
    used = sorted(frozenset[CodeId]().union(*(each.used for each in known)))
    is_scale = not books and frozenset(used) <= frozenset(scale)
    listed = tuple(dict.fromkeys(scale if is_scale else (*codebook_order(books, now), *used)))
    return Aligned(
        columns={
            transcript: _read(each, known) for transcript, each in found.items() if each.segments
        },
        sides=tuple(map(_side, coders, known)),
        left_out=tuple(left_out for each in found.values() for left_out in each.left_out),
        codes=chosen or listed,
        listed=listed,
        now=now,
        renamed={
            code: present
            for code, present in renames_of_given(coders, renamed).items()
            if now[code] in (chosen or listed)
        },
    )


def _read(decided: Sorted, known: Sequence[Vocabulary]) -> Columns:
    """Return the units of a transcript, with the sets and revisions that decisions stand for."""
    sets = [
        [None if entry is None else of.sets[entry.codes] for entry in column]
        for of, column in abreast(known, decided.decided)
    ]
    books = [[None if entry is None else entry.book for entry in each] for each in decided.decided]
    return Columns(decided.segments, sets, books)


def _side(coder: Decisions, known: Vocabulary) -> Side:
    return Side(
        coder=coder.name,
        known=known.known,
        revisions={book: coder.books[book] for book in known.known if book in coder.books},
        repeating=_repeating(coder, known),
    )


def _repeating(coder: Decisions, known: Vocabulary) -> int:
    if not known.repeating:
        return 0
    entries = (entry for entries in coder.entries.values() for entry in entries.values())
    return sum(entry.codes in known.repeating for entry in entries)
