"""What becomes of one decision in a later version: the words that it was made on, and its spans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadcode_tui.model import Entry
from leadcode_tui.study.spans import joined_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from leadcode_tui.model import CodeId, SegmentId, TranscriptId
    from leadcode_tui.study.corrections.versions import Versions
    from leadcode_tui.text.anchoring import Piece

    Stretch = tuple[int, int]


class Why(StrEnum):
    """Why a person should look at a decision again."""

    LOST = "its words are gone"
    NOT_CODABLE = "its words are said by somebody whose segments are not coded"
    CHANGED = "a good part of its words changed"
    PART = "its words are a small part of a longer segment"
    JOINED = "joined with words decided otherwise, or not at all"
    SPAN = "words that a code held for are gone"
    OLDER = "it was decided on an older text"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision to look at again: where it was, where it is now, and why."""

    transcript: TranscriptId
    segment: SegmentId
    now: tuple[SegmentId, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Arrived:
    """What comes to a new segment from one old one: its entry, the piece, and spans in new text."""

    entry: Entry
    piece: Piece
    spans: Mapping[CodeId, tuple[Stretch, ...]]
    is_first: bool
    has_lost_words: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """Where one old segment's entry comes to, and what of it is lost."""

    segment: SegmentId
    arrived: tuple[tuple[SegmentId, Arrived], ...]
    lost: Entry | None
    reviews: tuple[Review, ...]


def fate_of(
    versions: Versions, segment: SegmentId, entry: Entry, codable: Collection[SegmentId]
) -> Fate:
    """Return to which new segments an entry comes, and what of it comes nowhere."""
    name, pieces = versions.old.id, versions.pieces(segment)
    there = [piece for piece in pieces if versions.new.segments[piece.new].id in codable]
    if not there:
        why = Why.NOT_CODABLE if pieces else Why.LOST
        return Fate(segment, (), entry, (Review(name, segment, (), why),))
    is_short = _has_lost_words(versions, entry, there)
    arrived = tuple(
        (
            versions.new.segments[piece.new].id,
            Arrived(
                entry,
                piece,
                _moved_spans(versions, entry, piece),
                is_first=piece is there[0],
                has_lost_words=is_short,
            ),
        )
        for piece in there
    )
    if not is_short:
        return Fate(segment, arrived, None, ())
    without = _without_words(versions, entry, there)
    review = Review(name, segment, tuple(place for place, _ in arrived), Why.SPAN)
    return Fate(segment, arrived, without if without.codes else None, (review,))


def _moved_spans(
    versions: Versions, entry: Entry, piece: Piece
) -> Mapping[CodeId, tuple[Stretch, ...]]:
    """Return the spans of an entry in the new text, by code; a code may have none in a piece."""
    return {
        code: joined_spans(
            found for span in spans if (found := _moved(versions, piece, span)) is not None
        )
        for code, spans in (entry.spans or {}).items()
    }


def _moved(versions: Versions, piece: Piece, span: Stretch) -> Stretch | None:
    """Return where the words of a span stand in the new text, from the first to the last."""
    old = versions.anchoring.old_words[piece.old]
    new = versions.anchoring.new_words[piece.new]
    inside = [
        (old[one], new[other])
        for one, other in piece.pairs
        if old[one].start < span[1] and span[0] < old[one].end
    ]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start = first[1].start + _within(span[0] - first[0].start, first[0].end - first[0].start)
    cut = _within(last[0].end - span[1], last[0].end - last[0].start)
    end = last[1].end - cut
    is_sound = first[1].start <= start < end <= last[1].end
    return (start, end) if is_sound else (first[1].start, last[1].end)


def _within(letters: int, length: int) -> int:
    return letters if 0 < letters < length else 0


def _has_lost_words(versions: Versions, entry: Entry, pieces: Sequence[Piece]) -> bool:
    """Whether words that a code held for, and not the whole segment, are nowhere any more."""
    if not entry.spans:
        return False
    words = versions.anchoring.old_words[pieces[0].old]
    there = {one for piece in pieces for one, _ in piece.pairs}
    return any(
        at not in there
        for at, word in enumerate(words)
        for spans in entry.spans.values()
        for start, end in spans
        if word.start < end and start < word.end
    )


def _without_words(versions: Versions, entry: Entry, pieces: Sequence[Piece]) -> Entry:
    """Return the codes of an entry that held for words which are all gone."""
    moved = [_moved_spans(versions, entry, piece) for piece in pieces]
    spans = {
        code: held
        for code, held in (entry.spans or {}).items()
        if not any(found[code] for found in moved)
    }
    return Entry(codes=tuple(code for code in entry.codes or () if code in spans), spans=spans)


def stretches(versions: Versions, piece: Piece) -> Iterator[Stretch]:
    """Yield the stretch of the new text in which a piece's words stand."""
    words = versions.anchoring.new_words[piece.new]
    numbers = sorted(other for _, other in piece.pairs)
    yield words[numbers[0]].start, words[numbers[-1]].end
