"""An act of many changes: begun, gone on with, and taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.coding.session import Session

VACUUM, CLOUT = CodeId("vacuum"), CodeId("clout")


def many_at_once(session: Session) -> None:
    """Apply a code, then as one act decide on two segments of which one was decided."""
    session.apply(VACUUM)
    session.begin_act()
    session.apply(CLOUT)
    session.step(+1)
    session.nothing()
    session.end_act()


def test_an_act_of_many_changes_is_undone_and_redone_as_one(session: Session) -> None:
    first = session.here
    many_at_once(session)
    session.undo()
    assert session.codes(first) == (VACUUM,)
    assert session.progress().decided == 1
    session.redo()
    assert session.codes(first) == (VACUUM, CLOUT)
    assert session.progress().decided == 2


def test_what_comes_after_an_act_is_an_act_of_its_own(session: Session) -> None:
    many_at_once(session)
    session.apply(CLOUT)
    session.undo()
    assert session.progress().decided == 2


def test_an_act_that_only_ends_later_is_one_with_what_was_kept_meanwhile(session: Session) -> None:
    session.begin_act()
    session.apply(VACUUM)
    session.settle()
    session.apply(CLOUT)
    session.end_act()
    session.undo()
    assert session.progress().decided == 0


def test_another_day_takes_the_act_back_as_one(
    session: Session, opens: Callable[..., Session]
) -> None:
    many_at_once(session)
    session.close()
    again = opens()
    again.undo()
    assert again.progress().decided == 1
