"""Two versions of a transcript held against each other: which segment became which."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import QuestionSource, SegmentId
from leadcode_tui.text.anchoring import anchored

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from leadcode_tui.model import Segment, Transcript
    from leadcode_tui.text.anchoring import Anchoring, Piece

#: More of a segment than this is the segment.
_MOST: Final = 0.5
#: The id of a segment that came in between: that of the one before it, and a number.
_BETWEEN: Final = re.compile(r"\.\d+$")


@dataclass(frozen=True)
class Versions:
    """An earlier and a later version of a transcript, and where the earlier one's words stand.

    In the later version a segment has the id of the one that it was, or one that was never used.
    """

    old: Transcript
    new: Transcript
    anchoring: Anchoring

    @cached_property
    def _number(self) -> Mapping[SegmentId, int]:
        return {segment.id: at for at, segment in enumerate(self.old.segments)}

    @cached_property
    def _made_of(self) -> Mapping[SegmentId, Sequence[Piece]]:
        segments = self.new.segments
        return {segments[at].id: pieces for at, pieces in self.anchoring.in_new().items()}

    def pieces(self, segment: SegmentId) -> Sequence[Piece]:
        """Return what became of an old segment."""
        return self.anchoring.pieces.get(self._number[segment], ())

    def made_of(self, segment: SegmentId) -> Sequence[Piece]:
        """Return what a new segment is made of."""
        return self._made_of.get(segment, ())

    def places(self, segment: SegmentId) -> Sequence[SegmentId]:
        """Return the segments in which words of an old segment stand now."""
        return [self.new.segments[piece.new].id for piece in self.pieces(segment)]

    def is_as_it_was(self, segment: SegmentId) -> bool:
        """Whether a segment has the same id and the same text to the letter, and nothing else."""
        was, now = self.old.by_id.get(segment), self.new.by_id.get(segment)
        is_same = was is not None and now is not None and was.text == now.text
        return is_same and self.places(segment) == [segment] and len(self.made_of(segment)) == 1

    @property
    def unchanged(self) -> int:
        """How many segments are as they were."""
        return sum(self.is_as_it_was(segment.id) for segment in self.old.segments)


def versions_of(old: Transcript, new: Transcript, used: Collection[SegmentId] = ()) -> Versions:
    """Find an earlier version's segments in a later one, whatever ids the later one came with.

    `used` are ids that were ever decided under: none of them is given to another segment. What was
    set by hand on questions stays.
    """
    texts = ([each.text for each in version.segments] for version in (old, new))
    anchoring = anchored(*texts)
    same = _same_segment(anchoring)
    ids = _ids(old, len(new.segments), same, {*used})
    made_of = anchoring.in_new()
    segments = tuple(
        _with_questions_by_hand(
            replace(segment, id=ids[at]),
            [old.segments[piece.old] for piece in made_of.get(at, ())],
        )
        for at, segment in enumerate(new.segments)
    )
    return Versions(old, replace(new, id=old.id, segments=segments), anchoring)


def _same_segment(anchoring: Anchoring) -> Mapping[int, int]:
    """Return which old segment each new one is: the first that is in it; if cut, its first part."""
    most = {new: _first_in(pieces) for new, pieces in anchoring.in_new().items()}
    same: dict[int, int] = {}
    for old, pieces in sorted(anchoring.pieces.items()):
        own = [piece.new for piece in pieces if most[piece.new] == old]
        if own:
            same[min(own)] = old
    return same


def _first_in(pieces: Sequence[Piece]) -> int:
    """Return the first old segment of which most is in a new one, else that of most words."""
    inside = [piece.old for piece in pieces if piece.of_old > _MOST]
    return min(inside) if inside else max(pieces, key=lambda piece: len(piece.pairs)).old


def _ids(
    old: Transcript, count: int, same: Mapping[int, int], used: set[SegmentId]
) -> Sequence[SegmentId]:
    """Return an id for each new segment; one between two others is numbered after the first."""
    used |= {segment.id for segment in old.segments}
    numbers: Counter[str] = Counter()
    ids: list[SegmentId] = []
    before = "0000"
    for at in range(count):
        if at in same:
            ids.append(old.segments[same[at]].id)
            before = _BETWEEN.sub("", ids[-1])
            continue
        numbers[before] += 1
        while (found := SegmentId(f"{before}.{numbers[before]}")) in used:
            numbers[before] += 1
        ids.append(found)
    return ids


def _with_questions_by_hand(segment: Segment, was: Sequence[Segment]) -> Segment:
    by_hand = [each for each in was if each.by is QuestionSource.HAND]
    if not by_hand:
        return segment
    questions = dict.fromkeys(question for each in by_hand for question in each.questions)
    return replace(segment, questions=tuple(questions), by=QuestionSource.HAND)
