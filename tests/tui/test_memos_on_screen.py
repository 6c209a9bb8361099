"""Memos on code, transcript and study on the screen, and questions said by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import About, MemoOn
from leadcode_tui.tui import CodingApp

if TYPE_CHECKING:
    from tests.tui.conftest import OpenSession, Play, Stage

CODE = About(MemoOn.CODE, "shared-work")
TRANSCRIPT = About(MemoOn.TRANSCRIPT, "gate")
STUDY = About(MemoOn.STUDY, "allotment")


def message(stage: Stage) -> str:
    return stage.lines[-2].strip()


@pytest.mark.parametrize(
    ("letter", "about"), [("c", CODE), ("t", TRANSCRIPT), ("s", STUDY)], ids=["c", "t", "s"]
)
async def test_a_memo_on_what_is_no_segment_is_written_and_opened_again(
    play: Play, letter: str, about: About
) -> None:
    async with play() as stage:
        await stage.press("M", letter, *"who")
        assert any(f"-- memo on {about} -" in line for line in stage.lines)
        await stage.press("escape")
        assert message(stage) == f"memo kept: {about}"
        await stage.press("j", "M", letter, *" else", "escape")
        assert stage.session.memo(about) == "who else"
        await stage.press("u")
        assert message(stage) == f"undone: memo on {about}"
        assert stage.session.memo(about) == "who"


async def test_another_letter_opens_no_memo(play: Play) -> None:
    async with play() as stage:
        await stage.press("M", "x")
        assert message(stage) == "no memo opened: c this code, t this transcript, s the study"
        await stage.press("M", "escape", "s")
        assert stage.applied


async def test_memos_stand_where_they_belong(play: Play, open_as: OpenSession) -> None:
    session = open_as()
    session.write_memo("is weeding shared work?", CODE)
    session.write_memo("a wet day", TRANSCRIPT)
    async with play(session=session) as stage:
        assert stage.lines[0].startswith(" gate memo  seg ")
        assert any("Memo: is weeding shared" in line for line in stage.lines)
        await stage.press("tab")
        assert not any("Memo:" in line for line in stage.lines)


async def test_memos_are_listed_and_enter_goes_there(play: Play, open_as: OpenSession) -> None:
    session = open_as()
    session.write_memo("goats eat the gate", CODE)
    session.goto("gate:4")
    session.write_memo("who mended it?")
    session.goto("gate:2")
    async with play(session=session) as stage:
        await stage.press('"')
        assert [line.split()[0] for line in stage.lines[:2]] == [">", "gate:4"]
        await stage.press(*"mended", "enter")
        assert str(stage.session.here) == "gate:4"
        assert message(stage) == "memo: who mended it?"
        await stage.press("'", '"', "enter", *"!", "escape")
        assert stage.session.memo(CODE) == "goats eat the gate!"


async def test_without_memos_there_is_nothing_to_list(play: Play) -> None:
    async with play() as stage:
        await stage.press('"')
        assert message(stage) == "no memos yet: m writes one"


async def test_a_code_s_memo_in_the_making_is_kept_when_the_connection_ends(play: Play) -> None:
    async with play() as stage:
        await stage.press("M", "c", *"goats")
        app = stage.pilot.app
        assert isinstance(app, CodingApp)
        app._terminate()
        assert stage.session.memo(CODE) == "goats"


async def test_a_question_said_by_hand_stands_on_the_page_and_u_takes_it_away(play: Play) -> None:
    async with play() as stage:
        before = stage.text
        assert not any("[Q2]" in line for line in stage.lines[1:5])
        await stage.press("#", *"Q2 2", "enter")
        assert message(stage) == "gate:2 answers Q2, by hand (before: Q1); u takes it back"
        assert any("[Q2]" in line for line in stage.lines)
        await stage.press("u")
        assert stage.text.splitlines()[:-2] == before.splitlines()[:-2]
