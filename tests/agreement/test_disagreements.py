from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.agreement import (
    Asked,
    Decision,
    Decisions,
    Disagreement,
    disagreements_among,
)
from leadcode_tui.errors import UsageError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

Write = Callable[..., Decisions]


def places(found: tuple[Disagreement, ...]) -> list[str]:
    return [each.segment for each in found]


def test_segments_that_all_decided_alike_are_no_disagreement(decisions: Write) -> None:
    coders = [decisions("ana", "a|-|a b|."), decisions("ben", "a|-|b a|b")]
    assert disagreements_among(coders) == ()


def test_each_coder_s_decision_stands_in_the_codebook_s_order(
    decisions: Write, book: Callable[..., Book]
) -> None:
    books = {"": book("zyx")}
    ana = replace(decisions("ana", "x z|a"), books=books)
    ben = replace(decisions("ben", "-|a"), books=books)
    [found] = disagreements_among([ana, ben])
    assert found.decisions == {"ana": ("z", "x"), "ben": ()}


def test_a_coder_who_did_not_decide_has_no_decision(decisions: Write) -> None:
    coders = [decisions("ana", "a"), decisions("ben", "-"), decisions("cat", ".|a")]
    [found] = disagreements_among(coders)
    assert set(found.decisions) == {"ana", "ben"}


def test_sets_farther_apart_stand_first(decisions: Write) -> None:
    # MASI distances: 1 - 1/2 * 2/3, 1, 1 - 1/3 * 1/3
    coders = [decisions("ana", "a b|a|a b"), decisions("ben", "a|b|b c")]
    found = disagreements_among(coders)
    assert places(found) == ["0002", "0003", "0001"]
    assert [each.distance for each in found] == pytest.approx([1, 8 / 9, 2 / 3])


def test_among_equals_the_code_that_coders_agree_on_worst_stands_first(decisions: Write) -> None:
    # b is never agreed on, a is in two of three
    coders = [decisions("ana", "a|a|a|b|-|-"), decisions("ben", "a|a|-|-|b|-")]
    assert places(disagreements_among(coders)) == ["0004", "0005", "0003"]


def test_three_coders_are_as_far_apart_as_their_pairs_on_average(decisions: Write) -> None:
    coders = [decisions("ana", "a"), decisions("ben", "a"), decisions("cat", "b")]
    [found] = disagreements_among(coders)
    assert found.distance == pytest.approx(2 / 3)


def test_codes_that_one_of_them_could_not_apply_are_no_disagreement(
    decisions: Write, book: Callable[..., Book]
) -> None:
    ana = replace(decisions("ana", "a b"), books={"": book("ab")})
    ben = replace(decisions("ben", "a"), books={"": book("a")})
    assert disagreements_among([ana, ben]) == ()


def test_chosen_codes_alone_are_looked_at(decisions: Write) -> None:
    coders = [decisions("ana", "a b|a"), decisions("ben", "a|b")]
    found = disagreements_among(coders, Asked(only=(CodeId("a"),)))
    assert places(found) == ["0002"]


def test_codes_that_are_one_at_a_level_are_no_disagreement(decisions: Write) -> None:
    tree = {"": Book("codes", "", "", {CodeId("a"): None, CodeId("x"): CodeId("a")})}
    coders = [
        replace(decisions("ana", "a|a"), books=tree),
        replace(decisions("ben", "x|-"), books=tree),
    ]
    [found] = disagreements_among(coders, Asked(level=1))
    assert (found.transcript, found.segment) == ("KC010", "0002")


def test_among_equals_more_codes_in_dispute_stand_first(decisions: Write) -> None:
    # Both are wholly apart, and a, b and c are equally badly agreed on.
    coders = [decisions("ana", "a|-"), decisions("ben", "-|a b")]
    assert places(disagreements_among(coders)) == ["0002", "0001"]


def test_one_coder_is_refused(decisions: Write) -> None:
    with pytest.raises(UsageError, match="two coders"):
        disagreements_among([decisions("ana", "a")])


sets = st.frozensets(st.sampled_from("abc"))


@given(st.lists(st.tuples(sets, sets, sets), min_size=1, max_size=12), st.permutations([0, 1, 2]))
def test_the_order_of_the_coders_changes_nothing(
    rows: list[tuple[frozenset[str], ...]], order: list[int]
) -> None:
    coders = [
        Decisions(
            CoderId(name),
            {
                TranscriptId("T"): {
                    SegmentId(f"{number:02}"): Decision(tuple(map(CodeId, sorted(row[which]))))
                    for number, row in enumerate(rows)
                }
            },
        )
        for which, name in enumerate(("ana", "ben", "cat"))
    ]
    assert places(disagreements_among([coders[which] for which in order])) == places(
        disagreements_among(coders)
    )
