"""The ways in which labels are written, and which of the candidates are labels in each.

The rule is in `speakers`; here is a function for each way.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.transcripts.candidates import (
    ALONE,
    BRACKETED,
    CANDIDATE,
    NAME_AND_TIME,
    POINTED,
    SPACED,
    STAMPED,
    TIME_AND_NAME,
    could_be,
    fronts_of,
    lines_of,
)
from leadcode_tui.transcripts.known_labels import (
    is_known_label,
    is_no_speaker,
    is_person_id,
    key,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from leadcode_tui.transcripts.candidates import Front
    from leadcode_tui.transcripts.material import Block

_DIGIT = re.compile(r"\d")
_NO_BRACKET_LABEL = re.compile(r"pause|inaudible|laugh|crosstalk|silence|music|unclear|unv")
#: Where this share of the lines has a label in brackets, whatever is in them are labels.
_NEARLY_ALL = 0.9


class Style(NamedTuple):
    """A way to write labels, and what it finds: fronts, speakers, how many of the fronts are."""

    pattern: re.Pattern[str]
    fronts: tuple[Front, ...]
    speakers: Mapping[str, str]
    used: int


def _timed_labels(
    fronts: Sequence[Front], known: Collection[str], _: Sequence[Block]
) -> Mapping[str, str]:
    """Return the names beside times: one that comes up again, or is known, and all its company."""
    counts = Counter(key(front.label) for front in fronts)
    spelling = {
        name: label for name, label in spellings(fronts).items() if not is_no_speaker(label)
    }
    sure = any(
        counts[name] > 1 or name in known or is_known_label(label)
        for name, label in spelling.items()
    )
    return spelling if sure and len(fronts) > 1 else {}


def _stamped_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return the names before times and words, when half of the paragraphs begin with one."""
    return _timed_labels(fronts, known, blocks) if len(fronts) * 2 >= len(blocks) else {}


def _spaced_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return short labels before a tab or a dash, when half of the paragraphs begin with one."""
    counts = Counter(key(front.label) for front in fronts)
    speakers = {
        name: label
        for name, label in spellings(fronts).items()
        if (name in known or is_known_label(label) or is_person_id(label))
        and (counts[name] > 1 or len(counts) > 1)
    }
    used = sum(counts[name] for name in speakers)
    filled = sum(bool(line.strip()) for _, line in lines_of(blocks))
    return speakers if used > 1 and used * 2 >= min(len(blocks), filled) else {}


def _pointed_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return short labels before a full stop, when two of them recur: A. and B. may be a list."""
    counts = Counter(key(front.label) for front in fronts)
    speakers = _spaced_labels(fronts, known, blocks)
    return speakers if sum(counts[name] > 1 for name in speakers) > 1 else {}


def _lone_labels(
    fronts: Sequence[Front], known: Collection[str], _: Sequence[Block]
) -> Mapping[str, str]:
    """Return known words for speakers that stand on lines of their own, two at least."""
    speakers = {
        name: label
        for name, label in spellings(fronts).items()
        if name in known or (is_known_label(label) and not is_person_id(label) and len(name) > 1)
    }
    return speakers if len(speakers) > 1 else {}


def _colon_labels(
    fronts: Sequence[Front], known: Collection[str], _: Sequence[Block]
) -> Mapping[str, str]:
    """Return each key that is a speaker with the label to show for it: rules 1 to 4."""
    counts = Counter(key(front.label) for front in fronts)
    spelling = spellings(fronts)
    accepted = {
        name: label
        for name, label in spelling.items()
        if name in known
        or (is_known_label(label) and not is_person_id(label))
        or (counts[name] > 1 and not is_no_speaker(label))
    }
    if not accepted:
        return {}
    timed = {key(front.label) for front in fronts if front.is_timed}
    company = {
        name: label
        for name, label in spelling.items()
        if is_person_id(label) or (name in timed and not is_no_speaker(label))
    }
    aliases = {
        name: accepted[initials(label)]
        for name, label in spelling.items()
        if name not in accepted and initials(label) in accepted and not is_no_speaker(label)
    }
    return {**aliases, **company, **accepted}


def _bracket_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return the bracketed labels that recur: ids and known words, or all where most lines have."""
    counts = Counter(key(front.label) for front in fronts)
    filled = sum(bool(line.strip()) for _, line in lines_of(blocks))
    everywhere = len(fronts) >= _NEARLY_ALL * filled
    return {
        name: label
        for name, label in spellings(fronts).items()
        if not _NO_BRACKET_LABEL.search(name)
        and (
            everywhere
            or (
                counts[name] > 1
                and could_be(label, known)
                and (_DIGIT.search(label) or name in known or is_known_label(label))
            )
        )
    }


def spellings(fronts: Iterable[Front]) -> Mapping[str, str]:
    """Return each key with the first spelling that comes up."""
    return {key(front.label): front.label for front in reversed(tuple(fronts))}


def initials(label: str) -> str:
    """Return the first letters of the words of a label, as a key; nothing for a single word."""
    words = label.split()
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


#: The ways in which labels are written. Of the first three the one that is used most counts; each
#: of the others only when those before it find nobody.
_STYLES = (
    (CANDIDATE, _colon_labels, False),
    (TIME_AND_NAME, _timed_labels, False),
    (NAME_AND_TIME, _timed_labels, False),
    (BRACKETED, _bracket_labels, True),
    (STAMPED, _stamped_labels, True),
    (SPACED, _spaced_labels, True),
    (POINTED, _pointed_labels, True),
    (ALONE, _lone_labels, True),
)


def best_style(
    blocks: Sequence[Block], top: int, *, known: Collection[str], marks: Collection[str]
) -> Style | None:
    """Return the way that labels are written below the header, None where there are none.

    `known` are the keys of labels that were named, `marks` those of questions, which are none.
    """
    best: Style | None = None
    for pattern, choose, is_last_resort in _STYLES:
        if is_last_resort and best is not None:
            break
        fronts = tuple(
            front
            for front in fronts_of(blocks, pattern, below=top)
            if key(front.label) not in marks
            and (pattern is BRACKETED or could_be(front.label, known))
        )
        speakers = choose(fronts, known, blocks)
        used = sum(key(front.label) in speakers for front in fronts)
        if used > (best.used if best is not None else 0):
            best = Style(pattern, fronts, speakers, used)
    return best
