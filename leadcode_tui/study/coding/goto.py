"""Where people want to go, as they say it: `41`, `KC010:41`, `KC010` or `Q3`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from leadcode_tui.study.material import Place
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from leadcode_tui.model import QuestionId, Segment, SegmentId, Transcript
    from leadcode_tui.study.material import Material


def place_asked(material: Material, asked: str, here: Place) -> Place | None:
    """Return the place that is meant, or the next codable one after it; None where there is none.

    A question is looked for in this transcript first, then in one after the other.
    """
    name, number = _parts(asked)
    if name and not number and _transcript(material, name) is None:
        return _answer(material, name, here)
    transcript = _transcript(material, name) if name else material.transcripts[here.transcript]
    if transcript is None or not material.codable[transcript.id]:
        return None
    if not number:
        return Place(transcript.id, material.codable[transcript.id][0]) if name else None
    segment = _codable_from(material, transcript, number)
    return None if segment is None else Place(transcript.id, segment)


def not_found(material: Material, asked: str, here: Place) -> str:
    """Say that a place is not there, and what may have been meant."""
    name, _ = _parts(asked)
    is_known = not name or _transcript(material, name) is not None
    near = "" if is_known else did_you_mean(name, [*material.transcripts, *material.schedule])
    return f"no segment {asked.strip()!r}{near}: a number, a question, or as in {here}"


def _parts(asked: str) -> tuple[str, str]:
    """Return the name and the number in what is asked for; what holds neither is empty."""
    name, colon, number = asked.strip().rpartition(":")
    is_number = number.replace(".", "").isdecimal()  # 41.1 stands between 41 and 42
    return (name.strip(), number.strip()) if colon or is_number else (number, "")


def _answer(material: Material, asked: str, here: Place) -> Place | None:
    """Return the first segment that answers a question of this id."""
    wanted = asked.casefold()
    for name in dict.fromkeys((here.transcript, *material.codable)):
        codable = frozenset(material.codable[name])
        for questions, together in groupby(material.transcripts[name].segments, _questions):
            if any(question.casefold() == wanted for question in questions):
                ids = (segment.id for segment in together if segment.id in codable)
                if (found := next(ids, None)) is not None:
                    return Place(name, found)
    return None


def _questions(segment: Segment) -> tuple[QuestionId, ...]:
    return segment.questions


def _transcript(material: Material, name: str) -> Transcript | None:
    known = {found.casefold(): found for found in material.transcripts}
    found = known.get(name.casefold())
    return None if found is None else material.transcripts[found]


def _codable_from(material: Material, transcript: Transcript, number: str) -> SegmentId | None:
    ids = [segment.id for segment in transcript.segments]
    bare = number.lstrip("0")
    start = next((i for i, found in enumerate(ids) if found.lstrip("0") == bare), None)
    if start is None:
        return None
    codable = set(material.codable[transcript.id])
    return next((found for found in ids[start:] if found in codable), None)
