"""Marks that say which question of the schedule is being answered.

A mark is `[Q3]`, `Q3.` or `Q3:`. It counts at the start of a turn or paragraph, in any case of
letters, and only when the study's schedule has the question. It is taken out of the text and holds
up to the next mark; several in a row (`[Q3][Q4]`, `[Q3, Q4]`) hold together. A paragraph without a
label of its own that begins with `Q3.` or `Q3:` and ends with a question mark is the question as it
was put: context, which nobody says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.known_labels import key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import QuestionId
    from leadcode_tui.transcripts.material import Block


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with the questions that it answers; a mark of its own `opens` a segment."""

    block: Block
    questions: tuple[QuestionId, ...] = ()
    opens: bool = False


def asked_apart(blocks: Sequence[Block], questions: Collection[QuestionId]) -> tuple[Block, ...]:
    """Return the blocks with those as context that are a question of the schedule as it was put."""
    pattern = _mark_pattern({key(question): question for question in questions})
    return tuple(
        replace(block, context=True) if _is_question_put(block, pattern) else block
        for block in blocks
    )


def _is_question_put(block: Block, pattern: re.Pattern[str]) -> bool:
    """Return whether a block is a question of the schedule, without a speaker."""
    found = pattern.match(block.text) if block.label is None else None
    return found is not None and bool(found["open"]) and block.text.rstrip().endswith("?")


def passages(blocks: Iterable[Block], questions: Collection[QuestionId]) -> Iterator[Passage]:
    """Yield the blocks without their marks, each with the questions that hold there."""
    by_key = {key(question): question for question in questions}
    pattern = _mark_pattern(by_key)
    current: tuple[QuestionId, ...] = ()
    opens = False
    for block in blocks:
        found = pattern.match(block.text)
        end = 0 if found is None else found.end()
        marked = () if found is None else _marked(found, by_key)
        current, opens = (marked, True) if marked else (current, opens)
        if block.text[end:].strip():
            text = block.text[end:] if marked else block.text
            yield Passage(replace(block, text=text), current, opens)
            opens = False


def _mark_pattern(by_key: Mapping[str, QuestionId]) -> re.Pattern[str]:
    """Return what a text with marks begins with, the longest ids first."""
    if not by_key:
        return re.compile(r"(?P<brackets>)(?P<open>)")
    ids = "|".join(re.escape(name) for name in sorted(by_key, key=len, reverse=True))
    bracketed = rf"\[\s*(?:{ids})(?:\s*[,;/+&]?\s*(?:{ids}))*\s*\]"
    return re.compile(
        rf"\s*+(?P<brackets>(?:{bracketed}\s*+:?\s*+)*)(?:(?P<open>{ids})\s*[.:](?=\s|\Z)\s*+)?",
        re.IGNORECASE,
    )


def _marked(found: re.Match[str], by_key: Mapping[str, QuestionId]) -> tuple[QuestionId, ...]:
    """Return the questions of the marks, each once, in their order."""
    marks = found["brackets"] + (found["open"] or "")
    if not marks:
        return ()
    ids = "|".join(map(re.escape, sorted(by_key, key=len, reverse=True)))
    names = (key(mark) for mark in re.findall(ids, marks, re.IGNORECASE))
    return tuple(dict.fromkeys(by_key[name] for name in names if name in by_key))
