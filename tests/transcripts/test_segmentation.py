"""However a talk is cut, nothing is added and nothing is lost, and ids hold still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.model import SegmentUnit
from leadcode_tui.transcripts.material import Block
from leadcode_tui.transcripts.questions import Passage
from leadcode_tui.transcripts.segments import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Segment

WORDS = st.text(
    st.sampled_from("aé漢д .?!\u2026\u3002\n\u201d)(1\U0001f600-"), min_size=1, max_size=30
)
BLOCKS = st.lists(
    st.builds(
        lambda text, label, flows: Block(text, 1, label, flows=flows),
        WORDS.filter(str.strip),
        st.sampled_from(["I", "P", None]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def segments_of(blocks: Sequence[Block], unit: SegmentUnit) -> tuple[Segment, ...]:
    return cut([Passage(block) for block in blocks], unit)[0]


def letters(texts: Sequence[str]) -> str:
    """Return what is left without white space, which is where lines and segments are cut."""
    return "".join("".join(texts).split())


@settings(max_examples=60)
@given(blocks=BLOCKS)
def test_joining_the_segments_gives_back_the_text(blocks: list[Block]) -> None:
    source = letters([block.text for block in blocks])
    for unit in SegmentUnit:
        assert letters([segment.text for segment in segments_of(blocks, unit)]) == source


@pytest.mark.parametrize(
    "unit", [SegmentUnit.SENTENCE, SegmentUnit.LINE, SegmentUnit.PARAGRAPH], ids=str
)
@settings(max_examples=40)
@given(blocks=BLOCKS)
def test_sentences_are_stretches_of_their_turns_with_white_space_between(
    unit: SegmentUnit, blocks: list[Block]
) -> None:
    turns = iter(segments_of(blocks, SegmentUnit.TURN))
    turn, at = next(turns), 0
    for sentence in segments_of(blocks, unit):
        if not turn.text[at:].strip():
            turn, at = next(turns), 0
        start = turn.text.index(sentence.text, at)
        assert not turn.text[at:start].strip()
        assert turn.speaker == sentence.speaker
        at = start + len(sentence.text)
    assert not turn.text[at:].strip()


@settings(max_examples=60)
@given(blocks=BLOCKS, unit=st.sampled_from(SegmentUnit))
def test_ids_are_unique_in_order_and_the_same_each_time(
    blocks: list[Block], unit: SegmentUnit
) -> None:
    segments = segments_of(blocks, unit)
    ids = [segment.id for segment in segments]
    assert ids == [f"{number:04d}" for number in range(1, len(ids) + 1)]
    assert segments == segments_of(blocks, unit)


@settings(max_examples=60)
@given(blocks=BLOCKS, unit=st.sampled_from(SegmentUnit), more=WORDS.filter(str.strip))
def test_what_is_added_at_the_end_changes_no_id_before(
    blocks: list[Block], unit: SegmentUnit, more: str
) -> None:
    before = segments_of(blocks, unit)
    after = segments_of([*blocks, Block(more, 1, "X")], unit)
    assert after[: len(before)] == before
