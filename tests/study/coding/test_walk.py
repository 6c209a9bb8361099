from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import TranscriptId
from leadcode_tui.study.coding.numbering import Numbering
from leadcode_tui.study.coding.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.study.coding.layout import Layout
    from leadcode_tui.study.material import Material, Place

    Builds = Callable[..., Material]
    At = Callable[[str], Place]


KC003, KC010 = TranscriptId("KC003"), TranscriptId("KC010")


def within(walk: Walk, transcript: TranscriptId) -> Sequence[Place]:
    """Return the places of a walk that are in a transcript."""
    return [place for place in walk.places if place.transcript == transcript]


def decide(walk: Walk, *places: Place) -> None:
    for place in places:
        walk.decide(place, is_decided=True)


def numbers(walk: Walk, *places: Place) -> Sequence[int]:
    return [walk.numbering.index(place) for place in places]


def backwards(walk: Walk) -> Layout:
    """Return an order of reading from the last segment to the first."""
    return walk.in_groups([[range(at, at + 1) for at in reversed(range(len(walk.places)))]])


@pytest.fixture
def walk(builds: Builds) -> Walk:
    return Walk(Numbering(builds().codable))


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


def test_a_search_goes_to_the_nearest_in_its_direction(walk: Walk, at: At) -> None:
    decide(walk, *({*walk.places} - {at("KC003:2"), at("KC003:5"), at("KC010:4")}))
    walk.go(at("KC003:4"))
    assert walk.seek_open(+1)
    assert walk.here == at("KC003:5")
    assert walk.seek_open(-1)
    assert walk.here == at("KC003:2")


def test_a_search_leaves_out_where_one_stands(walk: Walk, at: At) -> None:
    decide(walk, *({*walk.places} - {at("KC003:2")}))
    assert not walk.seek_open(+1)
    assert walk.here == at("KC003:2")


def test_a_segment_on_a_page_that_was_turned_was_passed(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:5"))
    decide(walk, at("KC003:4"))
    assert walk.passed(within(walk, KC003)) == (at("KC003:2"), at("KC003:5"))


def test_a_segment_that_was_jumped_over_was_not(walk: Walk, at: At) -> None:
    walk.go(at("KC003:6"))
    assert walk.passed(within(walk, KC003)) == (at("KC003:2"), at("KC003:6"))
    assert walk.ahead(within(walk, KC003)) == 2


def test_what_was_passed_on_another_day_is_remembered(walk: Walk, at: At) -> None:
    walk.remember([at("KC003:5")])
    assert walk.passed(within(walk, KC003)) == (at("KC003:2"), at("KC003:5"))


def test_going_back_forgets_nothing_that_was_passed(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:5"))
    walk.turn_to(at("KC003:2"))
    assert len(walk.passed(within(walk, KC003))) == 3
    assert walk.ahead(within(walk, KC003)) == 1


def test_each_transcript_has_its_own_way(walk: Walk, at: At) -> None:
    walk.go(at("KC010:2"))
    assert walk.ahead(within(walk, KC010)) == 1
    assert walk.passed(within(walk, KC010)) == (at("KC010:2"),)


def test_another_order_leaves_the_coder_where_they_are(walk: Walk, at: At) -> None:
    walk.go(at("KC003:5"))
    walk.arrange(backwards(walk))
    assert walk.here == at("KC003:5")
    assert walk.step(+1)
    assert walk.here == at("KC003:4")


def test_a_place_that_is_not_there_any_more_is_no_start(builds: Builds, at: At) -> None:
    assert Walk(Numbering(builds().codable), at("KC099:1")).here == at("KC003:2")


def test_material_without_a_codable_segment_has_no_places(builds: Builds) -> None:
    assert Walk(Numbering(builds(KC005="II").codable)).places == ()


def test_what_is_known_of_segments_goes_with_them_into_another_order(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:4"))
    decide(walk, at("KC003:2"))
    walk.keep_to(numbers(walk, at("KC003:5"), at("KC010:4")))
    walk.arrange(backwards(walk))
    assert walk.passed(walk.places) == (at("KC003:4"),)
    assert at("KC003:2") not in walk.undecided()
    assert walk.step(-1)
    assert walk.here == at("KC003:5")


def test_steps_are_kept_to_some_segments(walk: Walk, at: At) -> None:
    assert walk.keep_to(numbers(walk, at("KC003:5"), at("KC010:4"), at("KC003:6"))) == 3
    assert walk.step(+1)
    assert walk.here == at("KC003:5")
    walk.want(at("KC003:6"), is_wanted=False)
    assert walk.step(+1)
    assert walk.here == at("KC010:4")
    assert not walk.step(+1)


def test_the_next_without_a_decision_is_one_of_those(walk: Walk, at: At) -> None:
    walk.keep_to(numbers(walk, at("KC003:5"), at("KC010:4")))
    decide(walk, at("KC003:5"))
    assert walk.seek_open(+1)
    assert walk.here == at("KC010:4")
    assert not walk.seek_open(-1)


def test_a_walk_has_begun_with_a_decision_in_any_transcript(walk: Walk, at: At) -> None:
    walk.decide(at("KC010:2"), is_decided=True)
    assert walk.is_begun


def test_a_walk_has_not_begun_where_every_decision_was_taken_back(walk: Walk, at: At) -> None:
    walk.go(at("KC010:4"))
    walk.decide(at("KC010:2"), is_decided=True)
    walk.decide(at("KC010:2"), is_decided=False)
    assert not walk.is_begun


def test_counts_are_of_what_is_read_together(walk: Walk, at: At) -> None:
    walk.turn_to(at("KC003:5"))
    decide(walk, at("KC003:2"), at("KC010:2"))
    assert walk.counts() == (1, 1, len(within(walk, KC003)))  # 4 is passed, and 5 is where one is


def test_the_nearest_of_some_is_numbered_in_the_order_of_reading(walk: Walk, at: At) -> None:
    some = numbers(walk, at("KC010:4"), at("KC003:2"), at("KC003:6"))
    walk.go(at("KC003:4"))
    assert walk.nearest(some, +1) == (at("KC003:6"), 2, 3)
    assert walk.nearest(some, -1) == (at("KC003:2"), 1, 3)
    walk.go(at("KC010:4"))
    assert walk.nearest(some, +1) == (None, 0, 3)


def test_where_something_came_to_pass_is_told_once(walk: Walk, at: At) -> None:
    walk.touched()
    walk.turn_to(at("KC010:2"))
    assert walk.touched() == {KC003, KC010}
    assert walk.touched() == set()
