"""Uses of codes, kept up change by change, are those that counting anew would give."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import CodeId, Entry, SegmentId, TranscriptId
from leadcode_tui.study.coding.numbering import Numbering
from leadcode_tui.study.coding.uses import Uses
from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

A, GONE = TranscriptId("A"), TranscriptId("gone")
SEGMENTS = tuple(map(SegmentId, "123"))
#: What is read; the interview that is gone is coded all the same.
NUMBERING = Numbering({A: SEGMENTS, TranscriptId("B"): SEGMENTS})
CODES = tuple(map(CodeId, ("old", "new", "other")))
PLACES = (*NUMBERING, Place(GONE, SegmentId("1")))
ENTRIES = st.builds(
    lambda codes, flag: Entry(codes=tuple(codes) or None, flag=flag),
    st.lists(st.sampled_from(CODES), unique=True),
    st.booleans(),
)
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), ENTRIES), max_size=12)


def renamed(code: CodeId) -> CodeId:
    return CodeId("new") if code == "old" else code


def counted(held: Mapping[Place, Entry]) -> Counter[CodeId]:
    """Return how often each code is used, each segment once."""
    return Counter(code for entry in held.values() for code in {*map(renamed, entry.codes or ())})


@given(CHANGES, CHANGES)
def test_uses_are_those_that_counting_anew_would_give(
    before: list[tuple[Place, Entry]], after: list[tuple[Place, Entry]]
) -> None:
    held = dict(before)
    uses = Uses(NUMBERING, held.items(), renamed)
    for place, entry in after:
        held[place] = entry
        uses.change(place, entry)
    assert +uses.counts == counted(held)
    assert list(uses.flagged()) == [n for n, p in enumerate(NUMBERING) if held.get(p, Entry()).flag]
    for code in CODES[1:]:
        under = [p for p in NUMBERING if code in {*map(renamed, held.get(p, Entry()).codes or ())}]
        assert [NUMBERING[number] for number in uses.under(code)] == under


def test_a_rename_gathers_what_stood_under_both_ids() -> None:
    held = {NUMBERING[0]: Entry(codes=CODES[:2]), NUMBERING[1]: Entry(codes=CODES[:1])}
    uses = Uses(NUMBERING, held.items(), lambda code: code)
    assert uses.counts[CodeId("new")] == 1
    uses.follow(renamed)
    assert uses.counts[CodeId("new")] == 2
    assert list(uses.under(CodeId("new"))) == [0, 1]
    assert list(uses.under(CodeId("old"))) == []
