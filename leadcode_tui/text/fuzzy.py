"""Finding a name by a few of its letters, as the filter of the code pane does.

The letters of each word of the query must come up in the candidate in this order; upper and lower
case and accents are the same. Better is what stands closer to the front, at the start of words,
and in one run.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: What a letter is worth: where it is found, in the middle of a word is 1.
_WORD_START = 3.0
_CONSECUTIVE = 2.0
_INSIDE = 1.0
#: A whole word of the query at the front of the candidate, or at the front of one of its words.
_PREFIX = 4.0
_WORD_PREFIX = 2.0

_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]")


def match(query: str, candidate: str) -> float | None:
    """Return how well a candidate fits a query, higher is better; None when it does not fit.

    >>> match("ol", "Ordinary leaders") > match("ol", "control")
    True
    >>> match("xyz", "Ordinary leaders") is None
    True
    """
    folded = _fold(candidate)
    scores = [_score(word, folded) for word in _fold(query).split()]
    fitting = [score for score in scores if score is not None]
    if len(fitting) < len(scores):
        return None
    return sum(fitting) / len(fitting) - len(folded) / 10_000 if fitting else 0.0


def rank(query: str, candidates: Sequence[str]) -> tuple[int, ...]:
    """Return the indices of the candidates that fit, best first, equals in their order.

    >>> rank("lead", ["top-down", "misleading", "leading by example"])
    (2, 1)
    """
    scored = [(match(query, candidate), index) for index, candidate in enumerate(candidates)]
    fitting = [(score, index) for score, index in scored if score is not None]
    return tuple(index for _, index in sorted(fitting, key=lambda found: -found[0]))


def has_words(query: str, text: str) -> bool:
    """Return whether each word of a query stands in a text, also within a word.

    >>> has_words("führung ward", "Klinikführung auf Ward 3"), has_words("wd", "Ward 3")
    (True, False)
    """
    folded = _fold(text)
    return all(word in folded for word in _fold(query).split())


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    """Return a text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def _score(word: str, candidate: str) -> float | None:
    """Return the mean worth of a word's letters in their best places, or None."""
    if not _is_subsequence(word, candidate):
        return None
    starts = _starts(candidate)
    return _best_places(word, candidate) / len(word) + _bonus(word, candidate, starts)


@lru_cache(maxsize=4096)
def _starts(candidate: str) -> frozenset[int]:
    """Return where words begin."""
    return frozenset(found.start() for found in _WORD_STARTS.finditer(candidate))


def _is_subsequence(word: str, candidate: str) -> bool:
    """Return whether the letters come up in this order."""
    at = -1
    for letter in word:
        at = candidate.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _places(piece: str, candidate: str) -> Iterator[int]:
    """Yield where a piece stands, also where it overlaps itself."""
    at = candidate.find(piece)
    while at >= 0:
        yield at
        at = candidate.find(piece, at + 1)


def _bonus(word: str, candidate: str, starts: frozenset[int]) -> float:
    """Return what it is worth that the word stands in one piece at the front of something."""
    if candidate.startswith(word):
        return _PREFIX
    return _WORD_PREFIX if any(at in starts for at in _places(word, candidate)) else 0.0


@lru_cache(maxsize=4096)
def _letters(candidate: str) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Return where each letter stands, and what it is worth there: each key press asks again."""
    starts, found = _starts(candidate), defaultdict(list)
    for at, letter in enumerate(candidate):
        found[letter].append((at, _WORD_START if at in starts else _INSIDE))
    return found


def _best_places(word: str, candidate: str) -> float:
    """Return the greatest sum of worths over all ways to place the letters in order.

    `ending` has, for each place of the last letter so far, the best sum that ends there; `before`
    is the best of those that end anywhere to the left of a place. Only where a letter stands is
    anything to be worked out: a text has each letter in few places.
    """
    letters = _letters(candidate)
    ending = letters[word[0]]
    for letter in word[1:]:
        before, earlier, following = 0.0, 0, []
        for at, worth in letters[letter]:
            while earlier < len(ending) and ending[earlier][0] < at:
                before = max(before, ending[earlier][1])
                earlier += 1
            if not earlier:
                continue
            place, best = ending[earlier - 1]
            beside = best + max(worth, _CONSECUTIVE) if place == at - 1 else 0.0
            following.append((at, max(before + worth, beside)))
        ending = following
    return max(best for _, best in ending)
