"""Memos on a code, a transcript and the study: kept, undone, found again, under a code's new id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import About, Code, CodeId, MemoOn

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Material, Place

    Builds = Callable[..., Material]
    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]
    At = Callable[[str], Place]

CODE = About(MemoOn.CODE, "vacuum")
TRANSCRIPT = About(MemoOn.TRANSCRIPT, "KC003")
STUDY = About(MemoOn.STUDY, "nhs")
ON = pytest.mark.parametrize("about", [CODE, TRANSCRIPT, STUDY], ids=lambda on: on.on)


@ON
def test_a_memo_is_there_the_next_day(session: Session, opens: Opens, about: About) -> None:
    assert session.write_memo("why here?\nask ben", about) == f"memo kept: {about}"
    session.close()
    assert opens().memo(about) == "why here?\nask ben"


@ON
def test_a_memo_of_a_killed_session_is_there(
    session: Session, opens: Opens, crashes: Crashes, about: About
) -> None:
    session.write_memo("why here?", about)
    crashes(session)
    assert opens().memo(about) == "why here?"


@ON
def test_undo_brings_back_what_a_memo_was_also_another_day(
    session: Session, opens: Opens, about: About
) -> None:
    session.write_memo("first", about)
    session.write_memo("second", about)
    session.close()
    again = opens()
    assert again.undo() == f"undone: memo on {about}"
    assert again.memo(about) == "first"
    assert again.undo() == f"undone: memo on {about}"
    assert again.memo(about) == ""
    assert again.redo() == f"redone: memo on {about}"
    assert again.memo(about) == "first"


@ON
def test_a_memo_emptied_is_gone(session: Session, opens: Opens, about: About) -> None:
    session.write_memo("why here?", about)
    assert session.write_memo(" \n", about) == f"memo removed: {about}"
    session.close()
    assert opens().find_memos("") == []


@ON
def test_a_memo_decides_nothing(session: Session, about: About) -> None:
    session.write_memo("why here?", about)
    assert not session.is_decided(session.here)
    assert session.memo(session.here) == ""


@ON
def test_a_memo_that_was_being_written_is_kept_by_the_next_session(
    session: Session, opens: Opens, crashes: Crashes, about: About
) -> None:
    session.keep_unfinished("half a sen", about)
    crashes(session)
    again = opens()
    assert again.take_unfinished() == (
        f"the memo on {about} that was being written is kept: u takes it back"
    )
    assert again.memo(about) == "half a sen"
    again.undo()
    assert again.memo(about) == ""


def test_a_finished_memo_leaves_no_draft(session: Session, opens: Opens) -> None:
    session.keep_unfinished("half a sen", CODE)
    session.write_memo("a whole sentence", CODE)
    session.close()
    assert opens().take_unfinished() == ""


def test_letters_say_what_a_memo_is_on(session: Session) -> None:
    code = CodeId("vacuum")
    found = [session.about(letter, code) for letter in "ctsx"]
    assert found == [CODE, TRANSCRIPT, STUDY, None]
    assert session.about("c", None) is None


def test_a_memo_follows_its_code_to_a_new_id(
    session: Session, opens: Opens, builds: Builds
) -> None:
    session.write_memo("nobody leads", CODE)
    session.close()
    renamed = builds(codes=(Code(CodeId("gap"), "Gap", was=(CodeId("vacuum"),)),), sha256="cd")
    again, gap = opens(renamed), About(MemoOn.CODE, "gap")
    assert again.memo(gap) == "nobody leads"
    assert again.find_memos("LEADS") == [(gap, "nobody leads")]
    again.write_memo("nobody leads here", gap)
    assert again.find_memos("") == [(gap, "nobody leads here")]
    again.undo()
    assert again.memo(gap) == "nobody leads"


def test_codes_that_were_merged_have_their_memos_together(
    session: Session, opens: Opens, builds: Builds
) -> None:
    session.write_memo("nobody leads", CODE)
    session.write_memo("who has it", About(MemoOn.CODE, "clout"))
    session.close()
    codes = (Code(CodeId("clout"), "Clout", was=(CodeId("vacuum"),)),)
    again, clout = opens(builds(codes=codes, sha256="cd")), About(MemoOn.CODE, "clout")
    assert again.memo(clout) == "who has it\nnobody leads"
    again.write_memo("", clout)
    assert again.find_memos("") == []


def test_memos_are_found_the_widest_first_then_as_segments_are_read(
    session: Session, at: At
) -> None:
    for place, memo in (("KC010:2", "who leads?"), ("KC003:4", "Leads nowhere")):
        session.go(at(place))
        session.write_memo(memo)
    session.go(at("KC003:2"))
    session.write_memo("a quiet day")
    session.write_memo("a code that leads", CODE)
    session.write_memo("what leads to what", STUDY)
    found = [on for on, _ in session.find_memos("leads")]
    assert found == [STUDY, CODE, at("KC003:4"), at("KC010:2")]
    assert len(session.find_memos("")) == 5
    assert session.find_memos("nowhere to be found") == []
