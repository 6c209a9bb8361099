"""The two orders of reading the same segments: by interview, and by question across interviews."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import QuestionId
    from leadcode_tui.study.material import Material


class Order(StrEnum):
    """What is read together."""

    INTERVIEW = "interview"
    QUESTION = "question"


class Answers(NamedTuple):
    """The segments of one question, interview after interview; what was asked stands among them."""

    question: QuestionId | None
    places: tuple[Place, ...]


def by_question(material: Material) -> Sequence[Answers]:
    """Return every segment once, under the first of its questions, as the schedule orders them.

    Questions that the schedule does not have come after it, and segments without any at the end.
    """
    places: dict[QuestionId | None, list[Place]] = {name: [] for name in material.schedule}
    without: list[Place] = []
    for transcript, content in material.transcripts.items():
        for segment in content.segments:
            place = Place(transcript, segment.id)
            if segment.questions:
                places.setdefault(segment.questions[0], []).append(place)
            else:
                without.append(place)
    answers = [Answers(name, tuple(found)) for name, found in places.items() if found]
    return [*answers, *([Answers(None, tuple(without))] if without else [])]
