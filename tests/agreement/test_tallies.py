"""What is counted of units, transcript by transcript, where codebooks differ and where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from leadcode_tui.agreement import (
    Asked,
    CategoryTable,
    Counts,
    Decision,
    Decisions,
    TwoByTwo,
    agreement_among,
    align,
)
from leadcode_tui.agreement.tallies import (
    carries_several,
    code_counts,
    same_set,
    same_sets,
    set_counts,
    shared_pairs,
)
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

Write = Callable[..., Decisions]
MakeBook = Callable[..., Book]
KC010 = TranscriptId("KC010")


def told(counts: Counts[bool]) -> dict[tuple[int, int], int]:
    """Return the number of units by how many coders applied a code and how many did not."""
    return {(dict(row).get(True, 0), dict(row).get(False, 0)): n for row, n in counts.rows.items()}


def test_a_code_is_counted_by_those_who_could_apply_it(decisions: Write, book: MakeBook) -> None:
    knowing, lacking = {"": book("ab")}, {"": book("a")}
    aligned = align(
        [
            replace(decisions("ana", "a b|-|b|-"), books=knowing),
            replace(decisions("ben", "b|-|-|."), books=knowing),
            replace(decisions("cat", "a|a|-|-"), books=lacking),
        ]
    )
    knew = [side.known for side in aligned.sides]
    found = code_counts(aligned.rows[KC010], aligned.codes, knew=knew)
    assert told(found[CodeId("a")]) == {(2, 1): 1, (1, 2): 1, (0, 3): 1, (0, 2): 1}
    assert told(found[CodeId("b")]) == {(2, 0): 1, (0, 2): 1, (1, 1): 1, (0, 1): 1}


def test_without_a_codebook_every_code_could_be_applied(decisions: Write) -> None:
    aligned = align([decisions("ana", "a"), decisions("ben", "-"), decisions("cat", "-")])
    knew = [side.known for side in aligned.sides]
    found = code_counts(aligned.rows[KC010], [CodeId("a")], knew=knew)
    assert told(found[CodeId("a")]) == {(1, 2): 1}


def test_alpha_of_a_code_passes_over_whom_the_codebook_kept_from_it(
    decisions: Write, book: MakeBook
) -> None:
    ana = replace(decisions("ana", "b|-|b|-"), books={"": book("ab")})
    ben = replace(decisions("ben", "b|-|b|-"), books={"": book("ab")})
    cat = replace(decisions("cat", "a|a|-|-"), books={"": book("a")})
    alpha = agreement_among([ana, ben, cat]).codes[CodeId("b")].coefficients["krippendorff_alpha"]
    assert alpha.value == 1


def test_sets_are_of_the_codes_that_all_who_decided_could_apply(
    decisions: Write, book: MakeBook
) -> None:
    ana = replace(decisions("ana", "a b|b|.|a b"), books={"": book("ab")})
    ben = replace(decisions("ben", "a|-|a|."), books={"": book("a")})
    aligned = align([ana, ben])
    rows = set_counts(aligned.rows[KC010], aligned.common).rows
    assert {
        tuple((" ".join(sorted(codes)), times) for codes, times in row): n
        for row, n in rows.items()
    } == {(("a", 2),): 1, (("", 2),): 1, (("a", 1),): 1, (("a b", 1),): 1}


def test_two_coders_gave_the_same_set_or_not(decisions: Write) -> None:
    aligned = align([decisions("ana", "a b|-|a|a"), decisions("ben", "b a|-|b|.")])
    pairs = shared_pairs(aligned.rows[KC010], aligned.common)
    assert same_set(pairs) == TwoByTwo(both=2, only_first=1, only_second=0, neither=0)


def test_same_sets_count_alike_whichever_they_are(decisions: Write) -> None:
    aligned = align(
        [decisions("ana", "a|b|a|a"), decisions("ben", "a|b|b|b"), decisions("cat", "b|a|c|b")]
    )
    found = same_sets(set_counts(aligned.rows[KC010], aligned.common))
    assert found.rows == {frozenset({(0, 1), (1, 2)}): 3, frozenset({(0, 1), (1, 1), (2, 1)}): 1}


@pytest.mark.parametrize(
    ("ana", "ben", "several"),
    [
        ("a b|-", "a|a", True),
        ("a|-", "a|a b", True),
        ("a|b", "b|-", False),
        ("a|a b", "a|.", False),
    ],
    ids=["first", "second", "one each", "on a segment of one coder"],
)
def test_units_that_two_coders_decided_carry_several_codes_or_not(
    decisions: Write, ana: str, ben: str, *, several: bool
) -> None:
    aligned = align([decisions("ana", ana), decisions("ben", ben)])
    assert carries_several(aligned.shared_rows.values(), aligned.common) == several


def test_a_second_code_that_one_could_not_apply_is_none(decisions: Write, book: MakeBook) -> None:
    ana = replace(decisions("ana", "a b|-"), books={"": book("ab")})
    ben = replace(decisions("ben", "a|-"), books={"": book("a")})
    assert agreement_among([ana, ben]).overall["cohen_kappa"].value == 1


def test_a_segment_with_several_codes_that_one_coder_decided_is_in_no_category(
    decisions: Write,
) -> None:
    coders = [
        decisions("ana", "a|b|-|a b"),
        decisions("ben", "a|b|a|."),
        decisions("cat", "a|-|a|."),
    ]
    alone = [decisions("ana", "a|b|-"), decisions("ben", "a|b|a"), decisions("cat", "a|-|a")]
    asked = Asked(statistics=("fleiss_kappa",))
    assert (
        agreement_among(coders, asked).overall["fleiss_kappa"]
        == agreement_among(alone, asked).overall["fleiss_kappa"]
    )


def test_what_a_revision_lacked_is_missing_under_that_revision_alone(book: MakeBook) -> None:
    books = {"b1": book("a"), "b2": book("ab", at="2026-02-01")}

    def coder(name: str, *cells: tuple[str, str]) -> Decisions:
        entries = {
            SegmentId(str(number)): Decision(tuple(map(CodeId, codes)), book=under)
            for number, (codes, under) in enumerate(cells)
        }
        return Decisions(CoderId(name), {KC010: entries}, books=books)

    aligned = align(
        [
            coder("ana", ("b", "b2"), ("", "b2"), ("a", "b2")),
            coder("ben", ("", "b1"), ("", "b2"), ("", "b1")),
            coder("cat", ("b", "b2"), ("b", "b2"), ("", "b2")),
        ]
    )
    knew = [side.known for side in aligned.sides]
    found = code_counts(aligned.rows[KC010], aligned.codes, knew=knew)
    assert told(found[CodeId("b")]) == {(2, 0): 1, (1, 2): 1, (0, 2): 1}
    assert told(found[CodeId("a")]) == {(0, 3): 2, (1, 2): 1}


def test_units_under_several_revisions_are_counted_together() -> None:
    a, b = frozenset({CodeId("a")}), frozenset({CodeId("b")})
    pairs = {None: {(a, a): 2, (a, b): 1}, a: {(a, a): 3, (a, frozenset[CodeId]()): 4}}
    assert same_set(pairs) == TwoByTwo(5, 5, 0, 0)


def test_what_is_left_without_a_part_is_what_the_part_had_not() -> None:
    part, rest = ["ab", "aa"], ["bb", "aa", "ab"]
    assert Counts.of(part + rest) - Counts.of(part) == Counts.of(rest)
    assert categories(part + rest) - categories(part) == categories(rest)


def categories(pairs: list[str]) -> CategoryTable[str]:
    return CategoryTable(Counter((pair[0], pair[1]) for pair in pairs))
