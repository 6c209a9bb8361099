"""The stretches of a segment that a code holds for: as people say them, as few as say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadcode_tui.text import word_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[int, int]

#: Words by their numbers: one, or from one to another.
_NUMBERS: Final = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")


def joined_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches in their order; those that overlap or touch are one.

    >>> joined_spans([(5, 14), (0, 8), (20, 24), (14, 16)])
    ((0, 16), (20, 24))
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def span_asked(text: str, asked: str) -> Span | str:
    """Return the stretch that is meant by words as they stand or by their numbers, or say why not.

    >>> span_asked("Whoever is last, she said.", "2-3"), span_asked("Whoever is last", "is  LAST")
    ((8, 15), (8, 15))
    >>> span_asked("Whoever is last", "5")
    'no word 5: this segment has 3'
    """
    numbers = _NUMBERS.fullmatch(asked.strip())
    if numbers is None:
        return _span_of_words(text, asked)
    found = word_spans(text)
    first, last = sorted((int(numbers[1]), int(numbers[2] or numbers[1])))
    if not 1 <= first <= last <= len(found):
        return f"no word {last if first else 0}: this segment has {len(found)}"
    return found[first - 1][0], found[last - 1][1]


def _span_of_words(text: str, asked: str) -> Span | str:
    """Return where words stand, in capitals or small letters alike, and however they are spaced.

    Whole words before parts of them, which scripts without spaces need.
    """
    parts = r"\s+".join(map(re.escape, asked.split()))
    if not parts:
        return "which words of this segment, or which numbers?"
    whole = rf"(?<!\w){parts}(?!\w)"
    found = [match.span() for match in re.finditer(whole, text, re.IGNORECASE)]
    found = found or [match.span() for match in re.finditer(parts, text, re.IGNORECASE)]
    if len(found) == 1:
        return found[0]
    if not found:
        return f"{asked.strip()!r} does not stand in this segment"
    return f"{asked.strip()!r} stands there {len(found)} times: say more words, or their numbers"
