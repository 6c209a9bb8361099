from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import About, CodeId, Entry, Memo, MemoOn, SegmentId, TranscriptId
from leadcode_tui.store.differences import differences, memos_apart, named, told, told_of_found
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Entries = Mapping[TranscriptId, Mapping[SegmentId, Entry]]
    Held = dict[TranscriptId, dict[SegmentId, Entry]]

KC010 = TranscriptId("KC010")


def coded(*codes: str, memo: str | None = None, at: str = "") -> Entry:
    return Entry(codes=tuple(map(CodeId, codes)), memo=memo, at=at)


def entries(**by_segment: Entry) -> Held:
    """Build entries of KC010: `s2=coded("vacuum")` stands on its segment 0002."""
    return {KC010: {SegmentId(f"{name[1:]:0>4}"): entry for name, entry in by_segment.items()}}


some_entries = st.dictionaries(
    st.sampled_from(["KC003", "KC010"]).map(TranscriptId),
    st.dictionaries(
        st.sampled_from(["0002", "0004", "0006"]).map(SegmentId),
        st.builds(
            Entry,
            codes=st.none() | st.lists(st.sampled_from(["a", "b"]).map(CodeId)).map(tuple),
            memo=st.none() | st.just("why?"),
        ),
    ),
)


@given(same=some_entries)
def test_a_version_does_not_differ_from_itself(same: Entries) -> None:
    assert differences(same, same) == ()


@given(ours=some_entries, theirs=some_entries)
def test_putting_theirs_where_they_differ_gives_theirs(ours: Entries, theirs: Entries) -> None:
    merged = {transcript: dict(kept) for transcript, kept in ours.items()}
    for each in differences(ours, theirs):
        kept = merged.setdefault(each.transcript, {})
        assert kept.pop(each.segment, None) == each.ours
        if each.theirs is not None:
            kept[each.segment] = each.theirs
    assert differences(merged, theirs) == ()


@given(ours=some_entries, theirs=some_entries)
def test_the_two_versions_can_be_exchanged(ours: Entries, theirs: Entries) -> None:
    back = [(each.theirs, each.ours, each.segment) for each in differences(theirs, ours)]
    assert [(each.ours, each.theirs, each.segment) for each in differences(ours, theirs)] == back


@pytest.mark.parametrize(
    ("ours", "theirs", "is_decision"),
    [
        (coded("vacuum"), coded("clout"), True),
        (coded("vacuum"), coded(), True),
        (coded(), Entry(memo="why?"), True),
        (coded("vacuum"), coded("vacuum", memo="why?"), False),
        (coded("vacuum", at="2026"), coded("vacuum", at="2027"), False),
        (coded("a", "b"), coded("b", "a"), False),
    ],
    ids=["other code", "no code", "no decision", "memo", "time", "order"],
)
def test_only_codes_and_spans_make_another_decision(
    ours: Entry, theirs: Entry, *, is_decision: bool
) -> None:
    (found,) = differences(entries(s2=ours), entries(s2=theirs))
    assert found.is_decision is is_decision


def test_another_span_is_another_decision() -> None:
    code = CodeId("vacuum")
    short, long = (Entry(codes=(code,), spans={code: ((0, end),)}) for end in (4, 9))
    (found,) = differences(entries(s2=short), entries(s2=long))
    assert found.is_decision


def test_a_sentence_counts_the_decisions_and_names_the_places_but_no_code() -> None:
    found = differences(
        entries(s2=coded("vacuum"), s4=coded("vacuum"), s41=coded("clout")),
        entries(s2=coded("clout"), s4=coded("vacuum", memo="why?")),
    )
    assert told(found) == "2 decisions differ: KC010:2, KC010:41"


def test_a_memo_alone_is_told_as_no_decision() -> None:
    found = differences(entries(s2=coded("a")), entries(s2=coded("a", memo="why?")))
    assert told(found) == "no decision differs, but a memo, flag or time does: KC010:2"


def test_memos_on_no_segment_are_told_apart_by_their_text() -> None:
    code, study = About(MemoOn.CODE, "vacuum"), About(MemoOn.STUDY, "nhs")
    ours = {code: Memo(*code, "why?", "t1"), study: Memo(*study, "method", "t1")}
    theirs = {code: Memo(*code, "who?", "t1"), study: Memo(*study, "method", "t2")}
    assert memos_apart(ours, theirs) == (code,)
    assert memos_apart(ours, {}) == (code, study)
    assert told((), [code, study]) == "no decision differs; beside segments 2 memos differ"


def test_many_places_are_counted_after_the_first_few() -> None:
    assert named([str(number) for number in range(9)]) == "0, 1, 2, 3, 4 and 4 more"


def test_a_found_file_that_is_none_is_told_as_such(tmp_path: Path) -> None:
    assert told_of_found(State(), b"{", tmp_path / "ana.json").startswith(
        "it cannot be read (no coder"
    )


def test_a_found_file_is_compared(tmp_path: Path) -> None:
    content = b'{"codings:KC010":{"0002":{"codes":["clout"]}}}'
    said = told_of_found(State(entries=entries(s2=coded("vacuum"))), content, tmp_path / "ana.json")
    assert said == "1 decision differs: KC010:2"
