"""Several coders' decisions side by side: the one place that decides what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.agreement.sorting import LeftOut, sort_segments
from leadcode_tui.agreement.vocabulary import (
    Vocabulary,
    codebook_order,
    renames,
    rolled_up,
    vocabulary,
)
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decided, Decisions
    from leadcode_tui.model import Book, CoderId, SegmentId, TranscriptId


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


@dataclass(frozen=True, slots=True)
class Side:
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


#: What coders decided on a unit, and the codebook revisions that they decided under.
Row = tuple[tuple[frozenset[CodeId] | None, ...], tuple[str | None, ...]]
#: Units that were decided alike, counted: few, however many the units.
Alike = Mapping[Row, int]

_row = attrgetter("sets", "books")


@dataclass(frozen=True)
class Aligned:
    """Several coders' decisions, unit by unit.

    `units` has, under each transcript, what any coder decided there; `listed` are all codes under
    the ids that count, in the codebook's order, then those that no codebook has, and `codes` those
    that the comparison is about; `now` says which id counts for another.
    """

    units: Mapping[TranscriptId, tuple[Unit, ...]]
    sides: tuple[Side, ...]
    left_out: tuple[LeftOut, ...]
    codes: tuple[CodeId, ...]
    listed: tuple[CodeId, ...]
    now: Mapping[CodeId, CodeId]

    @property
    def coders(self) -> tuple[CoderId, ...]:
        """The coders, in the order in which they were given."""
        return tuple(side.coder for side in self.sides)

    @cached_property
    def rows(self) -> Mapping[TranscriptId, Alike]:
        """Each transcript's units, those that were decided alike counted together."""
        return {transcript: _alike(units) for transcript, units in self.units.items()}

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
        return sum(sum(rows.values()) for rows in self.shared_rows.values())

    def every_unit(self) -> Iterator[Unit]:
        """Return the units of all transcripts."""
        return (unit for units in self.units.values() for unit in units)

    @property
    def common(self) -> Common:
        """The rule for what those who decided a unit could all apply."""
        return Common([side.known for side in self.sides])

    def of(self, coders: Sequence[int]) -> Aligned:
        """Return the decisions of some of the coders, by their place, without the others'."""
        units = {
            transcript: tuple(
                _of(unit, coders)
                for unit in found
                if any(unit.sets[which] is not None for which in coders)
            )
            for transcript, found in self.units.items()
        }
        return replace(self, units=units, sides=tuple(self.sides[which] for which in coders))


def _parted(rows: Alike) -> tuple[Alike, Alike]:
    """Return the rows that two coders or more decided, and those that one alone did."""
    if not any(None in sets for sets, _ in rows):
        return rows, {}
    alone = {row: count for row, count in rows.items() if len(row[0]) - row[0].count(None) == 1}
    return {row: count for row, count in rows.items() if row not in alone}, alone


def _alike(units: Sequence[Unit]) -> Alike:
    rows: Counter[Row] = Counter(map(_row, units))
    for unit in units:
        if unit.size != 1:
            rows[unit.sets, unit.books] += unit.size - 1
    return rows


def _of(unit: Unit, coders: Sequence[int]) -> Unit:
    return Unit(
        unit.segment,
        tuple([unit.sets[which] for which in coders]),
        tuple([unit.books[which] for which in coders]),
        unit.size,
    )


class Common(dict[tuple[str | None, ...], "frozenset[CodeId] | None"]):
    """The codes that all who decided could apply under their codebook revisions (None: any)."""

    def __init__(self, known: Sequence[Mapping[str, frozenset[CodeId] | None]]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, books: tuple[str | None, ...]) -> frozenset[CodeId] | None:
        found: frozenset[CodeId] | None = None
        for known, book in zip(self._known, books, strict=True):
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
) -> Aligned:
    """Put coders' decisions side by side, and say what is missing and why.

    With `codes`, the comparison is about those alone, as if there were no others; with `level`,
    codes further down in the tree count as their ancestors there.
    """
    books = [book for coder in coders for book in coder.books.values()]
    renamed = renames(books)
    if level is not None:
        renamed = rolled_up(books, renamed, level=level)
    chosen = tuple(dict.fromkeys(renamed.get(code, code) for code in codes))
    known = [vocabulary(coder, renamed, chosen=frozenset(chosen) or None) for coder in coders]
    found = {
        transcript: sort_segments(coders, transcript=transcript)
        for transcript in dict.fromkeys(name for coder in coders for name in coder.entries)
    }
    used = sorted(frozenset[CodeId]().union(*(each.used for each in known)))
    listed = tuple(dict.fromkeys((*codebook_order(books, renamed), *used)))
    return Aligned(
        units={
            transcript: tuple(_units(each.decided, known))
            for transcript, each in found.items()
            if each.decided
        },
        sides=tuple(map(_side, coders, known)),
        left_out=tuple(left_out for each in found.values() for left_out in each.left_out),
        codes=chosen or listed,
        listed=listed,
        now=renamed,
    )


def _units(
    decided: Sequence[tuple[SegmentId, tuple[Decided | None, ...]]], known: Sequence[Vocabulary]
) -> Iterable[Unit]:
    """Return the units of a transcript, made column by column: there can be very many."""
    if not decided:
        return ()
    segments, rows = zip(*decided, strict=True)
    columns = list(zip(*rows, strict=True))
    sets = [
        [None if entry is None else of.sets[entry.codes] for entry in column]
        for of, column in zip(known, columns, strict=True)
    ]
    books = [[None if entry is None else entry.book for entry in column] for column in columns]
    return map(Unit, segments, zip(*sets, strict=True), zip(*books, strict=True))


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
