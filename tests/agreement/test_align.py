from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from leadcode_tui.agreement import Aligned, Decision, Decisions, Reason, align, decisions_of
from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.tallies import code_tables, shared_pairs
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


def rows(aligned: Aligned) -> list[str]:
    """Return what coders gave each unit: `a b / -`; `-` is no code, `.` no decision."""
    return [
        " / ".join(map(written, unit.sets)) for units in aligned.units.values() for unit in units
    ]


def written(codes: frozenset[CodeId] | None) -> str:
    return "." if codes is None else " ".join(sorted(codes)) or "-"


def tables(aligned: Aligned) -> dict[str, tuple[int, int, int, int]]:
    """Return the counts of two coders' tables: both, only the first, only the second, neither."""
    pairs = shared_pairs(aligned.rows[KC010], aligned.common)
    return {
        code: (table.both, table.only_first, table.only_second, table.neither)
        for code, table in code_tables(pairs, aligned.codes).tables.items()
    }


def codable(decisions: Decisions, *numbers: int) -> Decisions:
    return replace(decisions, codable={KC010: {SegmentId(f"{number:04}") for number in numbers}})


def reasons(aligned: Aligned) -> list[tuple[Reason, str, tuple[str, ...]]]:
    return [(each.why, each.segment, each.coders) for each in aligned.left_out]


def test_a_segment_that_somebody_decided_is_a_unit_and_missing_for_the_others(
    decisions: Write,
) -> None:
    aligned = align(
        [
            decisions("ana", "a|.|-|b|."),
            decisions("ben", "a|a|b|.|."),
            decisions("cat", ".|.|.|b|."),
        ]
    )
    assert {*rows(aligned)} == {"a / a / .", ". / a / .", "- / b / .", "b / . / b"}


def test_a_segment_that_two_decided_is_shared(decisions: Write) -> None:
    assert align([decisions("ana", "a|.|-"), decisions("ben", "a|a|b")]).shared == 2


def test_a_transcript_that_one_coder_has_not_opened_is_missing_for_them(decisions: Write) -> None:
    ana = decisions("ana", "a", transcript="KC001")
    aligned = align([ana, decisions("ben", "a", transcript="KC002")])
    assert rows(aligned) == ["a / .", ". / a"]
    assert aligned.shared == 0


def test_a_memo_or_a_flag_alone_is_no_decision() -> None:
    noted = {KC010: {SegmentId("0001"): Entry(memo="come back", flag=True)}}
    decided = {KC010: {SegmentId("0001"): Entry(codes=())}}
    aligned = align([Decisions(CoderId("ana"), noted), Decisions(CoderId("ben"), decided)])
    assert rows(aligned) == [". / -"]


def test_segments_whose_text_differs_are_left_out_and_named(decisions: Write) -> None:
    ana, ben = decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a", text="9f3a1c2b")
    aligned = align([ana, ben])
    assert reasons(aligned) == [(Reason.TEXT_DIFFERS, "0001", ("ana", "ben"))]
    assert rows(aligned) == []


def test_a_text_that_differs_for_one_of_three_is_left_out_for_all(decisions: Write) -> None:
    ana, ben = decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a", text="00c1e9aa")
    aligned = align([ana, ben, decisions("cat", "a", text="9f3a1c2b")])
    assert reasons(aligned) == [(Reason.TEXT_DIFFERS, "0001", ("ana", "ben", "cat"))]


def test_those_who_decided_a_text_that_differs_are_named(decisions: Write) -> None:
    ana, ben = decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a", text="9f3a1c2b")
    aligned = align([ana, decisions("cat", ".|a"), ben])
    assert reasons(aligned) == [(Reason.TEXT_DIFFERS, "0001", ("ana", "ben"))]


def test_a_text_that_nobody_recorded_differs_from_none(decisions: Write) -> None:
    aligned = align([decisions("ana", "a", text="00c1e9aa"), decisions("ben", "a")])
    assert rows(aligned) == ["a / a"]


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
    aligned = align(
        [codable(decisions("ana", "a|a"), *ana), codable(decisions("ben", "a|a"), *ben)]
    )
    assert reasons(aligned) == expected
    assert aligned.shared == 2 - len(expected)


def test_a_segment_that_the_other_file_does_not_list_is_unknown_to_it(decisions: Write) -> None:
    aligned = align([decisions("ana", "a|a"), codable(decisions("ben", "a|."), 1)])
    assert reasons(aligned) == [(Reason.UNKNOWN, "0002", ("ben",))]


def test_a_code_listed_twice_counts_once_and_is_reported(decisions: Write) -> None:
    aligned = align([decisions("ana", "a a|b|b"), decisions("ben", "a|b|b")])
    assert rows(aligned) == ["a / a", "b / b", "b / b"]
    assert [side.repeating for side in aligned.sides] == [1, 0]


def test_a_transcript_without_a_unit_is_not_there() -> None:
    noted = {TranscriptId("KC1"): {SegmentId("1"): Entry(memo="later")}}
    decided = {**noted, KC010: {SegmentId("1"): Entry(codes=())}}
    aligned = align([Decisions(CoderId(name), decided) for name in ("ana", "ben")])
    assert list(aligned.units) == [KC010]


def test_two_of_three_are_seen_by_themselves(decisions: Write) -> None:
    aligned = align([decisions("ana", "a|."), decisions("ben", "b|."), decisions("cat", "-|a")])
    assert rows(aligned.of((2, 0))) == ["- / a", "a / ."]
    assert aligned.of((2, 0)).coders == ("cat", "ana")
    assert rows(aligned.of((0, 1))) == ["a / b"]


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
    assert tables(align([ana, ben])) == {"a": (0, 0, 1, 1), "b": (0, 0, 1, 0)}


def test_a_code_that_one_could_not_apply_is_in_neither_set(book: MakeBook) -> None:
    ana = under({"b1": book("a")}, "ana", ("a", "b1"))
    ben = under({"b1": book("ab")}, "ben", ("a b", "b1"))
    aligned = align([ana, ben])
    assert shared_pairs(aligned.rows[KC010], aligned.common) == {
        frozenset({"a"}): {(frozenset({"a"}), frozenset({"a"})): 1}
    }


def test_a_code_that_was_applied_was_known_whatever_the_book_says(book: MakeBook) -> None:
    ana = under({"b1": book("a")}, "ana", ("z", "b1"), ("", "b1"))
    ben = under({}, "ben", ("z", ""), ("z", ""))
    assert tables(align([ana, ben]))["z"] == (1, 0, 1, 0)


def test_a_renamed_code_is_one_code_for_both(book: MakeBook) -> None:
    renamed = book(["distributed"], at="2026-02-01", was={"spread": "distributed"})
    ana = under({"b1": book(["spread"]), "b2": renamed}, "ana", ("spread", "b1"))
    ben = under({"b1": renamed}, "ben", ("distributed", "b1"))
    aligned = align([ana, ben])
    assert rows(aligned) == ["distributed / distributed"]
    assert aligned.codes == ("distributed",)


def test_a_colleague_with_the_older_codebook_is_understood(book: MakeBook) -> None:
    renamed = book(["distributed"], at="2026-02-01", was={"spread": "distributed"})
    ana = under({"b1": renamed}, "ana", ("distributed", "b1"))
    ben = under({"b1": book(["spread"], at="2026-03-01")}, "ben", ("spread", "b1"))
    assert rows(align([ana, ben])) == ["distributed / distributed"]


def test_a_code_renamed_twice_and_back_comes_to_rest(book: MakeBook) -> None:
    books = {
        "b1": book(["x"]),
        "b2": book(["y"], at="2026-02-01", was={"x": "y"}),
        "b3": book(["x"], at="2026-03-01", was={"y": "x"}),
    }
    ana = under(books, "ana", ("x", "b1"), ("y", "b2"), ("x", "b3"))
    assert rows(align([ana, under({}, "ben", *3 * [("", "")])])) == ["x / -"] * 3


def test_chosen_codes_are_compared_as_if_there_were_no_others(decisions: Write) -> None:
    aligned = align([decisions("ana", "a b|b"), decisions("ben", "a|b")], codes=[CodeId("a")])
    assert aligned.codes == ("a",)
    assert rows(aligned) == ["a / a", "- / -"]


def test_a_code_is_chosen_by_its_earlier_name_too(book: MakeBook) -> None:
    renamed = book(["distributed"], was={"spread": "distributed"})
    ana = under({"b1": renamed}, "ana", ("distributed", "b1"))
    assert align([ana, ana], codes=[CodeId("spread")]).codes == ("distributed",)


def test_codes_stand_in_the_order_of_the_newest_codebook(book: MakeBook) -> None:
    ana = under({"b1": book("zy"), "b2": book("yzx", at="2026-02-01")}, "ana", ("q", ""))
    assert align([ana, ana]).codes == ("y", "z", "x", "q")


def tree(*lines: str, at: str = "2026-01-01") -> Book:
    """Return a codebook of lines `parent/child/grandchild`."""
    parents: dict[CodeId, CodeId | None] = {}
    for line in lines:
        steps = [*map(CodeId, line.split("/"))]
        parents.setdefault(steps[0], None)
        parents |= {code: parent for parent, code in pairwise(steps)}
    return Book("leadership", f"{sorted(parents)}", at, parents)


@pytest.mark.parametrize(
    ("level", "expected"),
    [(1, ["a / a", "a / b"]), (2, ["x / y", "x / b"]), (3, ["p / y", "q / b"])],
    ids=["to the top", "to the middle", "no code lies deeper"],
)
def test_codes_count_as_their_ancestors_at_a_level(level: int, expected: list[str]) -> None:
    book = {"b1": tree("a/x/p", "a/x/q", "a/y", "b")}
    ana = under(book, "ana", ("p", "b1"), ("q", "b1"))
    ben = under(book, "ben", ("y", "b1"), ("b", "b1"))
    assert rows(align([ana, ben], level=level)) == expected


def test_a_parent_holds_once_if_several_descendants_do() -> None:
    ana = under({"b1": tree("a/x", "a/y")}, "ana", ("x y a", "b1"))
    aligned = align([ana, ana], level=1)
    assert (rows(aligned), aligned.codes) == (["a / a"], ("a",))


def test_a_code_that_moved_counts_where_the_newest_codebook_has_it() -> None:
    books = {"b1": tree("a/x", "b"), "b2": tree("a", "b/x", at="2026-02-01")}
    ana = under(books, "ana", ("x", "b1"), ("x", "b2"))
    assert rows(align([ana, ana], level=1)) == ["b / b", "b / b"]


def test_a_code_that_an_older_codebook_alone_has_counts_where_that_had_it() -> None:
    books = {"b1": tree("a/x"), "b2": tree("a", at="2026-02-01")}
    ana = under(books, "ana", ("x", "b1"), ("a", "b2"))
    assert rows(align([ana, ana], level=1)) == ["a / a", "a / a"]


def test_a_renamed_parent_and_a_renamed_child_are_rolled_up_as_they_are_called_now() -> None:
    was = {CodeId("x"): CodeId("y"), CodeId("a"): CodeId("b")}
    books = {
        "b1": tree("a/x", "a/z"),
        "b2": replace(tree("b/y", at="2026-02-01"), was=was),
    }
    ana = under(books, "ana", ("x", "b1"), ("y", "b2"), ("z", "b1"))
    assert rows(align([ana, ana], level=1)) == ["b / b"] * 3
    assert rows(align([ana, ana], level=2)) == ["y / y", "y / y", "z / z"]


def test_a_code_that_was_renamed_and_then_dropped_counts_where_it_last_stood() -> None:
    dropped = replace(tree("a", at="2026-02-01"), was={CodeId("x"): CodeId("y")})
    ana = under({"b1": tree("a/x"), "b2": dropped}, "ana", ("x", "b1"), ("a", "b2"))
    assert rows(align([ana, ana], level=1)) == ["a / a", "a / a"]


def test_columns_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(abreast("ab", "a"))


def test_parents_that_go_in_a_circle_end() -> None:
    looped = {CodeId("a"): CodeId("b"), CodeId("b"): CodeId("a")}
    ana = under({"b1": Book("odd", "", "", looped)}, "ana", ("a", "b1"))
    assert align([ana, ana], level=1).shared == 1


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
    assert (decisions.name, decisions.study, decisions.round) == ("ana.2", "nhs", "main")
    assert decisions.codable == {KC010: {"0001"}}
    assert align([decisions, decisions]).shared == 1


def test_what_all_could_apply_is_the_same_when_it_is_asked_again(
    decisions: Write, book: MakeBook
) -> None:
    ana = replace(decisions("ana", "a|b"), books={"": book(["a", "b"])})
    ben = replace(decisions("ben", "a|-"), books={"": book(["a"])})
    common = align([ana, ben]).common
    assert [common["", ""], common["", ""]] == [frozenset({CodeId("a")})] * 2


def test_a_code_that_was_retired_when_it_was_decided_is_missing_there(
    decisions: Write, book: MakeBook
) -> None:
    retired = replace(book(["a", "b"]), retired=(CodeId("a"),))
    ana = replace(decisions("ana", "b|-"), books={"": retired})
    ben = replace(decisions("ben", "b|-"), books={"": book(["a", "b"])})
    assert tables(align([ana, ben])) == {"a": (0, 0, 0, 0), "b": (1, 0, 0, 1)}


def test_each_segment_s_text_is_compared_with_its_own() -> None:
    def texts(coder: str, *words: str) -> Decisions:
        entries = {SegmentId(str(n)): Decision((), text=text) for n, text in enumerate(words)}
        return Decisions(CoderId(coder), {KC010: entries})

    aligned = align([texts("ana", "one", "two", "three"), texts("ben", "other", "two", "three")])
    assert reasons(aligned) == [(Reason.TEXT_DIFFERS, "0", ("ana", "ben"))]


def test_a_segment_that_a_coder_who_decided_nothing_there_does_not_list_is_unknown(
    decisions: Write,
) -> None:
    ben = codable(replace(decisions("ben", "a"), entries={}), 1)
    assert reasons(align([decisions("ana", "a|b"), ben])) == [(Reason.UNKNOWN, "0002", ("ben",))]
