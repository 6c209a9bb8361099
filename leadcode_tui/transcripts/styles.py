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
    DASHED,
    NAME_AND_TIME,
    POINTED,
    STAMPED,
    TABBED,
    TIME_AND_NAME,
    could_be,
    fronts_of,
    is_short,
    lines_of,
    without_asides,
)
from leadcode_tui.transcripts.known_labels import (
    is_known_label,
    is_no_speaker,
    is_person_id,
    key,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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


def _short_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return words for speakers and ids, when half of the paragraphs begin with one."""
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


def _tabbed_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return the names before a tab or in bold, when two recur and a quarter of the lines has one.

    Otherwise words for speakers and ids alone, as with a dash.
    """
    counts = Counter(key(front.label) for front in fronts)
    speakers = {
        name: label
        for name, label in spellings(fronts).items()
        if (counts[name] > 1 and not is_no_speaker(label))
        or name in known
        or is_known_label(label)
        or is_person_id(label)
    }
    used = sum(counts[name] for name in speakers)
    filled = sum(bool(line.strip()) for _, line in lines_of(blocks))
    recurring = sum(counts[name] > 1 for name in speakers)
    is_usual = recurring > 1 and used * 4 >= filled
    return speakers if is_usual else _short_labels(fronts, known, blocks)


def _pointed_labels(
    fronts: Sequence[Front], known: Collection[str], blocks: Sequence[Block]
) -> Mapping[str, str]:
    """Return short labels before a full stop, when two of them recur: A. and B. may be a list."""
    counts = Counter(key(front.label) for front in fronts)
    speakers = _short_labels(fronts, known, blocks)
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


def _named(
    fronts: Sequence[Front],
    blocks: Sequence[Block],
    pattern: re.Pattern[str],
    known: Collection[str],
) -> Iterator[Front]:
    """Yield the fronts that could be names: in brackets, and where nearly all begin so, any.

    Zoom and some typists write names as people write their own: `mary`, in cues `iPad of Mary`.
    """
    if pattern is BRACKETED:
        yield from fronts
        return
    fronts = without_asides(fronts)
    counts = Counter(key(front.label) for front in fronts)
    everywhere = pattern is CANDIDATE and _are_everywhere(fronts, blocks)
    in_cues = any(block.flows for block in blocks)
    for front in fronts:
        is_usual = everywhere and counts[key(front.label)] > 1 and is_short(front.label)
        if could_be(front.label, known) or (is_usual and (in_cues or " " not in front.label)):
            yield front


def _are_everywhere(fronts: Sequence[Front], blocks: Sequence[Block]) -> bool:
    """Return whether nearly every line begins so; of cues, nearly every one."""
    begun = {front.line for front in fronts}
    filled = [block for block in blocks if block.text.strip() and not block.context]
    lines = (
        [block.line for block in filled]
        if any(block.flows for block in filled)
        else [number for number, line in lines_of(filled) if line.strip()]
    )
    return len(begun.intersection(lines)) >= _NEARLY_ALL * len(lines)


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
    (TABBED, _tabbed_labels, True),
    (DASHED, _short_labels, True),
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
        found = [
            front
            for front in fronts_of(blocks, pattern, below=top, questions=marks)
            if key(front.label) not in marks
        ]
        fronts = tuple(_named(found, blocks, pattern, known))
        speakers = choose(fronts, known, blocks)
        used = sum(key(front.label) in speakers for front in fronts)
        if used > (best.used if best is not None else 0):
            best = Style(pattern, fronts, speakers, used)
    return best
