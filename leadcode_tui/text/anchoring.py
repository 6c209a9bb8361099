"""Where the texts of an earlier version stand in a later one: kept, changed, cut, joined, moved.

Texts that stand once in both versions, and are long enough to be no chance, are anchors. Between
two anchors the versions are compared word by word, so that it does not matter how they are cut
into texts. What was moved is looked for last, among what is left over on both sides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.text.words import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: So many words are no chance: shorter texts ("Yes, of course.") come up again and again.
_TELLING: Final = 4
#: A text is still there when at least so much of its words is.
_STILL_THERE: Final = 0.5
#: Two words are one with a slip of the pen when so much of their letters is the same.
_ALIKE: Final = 0.6
#: A text that was moved and changed is known again by so much of its words.
_MOVED: Final = 0.6
#: A share of the words that is no chance in a longer text.
_PART: Final = 0.2
#: In longer stretches without an anchor, words that are everywhere begin no match.
_LONG: Final = 2_000

#: A number on the old side, and one on the new: of two words, or of two texts.
Pair = tuple[int, int]
Texts = Sequence[Sequence[Word]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands of an old text in a new one: `pairs` are words that are the same in both.

    `of_old` and `of_new` are the shares of either text's words that these are.
    """

    old: int
    new: int
    pairs: tuple[Pair, ...]
    of_old: float
    of_new: float


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Anchoring:
    """The pieces of every old text in the order of the new ones; a text that is gone has none."""

    old_words: Texts
    new_words: Texts
    pieces: Mapping[int, tuple[Piece, ...]]

    def in_new(self) -> Mapping[int, Pieces]:
        """Return the pieces that each new text is made of, in the order of the old ones."""
        found: defaultdict[int, list[Piece]] = defaultdict(list)
        for old in sorted(self.pieces):
            for piece in self.pieces[old]:
                found[piece.new].append(piece)
        return {new: tuple(pieces) for new, pieces in found.items()}


class _At(NamedTuple):
    """A word's place: which text, and which word of it."""

    text: int
    word: int


def anchored(old: Sequence[str], new: Sequence[str]) -> Anchoring:
    """Find every text of an earlier version in a later one.

    >>> found = anchored(["We lead here. Nobody asks.", "Yes."], ["We lead here.", "Nobody asks."])
    >>> [[piece.new for piece in found.pieces.get(old, ())] for old in (0, 1)]
    [[0, 1], []]
    """
    words = {text: words_of(text) for text in {*old, *new}}
    old_words, new_words = [words[text] for text in old], [words[text] for text in new]
    kept, moved = _unique(old_words, new_words)
    pairs = _between(kept, old_words, new_words, set(moved), set(moved.values()))
    for here, there in chain(kept.items(), moved.items()):
        pairs[here, there] = [(word, word) for word in range(len(old_words[here]))]
    pieces = _pieces(pairs, old_words, new_words)
    pieces |= _moved(pieces, old_words, new_words)
    return Anchoring(old_words, new_words, pieces)


def _unique(old: Texts, new: Texts) -> tuple[dict[int, int], dict[int, int]]:
    """Return the texts that stand once in both: those that kept their order, and the others."""
    there = _once(new)
    both = {here: there[key] for key, here in _once(old).items() if key in there}
    both = dict(sorted(both.items()))
    in_order = _longest_rising(list(both.values()))
    kept = {here: there for here, there in both.items() if there in in_order}
    return kept, {here: there for here, there in both.items() if there not in in_order}


def _once(texts: Texts) -> Mapping[tuple[str, ...], int]:
    keys = [tuple(word.key for word in words) for words in texts]
    counts = Counter(keys)
    return {key: at for at, key in enumerate(keys) if counts[key] == 1 and len(key) >= _TELLING}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return a longest selection of different numbers that rise, as in patience sorting."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(ends, number)
        ends[pile : pile + 1] = [number]
        last[pile : pile + 1] = [at]
        before.append(last[pile - 1] if pile else None)
    rising = set()
    at_now = last[-1] if last else None
    while at_now is not None:
        rising.add(numbers[at_now])
        at_now = before[at_now]
    return rising


def _between(
    kept: Mapping[int, int],
    old: Texts,
    new: Texts,
    moved_old: set[int],
    moved_new: set[int],
) -> dict[tuple[int, int], list[Pair]]:
    """Return the words that are the same, between anchors, by old and new text."""
    found: defaultdict[tuple[int, int], list[Pair]] = defaultdict(list)
    begin_old = begin_new = 0
    for end_old, end_new in [*kept.items(), (len(old), len(new))]:
        here = [at for at in range(begin_old, end_old) if at not in moved_old]
        there = [at for at in range(begin_new, end_new) if at not in moved_new]
        for one, other in _same_words(_flat(here, old), _flat(there, new), old, new):
            found[one.text, other.text].append((one.word, other.word))
        begin_old, begin_new = end_old + 1, end_new + 1
    return found


def _flat(texts: Iterable[int], words: Texts) -> Sequence[_At]:
    return [_At(text, word) for text in texts for word in range(len(words[text]))]


def _same_words(
    here: Sequence[_At],
    there: Sequence[_At],
    old: Texts,
    new: Texts,
) -> Iterator[tuple[_At, _At]]:
    one = [old[text][word].key for text, word in here]
    other = [new[text][word].key for text, word in there]
    is_long = max(len(one), len(other)) > _LONG
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=is_long).get_opcodes():
        is_slip = kind == "replace" and b - a == d - c
        for at in range(b - a if kind == "equal" or is_slip else 0):
            if kind == "equal" or _is_slip(one[a + at], other[c + at]):
                yield here[a + at], there[c + at]


def _is_slip(one: str, other: str) -> bool:
    letters = SequenceMatcher(None, one, other, autojunk=False)
    return letters.real_quick_ratio() >= _ALIKE and letters.ratio() >= _ALIKE


def _pieces(pairs: Mapping[Pair, list[Pair]], old: Texts, new: Texts) -> dict[int, Pieces]:
    """Return the pieces of texts that are still there; a few words in another text are chance."""
    of_text: defaultdict[int, list[Piece]] = defaultdict(list)
    for (here, there), same in sorted(pairs.items()):
        of_text[here].append(_piece(here, there, same, old, new))
    kept: dict[int, Pieces] = {}
    for here, found in of_text.items():
        own = tuple(_own(found, pairs, old, new))
        if sum(piece.of_old for piece in own) >= _STILL_THERE:
            kept[here] = own
    return kept


def _own(
    found: Sequence[Piece], pairs: Mapping[Pair, list[Pair]], old: Texts, new: Texts
) -> Iterator[Piece]:
    """Yield the pieces that are no chance, and those that go on from one to the next of them."""
    own = {piece.new for piece in found if _is_strong(piece, len(old[piece.old]))}
    own |= {piece.new for piece in found if _is_joined(piece, pairs, old)}
    for way in (found, found[::-1]):
        for before, piece in pairwise(way):
            if before.new in own and _goes_on(piece, before, new):
                own.add(piece.new)
    yield from (piece for piece in found if piece.new in own)


def _piece(here: int, there: int, same: Iterable[Pair], old: Texts, new: Texts) -> Piece:
    pairs = tuple(sorted(same))
    return Piece(here, there, pairs, len(pairs) / len(old[here]), len(pairs) / len(new[there]))


def _is_strong(piece: Piece, words: int) -> bool:
    """Whether so many words are no chance: several, and a good part of either text."""
    if words < _TELLING:
        return min(piece.of_old, piece.of_new) > _STILL_THERE
    is_part = piece.of_old >= _PART or piece.of_new >= _STILL_THERE
    return len(piece.pairs) >= _TELLING - 1 and is_part


def _goes_on(piece: Piece, other: Piece, new: Texts) -> bool:
    """Whether two pieces of a text follow each other in both versions, as when it was cut."""
    first, second = sorted((piece, other), key=lambda each: each.new)
    return (
        piece.of_new > _STILL_THERE
        and first.new + 1 == second.new
        and first.pairs[-1] == (second.pairs[0][0] - 1, len(new[first.new]) - 1)
        and second.pairs[0][1] == 0
    )


def _is_joined(piece: Piece, pairs: Mapping[Pair, list[Pair]], old: Texts) -> bool:
    """Whether a short text stands whole beside the one that it stood beside, as when joined."""
    here, there = piece.old, piece.new
    if piece.of_old < 1:
        return False
    first, last = piece.pairs[0][1], piece.pairs[-1][1]
    before = here > 0 and (len(old[here - 1]) - 1, first - 1) in pairs.get((here - 1, there), ())
    return before or (0, last + 1) in pairs.get((here + 1, there), ())


def _moved(known: Mapping[int, Pieces], old: Texts, new: Texts) -> dict[int, Pieces]:
    """Return what was moved and changed: of what is left over, those that belong to no other."""
    taken = {piece.new for pieces in known.values() for piece in pieces}
    here = [at for at in range(len(old)) if at not in known and len(old[at]) >= _TELLING]
    scores = _scores(here, [at for at in range(len(new)) if at not in taken], old, new)
    best: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for (one, other), score in scores.items():
        best["old", one].append(score)
        best["new", other].append(score)
    found: dict[int, Pieces] = {}
    for (one, other), score in scores.items():
        rivals = [*best["old", one], *best["new", other]]
        if score == max(rivals) and rivals.count(score) == len(("old", "new")):
            same = _same_words(_flat([one], old), _flat([other], new), old, new)
            piece = _piece(one, other, [(a.word, b.word) for a, b in same], old, new)
            if piece.of_old >= _STILL_THERE:
                found[one] = (piece,)
    return found


def _scores(
    here: Sequence[int], there: Sequence[int], old: Texts, new: Texts
) -> Mapping[Pair, float]:
    """Return how much of the words of two texts is the same, where it is enough."""
    bags = {at: _bag(new[at]) for at in there}
    scores = {}
    for one in here:
        bag, size = _bag(old[one]), len(old[one])
        for other, second in bags.items():
            total = size + len(new[other])
            if 2 * min(size, total - size) >= _MOVED * total:
                score = 2 * (bag & second).total() / total
                if score >= _MOVED:
                    scores[one, other] = score
    return scores


def _bag(words: Sequence[Word]) -> Counter[str]:
    return Counter(word.key for word in words)
