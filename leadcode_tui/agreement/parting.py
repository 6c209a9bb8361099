"""Parts of the units, for the same figures side by side: nothing compares them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.asked import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.agreement.align import Aligned, Side, Unit
    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import Book, SegmentId, TranscriptId

#: The part of segments that coders decided under different revisions of the codebook.
DIFFERENT_REVISIONS: Final = "different revisions"
#: The part of segments whose codebook nobody recorded.
NO_REVISION: Final = "no codebook"


class Parting(NamedTuple):
    """Which parts a segment belongs to: several, one or none.

    Parts named in `order` stand first and in that order, whether or not they have a unit.
    """

    labels: Callable[[TranscriptId, SegmentId], Sequence[str]]
    order: tuple[str, ...] = ()


def parting_of(by: PartKind, segments: Aligned) -> Parting | None:
    """Return the parts that decisions alone tell of, or None where it takes the study."""
    if by is PartKind.TRANSCRIPT:
        return Parting(lambda transcript, _: (transcript,))
    return _by_revision(segments) if by is PartKind.REVISION else None


def part(
    label: str, segments: Aligned, coders: Sequence[Decisions], parting: Parting
) -> tuple[Aligned, Sequence[Decisions]]:
    """Return the units of one part, and the coders as if no other segment were codable."""
    units = {
        transcript: tuple(
            unit for unit in found if label in parting.labels(transcript, unit.segment)
        )
        for transcript, found in segments.units.items()
    }
    codable = [
        {
            transcript: {each for each in found if label in parting.labels(transcript, each)}
            for transcript, found in coder.codable.items()
        }
        for coder in coders
    ]
    return (
        segments.with_units({name: found for name, found in units.items() if found}),
        [replace(coder, codable=here) for coder, here in abreast(coders, codable)],
    )


def labels_in(segments: Aligned, parting: Parting) -> tuple[str, ...]:
    """Return the names of all parts: those with a place in the order, then as they come up."""
    found = (
        label
        for transcript, units in segments.units.items()
        for unit in units
        for label in parting.labels(transcript, unit.segment)
    )
    return tuple(dict.fromkeys((*parting.order, *found)))


def _by_revision(segments: Aligned) -> Parting:
    """Part by the codebook revision that all who decided had, oldest first."""
    books = [book for side in segments.sides for book in side.revisions.values()]
    labels = {
        (transcript, unit.segment): _revision(unit, segments.sides)
        for transcript, units in segments.units.items()
        for unit in units
    }
    order = dict.fromkeys(map(revision_name, sorted(books, key=lambda book: book.at)))
    return Parting(
        lambda transcript, segment: (
            (found,) if (found := labels.get((transcript, segment))) is not None else ()
        ),
        tuple(order),
    )


def _revision(unit: Unit, sides: Sequence[Side]) -> str:
    found = {
        revision_name(side.revisions.get(book))
        for side, book in abreast(sides, unit.books)
        if book is not None
    }
    return found.pop() if len(found) == 1 else DIFFERENT_REVISIONS


def revision_name(book: Book | None) -> str:
    """Return how people cite a revision: the codebook, and the first digits of its fingerprint."""
    return NO_REVISION if book is None else f"{book.name} {book.sha256[:8]}".strip()
