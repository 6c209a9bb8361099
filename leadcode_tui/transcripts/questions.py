"""Marks that say which question of the schedule is being answered.

A mark is `[Q3]`, `Q3.` or `Q3:`. It counts at the start of a turn, also before its label, or of a
paragraph, in any case of letters, and only when the study's schedule has the question. It is taken
out of the text and holds up to the next mark; several in a row (`[Q3][Q4]`, `[Q3, Q4]`) hold
together. A paragraph without a label of its own that begins with `Q3.` or `Q3:` and ends with a
question mark is the question as it was put: context, which nobody says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from leadcode_tui.model import QuestionSource
from leadcode_tui.transcripts.known_labels import key
from leadcode_tui.transcripts.wording import SURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import QuestionId
    from leadcode_tui.transcripts.material import Block, FoundQuestion, ReadOptions
    from leadcode_tui.transcripts.wording import Wordings


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with the questions that it answers; a mark of its own `opens` a segment.

    `by` is how the questions were found, `sure` how surely: 1 for a mark.
    """

    block: Block
    questions: tuple[QuestionId, ...] = ()
    opens: bool = False
    by: QuestionSource | None = None
    sure: float = 1.0


def asked_apart(
    blocks: Iterable[Block], questions: Collection[QuestionId], wordings: Wordings
) -> Iterator[Block]:
    """Yield the blocks with those as context that are a question of the schedule as it was put.

    What stands below a label that has a line of its own was said by whom it names.
    """
    pattern = _mark_pattern({key(question): question for question in questions})
    named = False
    for block in blocks:
        is_put = (
            block.label is None
            and not named
            and (_is_question_put(block.text, pattern) or wordings.is_one(block.text))
        )
        yield replace(block, context=True) if is_put else block
        named = not block.text.strip() and (named or block.label is not None)


def _is_question_put(text: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a text is a marked question of the schedule."""
    found = pattern.match(text)
    return found is not None and bool(found["open"]) and text.rstrip().endswith("?")


def found_by_wording(
    passages: Sequence[Passage], wordings: Wordings, asking: Collection[str]
) -> Iterator[Passage]:
    """Yield passages without marks with the questions that were asked in so many words.

    They are looked for in the turns of those who ask, and in what nobody says. Each holds up to
    the next; what comes before the first has none.
    """
    current: tuple[QuestionId, ...] = ()
    sure = 1.0
    for label, turn in groupby(passages, key=lambda passage: passage.block.label):
        said = tuple(turn)
        if label is None or label in asking:
            best = wordings.best(_joined(said))
            current, sure = ((best[0],), best[1]) if best else (current, sure)
        by = QuestionSource.WORDING if current else None
        for passage in said:
            yield replace(passage, questions=current, by=by, sure=sure)


def _joined(turn: Iterable[Passage]) -> str:
    """Return the text of a turn; cues go on in mid-sentence, and lines are wrapped."""
    return " ".join(" ".join(passage.block.text.split()) for passage in turn)


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
            by = QuestionSource.MARK if current else None
            yield Passage(replace(block, text=text), current, opens, by)
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


def about_questions(found: Sequence[FoundQuestion], settings: ReadOptions) -> Iterator[str]:
    """Yield what is to be said about questions that were found by their wording, and not found."""
    worded = [one for one in found if one.by is QuestionSource.WORDING]
    if worded:
        places = ", ".join(f"{one.question} in {one.segment} ({one.sure:.0%})" for one in worded)
        yield f"questions found by their wording, with how sure that is: {places}"
    doubtful = [one.segment for one in worded if one.sure < SURE]
    if doubtful:
        yield f"check whether the question is the one that was asked: {', '.join(doubtful)}"
    lacking = [name for name in settings.questions if name not in {one.question for one in found}]
    if found and lacking:
        yield f"questions of the schedule that were not found: {', '.join(lacking)}"
