"""The top of a plain text: what the file is and who takes part, which nobody says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.candidates import CANDIDATE, could_be, fronts_of, lines_of
from leadcode_tui.transcripts.known_labels import (
    is_interviewer_word,
    is_known_label,
    is_no_speaker,
    key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.transcripts.material import Block

#: How Otter, Meet and others sign below the talk, and what Teams notes at its beginning and end.
_SIGNATURE = re.compile(
    r"\s*(?:Transcribed (?:by|with) (?:https?://)?[\w.-]+\.\w+/?"
    r"|This editable transcript was computer generated and might contain errors\..{0,100})\s*",
    re.IGNORECASE,
)
_STARTED = re.compile(r"\s*(?P<name>\S.{0,120}?) (?:started|stopped) transcription\s*")
#: What stands between the names of several.
_NAMES_APART = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|et|y|en|e)\s+")
#: Lines from the top among which a header is looked for, and how long its values may be.
_HEADER_REACH = 15
_HEADER_VALUE = 80
#: The longest label that is an abbreviation for a speaker and no key of a header: P, INT.
_ABBREVIATION = 3


def header_end(blocks: Sequence[Block]) -> int:
    """Return the number of the last line of the header, 0 without one. Cues have none."""
    if not blocks or blocks[0].flows:
        return 0
    counts = Counter(key(front.label) for front in fronts_of(blocks, CANDIDATE))
    named = max(_keys_end(blocks, counts), _cast_list_end(blocks, counts))
    return max(named, _roles_end(blocks, counts, below=named))


def _keys_end(blocks: Sequence[Block], counts: Mapping[str, int]) -> int:
    """Return the last line of what has keys such as `Date`, up to which each comes up once.

    The first line may be a title; lines with other keys may stand among and below them in one
    paragraph.
    """
    end = 0
    for block in blocks:
        lines = list(lines_of([block]))[:_HEADER_REACH]
        keyed = list(takewhile(lambda line: _has_key(line, counts) or line[0] == 1, lines))
        headings = [number for number, line in keyed if _is_heading(line)]
        if headings:
            end = keyed[-1][0] if keyed == lines else headings[-1]
        if keyed != lines or not (headings or block is blocks[0]):
            break
    return end


def _has_key(line: tuple[int, str], counts: Mapping[str, int]) -> bool:
    """Return whether a line is short and has a key that comes up once and abbreviates nobody."""
    found = CANDIDATE.match(line[1])
    return (
        found is not None
        and len(line[1]) - found.end() <= _HEADER_VALUE
        and not line[1].rstrip().endswith("?")
        and counts[key(found["label"])] == 1
        and len(found["label"]) > _ABBREVIATION
    )


def _is_heading(line: str) -> bool:
    """Return whether a line has the key of a header."""
    found = CANDIDATE.match(line)
    return found is not None and is_no_speaker(found["label"])


def _cast_list_end(blocks: Sequence[Block], counts: Mapping[str, int]) -> int:
    """Return the last line of an opening paragraph that lists who takes part, 0 without one.

    Each of its lines, two at least, is short and has a label that never comes up again, and two
    others recur below (`Interviewer: Ana`, `Participant: 7`, then `I:` and `P:`).
    """
    lines = list(lines_of(blocks[:1]))
    found = [(line, CANDIDATE.match(line)) for _, line in lines]
    listed = all(
        match is not None
        and len(line) - match.end() <= _HEADER_VALUE
        and counts[key(match["label"])] == 1
        for line, match in found
    )
    recurring = sum(n > 1 for n in counts.values())
    return lines[-1][0] if listed and len(lines) > 1 and recurring > 1 else 0


def _roles_end(blocks: Sequence[Block], counts: Mapping[str, int], *, below: int) -> int:
    """Return the last line of those that say who takes part in paragraphs of their own, 0 without.

    They stand below a header, or are two at least at the top or below a title; each has a word for
    a speaker that never comes up again (`Interviewer: Ana Reed`), and two other labels recur.
    """
    if sum(n > 1 for n in counts.values()) <= 1:
        return 0
    lines = [line for line in lines_of(blocks) if line[0] > below and line[1].strip()]
    titled = below == 0 and bool(lines) and CANDIDATE.match(lines[0][1]) is None
    roles = list(takewhile(lambda line: _is_role(line, counts), lines[titled:_HEADER_REACH]))
    return roles[-1][0] if len(roles) > (0 if below else 1) else 0


def _is_role(line: tuple[int, str], counts: Mapping[str, int]) -> bool:
    """Return whether a line says who has a part in the talk."""
    found = CANDIDATE.match(line[1])
    return found is not None and is_known_label(found["label"]) and _has_key(line, counts)


def said_to_ask(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the names that a header gives to whoever asks, in full and as typists shorten them.

    `Interviewer: Ana Reed` says that Ana Reed, Ana, Reed and AR are labels of an interviewer.
    """
    for block in takewhile(lambda block: block.context, blocks):
        for line in block.text.split("\n"):
            found = CANDIDATE.match(line)
            if found is None or not is_interviewer_word(found["label"]):
                continue
            for name in _NAMES_APART.split(line[found.end() :].strip()):
                words = [word for word in name.split() if not word.endswith(".")]
                shortened = "".join(word[0] for word in words) if len(words) > 1 else ""
                yield from filter(None, (name.strip(), *words[:1], *words[1:][-1:], shortened))


def without_signatures(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks without the line in which a recorder signs its work, which nobody says."""
    for block in blocks:
        lines = block.text.split("\n")
        kept = [line for line in lines if not _is_signature(line)]
        yield block if len(kept) == len(lines) else replace(block, text="\n".join(kept))


def _is_signature(line: str) -> bool:
    """Return whether a line is a recorder's own word on what it did."""
    started = _STARTED.fullmatch(line)
    return _SIGNATURE.fullmatch(line) is not None or (
        started is not None and could_be(started["name"], ())
    )


def with_header(blocks: Iterable[Block], end: int) -> tuple[Block, ...]:
    """Return the blocks with the lines of the header as context."""
    parted: list[Block] = []
    for block in blocks:
        lines = block.text.split("\n")
        inside = 0 if block.label is not None else max(0, min(len(lines), end - block.line + 1))
        if inside:
            parted.append(replace(block, text="\n".join(lines[:inside]), context=True))
        if inside < len(lines):
            rest = "\n".join(lines[inside:])
            parted.append(replace(block, text=rest, line=block.line + inside))
    return tuple(parted)
