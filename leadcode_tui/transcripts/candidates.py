"""What a line of text begins with that could be the label of a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.known_labels import (
    ASIDE,
    is_known_label,
    is_person_id,
    key,
    without_aside,
)
from leadcode_tui.transcripts.times import BARE_STAMP, STAMP, seconds

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from leadcode_tui.transcripts.material import Block

#: How long a label may be, in characters and words.
_LONGEST = 40
_MOST_WORDS = 4

_COLON = ":\uff1a"
#: What stands behind a name: (Guest), (SOME NHS FOUNDATION TRUST), (laughing).
_BEHIND = rf"\s++\([^(){_COLON}]{{1,90}}\)"
#: What a word processor leaves of a list that was copied.
_BULLET = "[\u2022\u2023\u25aa\u25cf\u25e6\u00b7]"
#: A label with its colon, and one in square brackets.
CANDIDATE = re.compile(
    rf"\s*+(?:{_BULLET}\s*+)?(?:(?P<before>{STAMP}|{BARE_STAMP})\s*+)?(?P<marks>(?:\[[^\[\]]{{1,40}}\]\s*+){{0,4}})"
    rf"(?P<label>[^\s{_COLON}\[\]][^{_COLON}\[\]]{{0,{_LONGEST - 1}}}?(?:{_BEHIND})?)\s*+"
    rf"(?:(?P<between>{STAMP})\s*+)?"
    rf"(?::(?![:/\\\d])|\uff1a)\s*+"
    rf"(?:(?P<after>{STAMP})\s*+)?"
)
BRACKETED = re.compile(
    rf"\s*+(?:(?P<before>{STAMP}|{BARE_STAMP})\s*+)?(?P<marks>)"
    rf"\[(?P<label>[^\[\]{_COLON}]{{1,{_LONGEST}}})\](?:\s*+:)?(?=\s|\Z)\s*+"
    rf"(?:(?P<after>{STAMP})\s*+)?"
)
_NAME = rf"\[?(?P<label>[^\s{_COLON}\[\]\d][^{_COLON}\[\]]{{0,{_LONGEST - 1}}}?)\]?"
#: Who dials in has a telephone number for a name.
_PHONE = r"\+?\d(?:[ ()-]{0,2}\d){8,}"
_SHOWN_NAME = (
    rf"\[?(?P<label>[^\s{_COLON}\[\]\d][^{_COLON}\[\]]{{0,{_LONGEST - 1}}}?(?:{_BEHIND})?"
    rf"|{_PHONE})\]?"
)
#: A name and a time on a line of their own, as Word, Teams, Zoom and Otter write them.
TIME_AND_NAME = re.compile(
    rf"\s*+(?P<marks>)(?P<before>{STAMP}|{BARE_STAMP})\s++(?:[-\u2013]\s++)?{_SHOWN_NAME}\s*+\Z"
)
NAME_AND_TIME = re.compile(
    rf"\s*+(?P<marks>){_SHOWN_NAME}\s++(?P<after>{STAMP}|{BARE_STAMP})\s*+\Z"
)
#: A name and a time in brackets before the words, as Trint writes them.
STAMPED = re.compile(rf"\s*+(?P<marks>){_NAME}\s++(?P<after>{STAMP})\s++(?=\S)")
#: A label with a tab behind it, which is four spaces by now, also one in bold alone on its line.
TABBED = re.compile(rf"\s*+(?P<marks>){_NAME}\s{{3,}}+")
#: A label with a dash, a bar, an angle bracket behind it.
DASHED = re.compile(rf"\s*+(?P<marks>){_NAME}\s*+[-\u2013\u2014|>]\s++(?=\S)")
#: A label with a full stop, as in Q. and A. of hearings.
POINTED = re.compile(rf"\s*+(?P<marks>){_NAME}\.\s++(?=\S)")
#: A label on a line of its own.
ALONE = re.compile(rf"\s*+(?P<marks>){_NAME}\s*+\Z")
#: What stands before a label where a question is marked without brackets, as in Q3. INT: words.
_OPEN_MARK = re.compile(r"\s*+(?P<mark>\S{1,40}?)\s*[.:](?=\s)\s*+")
#: The groups of the patterns that hold a time.
_TIMES = ("before", "between", "after")

#: A name that is no words: that of a mail account, or a telephone number.
_ACCOUNT = re.compile(rf"[^\s@,;]+@[^\s@,;]+|{_PHONE}")
#: As in lists of names: Reed, Ana.
_SURNAME_FIRST = re.compile(r"(?P<surname>[^\d,]+),\s(?P<first>[^\d,]+)")
_SENTENCE_MARKS = re.compile(r"[?!;,\u2026\u3002\"\u201c\u201d=|\\]|//|\.\.")
#: Full stops of a label are those of initials and titles.
_STOPPED_WORD = re.compile(r"(?:\w|dr|mr|mrs|ms|prof|st|sr|fr|hr|int)\.?(?:\w\.)*", re.IGNORECASE)
_PARTICLES = frozenset(
    {"de", "del", "della", "der", "den", "van", "von", "zu", "da", "di", "du", "la", "le", "el"}
    | {"bin", "al", "and", "und", "et", "y", "en", "of", "&", "-"}
)


@dataclass(frozen=True, slots=True)
class Front:
    """What a line begins with: a candidate, its time, the marks before it, the words.

    `is_timed` is whether the time stands between the label and its colon, which makes it one.
    """

    label: str
    start: float | None
    marks: str
    words: int
    line: int
    is_timed: bool = False


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that somebody may have said."""
    for block in blocks:
        if not block.context:
            yield from enumerate(block.text.split("\n"), start=block.line)


def fronts_of(
    blocks: Iterable[Block],
    pattern: re.Pattern[str],
    *,
    below: int = 0,
    questions: Container[str] = (),
) -> Iterator[Front]:
    """Yield what stands where labels stand, below a line, also behind the mark of a question."""
    for number, line in lines_of(blocks):
        begin = _behind_mark(line, questions)
        found = pattern.match(line, begin) if number > below else None
        if found is not None:
            start = seconds(
                " ".join(found[name] or "" for name in _TIMES if name in pattern.groupindex)
            )
            label = " ".join(found["label"].split())
            is_timed = pattern is CANDIDATE and found["between"] is not None
            marks = line[:begin] + found["marks"]
            yield Front(label, start, marks, found.end(), number, is_timed)


def _behind_mark(line: str, questions: Container[str]) -> int:
    """Return where a line goes on behind a question's mark without brackets, 0 without one."""
    found = _OPEN_MARK.match(line)
    return found.end() if found is not None and key(found["mark"]) in questions else 0


def could_be(label: str, known: Iterable[str]) -> bool:
    """Return whether a candidate looks like a name and not like the start of a sentence."""
    if key(label) in known or is_known_label(label):
        return True
    name = _SURNAME_FIRST.sub(r"\g<first> \g<surname>", without_aside(label))
    is_written_so = is_short(name) and all(_is_name(word) for word in name.split())
    return is_written_so or _ACCOUNT.fullmatch(name) is not None


def is_short(name: str) -> bool:
    """Return whether a candidate has as few words as a name, and no mark of a sentence."""
    return (
        len(name.split()) <= _MOST_WORDS
        and any(char.isalpha() for char in name)
        and not _SENTENCE_MARKS.search(name)
    )


def without_asides(fronts: Sequence[Front]) -> Sequence[Front]:
    """Return the fronts with `P1 (laughing):` as P1, where P1 is a label; the aside is words."""
    labels = {key(front.label) for front in fronts}
    return tuple(_without_aside(front, labels) for front in fronts)


def _without_aside(front: Front, labels: Container[str]) -> Front:
    found = ASIDE.fullmatch(front.label)
    if found is None or not (key(found["name"]) in labels or is_known_label(found["name"])):
        return front
    return replace(front, label=found["name"], marks=f"{front.marks}({found['behind']}) ")


def _is_name(word: str) -> bool:
    """Return whether a word can stand in a name: capital, figure, particle, or no case at all."""
    if "." in word and not _STOPPED_WORD.fullmatch(word):
        return False
    first = next((char for char in word if char.isalnum()), "")
    return not first.islower() or word in _PARTICLES or is_person_id(word)
