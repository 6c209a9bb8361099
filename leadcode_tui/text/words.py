"""The words of a text with their places: what is compared when texts are held against each other.

Scripts that put no blanks between words are taken character by character.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

#: Thai to Khmer, kana, ideographs, Hangul: no blanks between words, or few.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
#: What stands around a word and is not of it.
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")


class Word(NamedTuple):
    """A word: how it is compared, and where it stands, with what clings to it."""

    key: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; case and punctuation around them say nothing.

    >>> [word.key for word in words_of('"Who leads?" -- Nobody.')]
    ['who', 'leads', '--', 'nobody']
    """
    return tuple(Word(_key(found[0]), *found.span()) for found in _WORD.finditer(text))


def _key(word: str) -> str:
    if word[0].isalnum() and word[-1].isalnum():
        return word.casefold()
    return _AROUND.sub("", word).casefold() or word
