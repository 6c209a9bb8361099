"""What a line of text begins with that could be the label of a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.known_labels import is_known_label, is_person_id, key
from leadcode_tui.transcripts.times import BARE_STAMP, STAMP, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadcode_tui.transcripts.material import Block

#: How long a label may be, in characters and words.
_LONGEST = 40
_MOST_WORDS = 4

_COLON = ":\uff1a"
#: A label with its colon, and one in square brackets.
CANDIDATE = re.compile(
    rf"\s*+(?:(?P<before>{STAMP}|{BARE_STAMP})\s*+)?(?P<marks>(?:\[[^\[\]]{{1,40}}\]\s*+){{0,4}})"
    rf"(?P<label>[^\s{_COLON}\[\]][^{_COLON}\[\]]{{0,{_LONGEST - 1}}}?)\s*+"
    rf"(?:(?P<between>{STAMP})\s*+)?"
    rf"(?::(?![:/\\\d])|\uff1a)\s*+"
    rf"(?:(?P<after>{STAMP})\s*+)?"
)
BRACKETED = re.compile(
    rf"\s*+(?:(?P<before>{STAMP}|{BARE_STAMP})\s*+)?(?P<marks>)"
    rf"\[(?P<label>[^\[\]{_COLON}]{{1,{_LONGEST}}})\](?:\s*+:)?(?=\s|\Z)\s*+"
    rf"(?:(?P<after>{STAMP})\s*+)?"
)
#: The groups of both patterns that hold a time.
_TIMES = ("before", "between", "after")

_SENTENCE_MARKS = re.compile(r"[?!;,\u2026\u3002\"\u201c\u201d=|\\]|//|\.\.")
#: Full stops of a label are those of initials and titles.
_STOPPED_WORD = re.compile(r"(?:\w|dr|mr|mrs|ms|prof|st|sr|fr|hr|int)\.?(?:\w\.)*", re.IGNORECASE)
_PARTICLES = frozenset(
    {"de", "del", "della", "der", "den", "van", "von", "zu", "da", "di", "du", "la", "le", "el"}
    | {"bin", "al", "and", "und", "et", "y", "en", "of", "&", "-"}
)


@dataclass(frozen=True, slots=True)
class Front:
    """What a line begins with: a candidate, its time, what stands in brackets before, the words."""

    label: str
    start: float | None
    marks: str
    words: int
    line: int


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that somebody may have said."""
    for block in blocks:
        if not block.context:
            yield from enumerate(block.text.split("\n"), start=block.line)


def fronts_of(
    blocks: Iterable[Block], pattern: re.Pattern[str], *, below: int = 0
) -> Iterator[Front]:
    """Yield what stands where labels stand, below a line."""
    for number, line in lines_of(blocks):
        found = pattern.match(line) if number > below else None
        if found is not None:
            start = seconds(
                " ".join(found[name] or "" for name in _TIMES if name in pattern.groupindex)
            )
            yield Front(
                " ".join(found["label"].split()), start, found["marks"], found.end(), number
            )


def could_be(label: str, known: Iterable[str]) -> bool:
    """Return whether a candidate looks like a name and not like the start of a sentence."""
    if key(label) in known or is_known_label(label):
        return True
    words = label.split()
    return (
        len(words) <= _MOST_WORDS
        and any(char.isalpha() for char in label)
        and not _SENTENCE_MARKS.search(label)
        and all(_is_name(word) for word in words)
    )


def _is_name(word: str) -> bool:
    """Return whether a word can stand in a name: capital, figure, particle, or no case at all."""
    if "." in word and not _STOPPED_WORD.fullmatch(word):
        return False
    first = next((char for char in word if char.isalnum()), "")
    return not first.islower() or word in _PARTICLES or is_person_id(word)
