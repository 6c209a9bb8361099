"""Numbers of codable segments, interview after interview."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import SegmentId, TranscriptId
from leadcode_tui.study.coding.numbering import Numbering, numbers_of


@given(st.lists(st.integers(0, 4), max_size=6), st.data())
def test_numbers_are_told_apart_by_interview(sizes: list[int], data: st.DataObject) -> None:
    names = [TranscriptId(f"P{at}") for at in range(len(sizes))]
    segments = [[SegmentId(f"{n}") for n in range(size)] for size in sizes]
    numbering = Numbering(dict(zip(names, segments, strict=True)))
    numbers = sorted(data.draw(st.sets(st.sampled_from(range(sum(sizes))))) if sum(sizes) else ())
    apart = list(numbering.apart(numbers_of(numbers)))
    assert [number for _, found in apart for number in found] == numbers
    assert [name for name, _ in apart] == [
        name for name in names if any(numbering[number].transcript == name for number in numbers)
    ]
    assert all(numbering[number].transcript == name for name, found in apart for number in found)
