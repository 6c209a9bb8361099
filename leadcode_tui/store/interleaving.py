"""Two sequences that share a beginning, or more, as one that keeps the order of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

T = TypeVar("T", bound="Hashable")


def interleaved(first: Sequence[T], second: Sequence[T], *, key: Callable[[T], Any]) -> list[T]:
    """Return all that is in either, once, in the order of both; by key where they leave it open.

    Keys have to be unique. Where the two contradict each other the key decides alone, so that the
    outcome is the same whichever comes first.

    >>> interleaved("abdf", "abce", key=str)
    ['a', 'b', 'c', 'd', 'e', 'f']
    >>> interleaved("zab", "zac", key=str)
    ['z', 'a', 'b', 'c']
    """
    follows, waits = _constraints(first, second)
    by_key = sorted(dict.fromkeys(chain(first, second)), key=key)
    ready = [(key(each), each) for each in by_key if not waits[each]]
    heapify(ready)
    rest = iter(by_key)
    placed: dict[T, None] = {}
    while len(placed) < len(by_key):
        each = heappop(ready)[1] if ready else next(rest)
        if each in placed:
            continue
        placed[each] = None
        for later in follows[each]:
            waits[later] -= 1
            if not waits[later]:
                heappush(ready, (key(later), later))
    return list(placed)


def _constraints(first: Sequence[T], second: Sequence[T]) -> tuple[Mapping[T, set[T]], Counter[T]]:
    """Return what comes right after each, and how many come right before it."""
    follows: defaultdict[T, set[T]] = defaultdict(set)
    for earlier, later in chain(pairwise(first), pairwise(second)):
        follows[earlier].add(later)
    return follows, Counter(chain.from_iterable(follows.values()))
