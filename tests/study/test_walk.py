from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import QuestionId, TranscriptId
from leadcode_tui.study.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.study.material import Material, Place

    Builds = Callable[..., Material]
    At = Callable[[str], Place]


KC003, KC010 = TranscriptId("KC003"), TranscriptId("KC010")


def within(walk: Walk, transcript: TranscriptId) -> Sequence[Place]:
    """Return the places of a walk that are in a transcript."""
    return [place for place in walk.places if place.transcript == transcript]


@pytest.fixture
def walk(builds: Builds) -> Walk:
    return Walk(builds())


def test_a_walk_begins_at_the_first_codable_segment(walk: Walk, at: At) -> None:
    assert walk.here == at("KC003:2")


def test_a_walk_passes_from_one_transcript_into_the_next(walk: Walk, at: At) -> None:
    walk.go(at("KC003:6"))
    assert walk.step(+1)
    assert walk.here == at("KC010:2")
    assert walk.step(-1)
    assert walk.here == at("KC003:6")


@pytest.mark.parametrize(("start", "by"), [("KC003:2", -1), ("KC010:4", +1)], ids=["first", "last"])
def test_a_walk_stops_at_both_ends(walk: Walk, at: At, start: str, by: int) -> None:
    walk.go(at(start))
    assert not walk.step(by)
    assert walk.here == at(start)


def test_a_long_step_ends_at_the_end(walk: Walk, at: At) -> None:
    assert walk.step(1000)
    assert walk.here == at("KC010:4")


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
def test_a_place_is_found_as_people_say_it(walk: Walk, at: At, asked: str, found: str) -> None:
    assert walk.find(asked) == at(found)


@pytest.mark.parametrize("asked", ["", "  ", "7", "0", "-1", "4.5", "KC010:9", "x:y:z"], ids=repr)
def test_what_is_no_place_is_not_found(walk: Walk, asked: str) -> None:
    assert walk.find(asked) is None


@pytest.mark.parametrize("asked", ["KC011", "KC011:2", "KC005", "KC005:1"])
def test_a_transcript_without_a_place_is_not_found(walk: Walk, asked: str) -> None:
    assert walk.find(asked) is None


def test_every_place_is_found_as_it_is_shown(walk: Walk) -> None:
    assert [walk.find(str(place)) for place in walk.places] == list(walk.places)


def test_a_search_goes_to_the_nearest_in_its_direction(walk: Walk, at: At) -> None:
    wanted = {at("KC003:2"), at("KC003:5"), at("KC010:4")}
    walk.go(at("KC003:4"))
    assert walk.seek(+1, wanted.__contains__)
    assert walk.here == at("KC003:5")
    assert walk.seek(-1, wanted.__contains__)
    assert walk.here == at("KC003:2")


def test_a_search_leaves_out_where_one_stands(walk: Walk, at: At) -> None:
    assert not walk.seek(+1, {at("KC003:2")}.__contains__)
    assert walk.here == at("KC003:2")


def test_a_segment_on_a_page_that_was_turned_was_passed(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:5"))
    decided = {at("KC003:4")}
    assert walk.passed(within(walk, KC003), decided.__contains__) == (at("KC003:2"), at("KC003:5"))


def test_a_segment_that_was_jumped_over_was_not(walk: Walk, at: At) -> None:
    walk.go(at("KC003:6"))
    assert walk.passed(within(walk, KC003), lambda _: False) == (at("KC003:2"), at("KC003:6"))
    assert walk.ahead(within(walk, KC003), lambda _: False) == 2


def test_what_was_passed_on_another_day_is_remembered(walk: Walk, at: At) -> None:
    walk.remember([at("KC003:5")])
    assert walk.passed(within(walk, KC003), lambda _: False) == (at("KC003:2"), at("KC003:5"))


def test_going_back_forgets_nothing_that_was_passed(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:5"))
    walk.turn_to(at("KC003:2"))
    assert len(walk.passed(within(walk, KC003), lambda _: False)) == 3
    assert walk.ahead(within(walk, KC003), lambda _: False) == 1


def test_each_transcript_has_its_own_way(walk: Walk, at: At) -> None:
    walk.go(at("KC010:2"))
    assert walk.ahead(within(walk, KC010), lambda _: False) == 1
    assert walk.passed(within(walk, KC010), lambda _: False) == (at("KC010:2"),)


def test_another_order_leaves_the_coder_where_they_are(walk: Walk, at: At) -> None:
    walk.go(at("KC003:5"))
    walk.arrange(reversed(walk.places))
    assert walk.here == at("KC003:5")
    assert walk.step(+1)
    assert walk.here == at("KC003:4")


def test_a_place_that_is_not_there_any_more_is_no_start(builds: Builds, at: At) -> None:
    assert Walk(builds(), at("KC099:1")).here == at("KC003:2")


def test_material_without_a_codable_segment_has_no_places(builds: Builds) -> None:
    assert Walk(builds(KC005="II")).places == ()


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
    walk = Walk(material, at("KC010:2"))
    assert walk.find("q3") == at("KC010:4")
    assert walk.find("Q9") is None
