from __future__ import annotations

import random  # noqa: TC003 # hypothesis reads the annotation
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import (
    About,
    Book,
    Change,
    CodeId,
    Entry,
    Intention,
    Memo,
    MemoOn,
    SegmentId,
    TranscriptId,
    TranscriptState,
    TranscriptStatus,
)
from leadcode_tui.store.copies import Copy, Spot, read_history, replayed, spot_of
from leadcode_tui.store.interleaving import interleaved
from leadcode_tui.store.merging import Merged, merged
from leadcode_tui.store.records import Checkpoint, encode_change, encode_checkpoint
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

KC010 = TranscriptId("KC010")
CODABLE = tuple(map(SegmentId, ("0002", "0004", "0006")))


@dataclass
class Desk:
    """Somebody coding: what is held there, and the history as bytes."""

    session: str = "s"
    state: State = field(default_factory=State)
    history: bytes = b""
    second: int = 0
    n: int = 0

    def leave(self, session: str, *, later: int = 0) -> Desk:
        """Take a copy elsewhere, to another session, by a clock that may go wrong."""
        copy = State(
            dict(self.state.books),
            dict(self.state.transcripts),
            {transcript: dict(kept) for transcript, kept in self.state.entries.items()},
            self.state.keys,
            dict(self.state.memos),
        )
        return Desk(session, copy, self.history, max(0, self.second + later))

    def record(self, *drafts: Change, at: int | None = None) -> Desk:
        self.second = self.second + 1 if at is None else at
        for draft in drafts:
            self.n += 1
            time = f"2026-11-23T10:{self.second // 60:02}:{self.second % 60:02}Z"
            after = draft.after
            if isinstance(after, Entry | Memo):
                after = replace(after, at=time)
            change = replace(draft, session=self.session, n=self.n, at=time, after=after)
            self.history += encode_change(change)
            self.state.apply(change)
        return self

    def decide(self, segment: str, *codes: str, book: str = "b1", at: int | None = None) -> Desk:
        place = SegmentId(segment)
        after = Entry(codes=tuple(map(CodeId, codes)), chars=9, text="9f3a1c2b", book=book)
        before = self.state.entry(KC010, place)
        return self.record(
            Change(Intention.APPLY, KC010, place, before=before, after=after, book=book), at=at
        )

    def clear(self, segment: str) -> Desk:
        place = SegmentId(segment)
        before = self.state.entry(KC010, place)
        return self.record(Change(Intention.UNDO, KC010, place, before=before, after=None))

    def status(self, **changed: object) -> Desk:
        before = self.state.transcripts.get(KC010)
        after = replace(before or TranscriptStatus(None, CODABLE), **changed)  # type: ignore[arg-type]
        return self.record(Change(Intention.OPEN, KC010, before=before, after=after))

    def book(self, name: str, sha256: str) -> Desk:
        after = Book("leadership", sha256, "", {CodeId("vacuum"): None})
        return self.record(Change(Intention.BOOK, after=after, book=name))

    def keys(self, **keys: str) -> Desk:
        after = {CodeId(code): key for code, key in keys.items()}
        return self.record(Change(Intention.KEYS, before=self.state.keys, after=after))

    def memo(self, about: About, text: str, at: int | None = None) -> Desk:
        """Write a memo, or take it away where the text is blank."""
        before = self.state.memos.get(about)
        after = Memo(about.on, about.id, text) if text else None
        if before is None and after is None:
            return self
        return self.record(Change(Intention.MEMO, before=before, after=after), at=at)

    def checkpoint(self) -> Desk:
        """Name the present state of the file, without writing it."""
        self.n += 1
        line = Checkpoint(self.session, self.n, "", f"{self.session}{self.n}", len(self.history))
        self.history += encode_checkpoint(line)
        return self

    @property
    def copy(self) -> Copy:
        copy, damaged = read_history(self.history)
        assert damaged == 0
        return copy


def join(first: Desk | Merged, second: Desk | Merged) -> Merged:
    return merged(first.copy, second.copy)


def decided(held: Merged) -> dict[str, tuple[str, ...] | None]:
    entries = held.copy.state.entries.get(KC010, {})
    return {str(segment): entry.codes for segment, entry in entries.items()}


def whole(state: State) -> tuple[object, ...]:
    entries = {transcript: dict(kept) for transcript, kept in state.entries.items() if kept}
    return state.books, state.transcripts, entries, dict(state.keys), state.memos


ABOUTS = (
    About(MemoOn.CODE, "vacuum"),
    About(MemoOn.TRANSCRIPT, KC010),
    About(MemoOn.STUDY, "nhs"),
)
segments = st.sampled_from(CODABLE)
moves = st.one_of(
    st.tuples(st.just("decide"), segments, st.sampled_from(["vacuum", "clout", "shared"])),
    st.tuples(st.just("clear"), segments),
    st.tuples(st.just("status"), st.sampled_from(TranscriptState)),
    st.tuples(st.just("codable"), st.lists(segments, unique=True)),
    st.tuples(st.just("keys"), st.sampled_from("abc")),
    st.tuples(st.just("book"), st.sampled_from(["b1", "b2"]), st.sampled_from(["aa", "bb", "cc"])),
    st.tuples(st.just("memo"), st.sampled_from(ABOUTS), st.sampled_from(["", "why?", "who?"])),
    st.tuples(st.just("checkpoint")),
)
courses = st.lists(moves, max_size=8)
#: How far the clock of the second desk is off.
skews = st.integers(min_value=-5, max_value=5)


def follow(desk: Desk, course: Sequence[tuple[str, ...]]) -> Desk:
    for do, *words in course:
        if do == "decide":
            desk.decide(words[0], words[1])
        elif do == "clear":
            desk.clear(words[0])
        elif do == "status":
            desk.status(state=TranscriptState(words[0]))
        elif do == "codable":
            desk.status(codable=tuple(words[0]))
        elif do == "keys":
            desk.keys(vacuum=words[0])
        elif do == "book" and words[0] not in desk.state.books:
            desk.book(*words)
        elif do == "memo":
            desk.memo(About(*words[0]), words[1])
        elif do == "checkpoint":
            desk.checkpoint()
    return desk


@st.composite
def desks(draw: st.DrawFn, *, wrong_clocks: bool = True) -> tuple[Desk, Desk, Desk]:
    """Three copies that went apart from one beginning, or from two."""
    off = skews if wrong_clocks else st.just(0)
    start = follow(Desk("base"), draw(courses))
    fork = follow(start.leave("fork", later=draw(off)), draw(courses))
    return (
        follow(start.leave("one", later=draw(off)), draw(courses)),
        follow(fork.leave("two", later=draw(off)), draw(courses)),
        follow(fork.leave("three", later=draw(off)), draw(courses)),
    )


# Laws


@given(held=desks())
def test_it_does_not_matter_which_copy_comes_first(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = held
    one, other = join(first, second), join(second, first)
    assert one.history == other.history
    assert whole(one.copy.state) == whole(other.copy.state)


@given(held=desks())
def test_a_copy_joined_with_itself_is_itself(held: tuple[Desk, Desk, Desk]) -> None:
    own = held[1]
    assert join(own, own).history == own.history
    assert whole(join(own, own).copy.state) == whole(own.state)


@given(held=desks())
def test_a_copy_joined_once_more_changes_nothing(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = held
    once = join(first, second)
    for again in (join(once, first), join(second, once), join(once, once)):
        assert again.history == once.history
        assert whole(again.copy.state) == whole(once.copy.state)
        assert again.collisions == ()


@given(held=desks())
def test_a_copy_joined_with_what_it_became_is_what_it_became(
    held: tuple[Desk, Desk, Desk],
) -> None:
    _, before, _ = held
    after = follow(
        before.leave("later", later=-3), [("decide", "0002", "clout"), ("clear", "0004")]
    )
    both = join(before, after)
    assert both.history == after.history
    assert whole(both.copy.state) == whole(after.state)


@given(held=desks())
def test_no_line_is_lost(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = held
    kept = {(line.session, line.n) for line in join(first, second).copy.lines}
    assert {(line.session, line.n) for desk in (first, second) for line in desk.copy.lines} <= kept


def segments_touched(own: Desk, other: Desk) -> set[SegmentId | None]:
    """Return the segments of which only this copy's lines speak."""
    alone = set(own.copy.lines) - set(other.copy.lines)
    return {line.change.segment for line in alone if line.change is not None}


@given(held=desks())
def test_what_one_copy_alone_changed_stands(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = held
    both = join(first, second).copy.state
    for desk, other in ((first, second), (second, first)):
        for segment in set(CODABLE) - segments_touched(other, desk):
            own, found = (state.entry(KC010, segment) for state in (desk.state, both))
            assert (found and (found.codes, found.at)) == (own and (own.codes, own.at))


@given(held=desks())
def test_a_memo_that_one_copy_alone_wrote_stands(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = held
    both = join(first, second).copy.state
    for desk, other in ((first, second), (second, first)):
        alone = set(other.copy.lines) - set(desk.copy.lines)
        spots = {spot_of(line.change) for line in alone if line.change is not None}
        for about in ABOUTS:
            if Spot(Intention.MEMO, about=about) not in spots:
                assert both.memos.get(about) == desk.state.memos.get(about)


@given(held=desks())
def test_the_lines_come_to_what_is_held(held: tuple[Desk, Desk, Desk]) -> None:
    both = join(held[0], held[1])
    assert whole(replayed(both.copy.lines)) == whole(both.copy.state)
    assert whole(read_history(both.history)[0].state) == whole(both.copy.state)


@given(held=desks(wrong_clocks=False))
def test_three_copies_join_in_any_order_where_clocks_are_right(
    held: tuple[Desk, Desk, Desk],
) -> None:
    first, second, third = held
    left = join(join(first, second), third)
    right = join(first, join(second, third))
    assert decided(left) == decided(right)
    assert left.copy.state.transcripts.keys() == right.copy.state.transcripts.keys()


@given(held=desks())
def test_every_checkpoint_of_either_copy_still_tells_the_rest(
    held: tuple[Desk, Desk, Desk],
) -> None:
    first, second, _ = (
        follow(desk, [("decide", "0004", "clout"), ("checkpoint",)]) for desk in held
    )
    both = join(first, second)
    for desk in (first, second):
        for line, position in desk.copy.checkpoints:
            made = replayed(desk.copy.lines[:position])
            due = dict(both.copy.checkpoints)[line]
            for rest in both.copy.lines[due:]:
                if rest.change is not None:
                    made.apply(rest.change)
            expected = replayed(both.copy.lines)
            assert {**made.entries.get(KC010, {})} == {**expected.entries.get(KC010, {})}
            assert made.transcripts == expected.transcripts


@given(held=desks())
def test_copies_without_histories_join_in_either_order(held: tuple[Desk, Desk, Desk]) -> None:
    first, second, _ = (Copy(desk.state) for desk in held)
    one, other = merged(first, second), merged(second, first)
    assert one.history == other.history
    assert merged(one.copy, first).history == one.history
    assert whole(merged(first, first).copy.state) == whole(first.state)


@given(held=desks())
def test_a_copy_without_a_history_adds_nothing_that_the_other_knew(
    held: tuple[Desk, Desk, Desk],
) -> None:
    _, before, _ = held
    after = follow(before.leave("later"), [("decide", "0002", "clout")])
    both = merged(Copy(State(entries=before.state.entries)), after.copy)
    assert whole(both.copy.state) == whole(after.state)


def test_a_checkpoint_moves_to_where_the_copies_part() -> None:
    start = Desk("base").decide("0002", "shared")
    one = start.leave("one").decide("0002", "vacuum", at=50).checkpoint()
    two = start.leave("two").decide("0004", "clout", at=40)
    assert [position for _, position in join(one, two).copy.checkpoints] == [1]


# Both changed


def test_the_later_decision_stands_and_the_other_stays_in_the_history() -> None:
    start = Desk("base").status()
    one = start.leave("one").decide("0002", "vacuum", at=50)
    two = start.leave("two").decide("0002", "clout", at=40)
    both = join(one, two)
    assert decided(both) == {"0002": ("vacuum",)}
    assert b'"clout"' in both.history
    (collision,) = both.collisions
    assert (collision.transcript, collision.segment) == (KC010, "0002")
    assert collision.first == collision.kept == one.state.entry(KC010, SegmentId("0002"))
    assert collision.second == two.state.entry(KC010, SegmentId("0002"))


def test_the_same_decision_twice_is_no_collision() -> None:
    start = Desk("base").decide("0002", "shared")
    one = start.leave("one").decide("0002", "vacuum", "clout", at=50)
    two = start.leave("two").decide("0002", "clout", "vacuum", at=40)
    assert join(one, two).collisions == ()


@pytest.mark.parametrize(("cleared", "stands"), [(60, {}), (30, {"0002": ("clout",)})])
def test_taken_away_or_changed_the_later_of_the_two_stands(
    cleared: int, stands: dict[str, tuple[str, ...]]
) -> None:
    start = Desk("base").decide("0002", "vacuum")
    one = start.leave("one")
    one.second = cleared
    one.clear("0002")
    two = start.leave("two").decide("0002", "clout", at=45)
    both = join(one, two)
    assert decided(both) == stands
    assert len(both.collisions) == 1


def test_a_wrong_clock_does_not_turn_one_desk_s_work_round() -> None:
    ahead = Desk("base").decide("0002", "vacuum", at=3000)
    right = ahead.leave("right").decide("0002", "clout", at=10)
    assert decided(join(ahead, right)) == {"0002": ("clout",)}
    assert decided(join(right, ahead.leave("other").decide("0004", at=5)))["0002"] == ("clout",)


@pytest.mark.parametrize(("cleared", "stands"), [(60, None), (30, "who?")])
def test_of_two_memos_on_a_code_the_later_stands(cleared: int, stands: str | None) -> None:
    about = ABOUTS[0]
    start = Desk("base").memo(about, "why?")
    one = start.leave("one").memo(about, "", at=cleared)
    two = start.leave("two").memo(about, "who?", at=45)
    for both in (join(one, two), join(two, one)):
        memo = both.copy.state.memos.get(about)
        assert (memo and memo.text) == stands
        assert b"who?" in both.history
        assert both.memos == (about,)
    assert join(start, one).memos == ()


# Without a history


def test_with_what_both_began_with_a_copy_without_history_tells_what_it_took_away() -> None:
    start = Desk("base").decide("0002", "vacuum").decide("0004", "vacuum")
    one = start.leave("one").clear("0002")
    two = start.leave("two").decide("0006", "clout")
    for ours, theirs in ((Copy(one.state), two.copy), (Copy(one.state), Copy(two.state))):
        both = merged(ours, theirs, base=start.state)
        assert decided(both) == {"0004": ("vacuum",), "0006": ("clout",)}


def test_a_side_that_is_as_the_base_did_not_change_whatever_the_clock_says() -> None:
    start = Desk("base").decide("0002", "vacuum", at=3000)
    one = start.leave("one").decide("0002", "clout", at=10)
    both = merged(Copy(one.state), Copy(start.state), base=start.state)
    assert decided(both) == {"0002": ("clout",)}


def test_what_a_damaged_line_said_comes_from_the_file() -> None:
    desk = Desk("base").decide("0002", "vacuum").decide("0004", "clout").checkpoint()
    lines = desk.history.splitlines(keepends=True)
    history, damaged = read_history(b"".join([lines[0].replace(b"vacuum", b"vacuun"), *lines[1:]]))
    copy = Copy(desk.state, history.lines, history.checkpoints)
    both = merged(copy, copy)
    assert damaged == 1
    assert decided(both) == {"0002": ("vacuum",), "0004": ("clout",)}
    assert merged(copy, desk.copy).copy.lines == desk.copy.lines


def test_a_newer_version_s_line_is_kept() -> None:
    from zlib import crc32  # noqa: PLC0415 # for this line alone

    body = b'{"session":"new","n":1,"at":"2026-11-23T10:00:09Z","do":"dream"'
    line = b'%b,"crc":"%08x"}\n' % (body, crc32(body + b"}"))
    history, damaged = read_history(line)
    assert damaged == 0
    assert line in merged(history, Desk("base").decide("0002", "vacuum").copy).history


def test_memos_of_copies_without_histories_are_joined() -> None:
    start = Desk("base").memo(ABOUTS[0], "why?").memo(ABOUTS[2], "method")
    one = start.leave("one").memo(ABOUTS[0], "")
    two = start.leave("two").memo(ABOUTS[1], "a busy day")
    both = merged(Copy(one.state), Copy(two.state), base=start.state)
    texts = {about.on: memo.text for about, memo in both.copy.state.memos.items()}
    assert texts == {"transcript": "a busy day", "study": "method"}


# Statuses, keys, books


def test_a_transcript_that_one_copy_finished_is_finished() -> None:
    start = Desk("base")
    one = start.leave("one").status().status(state=TranscriptState.FINISHED)
    two = start.leave("two", later=50).status().decide("0004", "vacuum")
    both = join(one, two)
    assert both.copy.state.transcripts[KC010].state is TranscriptState.FINISHED
    assert both.copy.state.transcripts[KC010].position == "0004"


def test_a_finish_that_one_copy_took_back_is_taken_back() -> None:
    start = Desk("base").status(state=TranscriptState.FINISHED)
    one = start.leave("one").status(state=TranscriptState.OPEN)
    two = start.leave("two").decide("0004", "vacuum", at=50)
    assert join(one, two).copy.state.transcripts[KC010].state is TranscriptState.OPEN


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ("0002 0004", "0002 0006", "0002 0004 0006"),
        ("0004 0002", "0002 0004", "0002 0004"),
    ],
    ids=["together", "where they contradict, the later"],
)
def test_codable_segments_of_both_are_codable(one: str, two: str, joined: str) -> None:
    start = Desk("base").status(codable=(SegmentId("0002"),))
    first = start.leave("one").status(codable=tuple(map(SegmentId, one.split())))
    second = start.leave("two", later=9).status(codable=tuple(map(SegmentId, two.split())))
    status = join(first, second).copy.state.transcripts[KC010]
    assert " ".join(status.codable) == joined


def test_the_later_keys_stand() -> None:
    start = Desk("base").keys(vacuum="v")
    one, two = start.leave("one").keys(vacuum="x"), start.leave("two", later=9).keys(vacuum="y")
    assert join(one, two).copy.state.keys == {"vacuum": "y"}


def test_two_revisions_of_one_name_get_names_of_their_own() -> None:
    start = Desk("base").book("b1", "1111111100")
    one = start.leave("one").book("b2", "aaaaaaaa00").decide("0002", "vacuum", book="b2")
    two = start.leave("two").book("b2", "bbbbbbbb00").decide("0004", "vacuum", book="b2")
    both = join(one, two)
    kept = both.copy.state
    assert {name: book.sha256 for name, book in kept.books.items()} == {
        "b1": "1111111100", "baaaaaaaa": "aaaaaaaa00", "bbbbbbbbb": "bbbbbbbb00",
    }  # fmt: skip
    assert [kept.entries[KC010][SegmentId(at)].book for at in ("0002", "0004")] == [
        "baaaaaaaa", "bbbbbbbbb",
    ]  # fmt: skip
    assert join(both, one).history == both.history == join(two, both).history


def test_a_revision_that_was_renamed_in_one_copy_has_that_name_in_both() -> None:
    one = Desk("one").book("b2", "aaaaaaaa00").decide("0002", "vacuum", book="b2")
    two = Desk("two").book("baaaaaaaa", "aaaaaaaa00").decide("0004", "vacuum", book="baaaaaaaa")
    kept = join(one, two).copy.state
    assert list(kept.books) == ["baaaaaaaa"]
    assert {entry.book for entry in kept.entries[KC010].values()} == {"baaaaaaaa"}


# The order


@given(
    first=st.lists(st.integers(0, 9), unique=True),
    second=st.lists(st.integers(0, 9), unique=True),
)
def test_two_sequences_interleave_in_either_order_without_loss(
    first: list[int], second: list[int]
) -> None:
    both = interleaved(first, second, key=int)
    assert both == interleaved(second, first, key=int)
    assert sorted(both) == sorted({*first, *second})


@given(first=st.sets(st.integers(0, 9)), second=st.sets(st.integers(0, 9)), by=st.randoms())
def test_two_sequences_of_one_order_keep_it(
    first: set[int], second: set[int], by: random.Random
) -> None:
    order = list(range(10))
    by.shuffle(order)
    lanes = [[each for each in order if each in chosen] for chosen in (first, second)]
    both = interleaved(*lanes, key=int)
    assert all([each for each in both if each in lane] == lane for lane in lanes)
