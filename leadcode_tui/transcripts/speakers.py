"""Who speaks, in texts that say it in words: the rule for speakers' labels.

A **candidate** stands at the start of a line, has at most 40 characters and 4 words and none of
the marks of a sentence, and is followed by a colon (`INTERVIEWER:`, `Devin Becker:`, `KC010 :`).
Each of its words begins with a capital, a figure, or a letter of a script without capitals. A time
may stand before the label, between label and colon, or after the colon; it is the start of the
turn.

A candidate **is a label** when

1. it was named (`--interviewer`, an id of the participants, the transcript's own id), or is a word
   that is known for a speaker (`known_labels`), a single letter or an id with a number apart;
2. or it comes up twice or more, and is no key of a header and no aside (`Date`, `Note`, `Title`);
3. or it is a letter or an id (`A`, `P12`) and others are labels;
4. or its initials are a label (`Devin Becker`, later `DB`): then it is the same speaker.

Lines at the top that say what the file is, or who takes part, are context (`header`). A label in
brackets (`[id1] words`) counts when nothing else does, it comes up twice or more, and has a number
in it or is known. What follows without a label, on the same line, on the next, or after an empty
line, belongs to the speaker before. Question marks of the schedule (`[Q3]`, `Q3:`) are no labels.
The rule never drops a word: what is no label stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.candidates import BRACKETED, CANDIDATE, could_be, fronts_of
from leadcode_tui.transcripts.header import header_end, with_header
from leadcode_tui.transcripts.known_labels import (
    is_known_label,
    is_no_speaker,
    is_person_id,
    key,
)
from leadcode_tui.transcripts.times import BARE_STAMP, STAMP, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.transcripts.candidates import Front
    from leadcode_tui.transcripts.material import Block

_STAMP_FIRST = re.compile(rf"\s*+(?P<before>{STAMP})\s*+")
_BARE_FIRST = re.compile(rf"\s*+(?P<before>{STAMP}|{BARE_STAMP})\s*+")
_ONLY_STAMP = re.compile(rf"\s*+(?:{STAMP}|{BARE_STAMP})\s*+")

_DIGIT = re.compile(r"\d")
_NO_BRACKET_LABEL = re.compile(r"pause|inaudible|laugh|crosstalk|silence|music|unclear|unv")
#: How many lines a notice names.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """Blocks with their speakers, and what is to be said about it."""

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()


def label_blocks(
    blocks: Sequence[Block], *, named: Iterable[str], questions: Iterable[str]
) -> Labelled:
    """Find the speakers in the words of the blocks, by the rule that opens this module."""
    top = header_end(blocks)
    marks = {key(question) for question in questions}
    known = {key(name) for name in named} - marks
    for pattern, choose in ((CANDIDATE, _colon_labels), (BRACKETED, _bracket_labels)):
        fronts = tuple(
            front
            for front in fronts_of(blocks, pattern, below=top)
            if key(front.label) not in marks and could_be(front.label, known)
        )
        speakers = choose(fronts, known)
        if speakers:
            apart = tuple(_apart(blocks, speakers, fronts))
            return Labelled(with_header(apart, top), _notices(fronts, speakers, pattern))
    timed = tuple(_stamps_apart(tuple(_parts(blocks))))
    return Labelled(with_header(timed, top))


def _colon_labels(fronts: Sequence[Front], known: Iterable[str]) -> Mapping[str, str]:
    """Return each key that is a speaker with the label to show for it: rules 1 to 4."""
    counts = Counter(key(front.label) for front in fronts)
    spelling = _spellings(fronts)
    accepted = {
        name: label
        for name, label in spelling.items()
        if name in known
        or (is_known_label(label) and not is_person_id(label))
        or (counts[name] > 1 and not is_no_speaker(label))
    }
    if not accepted:
        return {}
    company = {name: label for name, label in spelling.items() if is_person_id(label)}
    aliases = {
        name: accepted[_initials(label)]
        for name, label in spelling.items()
        if name not in accepted and _initials(label) in accepted and not is_no_speaker(label)
    }
    return {**aliases, **company, **accepted}


def _bracket_labels(fronts: Sequence[Front], known: Iterable[str]) -> Mapping[str, str]:
    """Return the bracketed labels that recur and look like somebody's id."""
    counts = Counter(key(front.label) for front in fronts)
    return {
        name: label
        for name, label in _spellings(fronts).items()
        if counts[name] > 1
        and (_DIGIT.search(label) or name in known or is_known_label(label))
        and not _NO_BRACKET_LABEL.search(name)
    }


def _spellings(fronts: Iterable[Front]) -> Mapping[str, str]:
    """Return each key with the first spelling that comes up."""
    return {key(front.label): front.label for front in reversed(tuple(fronts))}


def _initials(label: str) -> str:
    """Return the first letters of the words of a label, as a key; nothing for a single word."""
    words = label.split()
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


def _apart(
    blocks: Iterable[Block], speakers: Mapping[str, str], fronts: Iterable[Front]
) -> Iterator[Block]:
    """Yield a block for each labelled line, with the lines that follow it up to the next."""
    by_line = {front.line: front for front in fronts if key(front.label) in speakers}
    for block in blocks:
        if block.context:
            yield block
            continue
        current, words = block, list[str]()
        for number, line in enumerate(block.text.split("\n"), start=block.line):
            front = by_line.get(number)
            if front is None:
                words.append(line)
                continue
            yield from _stamps_apart([replace(current, text="\n".join(words))] if words else [])
            start = block.start if front.start is None else front.start
            label = speakers[key(front.label)]
            current = replace(block, line=number, label=label, start=start)
            words = [front.marks + line[front.words :]]
        yield from _stamps_apart([replace(current, text="\n".join(words))])


def _parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a text without labels, with one for each line that begins with a time.

    Where a text has no empty lines and no such times, each line is a block that flows.
    """
    alone = len(blocks) == 1 and not blocks[0].flows
    for block in blocks:
        lines = block.text.split("\n")
        stamped = [at for at, line in enumerate(lines) if at and _STAMP_FIRST.match(line)]
        every = alone and not stamped and not block.context
        starts = [0, *(range(1, len(lines)) if every else stamped)]
        for begin, end in pairwise([*starts, len(lines)]):
            start = None if begin else block.start
            text = "\n".join(lines[begin:end])
            flows = block.flows or (every and begin > 0)
            yield replace(block, text=text, line=block.line + begin, start=start, flows=flows)


def _stamps_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with the time that each begins with as its start.

    A time without brackets counts where it stands alone on its line, or where every block
    begins with one; elsewhere it may be what was said.
    """
    timed = len(blocks) > 1 and all(_BARE_FIRST.match(block.text) for block in blocks)
    for block in blocks:
        first, newline, rest = block.text.partition("\n")
        alone = _ONLY_STAMP.fullmatch(first)
        found = (_BARE_FIRST if timed or alone else _STAMP_FIRST).match(first)
        if found is None or block.start is not None:
            yield block
        else:
            words = first[found.end() :] + newline + rest
            yield replace(block, text=words, start=seconds(found["before"]))


def _notices(
    fronts: Sequence[Front], speakers: Mapping[str, str], pattern: re.Pattern[str]
) -> tuple[str, ...]:
    """Return what was guessed: names taken for initials, and lines that only look labelled."""
    spelling = _spellings(fronts)
    aliases = tuple(
        f"{spelling[name]} is taken for {label}, whose initials it has"
        for name, label in speakers.items()
        if name in spelling and key(spelling[name]) != key(label)
    )
    others = [str(front.line) for front in fronts if key(front.label) not in speakers]
    if not others or pattern is BRACKETED:
        return aliases
    shown = ", ".join(others[:_SHOWN]) + (", ..." if len(others) > _SHOWN else "")
    return (
        *aliases,
        f"what stands before a colon in line {shown} is taken as words, not a speaker",
    )
