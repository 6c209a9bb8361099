"""A codebook that changed leaves decisions behind: just those are read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import Book, Code, Codebook, CodeId, Entry
from leadcode_tui.study.stale import Reasons, Staleness
from tests.study.conftest import CODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place
    from tests.study.conftest import Builds, Opens

    At = Callable[[str], Place]

VACUUM, CLOUT, SHARED = CODES


def a(*codes: str) -> tuple[CodeId, ...]:
    return tuple(map(CodeId, codes))


def book_of(*codes: Code) -> Book:
    meanings = {code.id: code.meaning for code in codes}
    retired = tuple(code.id for code in codes if code.retired)
    return Book("cb", "old", "", {code.id: code.parent for code in codes}, {}, meanings, retired)


def reasons(entry: Entry, *, then: tuple[Code, ...], now: tuple[Code, ...]) -> Reasons:
    return Staleness({"b1": book_of(*then)}, Codebook("cb", "", now, "new")).of(entry)


def decided(*codes: str) -> Entry:
    return Entry(codes=a(*codes), book="b1")


REDEFINED = replace(VACUUM, definition="Nobody wants to lead.")
NIGHT = Code(CodeId("night"), "Night")


def test_a_decision_under_the_same_meanings_stands() -> None:
    moved = replace(VACUUM, name="Empty", parent=CLOUT.id, examples=("x",), key="v")
    assert not reasons(decided("vacuum"), then=CODES, now=(moved, CLOUT, SHARED))


def test_a_definition_in_other_lines_is_the_same() -> None:
    wrapped = replace(VACUUM, definition="Nobody\n  leads.")
    assert not reasons(decided("vacuum"), then=CODES, now=(wrapped, CLOUT, SHARED))


@pytest.mark.parametrize("part", ["include", "exclude"])
def test_other_bounds_are_another_meaning(part: str) -> None:
    bounded = replace(VACUUM, **{part: ("x",)})  # type: ignore[arg-type]
    assert reasons(decided("vacuum"), then=CODES, now=(bounded,)).redefined == a("vacuum")


def test_a_code_that_was_redefined_concerns_its_own_segments_alone() -> None:
    now = (REDEFINED, CLOUT, SHARED)
    assert reasons(decided("vacuum", "clout"), then=CODES, now=now).redefined == a("vacuum")
    assert not reasons(decided("clout"), then=CODES, now=now)
    assert not reasons(decided(), then=CODES, now=now)


def test_a_new_code_concerns_every_decision_before_it() -> None:
    assert reasons(decided(), then=CODES, now=(*CODES, NIGHT)).new == a("night")
    assert not reasons(Entry(memo="m", book="b1"), then=CODES, now=(*CODES, NIGHT))


def test_a_renamed_code_is_not_new_and_its_meaning_goes_with_it() -> None:
    gap = replace(VACUUM, id=CodeId("gap"), was=a("vacuum"))
    assert not reasons(decided("vacuum"), then=CODES, now=(gap, CLOUT, SHARED))
    other = replace(gap, definition="Else.")
    assert reasons(decided("vacuum"), then=CODES, now=(other, CLOUT, SHARED)).redefined == a("gap")


def test_a_merge_leaves_no_decision_behind() -> None:
    into = replace(CLOUT, was=a("vacuum"))
    assert not reasons(decided("vacuum"), then=CODES, now=(into, SHARED))
    assert not reasons(decided("clout"), then=CODES, now=(into, SHARED))


def test_a_retired_code_leaves_no_decision_behind() -> None:
    gone = replace(REDEFINED, retired="too rare")
    assert not reasons(decided("vacuum"), then=CODES, now=(gone, CLOUT, SHARED))


def test_a_code_that_is_back_in_use_was_not_to_be_had() -> None:
    gone = replace(VACUUM, retired="too rare")
    assert reasons(decided(), then=(gone, CLOUT), now=(VACUUM, CLOUT)).new == a("vacuum")


SPLIT = (
    replace(VACUUM, retired="split"),
    Code(CodeId("by-day"), "By day", split_from=a("vacuum")),
    Code(CodeId("by-night"), "By night", split_from=a("vacuum")),
    CLOUT,
    SHARED,
)


def test_a_split_concerns_the_segments_under_the_old_code_alone() -> None:
    found = reasons(decided("vacuum"), then=CODES, now=SPLIT)
    assert found == Reasons(split=((CodeId("vacuum"), a("by-day", "by-night")),))
    assert not reasons(decided("clout"), then=CODES, now=SPLIT)


def test_a_revision_without_meanings_says_nothing_of_them() -> None:
    entry = decided("vacuum")
    books = {"b1": replace(book_of(*CODES), meanings={})}
    assert not Staleness(books, Codebook("cb", "", (REDEFINED, CLOUT, SHARED), "new")).of(entry)
    assert not Staleness({}, Codebook("cb", "", (*CODES, NIGHT), "new")).of(entry)


@pytest.fixture
def coded(session: Session) -> Session:
    """Decide vacuum, clout, and that nothing applies, on the first three segments."""
    for code in ("vacuum", "clout"):
        session.apply(CodeId(code))
        session.step(+1)
    session.nothing()
    return session


def changed(session: Session, *codes: Code) -> None:
    session.follow(replace(session.material.codebook, codes=codes, sha256="cd" * 32))


def test_the_steps_go_through_what_is_stale_and_say_why(coded: Session, at: At) -> None:
    changed(coded, REDEFINED, CLOUT, SHARED)
    assert coded.stale() == [at("KC003:2")]
    assert coded.begin_stale() == (
        "only segments stale: 1 of 6; redefined since: vacuum; - keeps it as it is"
    )
    assert coded.here == at("KC003:2")


def test_a_stale_decision_that_still_holds_is_kept_under_the_new_meaning(
    coded: Session, at: At
) -> None:
    changed(coded, REDEFINED, CLOUT, SHARED)
    coded.begin_stale()
    assert coded.nothing().startswith("read again, stands: KC003:2")
    assert coded.codes(at("KC003:2")) == a("vacuum")
    assert coded.stale() == []
    coded.undo()
    assert coded.stale() == [at("KC003:2")]


def test_a_decision_that_nothing_applies_is_kept_too(coded: Session, at: At) -> None:
    changed(coded, *CODES, NIGHT)
    assert coded.stale() == [at("KC003:2"), at("KC003:4"), at("KC003:5")]
    coded.begin_stale()
    for _ in range(3):
        coded.nothing()
    assert coded.stale() == []
    assert coded.is_decided(at("KC003:5"))
    assert coded.codes(at("KC003:5")) == ()


def test_another_code_under_the_new_codebook_is_a_decision_under_it(coded: Session, at: At) -> None:
    changed(coded, *CODES, NIGHT)
    coded.begin_stale()
    coded.apply(NIGHT.id)
    assert at("KC003:2") not in coded.stale()
    coded.step(+1)
    assert coded.here == at("KC003:4")


def test_a_part_takes_the_place_of_the_code_that_was_split(coded: Session, at: At) -> None:
    changed(coded, *SPLIT)
    coded.begin_stale()
    assert coded.nothing() == "not kept: vacuum was split into by-day and by-night; apply what fits"
    assert "by-night  applied to KC003:2 in place of vacuum" in coded.apply(CodeId("by-night"))
    coded.apply(CodeId("by-day"))
    assert coded.codes(at("KC003:2")) == a("by-night", "by-day")
    assert coded.stale() == []


def test_the_words_of_a_split_code_are_not_left_behind(session: Session) -> None:
    session.apply_span(CodeId("vacuum"), (0, 3))
    changed(session, *SPLIT)
    session.apply_span(CodeId("by-day"), (0, 2))
    assert session.entry(session.here).spans == {"by-day": ((0, 2),)}
    assert session.codes(session.here) == a("by-day")


def test_meanings_are_remembered_from_one_day_to_the_next(
    coded: Session, opens: Opens, builds: Builds, at: At
) -> None:
    coded.close()
    again = opens(builds(codes=(REDEFINED, CLOUT, SHARED), sha256="cd" * 32))
    assert again.stale() == [at("KC003:2")]


def test_without_anything_stale_the_steps_are_as_they_were(coded: Session) -> None:
    assert coded.begin_stale().startswith("nothing to read again")
    assert coded.only == ""


def test_one_code_can_be_the_only_reason_that_is_asked_for(coded: Session, at: At) -> None:
    changed(coded, REDEFINED, CLOUT, SHARED, NIGHT)
    assert len(coded.stale()) == 3
    assert coded.stale(CodeId("vacuum")) == [at("KC003:2")]
    assert coded.begin_stale("vacuum").startswith("only segments stale because of vacuum: 1 of 6")
    coded.nothing()
    assert coded.stale(CodeId("vacuum")) == []
    assert coded.begin_stale("clout").startswith("nothing to read again because of clout")


def test_a_split_is_asked_for_by_the_old_code_or_by_a_part(coded: Session, at: At) -> None:
    changed(coded, *SPLIT)
    assert coded.stale(CodeId("vacuum")) == coded.stale(CodeId("by-day")) == [at("KC003:2")]
