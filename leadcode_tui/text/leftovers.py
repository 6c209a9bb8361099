"""What a name may have left behind: words with a capital, addresses, numbers, dates of birth."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class LeftoverKind(StrEnum):
    """What something in a text looks like."""

    WITHIN = "holds a name of the list"
    EMAIL = "e-mail address"
    NHS = "NHS number"
    PHONE = "phone number"
    BIRTH = "date, perhaps of birth"
    NAME = "capitalised, perhaps a name"


class Leftover(NamedTuple):
    """Something that may say who somebody is, and where it stands."""

    kind: LeftoverKind
    text: str
    start: int


_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NHS: Final = re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+|\(?0)\d(?:[ ()/.-]{0,2}\d){7,13}(?!\d)")
_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_YEAR: Final = r"(?:19|20)\d\d"
_BIRTH: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\s+{_YEAR}"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?<![\w'\u2019.@-])[^\W\d_][\w'\u2019-]*")
#: What a sentence ends with; a word after it has its capital from there.
_STOP: Final = re.compile(
    r"(?:[.!?:\u2026\n\"\u201c\u201d\u2018(\[\u2014\u2013-]|^)[\s\"'\u201c\u201d\u2018\u2019(\[]*\Z"
)
#: Words that are written with a capital and name nobody.
_NOBODY: Final = frozenset(
    [
        "i",
        "i'm",
        "i'd",
        "i've",
        "i'll",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "english",
        "christmas",
        "easter",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "god",
        "ok",
    ]
)
_WEIGHTS: Final = range(10, 1, -1)
_ELEVEN: Final = 11


def leftovers(text: str) -> Iterator[Leftover]:
    """Yield what may say who somebody is; each place is told once, as what it is most likely.

    >>> [found.text for found in leftovers("Ask Mary, 943 476 5919, born 3 May 1961.")]
    ['943 476 5919', '3 May 1961', 'Mary']
    """
    taken: list[tuple[int, int]] = []
    patterns = (
        (LeftoverKind.EMAIL, _EMAIL),
        (LeftoverKind.NHS, _NHS),
        (LeftoverKind.BIRTH, _BIRTH),
        (LeftoverKind.PHONE, _PHONE),
        (LeftoverKind.NAME, _NAME),
    )
    for kind, pattern in patterns:
        for found in pattern.finditer(text):
            is_new = not any(found.start() < end and start < found.end() for start, end in taken)
            if is_new and _is_one(kind, found):
                taken.append(found.span())
                yield Leftover(kind, found[0], found.start())


def _is_one(kind: LeftoverKind, found: re.Match[str]) -> bool:
    if kind is LeftoverKind.NHS:
        return is_nhs_number(found[0])
    return kind is not LeftoverKind.NAME or _is_name(found)


def is_nhs_number(text: str) -> bool:
    """Say whether ten digits are an NHS number: the last of them checks the others.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = [int(each) for each in text if each.isdecimal()]
    check = _ELEVEN - sum(w * d for w, d in zip(_WEIGHTS, digits, strict=False)) % _ELEVEN
    return len(digits) == len(_WEIGHTS) + 1 and digits[-1] == check % _ELEVEN


def _is_name(found: re.Match[str]) -> bool:
    """Whether a word has a capital that its place in the sentence does not give it."""
    word = found[0]
    bare = word.removesuffix("'s").removesuffix("\u2019s")
    is_capitalised = word[0].isupper() and not bare.removesuffix("s").isupper() and len(bare) > 1
    if not is_capitalised or bare.casefold().replace("\u2019", "'") in _NOBODY:
        return False
    return _STOP.search(found.string, max(0, found.start() - 20), found.start()) is None
