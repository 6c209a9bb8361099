"""A session against a plain model: whatever one does, stops, kills and reopens, both agree."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from leadcode_tui.keys import KeyTable
from leadcode_tui.model import (
    About,
    Code,
    Codebook,
    CodeId,
    CoderId,
    MemoOn,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
)
from leadcode_tui.store.coder_file import Header, read_coder_file
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.state import State
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.material import Material, Place

CODES = tuple(map(CodeId, ("vacuum", "clout", "shared")))
PLACES = tuple(
    Place(TranscriptId(transcript), SegmentId(f"{number:04}"))
    for transcript in ("KC003", "KC010")
    for number in range(1, 4)
)
ABOUTS = (
    About(MemoOn.CODE, CODES[0]),
    About(MemoOn.TRANSCRIPT, "KC010"),
    About(MemoOn.STUDY, ""),
)
codes = st.sampled_from(CODES)
places = st.sampled_from(PLACES)
memos = st.sampled_from(["", "why?", 'a "quoted"\nline', "Führung 领导"])


class Kept(NamedTuple):
    """What the model holds on a segment."""

    codes: tuple[CodeId, ...] | None = None
    memo: str | None = None
    flag: bool = False


class Model(NamedTuple):
    """What the model holds in all."""

    kept: dict[Place, Kept]
    finished: frozenset[TranscriptId] = frozenset()
    memos: frozenset[tuple[About, str]] = frozenset()


def material() -> Material:
    speakers = {"P": Speaker(SpeakerKind.PARTICIPANT)}
    transcripts = {}
    for transcript in dict.fromkeys(place.transcript for place in PLACES):
        ids = [place.segment for place in PLACES if place.transcript == transcript]
        segments = tuple(Segment(segment, "P", f"said {segment}") for segment in ids)
        transcripts[transcript] = Transcript(transcript, "", Source("", ""), speakers, segments)
    codebook = Codebook("cb", "", tuple(Code(code, code) for code in CODES), "ab")
    codable = {name: tuple(found.by_id) for name, found in transcripts.items()}
    return Material(None, codebook, transcripts, codable)


def crash(codings: Codings) -> None:
    """End a session as a killed process ends: the system frees the lock, nothing is written."""
    history, hold = codings._history, codings._hold
    assert history is not None
    assert hold is not None
    codings._worker.shutdown(wait=True, cancel_futures=True)
    history._worker.shutdown(wait=True)
    os.close(history._descriptor)
    hold.lock.release()
    codings._history = codings._hold = None


def without_empty(state: State) -> State:
    """Leave out tables without a document: a coder file does not hold them."""
    kept = {transcript: entries for transcript, entries in state.entries.items() if entries}
    return State(state.books, state.transcripts, kept, state.keys, state.memos)


class Coding(RuleBasedStateMachine):
    """One coder, one file, any number of sessions one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "ana.json"
        self.clock = count()
        self.opened = count()
        self.model = Model({})
        self.done: list[Model] = []
        self.undone: list[Model] = []

    def teardown(self) -> None:
        self.session.close()
        if self.path.exists():  # who only looked in leaves no file
            assert without_empty(State.of(read_coder_file(self.path))) == without_empty(self.state)
        else:
            assert without_empty(self.state) == State()
        self.folder.cleanup()

    @property
    def state(self) -> State:
        return self.codings.state

    @initialize()
    def open(self) -> None:
        def clock() -> str:
            return f"t{next(self.clock):05}"

        header = Header(coder=CoderId("ana"))
        name = f"s{next(self.opened)}"
        self.codings = Codings(self.path, header, clock=clock, session=name)
        assert not any("another hand" in notice for notice in self.codings.notices)
        keys = KeyTable(codes={CODES[0]: "v"})
        self.session = Session(
            material(), self.codings, coder=CoderId("ana"), keys=keys, clock=clock
        )

    def here(self) -> Kept:
        return self.model.kept.get(self.session.here, Kept())

    def keep(self, kept: Kept, place: Place | None = None) -> None:
        """Let the model hold something new on a segment, if it is new."""
        place = place or self.session.here
        if kept != self.model.kept.get(place, Kept()):
            self.become(self.model._replace(kept=self.model.kept | {place: kept}))

    def become(self, model: Model) -> None:
        self.done.append(self.model)
        self.undone.clear()
        self.model = model

    @rule(place=places)
    def go(self, place: Place) -> None:
        self.session.go(place)

    @rule(code=codes)
    def apply(self, code: CodeId) -> None:
        had = self.here().codes or ()
        if code not in had:
            self.keep(self.here()._replace(codes=(*had, code)))
        self.session.apply(code)

    @rule(code=codes)
    def remove(self, code: CodeId) -> None:
        had = self.here().codes or ()
        if code in had:
            self.keep(self.here()._replace(codes=tuple(c for c in had if c != code) or None))
        self.session.remove(code)

    @rule(memo=memos)
    def memo(self, memo: str) -> None:
        self.keep(self.here()._replace(memo=memo or None))
        self.session.write_memo(memo)

    @rule(about=st.sampled_from(ABOUTS), memo=memos)
    def memo_on(self, about: About, memo: str) -> None:
        held = {*self.model.memos} - {(about, self.session.memo(about))}
        after = frozenset(held | ({(about, memo)} if memo else set()))
        if after != self.model.memos:
            self.become(self.model._replace(memos=after))
        self.session.write_memo(memo, about)

    @rule()
    def flag(self) -> None:
        self.keep(self.here()._replace(flag=not self.here().flag))
        self.session.flag()

    @rule()
    def nothing(self) -> None:
        if not self.here().codes:
            self.keep(self.here()._replace(codes=()))
        self.session.nothing()

    @rule()
    def finish(self) -> None:
        transcript = self.session.here.transcript
        self.session.first()
        self.session.turn_to([place for place in PLACES if place.transcript == transcript][-1])
        kept = dict(self.model.kept)
        for place in PLACES:
            if place.transcript == transcript and kept.get(place, Kept()).codes is None:
                kept[place] = kept.get(place, Kept())._replace(codes=())
        model = Model(kept, self.model.finished | {transcript}, self.model.memos)
        if model != self.model:
            self.become(model)
        self.session.finish()

    @rule()
    def undo(self) -> None:
        assert (self.session.undo() == "nothing to undo") == (not self.done)
        if self.done:
            self.undone.append(self.model)
            self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.session.redo() == "nothing to redo") == (not self.undone)
        if self.undone:
            self.done.append(self.model)
            self.model = self.undone.pop()

    @rule()
    def settle(self) -> None:
        self.session.settle()

    @rule()
    def checkpoint(self) -> None:
        self.codings.checkpoint()

    @rule()
    def restart(self) -> None:
        self.session.close()
        self.open()
        assert self.codings.notices == ()

    @rule()
    def crash(self) -> None:
        crash(self.codings)
        self.open()

    @rule()
    def lose_the_coder_file(self) -> None:
        crash(self.codings)
        self.path.unlink(missing_ok=True)
        self.open()

    @invariant()
    def the_session_shows_what_the_model_holds(self) -> None:
        for place in PLACES:
            entry = self.session.entry(place)
            shown = Kept(entry.codes, entry.memo, entry.flag)
            assert shown == self.model.kept.get(place, Kept()), place

    @invariant()
    def memos_are_those_of_the_model(self) -> None:
        shown = {(on, memo) for on, memo in self.session.find_memos("") if isinstance(on, About)}
        assert shown == self.model.memos

    @invariant()
    def counts_are_those_of_the_model(self) -> None:
        for code in CODES:
            uses = sum(code in (kept.codes or ()) for kept in self.model.kept.values())
            assert self.session.counts[code] == uses

    @invariant()
    def what_is_finished_is_what_the_model_finished(self) -> None:
        statuses = self.state.transcripts.items()
        finished = {name for name, status in statuses if status.state == "finished"}
        assert finished == self.model.finished

    @invariant()
    def no_blank_entry_is_kept(self) -> None:
        kept = [entry for entries in self.state.entries.values() for entry in entries.values()]
        assert not any(entry.is_blank for entry in kept)

    @invariant()
    def the_history_alone_gives_the_state(self) -> None:
        replayed = State()
        changes = tuple(self.codings.changes())
        assert tuple(self.codings.changes_backwards()) == changes[::-1]
        for change in changes:
            replayed.apply(change)
        assert without_empty(replayed) == without_empty(self.state)

    @invariant()
    def others_read_what_the_session_holds(self) -> None:
        if self.path.exists() and not self.codings._is_writing():
            read = State.of(read_current(self.path))
            assert without_empty(read) == without_empty(self.state)


TestCoding = Coding.TestCase
TestCoding.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
