"""Going to a place as people say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import QuestionId, SegmentId, TranscriptId
from leadcode_tui.study.coding.goto import not_found, place_asked
from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.study.material import Material

    Builds = Callable[..., Material]
    At = Callable[[str], Place]

HERE = Place(TranscriptId("KC003"), SegmentId("0002"))


def places(material: Material) -> Sequence[Place]:
    """Return every codable segment, interview by interview."""
    return [Place(name, segment) for name, ids in material.codable.items() for segment in ids]


def find(material: Material, asked: str, here: Place = HERE) -> Place | None:
    """Return what is found for words typed at a place."""
    return place_asked(material, asked, here)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("4", "KC003:4", id="a number"),
        pytest.param("0004", "KC003:4", id="a number with zeros"),
        pytest.param(" 4 ", "KC003:4", id="spaces"),
        pytest.param("3", "KC003:4", id="a question: the answer to it"),
        pytest.param("1", "KC003:2", id="the first question"),
        pytest.param("KC010:4", "KC010:4", id="transcript and number"),
        pytest.param("kc010:4", "KC010:4", id="small letters"),
        pytest.param("KC010", "KC010:2", id="a transcript"),
        pytest.param("KC010:", "KC010:2", id="a transcript and a colon"),
        pytest.param(":5", "KC003:5", id="a colon and a number"),
    ],
)
def test_a_place_is_found_as_people_say_it(builds: Builds, at: At, asked: str, found: str) -> None:
    assert find(builds(), asked) == at(found)


@pytest.mark.parametrize("asked", ["", "  ", "7", "0", "-1", "4.5", "KC010:9", "x:y:z"], ids=repr)
def test_what_is_no_place_is_not_found(builds: Builds, asked: str) -> None:
    assert find(builds(), asked) is None


@pytest.mark.parametrize("asked", ["KC011", "KC011:2", "KC005", "KC005:1"])
def test_a_transcript_without_a_place_is_not_found(builds: Builds, asked: str) -> None:
    assert find(builds(), asked) is None


def test_every_place_is_found_as_it_is_shown(builds: Builds) -> None:
    material = builds()
    assert [find(material, str(place)) for place in places(material)] == places(material)


def test_a_question_is_gone_to_in_this_transcript_first(builds: Builds, at: At) -> None:
    material = builds()
    for name in material.transcripts:
        found = material.transcripts[name]
        segments = tuple(
            replace(segment, questions=(QuestionId("Q3"),)) if segment.id == "0004" else segment
            for segment in found.segments
        )
        material = replace(
            material,
            transcripts={**material.transcripts, name: replace(found, segments=segments)},
        )
    assert find(material, "q3", at("KC010:2")) == at("KC010:4")
    assert find(material, "Q9", at("KC010:2")) is None


def test_what_was_meant_is_asked_where_a_name_is_unknown(builds: Builds) -> None:
    assert "did you mean KC010?" in not_found(builds(), "KC01O:4", HERE)


def test_a_number_that_is_not_there_is_no_misspelt_name(builds: Builds) -> None:
    assert "did you mean" not in not_found(builds(), "KC010:99", HERE)
