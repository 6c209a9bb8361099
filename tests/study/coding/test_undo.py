from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import CodeId
from leadcode_tui.study.coding.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.material import Place

    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]
    Restarts = Callable[[Session], Session]
    At = Callable[[str], Place]
    History = Callable[[], list[bytes]]

VACUUM, CLOUT = CodeId("vacuum"), CodeId("clout")


@pytest.fixture(params=["same session", "next day", "after a crash"])
def later(request: pytest.FixtureRequest, opens: Opens, crashes: Crashes) -> Restarts:
    """Go on, in the same session or in one that begins where it ended."""

    def go_on(session: Session) -> Session:
        if request.param == "same session":
            return session
        if request.param == "next day":
            session.close()
        else:
            crashes(session)
        return opens()

    return go_on


def test_nothing_is_undone_where_nothing_was_done(session: Session, later: Restarts) -> None:
    assert later(session).undo() == "nothing to undo"


def test_nothing_is_redone_where_nothing_was_undone(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    assert later(session).redo() == "nothing to redo"


def test_acts_are_undone_the_last_one_first(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    again = later(session)
    again.undo()
    assert again.codes(again.here) == (VACUUM,)
    again.undo()
    assert not again.is_decided(again.here)
    assert again.undo() == "nothing to undo"


def test_what_was_undone_is_redone(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    session.undo()
    session.undo()
    again = later(session)
    again.redo()
    assert again.codes(again.here) == (VACUUM,)
    again.redo()
    assert again.codes(again.here) == (VACUUM, CLOUT)
    assert again.redo() == "nothing to redo"


def test_an_undo_that_was_redone_is_undone_again(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    session.undo()
    session.redo()
    again = later(session)
    again.undo()
    assert not again.is_decided(again.here)


def test_a_new_act_ends_redoing(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    session.undo()
    session.apply(CLOUT)
    again = later(session)
    assert again.redo() == "nothing to redo"
    assert again.codes(again.here) == (CLOUT,)


def test_undoing_says_what_it_was_and_where(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    assert later(session).undo() == "undone: + vacuum on KC003:2"


def test_undoing_goes_to_where_it_was(session: Session, later: Restarts, at: At) -> None:
    session.apply(VACUUM)
    session.go(at("KC010:4"))
    again = later(session)
    again.undo()
    assert again.here == at("KC003:2")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        pytest.param(Session.nothing, "nothing applies", id="nothing applies"),
        pytest.param(Session.flag, "flag", id="flag"),
        pytest.param(lambda session: session.write_memo("why?"), "memo", id="memo"),
        pytest.param(lambda session: session.apply(CLOUT), "+ clout", id="apply"),
    ],
)
def test_every_act_is_undone_and_named(
    session: Session, later: Restarts, act: Callable[[Session], str], words: str
) -> None:
    place = session.here
    act(session)
    again = later(session)
    assert words in again.undo()
    assert again.entry(place).is_blank


def test_a_removed_code_comes_back(session: Session, later: Restarts) -> None:
    session.apply(VACUUM)
    session.remove(VACUUM)
    again = later(session)
    assert "- vacuum" in again.undo()
    assert again.codes(again.here) == (VACUUM,)


def test_finishing_is_undone_in_one_go(session: Session, later: Restarts, at: At) -> None:
    session.apply(VACUUM)
    session.turn_to(at("KC003:6"))
    session.finish()
    again = later(session)
    assert "KC003" in again.undo()
    assert not again.is_finished
    places = map(at, ["KC003:2", "KC003:4", "KC003:5", "KC003:6"])
    assert [again.is_decided(place) for place in places] == [True, False, False, False]


def test_finishing_is_redone_in_one_go(session: Session, later: Restarts, at: At) -> None:
    session.turn_to(at("KC003:6"))
    session.finish()
    session.undo()
    again = later(session)
    again.redo()
    assert again.is_finished
    places = map(at, ["KC003:2", "KC003:4", "KC003:5", "KC003:6"])
    assert [again.is_decided(place) for place in places] == [True] * 4


def test_moving_and_settling_do_not_stand_between_an_act_and_its_undoing(
    session: Session, later: Restarts, at: At
) -> None:
    session.apply(VACUUM)
    session.go(at("KC010:2"))
    session.settle()
    session.go(at("KC003:5"))
    session.settle()
    again = later(session)
    assert "+ vacuum" in again.undo()


def test_an_undoing_is_a_line_of_its_own(session: Session, history: History) -> None:
    session.apply(VACUUM)
    before = history()
    session.undo()
    assert history()[: len(before)] == before
    assert len(history()) == len(before) + 1


def test_undoing_in_a_transcript_that_is_not_open_here_leaves_one_where_one_is(
    session: Session, opens: Opens, builds: Callable[..., object], at: At
) -> None:
    session.apply(VACUUM)
    session.close()
    elsewhere = opens(builds(KC010="IPIP"))
    assert "KC003:2" in elsewhere.undo()
    assert elsewhere.here == at("KC010:2")
    assert not elsewhere.is_decided(at("KC003:2"))
