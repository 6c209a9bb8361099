from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from leadcode_tui.agreement import (
    Aligned,
    Decision,
    Decisions,
    Reason,
    align,
    code_tables,
    decisions_of,
)
from leadcode_tui.model import (
    Book,
    CodeId,
    CoderFile,
    CoderId,
    Entry,
    SegmentId,
    StudyId,
    TranscriptId,
    TranscriptStatus,
)

KC010 = TranscriptId("KC010")
Write = Callable[..., Decisions]
MakeBook = Callable[..., Book]


def pairs(aligned: Aligned) -> list[tuple[str, set[str], set[str]]]:
    return [(unit.segment, {*unit.first}, {*unit.second}) for unit in aligned.every_unit()]


def codable(decisions: Decisions, *numbers: int) -> Decisions:
    return replace(decisions, codable={KC010: {SegmentId(f"{number:04}") for number in numbers}})


def reasons(aligned: Aligned) -> list[tuple[Reason, str, tuple[str, ...]]]:
    return [(each.why, each.segment, each.coders) for each in aligned.left_out]


def test_only_segments_that_both_decided_are_units(decisions: Write) -> None:
    aligned = align(decisions("ana", "a|.|-|b"), decisions("ben", "a|a|b|."))
    assert pairs(aligned) == [("0001", {"a"}, {"a"}), ("0003", set(), {"b"})]


def test_what_one_coder_alone_decided_stands_on_that_side(decisions: Write) -> None:
    aligned = align(decisions("ana", "a|.|-|a b"), decisions("ben", "a|a|.|."))
    ana, ben = aligned.sides
    assert (ana.only, ana.codings) == ({KC010: ("0003", "0004")}, 2)
    assert (ben.only, ben.codings) == ({KC010: ("0002",)}, 1)


def test_a_transcript_that_one_coder_has_not_opened_is_that_of_the_other_alone(
    decisions: Write,
) -> None:
    aligned = align(
        decisions("ana", "a", transcript="KC001"), decisions("ben", "a", transcript="KC002")
    )
    assert [[*side.only] for side in aligned.sides] == [["KC001"], ["KC002"]]
    assert aligned.shared == 0


def test_a_memo_or_a_flag_alone_is_no_decision() -> None:
    noted = {KC010: {SegmentId("0001"): Entry(memo="come back", flag=True)}}
    decided = {KC010: {SegmentId("0001"): Entry(codes=())}}
    aligned = align(Decisions(CoderId("ana"), noted), Decisions(CoderId("ben"), decided))
    assert aligned.shared == 0
    assert [side.only for side in aligned.sides] == [{}, {KC010: ("0001",)}]


def test_segments_whose_text_differs_are_left_out_and_named(decisions: Write) -> None:
    aligned = align(decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a", text="9f3a1c2b"))
    assert reasons(aligned) == [(Reason.TEXT_DIFFERS, "0001", ("ana", "ben"))]
    assert aligned.shared == 0


def test_a_text_that_nobody_recorded_differs_from_none(decisions: Write) -> None:
    assert align(decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a")).shared == 1


@pytest.mark.parametrize(
    ("ana", "ben", "expected"),
    [
        ((1,), (1,), [(Reason.NOT_CODABLE, "0002", ("ana", "ben"))]),
        ((1, 2), (1,), [(Reason.NOT_CODABLE, "0002", ("ben",))]),
        ((1,), (1, 2), [(Reason.NOT_CODABLE, "0002", ("ana",))]),
        ((1, 2), (1, 2), []),
        ((1, 2), (), []),
    ],
    ids=["for neither", "not for ben", "not for ana", "for both", "ben's file does not say"],
)
def test_only_codable_segments_are_units(
    decisions: Write, ana: tuple[int, ...], ben: tuple[int, ...], expected: Any
) -> None:
    aligned = align(codable(decisions("ana", "a|a"), *ana), codable(decisions("ben", "a|a"), *ben))
    assert reasons(aligned) == expected
    assert aligned.shared == 2 - len(expected)


def test_a_segment_that_the_other_file_does_not_list_is_unknown_to_it(decisions: Write) -> None:
    aligned = align(decisions("ana", "a|a"), codable(decisions("ben", "a|."), 1))
    assert reasons(aligned) == [(Reason.UNKNOWN, "0002", ("ben",))]
    assert aligned.sides[0].only == {}


def test_a_code_listed_twice_counts_once_and_is_reported(decisions: Write) -> None:
    aligned = align(decisions("ana", "a a|b"), decisions("ben", "a|b"))
    assert pairs(aligned)[0] == ("0001", {"a"}, {"a"})
    assert [side.repeating for side in aligned.sides] == [1, 0]


def under(book_of: dict[str, Book], coder: str, *cells: tuple[str, str]) -> Decisions:
    """Return decisions from pairs of codes and the revision that they were made under."""
    decided = {
        SegmentId(f"{number:04}"): Decision(tuple(map(CodeId, codes.split())), book=book)
        for number, (codes, book) in enumerate(cells, start=1)
    }
    return Decisions(CoderId(coder), {KC010: decided}, books=book_of)


def test_a_code_is_missing_where_the_codebook_did_not_have_it_yet(book: MakeBook) -> None:
    ana = under({"b1": book("a"), "b2": book("ab", at="2026-02-01")}, "ana", ("", "b1"), ("", "b2"))
    ben = under({"b1": book("ab")}, "ben", ("a b", "b1"), ("b", "b1"))
    aligned = align(ana, ben)
    tables = code_tables(aligned.every_unit(), aligned.codes)
    assert [(code, table.n) for code, table in tables.items()] == [("a", 2), ("b", 1)]
    assert pairs(aligned) == [("0001", set(), {"a"}), ("0002", set(), {"b"})]


def test_a_code_that_was_applied_was_known_whatever_the_book_says(book: MakeBook) -> None:
    ana = under({"b1": book("a")}, "ana", ("z", "b1"), ("", "b1"))
    ben = under({}, "ben", ("z", ""), ("z", ""))
    aligned = align(ana, ben)
    assert code_tables(aligned.every_unit(), [CodeId("z")])[CodeId("z")].n == 2


def test_a_renamed_code_is_one_code_for_both(book: MakeBook) -> None:
    renamed = book(["distributed"], at="2026-02-01", was={"spread": "distributed"})
    ana = under({"b1": book(["spread"]), "b2": renamed}, "ana", ("spread", "b1"))
    ben = under({"b1": renamed}, "ben", ("distributed", "b1"))
    assert pairs(align(ana, ben)) == [("0001", {"distributed"}, {"distributed"})]
    assert align(ana, ben).codes == ("distributed",)


def test_a_colleague_with_the_older_codebook_is_understood(book: MakeBook) -> None:
    renamed = book(["distributed"], at="2026-02-01", was={"spread": "distributed"})
    ana = under({"b1": renamed}, "ana", ("distributed", "b1"))
    ben = under({"b1": book(["spread"], at="2026-03-01")}, "ben", ("spread", "b1"))
    assert pairs(align(ana, ben)) == [("0001", {"distributed"}, {"distributed"})]


def test_a_code_renamed_twice_and_back_comes_to_rest(book: MakeBook) -> None:
    books = {
        "b1": book(["x"]),
        "b2": book(["y"], at="2026-02-01", was={"x": "y"}),
        "b3": book(["x"], at="2026-03-01", was={"y": "x"}),
    }
    ana = under(books, "ana", ("x", "b1"), ("y", "b2"), ("x", "b3"))
    assert {
        code
        for _, first, _ in pairs(align(ana, under({}, "ben", *3 * [("", "")])))
        for code in first
    } == {"x"}


def test_units_under_different_revisions_are_counted(book: MakeBook) -> None:
    ana = under({"b1": book("a"), "b2": book("ab")}, "ana", ("a", "b1"), ("a", "b2"))
    ben = under({"b1": book("a")}, "ben", ("a", "b1"), ("a", "b1"))
    assert align(ana, ben).revisions_differ == 1


def test_chosen_codes_are_compared_as_if_there_were_no_others(decisions: Write) -> None:
    aligned = align(decisions("ana", "a b|b"), decisions("ben", "a|b"), codes=[CodeId("a")])
    assert aligned.codes == ("a",)
    assert pairs(aligned) == [("0001", {"a"}, {"a"}), ("0002", set(), set())]


def test_codes_stand_in_the_order_of_the_newest_codebook(book: MakeBook) -> None:
    ana = under({"b1": book("zy"), "b2": book("yzx", at="2026-02-01")}, "ana", ("q", ""))
    assert align(ana, ana).codes == ("y", "z", "x", "q")


def test_a_coder_file_is_read_as_decisions() -> None:
    status = TranscriptStatus(participant=None, codable=(SegmentId("0001"),))
    entry = Entry(codes=(CodeId("a"),), text="9f3a1c2b", book="b1")
    coder_file = CoderFile(
        coder=CoderId("ana"),
        study=StudyId("nhs"),
        number=2,
        round="main",
        books={},
        transcripts={KC010: status},
        entries={KC010: {SegmentId("0001"): entry}},
        keys={},
    )
    decisions = decisions_of(coder_file)
    assert decisions.name == "ana.2"
    assert decisions.codable == {KC010: {"0001"}}
    assert align(decisions, decisions).shared == 1
