"""Cues of subtitle files, WebVTT and SubRip alike, read so that no word is lost.

Blocks of lines with a line of times; what is out of order is kept and reported with its line. The
parser of webvtt-py keeps well-formed cues only: lines after an empty line within a cue, and cues
whose times are mistyped, are dropped there without a word, and it knows no line numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.text import sanitise
from leadcode_tui.transcripts.decoding import with_characters
from leadcode_tui.transcripts.material import Block
from leadcode_tui.transcripts.times import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_CUE_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*(?P<start>{_CUE_TIME})\s*-->\s*(?P<end>{_CUE_TIME})(?:\s.*|)")
_ARROW = "-->"

#: An identifier of a cue that is a name in words, and no number or code.
_WORDED = re.compile(r"[^\W\d_]{2,}\s+(?:.*\s)?[^\W\d_]{2,}")
#: Blocks that hold no words.
_ASIDE = re.compile(r"(?:NOTE(?=\s|\Z).*|STYLE\s*|REGION\s*)")

#: The marks that both formats know; what else stands in angle brackets is somebody's notation.
_MARKUP = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|v|lang|font)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}>",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>")


@dataclass(slots=True)
class _Cue:
    """A cue while its lines are being collected; `line` is where its words begin."""

    line: int
    start: float | None = None
    end: float | None = None
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a file as blocks, what was wrong with them, and what is left out.

    `asides` counts notes and styles, `names` the identifiers of cues that are words.
    """

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    asides: int
    names: int

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be said of what is left out."""
        said = (("blocks of notes and styles", self.asides), ("names of cues", self.names))
        return tuple(f"{what} are left out ({count})" for what, count in said if count)


def read_cues(lines: Sequence[str], path: Path, *, first: int = 0) -> Cues:
    """Return the cues that the lines hold, from a line on (counted from 0)."""
    problems: list[Problem] = []
    cues: list[_Cue] = []
    asides, names, at = 0, 0, first
    while at < len(lines):
        line = lines[at]
        timing = _timing_at(lines, at)
        if not line.strip():
            at += 1
        elif timing is not None:
            number, found = timing
            names += number > at and _WORDED.search(line) is not None
            cue, wrong = _opened(found, number + 1, path)
            problems += wrong
            at = _collect(lines, number + 1, cue)
            cues.append(cue)
        elif _ASIDE.fullmatch(line):
            asides += 1
            at = _after_block(lines, at)
        else:
            problems.append(_stray(path, at + 1, line, first=not cues))
            if _ARROW in line or not cues:
                cues.append(_Cue(at + 1))
            if any(map(str.isalpha, line)) or _ARROW not in line:
                cues[-1].words.append(line)
            at = _collect(lines, at + 1, cues[-1])
    return Cues(tuple(_blocks(cues)), tuple(problems), asides, names)


def _timing_at(lines: Sequence[str], at: int) -> tuple[int, re.Match[str]] | None:
    """Return the line of times that opens a cue: this line, or the next after an identifier."""
    for number in (at, at + 1):
        if number < len(lines) and _ARROW in lines[number]:
            found = _TIMING.fullmatch(lines[number])
            return (number, found) if found else None
    return None


def _opened(timing: re.Match[str], number: int, path: Path) -> tuple[_Cue, list[Problem]]:
    """Return a cue without words, and a problem when it ends before it starts."""
    start, end = seconds(timing["start"]), seconds(timing["end"])
    if start is None or end is None or start <= end:
        return _Cue(number + 1, start, end), []
    why = "the cue ends before it starts, so it is taken without an end"
    return _Cue(number + 1, start), [Problem(path, number, timing.start("end") + 1, why)]


def _stray(path: Path, number: int, line: str, *, first: bool) -> Problem:
    """Return what is wrong with a line that belongs to no cue."""
    if _ARROW in line:
        why = "these times cannot be read, so the words after them are taken without times"
        return Problem(path, number, 1, why, "they look like 00:01:02.500 --> 00:01:04.000")
    place = "as one without times" if first else "with the one before"
    why = f"these words stand outside a cue and are taken {place}"
    return Problem(path, number, 1, why, "an empty line ends a cue")


def _collect(lines: Sequence[str], at: int, cue: _Cue) -> int:
    """Add the words of a cue up to what ends it; return where that is."""
    begin = at
    while at < len(lines) and lines[at].strip() and _ARROW not in lines[at]:
        if at > begin and lines[at].strip().isdecimal() and _timing_at(lines, at):
            return at
        cue.words.append(lines[at])
        at += 1
    return at


def _after_block(lines: Sequence[str], at: int) -> int:
    """Return where the block of lines ends."""
    return next(
        (number for number in range(at, len(lines)) if not lines[number].strip()), len(lines)
    )


def _blocks(cues: Sequence[_Cue]) -> Iterator[Block]:
    """Yield the cues, with a block for each voice."""
    for cue in cues:
        whole = Block("\n".join(cue.words), cue.line, None, cue.start, cue.end, flows=True)
        at, name = 0, None
        for voice in _VOICE.finditer(whole.text):
            yield from _voiced(whole, whole.text[at : voice.start()], name)
            at, name = voice.end(), voice["name"] or ""
        yield from _voiced(whole, whole.text[at:], name)


def _voiced(cue: Block, words: str, name: str | None) -> Iterator[Block]:
    """Yield what one voice says in a cue, if anything."""
    text = _decoded(_MARKUP.sub("", words))
    if text.strip():
        label = " ".join(_decoded(name or "").split()) or None
        yield replace(cue, text=text, label=label)


def _decoded(text: str) -> str:
    """Return a text with its entities as characters, made safe again."""
    return sanitise(with_characters(text)).replace("\xa0", " ")
