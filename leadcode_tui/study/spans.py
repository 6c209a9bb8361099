"""The stretches of a segment that a code holds for, as few as say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[int, int]


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
