"""One coder's decisions and two versions of a transcript, without files."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import (
    About,
    CodeId,
    Entry,
    MemoOn,
    QuestionId,
    QuestionSource,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
    TranscriptState,
    TranscriptStatus,
    participants_segments,
)
from leadcode_tui.store.state import State
from leadcode_tui.study.corrections.fates import Why
from leadcode_tui.study.corrections.reanchoring import reanchored
from leadcode_tui.study.corrections.versions import versions_of

if TYPE_CHECKING:
    from types import ModuleType

KC = TranscriptId("KC01")
SPEAKERS = {"I": Speaker(SpeakerKind.INTERVIEWER), "P": Speaker(SpeakerKind.PARTICIPANT)}
WARD = "the sister leads the ward when she is there"
MONEY = "money and time and too many initiatives at once"
BOARD = "the board looks at a sheet of targets every month"
AT = "2026-11-25T10:00:00Z"


def said(*turns: str) -> Transcript:
    """Build a transcript: `I: words` is context, anything else a participant's."""
    segments = tuple(
        Segment(SegmentId(f"{at:04}"), "I" if turn[:2] == "I:" else "P", turn.removeprefix("I: "))
        for at, turn in enumerate(turns, start=1)
    )
    return Transcript(KC, "", Source("KC01.txt", ""), SPEAKERS, segments)


def holding(transcript: Transcript, **held: Entry) -> State:
    """Build what a coder holds: `s2=Entry(...)` is on segment 2, with its text."""
    state = State()
    by_id = transcript.by_id
    entries = {SegmentId(f"{name[1:]:0>4}"): entry for name, entry in held.items()}
    state.entries[KC] = {
        segment: Entry(
            entry.codes,
            entry.spans,
            entry.memo,
            entry.flag,
            len(by_id[segment].text),
            by_id[segment].fingerprint,
        )
        for segment, entry in entries.items()
    }
    return state


def coded(*codes: str, memo: str | None = None, **spans: tuple[int, int]) -> Entry:
    held = {CodeId(code): (span,) for code, span in spans.items()}
    return Entry(tuple(map(CodeId, codes)), held or None, memo)


def after(old: Transcript, new: Transcript, state: State) -> tuple[State, dict[str, Why]]:
    """Take what is held along; return what is held then, and what is listed."""
    versions = versions_of(old, new)
    outcome = reanchored(versions, state, participants_segments(versions.new), at=AT)
    for change in outcome.changes:
        state.apply(change)
    return state, {review.segment: review.why for review in outcome.reviews}


def codes(state: State) -> dict[str, tuple[str, ...] | None]:
    return {segment: entry.codes for segment, entry in state.entries[KC].items()}


def test_an_unchanged_transcript_changes_nothing() -> None:
    old = said(WARD, MONEY)
    state = holding(old, s1=coded("a", a=(4, 10)), s2=coded())
    versions = versions_of(old, said(WARD, MONEY))
    outcome = reanchored(versions, state, participants_segments(versions.new), at=AT)
    assert outcome.changes == ()
    assert versions.new.segments == old.segments


def test_a_decision_stays_on_a_lightly_changed_segment_with_the_new_text() -> None:
    old, new = said(WARD), said(WARD.replace("sister", "Sister,"))
    state, listed = after(old, new, holding(old, s1=coded("a", memo="see 4")))
    entry = state.entries[KC][SegmentId("0001")]
    assert (entry.codes, entry.memo, entry.text) == (("a",), "see 4", new.segments[0].fingerprint)
    assert listed == {}


def test_both_parts_of_a_cut_segment_inherit_and_the_first_keeps_id_and_memo() -> None:
    old = said(f"{WARD}. {MONEY}")
    state, listed = after(old, said(WARD, MONEY), holding(old, s1=coded("a", memo="both")))
    assert codes(state) == {"0001": ("a",), "0001.1": ("a",)}
    assert [entry.memo for entry in state.entries[KC].values()] == ["both", None]
    assert listed == {}


def test_a_span_goes_to_the_part_that_has_its_words() -> None:
    text = f"{WARD}. {MONEY}"
    start = text.index("too many")
    old = said(text)
    state, _ = after(old, said(WARD, MONEY), holding(old, s1=coded("a", a=(start, start + 8))))
    second = state.entries[KC][SegmentId("0001.1")]
    at = MONEY.index("too many")
    assert codes(state) == {"0001": (), "0001.1": ("a",)}
    assert second.spans == {"a": ((at, at + 8),)}


def test_codes_of_joined_segments_hold_for_their_own_words_and_are_listed() -> None:
    old = said(WARD, MONEY)
    state = holding(old, s1=coded("a"), s2=coded("b"))
    state, listed = after(old, said(f"{WARD} {MONEY}"), state)
    entry = state.entries[KC][SegmentId("0001")]
    assert entry.codes == ("a", "b")
    assert entry.spans == {
        "a": ((0, len(WARD)),),
        "b": ((len(WARD) + 1, len(WARD) + 1 + len(MONEY)),),
    }
    assert entry.flag
    assert listed == {"0001": Why.JOINED, "0002": Why.JOINED}


def test_segments_that_were_decided_alike_are_joined_without_a_word() -> None:
    old = said(WARD, MONEY)
    state = holding(old, s1=coded("a"), s2=coded("a"))
    state, listed = after(old, said(f"{WARD} {MONEY}"), state)
    assert (codes(state), listed) == ({"0001": ("a",)}, {})


def test_nothing_applies_is_not_said_of_words_that_nobody_decided_on() -> None:
    old = said(WARD, MONEY)
    state, listed = after(old, said(f"{WARD} {MONEY}"), holding(old, s1=coded()))
    assert state.entries[KC] == {}
    assert listed == {"0001": Why.JOINED}
    assert f'1: nothing applies; "{WARD}"' in state.memos[About(MemoOn.TRANSCRIPT, KC)].text


def test_a_decision_without_its_words_becomes_a_memo_on_the_transcript() -> None:
    old = said(WARD, MONEY)
    state, listed = after(old, said(WARD), holding(old, s2=coded("a", "b", memo="odd", b=(0, 5))))
    memo = state.memos[About(MemoOn.TRANSCRIPT, KC)].text
    assert f'2: a b (0-5); memo: odd; "{MONEY}"' in memo
    assert state.entries[KC] == {}
    assert listed == {"0002": Why.LOST}


def test_a_decision_does_not_go_to_who_asks() -> None:
    old = said(WARD, MONEY)
    state, listed = after(old, said(WARD, f"I: {MONEY}"), holding(old, s2=coded("a")))
    assert (state.entries[KC], listed) == ({}, {"0002": Why.NOT_CODABLE})


def test_words_that_became_part_of_a_longer_segment_keep_their_code_as_a_span() -> None:
    more = f"so what we had was {BOARD} and after that {BOARD[4:]} as they all say here"
    old, new = said(MONEY), said(f"{more} {MONEY}")
    state, listed = after(old, new, holding(old, s1=coded("a")))
    entry = state.entries[KC][SegmentId("0001")]
    start = new.segments[0].text.index(MONEY)
    assert entry.spans == {"a": ((start, start + len(MONEY)),)}
    assert listed == {"0001": Why.PART}


def test_a_span_that_lost_its_words_is_listed_and_does_not_become_the_whole() -> None:
    old, new = said(f"{WARD} {MONEY}"), said(WARD + " and that is how it goes on here")
    state, listed = after(old, new, holding(old, s1=coded("a", a=(len(WARD) + 1, len(WARD) + 6))))
    assert codes(state) == {}
    assert set(listed) == {"0001"}
    about = About(MemoOn.TRANSCRIPT, KC)
    assert f"1: a ({len(WARD) + 1}-{len(WARD) + 6})" in state.memos[about].text


def test_a_span_that_lost_some_of_its_words_keeps_the_others_and_is_listed() -> None:
    text = f"{WARD} {MONEY}"
    start = text.index("too many")
    old, new = said(text), said(text.replace("too many initiatives", "too initiatives"))
    span = (start, start + len("too many initiatives"))
    state, listed = after(old, new, holding(old, s1=coded("a", a=span)))
    assert state.entries[KC][SegmentId("0001")].spans == {
        "a": ((start, start + len("too initiatives")),)
    }
    assert listed == {"0001": Why.SPAN}


def test_a_span_that_begins_within_a_word_that_is_gone_is_listed() -> None:
    text = "the sister leads the ward when she is there"
    old, new = said(text), said(text.replace("sister ", ""))
    inside = (text.index("ster"), text.index(" when"))
    state, listed = after(old, new, holding(old, s1=coded("a", a=inside)))
    ((start, end),) = (state.entries[KC][SegmentId("0001")].spans or {})[CodeId("a")]
    assert new.segments[0].text[start:end] == "leads the ward"
    assert listed == {"0001": Why.SPAN}


NINE = "one two three four five six seven eight nine"


@pytest.mark.parametrize(
    ("later", "why"),
    [
        pytest.param(NINE.replace("nine", "ix").replace("two", "qu"), None, id="7 of 9"),
        pytest.param("one two three four five six ab cd ef", Why.CHANGED, id="6 of 9"),
        pytest.param(f"{NINE} ab cd ef gh ij kl mn op", Why.CHANGED, id="more than half of it"),
        pytest.param(f"{NINE} ab cd ef gh ij kl mn op qr st", Why.PART, id="less than half of it"),
    ],
)
def test_how_much_of_a_segment_may_change_before_it_is_listed(later: str, why: Why | None) -> None:
    old = said(NINE)
    _, listed = after(old, said(later), holding(old, s1=coded("a")))
    assert listed == ({} if why is None else {"0001": why})


@pytest.mark.parametrize("letters", [80, 81])
def test_eighty_letters_of_what_is_gone_stand_in_the_memo(letters: int) -> None:
    text = ("money" * 17)[:letters]
    old = said(WARD, text)
    state, _ = after(old, said(WARD), holding(old, s2=coded("a")))
    memo = state.memos[About(MemoOn.TRANSCRIPT, KC)].text
    assert memo.endswith(f'2: a; "{text}"' if letters == 80 else f'2: a; "{text[:80]}..."')


def test_a_decision_on_an_older_text_is_left_as_it_is_and_listed() -> None:
    old, new = said(WARD), said(WARD + " now")
    state = State()
    state.entries[KC] = {SegmentId("0001"): Entry((CodeId("a"),), chars=3, text="00000000")}
    state, listed = after(old, new, state)
    assert state.entries[KC][SegmentId("0001")].text == "00000000"
    assert listed == {"0001": Why.OLDER}


def test_what_would_come_to_a_segment_with_an_older_decision_is_kept_in_the_memo() -> None:
    old, new = said(WARD, MONEY), said(f"{WARD} {MONEY}")
    state = holding(old, s2=coded("b"))
    state.entries[KC][SegmentId("0001")] = Entry((CodeId("a"),), chars=3, text="00000000")
    state, listed = after(old, new, state)
    assert codes(state) == {"0001": ("a",)}
    assert "2: b" in state.memos[About(MemoOn.TRANSCRIPT, KC)].text
    assert listed == {"0001": Why.OLDER, "0002": Why.JOINED}


def test_questions_by_hand_stay_and_others_are_read_anew() -> None:
    old = said(WARD, MONEY)
    by_hand = old.segments[0]
    first = Segment(by_hand.id, "P", WARD, (QuestionId("Q7"),), QuestionSource.HAND)
    second = Segment(SegmentId("0002"), "P", MONEY, (QuestionId("Q1"),), QuestionSource.MARK)
    old = Transcript(KC, "", old.source, SPEAKERS, (first, second))
    new = versions_of(old, said(WARD + " now", MONEY)).new
    assert [(each.questions, each.by) for each in new.segments] == [
        (("Q7",), QuestionSource.HAND),
        ((), None),
    ]


def test_an_id_is_never_given_to_another_segment() -> None:
    old = said(WARD, MONEY)
    new = versions_of(old, said(WARD, BOARD, MONEY), {SegmentId("0001.1")}).new
    assert [each.id for each in new.segments] == ["0001", "0001.2", "0002"]
    again = versions_of(new, said(WARD, MONEY, BOARD.replace("board", "very same board"))).new
    assert [each.id for each in again.segments] == ["0001", "0002", "0001.2"]
    other = versions_of(new, said(WARD, "nobody at all was ever asked about it", MONEY)).new
    assert [each.id for each in other.segments] == ["0001", "0001.1", "0002"]
    other = versions_of(
        new, said(WARD, "nobody at all was ever asked", MONEY, "so he said then")
    ).new
    assert [each.id for each in other.segments] == ["0001", "0001.1", "0002", "0002.1"]
    two = ("nobody at all was ever asked", "so he said then and there")
    other = versions_of(new, said(WARD, *two, BOARD, MONEY)).new
    assert [each.id for each in other.segments] == ["0001", "0001.1", "0001.3", "0001.2", "0002"]


def test_a_finished_transcript_is_open_again_where_words_came_in() -> None:
    old, new = said(WARD, MONEY), said(WARD, BOARD, MONEY)
    state = holding(old, s1=coded(), s2=coded("a"))
    ids = participants_segments(old)
    state.transcripts[KC] = TranscriptStatus(None, ids, ids[1], TranscriptState.FINISHED)
    state, _ = after(old, new, state)
    status = state.transcripts[KC]
    assert (status.state, status.position) == (TranscriptState.OPEN, "0002")
    assert status.codable == ("0001", "0001.1", "0002")


def test_fifty_random_edits_leave_every_decision_with_its_words(bench: ModuleType) -> None:
    tally = bench.Tally()
    for seed in range(int(os.environ.get("LEADCODE_EXAMPLES", "50"))):
        random = Random(seed)  # noqa: S311 # not for secrets
        turns = bench.interview(random)
        tally.take(turns, bench.edited(turns, random))
    assert tally.astray == []
    assert tally.light > 1_000
    assert all("listed: True" in each for each in tally.left)
    assert tally.stayed >= tally.light * 0.999
