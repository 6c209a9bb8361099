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
3. or it is a letter or an id (`A`, `P12`), or a time stands between it and its colon, and others
   are labels;
4. or its initials are a label (`Devin Becker`, later `DB`): then it is the same speaker.
5. Where the one label is an interviewer's, every paragraph without it is the participant's.

A name and a time on a line of their own (`Ana Ruiz   0:03`, `00:00:05 Speaker 1`, `[Ana] 10:02:03`)
are a label when a name comes up again or is known, and there are more of them than of the others.
The time may stand on the next line. Names are written here as programs for meetings show them:
`Ruiz, Ana (SOME TRUST)`, an address, a telephone number.

Where nearly every line or cue has a candidate, a name may be a word in small letters (`mary`), in
cues any words (`iPad of Ben`).
What stands in brackets behind a label (`P1 (laughing):`) is words of the turn.

Lines at the top that say what the file is, or who takes part, are context (`header`).

Where none of these are found, labels are looked for, in this order,

- in brackets (`[id1] words`): what comes up twice or more, and has a number in it or is known; or
  anything, when nearly every line has one;
- with a time in brackets before the words (`Ana Ruiz [00:00:05] words`), where half of the
  paragraphs begin so;
- before a tab, a dash, a bar or an angle bracket, or in bold before other words (`INT<tab>words`,
  `P1 - words`): known words and ids, where half of the paragraphs begin so;
- before a full stop (`Q. words`), in the same way, where two of them recur;
- alone on their lines (`INTERVIEWER`): known words, two at least.

What follows without a label, on the same line, on the next, or after an empty line, belongs to the
speaker before. Question marks of the schedule (`[Q3]`, `Q3:`) are no labels; one stands before a
label or behind it.
The rule never drops a word: what is no label stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.candidates import CANDIDATE, could_be, lines_of
from leadcode_tui.transcripts.header import header_end, with_header
from leadcode_tui.transcripts.known_labels import (
    is_interviewer_word,
    key,
)
from leadcode_tui.transcripts.styles import best_style, initials, spellings
from leadcode_tui.transcripts.times import BARE_STAMP, STAMP, seconds
from leadcode_tui.transcripts.wrapping import paragraph_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.transcripts.candidates import Front
    from leadcode_tui.transcripts.material import Block

_STAMP_FIRST = re.compile(rf"\s*+(?P<before>{STAMP})\s*+")
_BARE_FIRST = re.compile(rf"\s*+(?P<before>{STAMP}|{BARE_STAMP})\s*+")
_ONLY_STAMP = re.compile(rf"\s*+(?:{STAMP}|{BARE_STAMP})\s*+")

#: What Teams writes above the name of who speaks.
_STRETCH = re.compile(r"\s*(?P<start>\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)\s+-->\s+[\d:.]+\s*")
_TAKEN_FOR = "is taken for {}, whose initials it has"
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
    blocks = _names_above_times(tuple(_names_below_times(_in_order(blocks))))
    top = header_end(blocks)
    marks = {key(question) for question in questions}
    known = {key(name) for name in named} - marks
    best = best_style(blocks, top, known=known, marks=marks)
    if best is None:
        timed = tuple(_stamps_apart(tuple(_parts(blocks))))
        return Labelled(with_header(timed, top))
    apart = tuple(_apart(blocks, best.speakers, best.fronts))
    return Labelled(with_header(apart, top), _notices(best.fronts, best.speakers, best.pattern))


def _in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with no line twice: a label is known by its line."""
    at = 0
    for block in blocks:
        line = max(at, block.line)
        at = line + block.text.count("\n") + 1
        yield replace(block, line=line)


def _names_below_times(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with the time that Teams writes above a name in front of the name.

    0:0:1.0 --> 0:0:4.110, then the name on a line of its own, then the words.
    """
    for block in blocks:
        lines = block.text.split("\n")
        for at, (line, name) in enumerate(pairwise(lines)):
            found = _STRETCH.fullmatch(line)
            if found is not None and name.strip() and not block.label:
                hours, minutes, rest = found["start"].split(":")
                lines[at] = ""
                lines[at + 1] = f"[{hours}:{int(minutes):02d}:{float(rest):04.1f}] {name}"
        yield replace(block, text="\n".join(lines))


def _names_above_times(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with a time that stands alone below a name behind the name.

    So it comes out of a web page: the name, then 0:03 on a line of its own, then the words. It
    counts where there are two such names at least, and one of them recurs.
    """
    lines = [line for line in lines_of(blocks) if line[1].strip()]
    stamped = {
        at: (name.strip(), below, time.strip())
        for (at, name), (below, time) in pairwise(lines)
        if _ONLY_STAMP.fullmatch(time) and not _ONLY_STAMP.fullmatch(name)
    }
    counts = Counter(key(name) for name, _, _ in stamped.values() if could_be(name, ()))
    if len(counts) < 2 or max(counts.values()) < 2:  # noqa: PLR2004
        return blocks
    moved = {
        at: f"{name}  {time}" for at, (name, _, time) in stamped.items() if key(name) in counts
    }
    moved |= {below: "" for name, below, _ in stamped.values() if key(name) in counts}
    return tuple(
        replace(
            block,
            text="\n".join(
                moved.get(at, line) for at, line in enumerate(block.text.split("\n"), block.line)
            ),
        )
        for block in blocks
    )


def same_speakers(blocks: Sequence[Block]) -> Labelled:
    """Return labelled blocks with a name in full as the speaker that has its initials: rule 4."""
    counts = Counter(key(block.label) for block in blocks if block.label is not None)
    spelling = {key(block.label): block.label for block in reversed(blocks) if block.label}
    aliases = {
        name: spelling[initials(label)]
        for name, label in spelling.items()
        if initials(label) in spelling and counts[initials(label)] > counts[name]
    }
    same = {**spelling, **aliases}
    notices = tuple(f"{spelling[name]} {_TAKEN_FOR.format(to)}" for name, to in aliases.items())
    return Labelled(
        tuple(
            block if block.label is None else replace(block, label=same[key(block.label)])
            for block in blocks
        ),
        notices,
    )


def with_unlabelled(
    blocks: Sequence[Block], interviewers: Iterable[str], participant: str
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks with those for a participant that the typist gave no label: rule 5."""
    labels = {block.label for block in blocks if block.label is not None}
    named = set(map(key, interviewers))
    asking = {label for label in labels if key(label) in named or is_interviewer_word(label)}
    unlabelled = [block for block in blocks if _is_unlabelled(block)]
    if len(labels) != 1 or labels != asking or not unlabelled:
        return tuple(blocks), ()
    notice = (
        f"only {next(iter(labels))} is labelled: paragraphs without a label are taken as said by "
        f"{participant} ({len(unlabelled)})"
    )
    answered = (
        replace(block, label=participant) if _is_unlabelled(block) else block for block in blocks
    )
    return tuple(answered), (notice,)


def _is_unlabelled(block: Block) -> bool:
    """Return whether a block is a paragraph that somebody says, without a label."""
    return (
        block.label is None and not block.context and not block.flows and bool(block.text.strip())
    )


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

    Where a text has no empty lines and no such times, each line is a block that flows, unless it
    was wrapped; then its lines are joined.
    """
    alone = len(blocks) == 1 and not blocks[0].flows
    for block in blocks:
        lines = block.text.split("\n")
        stamped = [at for at, line in enumerate(lines) if at and _STAMP_FIRST.match(line)]
        every = alone and not stamped and not block.context
        starts = paragraph_starts(lines) if every else [0, *stamped]
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
        first, newline, rest = block.text.lstrip("\n").partition("\n")
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
    spelling = spellings(fronts)
    aliases = tuple(
        f"{spelling[name]} {_TAKEN_FOR.format(label)}"
        for name, label in speakers.items()
        if name in spelling and key(spelling[name]) != key(label)
    )
    others = [str(front.line) for front in fronts if key(front.label) not in speakers]
    if not others or pattern is not CANDIDATE:
        return aliases
    shown = ", ".join(others[:_SHOWN]) + (", ..." if len(others) > _SHOWN else "")
    return (
        *aliases,
        f"what stands before a colon in line {shown} is taken as words, not a speaker",
    )
