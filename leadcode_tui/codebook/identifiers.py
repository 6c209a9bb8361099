"""What an id may look like: it stands in files, on command lines and in tables for years."""

from __future__ import annotations

import re
import unicodedata

#: The rule, as people are told it.
ID_RULE = "letters, digits, - _ . / without spaces, a letter or digit first, at most 100 characters"

#: The longest id.
MAX_LENGTH = 100
#: Nearly every id is of these characters, and seen to be well-formed at once.
_PLAIN = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_./-]{{0,{MAX_LENGTH - 1}}}")
_JOINERS = frozenset("-_./")


def is_id(text: str) -> bool:
    """Say whether a text is well-formed as an id, in any script.

    >>> is_id("ordinary-leaders"), is_id("führung/oben"), is_id("two words"), is_id("-top")
    (True, True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None or (
        0 < len(text) <= MAX_LENGTH
        and text[0].isalnum()
        and all(_is_word(char) or char in _JOINERS for char in text)
    )


def id_from(text: str, *, otherwise: str = "study") -> str:
    """Make an id of a title or a folder's name, or something else when nothing can stay.

    >>> id_from("Leadership for quality & safety")
    'leadership-for-quality-safety'
    """
    kept = "".join(char if _is_word(char) else " " for char in text.casefold())
    joined = "-".join(kept.split())[:MAX_LENGTH].rstrip("-")
    return joined if is_id(joined) else otherwise


def name_from(code: str) -> str:
    """Return an id as people would write it.

    >>> name_from("ordinary-leaders")
    'Ordinary leaders'
    """
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _is_word(char: str) -> bool:
    """Say whether an id may hold it anywhere; the vowels of Hindi or Thai are marks."""
    return char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}
