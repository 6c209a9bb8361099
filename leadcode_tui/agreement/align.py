"""Two coders' decisions side by side: the one place that decides what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.agreement.sorting import LeftOut, Sorted, sort_segments
from leadcode_tui.agreement.vocabulary import (
    Vocabulary,
    codebook_order,
    current,
    renames,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId


class Unit(NamedTuple):
    """A segment that both coders decided, with the codes that each applied.

    `common` are the codes that both could apply (None: any); no others are in the two sets.
    """

    segment: SegmentId
    first: frozenset[CodeId]
    second: frozenset[CodeId]
    common: frozenset[CodeId] | None


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one coder's side alone.

    `only` are the segments that nobody else decided, and `codings` the codings on them; `listed`
    are the codes of this coder's codebooks (None: some decision had no codebook); `repeating`
    counts the decisions that name a code twice.
    """

    coder: CoderId
    only: Mapping[TranscriptId, tuple[SegmentId, ...]]
    codings: int
    listed: AbstractSet[CodeId] | None
    repeating: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two coders' decisions, unit by unit.

    `units` has the shared ones under each transcript that has any; `codes` are all codes under
    their present ids, in the codebook's order, then those that no codebook has;
    `revisions_differ` counts the units that were decided under different codebook revisions.
    """

    units: Mapping[TranscriptId, tuple[Unit, ...]]
    sides: tuple[Side, Side]
    left_out: tuple[LeftOut, ...]
    codes: tuple[CodeId, ...]
    revisions_differ: int

    @property
    def shared(self) -> int:
        """How many units there are."""
        return sum(map(len, self.units.values()))

    def every_unit(self) -> Iterable[Unit]:
        """Return the units of all transcripts."""
        return (unit for units in self.units.values() for unit in units)


def align(a: Decisions, b: Decisions, *, codes: Sequence[CodeId] | None = None) -> Aligned:
    """Put two coders' decisions side by side, and say what is missing and why.

    With `codes`, the comparison is about those alone, as if there were no others.
    """
    books = (*a.books.values(), *b.books.values())
    renamed = renames(books)
    chosen = None if codes is None else current(codes, renamed)
    known = (vocabulary(a, renamed), vocabulary(b, renamed))
    found = {
        transcript: sort_segments(a, b, transcript=transcript)
        for transcript in dict.fromkeys((*a.entries, *b.entries))
    }
    common = _common(*known, chosen=chosen)
    units = {transcript: tuple(_units(each, known, common)) for transcript, each in found.items()}
    used = sorted(known[0].used | known[1].used)
    listed = list(dict.fromkeys((*codebook_order(books, renamed), *used)))
    return Aligned(
        units={transcript: shared for transcript, shared in units.items() if shared},
        sides=(
            _side(a, found, which=0, known=known[0], chosen=chosen),
            _side(b, found, which=1, known=known[1], chosen=chosen),
        ),
        left_out=tuple(left_out for each in found.values() for left_out in each.left_out),
        codes=tuple(
            listed if codes is None else dict.fromkeys(renamed.get(code, code) for code in codes)
        ),
        revisions_differ=_revisions_differ(a, b, found.values()),
    )


def _common(
    first: Vocabulary, second: Vocabulary, *, chosen: frozenset[CodeId] | None
) -> Mapping[tuple[str, str], frozenset[CodeId] | None]:
    """Return the codes that both coders could apply, for each pair of their revisions."""
    return {
        (mine, yours): _both(_both(first.known[mine], second.known[yours]), chosen)
        for mine in first.known
        for yours in second.known
    }


def _both(
    some: frozenset[CodeId] | None, others: frozenset[CodeId] | None
) -> frozenset[CodeId] | None:
    if some is None or others is None:
        return others if some is None else some
    return some & others


def _units(
    found: Sorted,
    known: tuple[Vocabulary, Vocabulary],
    common: Mapping[tuple[str, str], frozenset[CodeId] | None],
) -> Iterable[Unit]:
    first, second = known[0].sets, known[1].sets
    for segment, mine, yours in found.shared:
        both = common[mine.book, yours.book]
        yield Unit(
            segment, _within(first[mine.codes], both), _within(second[yours.codes], both), both
        )


def _within(codes: frozenset[CodeId], both: frozenset[CodeId] | None) -> frozenset[CodeId]:
    """Return the codes that both could apply: as a rule all, and then the same set, hashed once."""
    return codes if both is None or codes <= both else codes & both


def _side(
    coder: Decisions,
    found: Mapping[TranscriptId, Sorted],
    *,
    which: int,
    known: Vocabulary,
    chosen: frozenset[CodeId] | None,
) -> Side:
    only = {transcript: each.only[which] for transcript, each in found.items() if each.only[which]}
    alone = [known.sets[entry.codes] for entries in only.values() for entry in entries.values()]
    return Side(
        coder=coder.name,
        only={transcript: tuple(entries) for transcript, entries in only.items()},
        codings=sum(len(_within(codes, chosen)) for codes in alone),
        listed=known.listed,
        repeating=_repeating(coder, known),
    )


def _repeating(coder: Decisions, known: Vocabulary) -> int:
    if not known.repeating:
        return 0
    entries = (entry for entries in coder.entries.values() for entry in entries.values())
    return sum(entry.codes in known.repeating for entry in entries)


def _revisions_differ(a: Decisions, b: Decisions, found: Iterable[Sorted]) -> int:
    pairs = Counter((mine.book, yours.book) for each in found for _, mine, yours in each.shared)
    return sum(
        count
        for (mine, yours), count in pairs.items()
        if _differ(a.books.get(mine), b.books.get(yours))
    )


def _differ(mine: Book | None, yours: Book | None) -> bool:
    if mine is None or yours is None:
        return False
    if mine.sha256 and yours.sha256:
        return mine.sha256 != yours.sha256
    return mine.codes != yours.codes
