"""Where sentences end, for studies that code sentence by sentence.

A rule of thumb, not a grammar: a sentence ends with a full stop, question mark, exclamation mark or
ellipsis (and the quotes and brackets that close after it) before white space, unless the next word
goes on in lower case, or the stop belongs to an abbreviation or an initial. Chinese and Japanese
stops end a sentence without white space. A new line always does.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words whose full stop does not end a sentence: English, German, French, Spanish, Dutch.
_ABBREVIATIONS = (
    "dr mr mrs ms prof st sr jr rev hon gen vs e.g i.e cf fig vol approx ca",
    "hr fr nr bzw z.b d.h u.a vgl evtl ggf bspw sog inkl",
    "mme mlle p.ex c.-à-d",
    "sra dra ud uds p.ej",
    "dhr mevr bijv o.a",
)
ABBREVIATIONS = frozenset(word for words in _ABBREVIATIONS for word in words.split())

#: Closing quotes and brackets: straight, English and German, French; then those of East Asia.
_CLOSING = "\"'\u2019\u201d\u00bb)\\]"
_CLOSING_WIDE = "\u300d\u300f\uff09\u201d"

_END = re.compile(
    rf"(?<=[\w%{_CLOSING}])[.!?\u2026]+[{_CLOSING}]*(?=\s)"
    rf"|[\u3002\uff01\uff1f]+[{_CLOSING_WIDE}]*"
    r"|\n"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“„«]+\Z")
#: How far back the word before a stop is looked for: longer is no abbreviation.
_REACH = 12


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; between them there is only white space.

    >>> text = "Ask Dr. Hall. Who leads? (..) Nobody."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Ask Dr. Hall.', 'Who leads?', '(..) Nobody.']
    """
    for start, end in pairwise(chain([0], _ends(text), [len(text)])):
        first, last = _trim(text, start, end)
        if first < last:
            yield first, last


def _ends(text: str) -> Iterator[int]:
    """Yield the positions behind each sentence."""
    for stop in _END.finditer(text):
        if not _is_abbreviation(text, stop) and not _goes_on(text, stop):
            yield stop.end()


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Return whether a full stop belongs to the word before it: Dr., e.g., the J. of J. Smith."""
    if stop.group() != ".":
        return False
    word = _LAST_WORD.search(text[max(0, stop.start() - _REACH) : stop.start()])
    if word is None:
        return False
    letters = word.group()
    return letters.casefold() in ABBREVIATIONS or (
        len(letters) == 1 and letters.isupper() and letters != "I"
    )


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Return whether the next word is in lower case, so that the sentence is not over."""
    if stop.group() == "\n":
        return False
    rest = text[stop.end() : stop.end() + 2]
    return rest[:1] != "\n" and rest.strip()[:1].islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what is left without white space at both ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))
