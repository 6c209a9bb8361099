"""Which question segments answer, said by hand: `Q3`, `Q3 41-50`, `Q3,Q4 KC010:41-`, `- 41`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.model import QuestionId, QuestionSource, SegmentId
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import Segment, Transcript, TranscriptId
    from leadcode_tui.study.material import Material, Place

#: What stands for no question.
NO_QUESTION: Final = "-"
_RANGE: Final = re.compile(
    r"(?:(?P<name>\S+?)\s*:\s*)?(?P<first>\d[\d.]*)(?P<to>\s*-\s*(?P<last>\d[\d.]*)?)?"
)

#: What a segment answers, and how that was found.
Answered = tuple[tuple[QuestionId, ...], QuestionSource | None]


class Asked(NamedTuple):
    """Questions for some segments of a transcript, in the order of the talk."""

    questions: tuple[QuestionId, ...]
    transcript: TranscriptId
    segments: tuple[SegmentId, ...]

    def __str__(self) -> str:
        """Which segments, as people say it: `KC010:41-50`."""
        numbers = list(map(_number, self.segments))
        to = f"-{numbers[-1]}" if len(numbers) > 1 else ""
        return f"{self.transcript}:{numbers[0]}{to}"


def read_asked(material: Material, words: str, here: Place) -> Asked | str:
    """Return what is meant, or say why nothing is.

    Without a range it is the current segment, with what the interviewer says right before it.
    """
    named, _, asked = words.strip().partition(" ")
    questions = _questions(material, named)
    if isinstance(questions, str):
        return questions
    if not asked.strip():
        return Asked(questions, here.transcript, tuple(s.id for s in material.led_to(here)))
    found = _RANGE.fullmatch(asked.strip())
    if found is None:
        return f"no segments {asked.strip()!r}: as in 41, 41-50, 41- or {here.transcript}:41-50"
    wanted = found["name"] or here.transcript
    name = next((known for known in material.transcripts if known == wanted), None)
    if name is None:
        return f"no transcript {wanted!r}{did_you_mean(wanted, [*material.transcripts])}"
    segments = _between(material.transcripts[name], found)
    return segments if isinstance(segments, str) else Asked(questions, name, segments)


def _questions(material: Material, named: str) -> tuple[QuestionId, ...] | str:
    """Return the questions of the schedule that are named, with commas between several."""
    if named == NO_QUESTION:
        return ()
    known = {question.casefold(): question for question in material.schedule}
    if not known:
        return "the study file has no schedule: its questions are written there"
    wanted = [each for each in named.split(",") if each]
    unknown = next((each for each in wanted if each.casefold() not in known), None)
    if unknown is not None or not wanted:
        every = [*known.values()]
        near = did_you_mean(unknown, every) if unknown else ""
        return f"no question {unknown or named!r}{near}: {', '.join(every)}, or - for none"
    return tuple(dict.fromkeys(known[each.casefold()] for each in wanted))


def _between(transcript: Transcript, found: re.Match[str]) -> tuple[SegmentId, ...] | str:
    ids = [segment.id for segment in transcript.segments]
    numbers = {_number(segment): at for at, segment in enumerate(ids)}
    first, last = _number(found["first"]), _number(found["last"]) if found["last"] else None
    for number in (first, last):
        if number is not None and number not in numbers:
            return f"{transcript.id} has no segment {number}: it has {len(ids)}"
    start = numbers[first]
    stop = numbers[last] if last is not None else len(ids) - 1 if found["to"] else start
    if stop < start:
        return f"{last} comes before {first}: first the one, then the other, as in {last}-{first}"
    return tuple(ids[start : stop + 1])


def _number(segment: str) -> str:
    return segment.lstrip("0") or "0"


def answered(transcript: Transcript, segments: Sequence[SegmentId]) -> Mapping[SegmentId, Answered]:
    """Return what some segments answer now."""
    found = transcript.by_id
    return {name: (found[name].questions, found[name].by) for name in segments if name in found}


def by_hand(asked: Asked) -> Mapping[SegmentId, Answered]:
    """Return what the segments are to answer; that one answers none is said by hand too."""
    return dict.fromkeys(asked.segments, (asked.questions, QuestionSource.HAND))


def with_answers(transcript: Transcript, wanted: Mapping[SegmentId, Answered]) -> Transcript:
    """Return a transcript in which segments answer other questions; no word of it is another."""

    def changed(segment: Segment) -> Segment:
        if segment.id not in wanted:
            return segment
        questions, by = wanted[segment.id]
        return replace(segment, questions=questions, by=by)

    return replace(transcript, segments=tuple(map(changed, transcript.segments)))
