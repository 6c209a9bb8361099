"""Numbers of things, as a sentence has them."""

from __future__ import annotations


def count(many: int, what: str) -> str:
    """Return a number with its noun.

    >>> count(1, "transcript"), count(12, "transcript")
    ('1 transcript', '12 transcripts')
    """
    return f"{many} {what}{'' if many == 1 else 's'}"
