"""Lines that were broken to fit a page: which belong together, and words parted at an end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A text is wrapped when at least so many of its lines are full, and they are wide enough to be.
_MOST = 0.6
_NARROWEST = 30
_FEWEST_LINES = 6
#: A line is full when the next word would have reached this share of the widest line.
_FULL = 0.9

_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(r"([^\W\d_]+)-\s*\Z")
_GOES_ON = re.compile(r"(?P<word>[^\W\d_]+)\S*\s*")
#: Behind a hyphen that stands for the word to come, as in pre- and postnatal.
_AND = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "en", "of"})


def paragraph_starts(lines: Sequence[str]) -> Sequence[int]:
    """Return where paragraphs begin: at every line, unless the text was wrapped.

    In a wrapped text a line goes on in the next one when the next word did not fit on it.
    """
    filled = [line.strip() for line in lines]
    width = max(map(len, filled), default=0)
    full = [
        len(line) + 1 + len(_first_word(following)) > _FULL * width
        for line, following in pairwise(filled)
    ]
    wrapped = (
        width >= _NARROWEST and len(filled) >= _FEWEST_LINES and sum(full) >= _MOST * len(full)
    )
    return [0, *(at for at, was_full in enumerate(full, start=1) if not (wrapped and was_full))]


def _first_word(line: str) -> str:
    return line.partition(" ")[0]


def rejoined(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return lines with the words together that a hyphen parts at their end, and how many.

    The hyphen goes when the text has the word without it somewhere else.
    """
    known = {word.casefold() for line in lines for word in _WORD.findall(line)}
    joined = list(lines)
    count = 0
    for at, following in enumerate(lines[1:]):
        end, begin = _PARTED.search(joined[at]), _GOES_ON.match(following)
        if end is None or begin is None or not _goes_on(begin["word"]):
            continue
        kept = "" if (end[1] + begin["word"]).casefold() in known else "-"
        joined[at] = joined[at][: end.end(1)] + kept + begin.group().rstrip()
        joined[at + 1] = following[begin.end() :]
        count += 1
    return joined, count


def _goes_on(word: str) -> bool:
    """Return whether a word can be the second half of one."""
    return word[0].islower() and word not in _AND
