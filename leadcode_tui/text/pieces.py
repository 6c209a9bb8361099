"""Pieces of a text, in any script: what stays on one line, and the words a code can hold for."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Scripts without spaces, where a line may end after any letter.
_WIDE: Final = (
    "\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff"
)
#: What begins no line, and what ends none.
_CLOSES: Final = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\uff3d\uff5d"
    "\u300d\u300f\u3011\u3009\u300b\u3015"
    "ーゝ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_OPENS: Final = "\uff08\uff3b\uff5b\u300c\u300e\u3010\u3008\u300a\u3014"
#: What is drawn onto the letter before it.
_MARKS: Final = "\u0300-\u036f\u3099\u309a\u200b-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: Spaces at which no line may end.
_STIFF: Final = "\xa0\u2007\u202f"
#: What stays on one line in ASCII.
_WORD: Final = re.compile(r"\S+")


def pieces(text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Find what stays on one line: words, and letters of scripts without spaces."""
    pattern = _WORD if text.isascii() else _of_any_script()
    return pattern.finditer(text, start, stop)


@cache
def _of_any_script() -> re.Pattern[str]:
    """Match a word, or a letter of a script without spaces with its punctuation.

    Its sets of characters take long to compile: not before there is such a text.
    """
    return re.compile(
        f"[{_OPENS}]*(?![{_OPENS}{_CLOSES}])[{_WIDE}][{_MARKS}]*[{_CLOSES}]*"
        f"|(?:[^\\s{_WIDE}]|[{_STIFF}])+[{_CLOSES}]*"
        f"|[{_OPENS}{_CLOSES}]+"
    )


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word begins and ends, in characters, without the punctuation around it.

    In scripts without spaces each sign is a word.

    >>> word_spans("“Whoever is last,” she said.")
    ((1, 8), (9, 11), (12, 16), (19, 22), (23, 27))
    """
    bare = (_bare(text, *piece.span()) for piece in pieces(text))
    return tuple(word for word in bare if word[0] < word[1])


def _bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return where a word begins and ends without the punctuation around it."""
    while start < stop and not text[start].isalnum():
        start += 1
    while stop > start and not _belongs(text[stop - 1]):
        stop -= 1
    return start, stop


def _belongs(character: str) -> bool:
    """Whether a character at the end is part of a word: letters, digits, what is drawn on them."""
    return character.isalnum() or category(character)[0] == "M"
