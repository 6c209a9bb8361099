"""What one coder holds on segments, and how a change of it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import (
    About,
    Change,
    CodeId,
    Entry,
    Intention,
    Memo,
    MemoOn,
    TranscriptStatus,
    book_id,
    book_of,
)
from leadcode_tui.study.coding.numbering import Numbering
from leadcode_tui.study.coding.undo import Acts
from leadcode_tui.study.coding.uses import Uses
from leadcode_tui.study.material import Place
from leadcode_tui.study.stale import NONE, Reasons, Staleness

if TYPE_CHECKING:
    from array import array
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import Codebook, Transcript, TranscriptId
    from leadcode_tui.store.codings import Codings
    from leadcode_tui.study.material import Material

#: What is written beside a decision, and decides nothing.
_NOTES: Final = {Intention.MEMO, Intention.FLAG}

Spans = dict[CodeId, tuple[tuple[int, int], ...]]
#: In which order memos on no segment are shown.
_ORDER: Final = (MemoOn.STUDY, MemoOn.TRANSCRIPT, MemoOn.CODE)


def _wide_to_narrow(about: About) -> tuple[int, str]:
    return _ORDER.index(about.on), about.id


class Held:
    """A coder's entries, by the ids that codes have now; and their number and places by code."""

    def __init__(
        self, material: Material, codings: Codings, *, keys: KeyTable, clock: Callable[[], str]
    ) -> None:
        self.material = material
        self.keys = keys
        self._codings = codings
        self._state = codings.state
        self._clock = clock
        self._acts: Acts | None = None
        self._book = self._book_id()
        self.staleness = Staleness(self._state.books, material.codebook)
        self.numbering = Numbering(material.codable)
        self._uses = Uses(self.numbering, self.entries(), material.codebook.current)

    def follow(self, codebook: Codebook, keys: KeyTable) -> None:
        """Take a changed codebook: decisions are made under it from now on."""
        self.material = replace(self.material, codebook=codebook)
        self.keys = keys
        self._book = self._book_id()
        self.staleness = Staleness(self._state.books, codebook)
        self._uses.follow(codebook.current)

    def take_transcript(self, transcript: Transcript) -> None:
        """Take a transcript whose segments answer other questions now."""
        self.material = self.material.with_transcript(transcript)

    def _book_id(self) -> str:
        wanted = self.material.codebook.sha256
        books = self._state.books
        known = (name for name, book in books.items() if book.sha256 == wanted)
        return next(known, book_id(wanted))

    @property
    def counts(self) -> Counter[CodeId]:
        """How often each code was applied, under the ids that codes have now."""
        return self._uses.counts

    # What is held

    def entries(self) -> Iterator[tuple[Place, Entry]]:
        """Yield every segment on which something is held, with what."""
        for transcript, entries in self._state.entries.items():
            for segment, entry in entries.items():
                yield Place(transcript, segment), entry

    def entry(self, place: Place) -> Entry:
        """Return what the coder holds on a segment; a blank entry where there is nothing."""
        return self._state.entry(*place) or Entry()

    def codes(self, place: Place) -> tuple[CodeId, ...]:
        """Return the codes applied to a segment, by the ids that they have now."""
        return self._codes_in(self._state.entry(*place))

    def is_decided(self, place: Place) -> bool:
        """Whether the coder decided on a segment, if only that nothing applies."""
        entry = self._state.entry(*place)
        return entry is not None and entry.codes is not None

    def spans(self, place: Place) -> Spans:
        """Return the spans on a segment under the ids that their codes have now."""
        current = self.material.codebook.current
        return {current(code): kept for code, kept in (self.entry(place).spans or {}).items()}

    def memo(self, on: Place | About) -> str:
        """Return the memo on a segment, a code, a transcript or the study; blank without one."""
        if isinstance(on, Place):
            return self.entry(on).memo or ""
        return "\n".join(memo.text for memo in self._memos_on(on))

    def memos(self) -> Iterator[tuple[Place | About, str]]:
        """Yield every memo with what it is on: the study's before all, segments last."""
        for on in sorted({self._now(about) for about in self._state.memos}, key=_wide_to_narrow):
            yield on, self.memo(on)
        for place, entry in self.entries():
            if entry.memo:
                yield place, entry.memo

    def _memos_on(self, about: About) -> Sequence[Memo]:
        """Return the memo; of a code also those under its earlier ids, and of codes merged in."""
        own = self._state.memos.get(about)
        if about.on is not MemoOn.CODE:
            return [own] if own else []
        memos = self._state.memos.items()
        earlier = [memo for on, memo in memos if on != about and self._now(on) == about]
        return [*([own] if own else []), *earlier]

    def _now(self, about: About) -> About:
        """Return what a memo is on, a code by the id that it has now."""
        if about.on is not MemoOn.CODE:
            return about
        return About(about.on, self.material.codebook.current(CodeId(about.id)))

    def reasons(self, place: Place) -> Reasons:
        """Return why a decision is to be read again, if it is."""
        entry = self._state.entry(*place)
        return NONE if entry is None else self.staleness.of(entry)

    def under(self, code: CodeId) -> array[int]:
        """Return the numbers of the segments under a code, ascending."""
        return self._uses.under(code)

    def flagged(self) -> array[int]:
        """Return the numbers of the segments that are flagged, ascending."""
        return self._uses.flagged()

    def stale(self, because: CodeId | None = None) -> Iterator[Place]:
        """Yield the segments whose decisions are to be read again, if that is due to a code."""
        of = self.staleness.of  # equal codes of one revision are asked about once
        for transcript, entries in self._state.entries.items():
            for segment, entry in entries.items():
                if of(entry).concern(because):
                    yield Place(transcript, segment)

    def status(self, transcript: TranscriptId) -> TranscriptStatus | None:
        """Return where the coder stands in a transcript; None before they began it."""
        return self._state.transcripts.get(transcript)

    def _codes_in(self, kept: Entry | None) -> tuple[CodeId, ...]:
        codes = kept.codes or () if kept is not None else ()
        return tuple(dict.fromkeys(map(self.material.codebook.current, codes)))

    # Writing

    def draft(self, do: Intention, place: Place, entry: Entry) -> Change:
        """Return a change as it is recorded.

        A memo or a flag is no decision, so it leaves the text and the codebook that a decision was
        made on as they are.
        """
        segment, after = self.material.segment(place), entry
        if do not in _NOTES or entry.codes is None:
            text = segment.text
            after = replace(entry, chars=len(text), text=segment.fingerprint, book=self._book)
        return Change(
            do=do,
            transcript=place.transcript,
            segment=place.segment,
            before=self._state.entry(*place),
            after=None if after.is_blank else after,
            book=self._book,
        )

    def status_draft(
        self, do: Intention, transcript: TranscriptId, after: TranscriptStatus
    ) -> Change:
        """Return a change of where the coder stands in a transcript, as it is recorded."""
        before = self.status(transcript)
        return Change(do, transcript, before=before, after=after, book=self._book)

    def memo_drafts(self, about: About, text: str) -> Sequence[Change]:
        """Return what changes a memo on no segment, as it is recorded; a blank one is taken away.

        A code's memos under earlier ids are in it from now on.
        """
        held = {memo.about: memo for memo in self._memos_on(about)}
        before = held.pop(about, None)
        after = Memo(about.on, about.id, text) if text else None
        gone = [Change(Intention.MEMO, before=memo, book=self._book) for memo in held.values()]
        if before is None and after is None:
            return gone
        return [*gone, Change(Intention.MEMO, before=before, after=after, book=self._book)]

    def move_draft(self, place: Place) -> Change:
        """Return the change that says where the coder is, as it is recorded."""
        return Change(Intention.MOVE, *place, book=self._book)

    def prepare(self, transcript: TranscriptId) -> None:
        """Record what a change needs to be understood: codebook revision, keys, transcript."""
        noted = self._state.books.get(self._book)
        if noted is None or not noted.meanings:  # an earlier version noted none
            book = book_of(self.material.codebook, self._clock())
            self.record([Change(Intention.BOOK, after=book, book=self._book)])
        if self._state.keys != self.keys.codes:
            self.record([Change(Intention.KEYS, after=self.keys.codes, book=self._book)])
        status, codable = self.status(transcript), self.material.codable[transcript]
        if status is None or status.codable != codable:
            participant = self.material.transcripts[transcript].participant
            known = status or TranscriptStatus(participant, codable)
            self.record([self._opening(transcript, replace(known, codable=codable))])

    def _opening(self, transcript: TranscriptId, after: TranscriptStatus) -> Change:
        return Change(Intention.OPEN, transcript, before=self.status(transcript), after=after)

    def record(self, drafts: Sequence[Change]) -> tuple[Change, ...]:
        """Write changes, as one act, and return them as written."""
        acts = self._acts
        changes = self._codings.record(drafts)
        for change in changes:
            self._count(change)
        if acts is not None:
            acts.add(changes)
        return changes

    def acts(self) -> Acts:
        """Return what can be undone and redone."""
        if self._acts is None:
            self._acts = Acts(self._codings.changes_backwards())
        return self._acts

    def _count(self, change: Change) -> None:
        if change.transcript and change.segment and change.do is not Intention.MOVE:
            place = Place(change.transcript, change.segment)
            self._uses.change(place, self.entry(place))
