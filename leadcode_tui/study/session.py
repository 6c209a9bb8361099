"""A coder at work: every act says what changes, has it written, and tells what it did.

Both front ends drive this and nothing else. It knows no screen and no clock of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import (
    Change,
    Entry,
    Intention,
    TranscriptState,
    TranscriptStatus,
    book_id,
)
from leadcode_tui.store.files import why_not
from leadcode_tui.study.comparing import groups_of
from leadcode_tui.study.filters import SegmentFilter, read_filter
from leadcode_tui.study.following import BookFollower
from leadcode_tui.study.material import Place
from leadcode_tui.study.orders import Order, by_question
from leadcode_tui.study.spans import joined_spans
from leadcode_tui.study.undo import Acts, describe, inverse
from leadcode_tui.study.walk import Walk
from leadcode_tui.text import rank

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import Codebook, CodeId, CoderId, TranscriptId
    from leadcode_tui.store.codings import Codings
    from leadcode_tui.study.comparing import Group
    from leadcode_tui.study.material import Material
    from leadcode_tui.study.orders import Answers


#: What is written beside a decision, and decides nothing.
_NOTES: Final = {Intention.MEMO, Intention.FLAG}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is in a transcript: decided, left behind undecided, and codable in all."""

    decided: int
    passed: int
    codable: int


class Session:
    """One coder, one reading of the material."""

    def __init__(  # all that a session is given
        self,
        material: Material,
        codings: Codings,
        *,
        coder: CoderId,
        keys: KeyTable,
        clock: Callable[[], str],
        start: Place | None = None,
    ) -> None:
        self.material = material
        self.coder = coder
        self.keys = keys
        self._codings = codings
        self._state = codings.state
        self._clock = clock
        self._acts: Acts | None = None
        self._sought = ""
        self._before: Place | None = None
        self._only: SegmentFilter | None = None
        self._questions: Mapping[Place, Answers] = {}
        self._places_hit: list[Place] | None = None
        self._is_closed = False
        self._told = len(codings.notices)
        self._coded_last: Place | None = None
        self._book = self._book_id()
        self._count_uses()
        self._book_file = (
            BookFollower(material.codebook_path, self) if material.codebook_path else None
        )
        self._walk = self._resumed(start)

    def _count_uses(self) -> None:
        """Count the uses of codes under the ids that they have now, and where they are."""
        self.counts: Counter[CodeId] = Counter()
        self._under: dict[CodeId, set[Place]] = {}
        for transcript, entries in self._state.entries.items():
            for segment, entry in entries.items():
                for code in self._codes_in(entry):
                    self.counts[code] += 1
                    self._under.setdefault(code, set()).add(Place(transcript, segment))

    def follow(self, codebook: Codebook) -> str:
        """Take a changed codebook: decisions are made under it from now on; or say why not."""
        keys, problems = self.keys.for_codebook(codebook)
        if problems:
            return f"the old codebook stays: {problems[0]}"
        self.material = replace(self.material, codebook=codebook)
        self.keys = keys
        self._book = self._book_id()
        self._count_uses()
        return ""

    def look_at_codebook(self) -> str:
        """Follow the codebook's file if it changed; say in one line what became of it."""
        return "" if self._book_file is None else self._book_file.look()

    def new_code(self, words: str) -> str:
        """Add a code to the codebook's file, `id, name, definition`, and apply it here."""
        if self._book_file is None:
            return "there is no codebook's file to add a code to"
        return self._book_file.add(words)

    def _book_id(self) -> str:
        wanted = self.material.codebook.sha256
        books = self._state.books
        known = (name for name, book in books.items() if book.sha256 == wanted)
        return next(known, book_id(wanted))

    def _resumed(self, start: Place | None) -> Walk:
        last = None if self._codings.last is None else Place(*self._codings.last)
        known = [start, last, *(self._position(name) for name in self.material.transcripts)]
        walk = Walk(self.material, *(place for place in known if place is not None))
        for transcript, status in self._state.transcripts.items():
            walk.remember(Place(transcript, segment) for segment in status.passed)
        return walk

    def _position(self, transcript: TranscriptId) -> Place | None:
        status = self._state.transcripts.get(transcript)
        if status is None or status.position is None:
            return None
        return Place(transcript, status.position)

    # Where the coder is

    @property
    def here(self) -> Place:
        """The segment that the coder decides on."""
        return self._walk.here

    def entry(self, place: Place) -> Entry:
        """Return what the coder holds on a segment; a blank entry where there is nothing."""
        return self._state.entry(*place) or Entry()

    def codes(self, place: Place) -> tuple[CodeId, ...]:
        """Return the codes applied to a segment, by the ids that they have now."""
        return self._codes_in(self.entry(place))

    def is_decided(self, place: Place) -> bool:
        """Whether the coder decided on a segment, if only that nothing applies."""
        return self.entry(place).codes is not None

    def progress(self) -> Progress:
        """Return how far the coder is in this transcript, or with this question."""
        codable = self._read_together()
        decided = sum(map(self.is_decided, codable))
        passed = sum(place != self.here for place in self._walk.passed(codable, self.is_decided))
        return Progress(decided, passed, len(codable))

    def _read_together(self) -> Sequence[Place]:
        """Return the codable segments of this transcript, or of this question."""
        answers = self.answers
        if answers is None:
            return self._codable(self.here.transcript)
        return [place for place in answers.places if self._walk.has(place)]

    def _codable(self, transcript: TranscriptId) -> Sequence[Place]:
        return [Place(transcript, segment) for segment in self.material.codable[transcript]]

    @property
    def order(self) -> Order:
        """What is read together."""
        return Order.QUESTION if self._questions else Order.INTERVIEW

    @property
    def answers(self) -> Answers | None:
        """The answers among which the coder is; None where an interview is read."""
        return self._questions.get(self.here)

    def change_order(self) -> str:
        """Read by question, or by interview again; the coder stays where they are."""
        if self._questions:
            self._questions, self._places_hit = {}, None
            self._walk.arrange(
                place for name in self.material.codable for place in self._codable(name)
            )
            return f"order: by interview, {self.here.transcript}"
        answers = by_question(self.material)
        if all(found.question is None for found in answers):
            return "no segment has a question yet: the order stays by interview"
        self._questions = {place: found for found in answers for place in found.places}
        self._places_hit = None
        self._walk.arrange(place for found in answers for place in found.places)
        return f"order: by question, {self._here_name()}"

    def _here_name(self) -> str:
        """Return what is read, as people call it."""
        answers = self.answers
        if answers is None:
            return self.here.transcript
        return answers.question or "without a question"

    @property
    def is_finished(self) -> bool:
        """Whether the coder has finished this transcript."""
        status = self._state.transcripts.get(self.here.transcript)
        return status is not None and status.state is not TranscriptState.OPEN

    def _is_frozen(self, transcript: TranscriptId) -> bool:
        status = self._state.transcripts.get(transcript)
        return status is not None and status.state is TranscriptState.FROZEN

    @property
    def held_by(self) -> str | None:
        """Who else writes this coder's file, so that this session can only read."""
        return self._codings.held_by

    @property
    def unsaved(self) -> str | None:
        """Why the last change is not on the disk, or None when it is."""
        return self._codings.unsaved

    def matching(self, words: str) -> Sequence[CodeId]:
        """Return the codes whose id, name or definition matches, best first; all without words."""
        codes = self.material.codebook.codes
        if not words:
            return [code.id for code in codes]
        found = rank(words, [f"{code.id} {code.name} {code.definition}" for code in codes])
        return [codes[index].id for index in found]

    # Moving

    def step(self, by: int) -> str:
        """Go so many segments on or back, from one transcript into the next."""
        before = self._here_name()
        if self._only is not None and not self._walk.seek(by, self._is_wanted):
            return f"no more segments {self._only.name} {'after' if by > 0 else 'before'} this one"
        if self._only is None and not self._walk.step(by):
            return "this is the last segment" if by > 0 else "this is the first segment"
        after = self._here_name()
        return "" if after == before else f"{after} begins" if by > 0 else f"back in {after}"

    @property
    def only(self) -> str:
        """Which segments the steps are kept to, as people call them; nothing for all."""
        return "" if self._only is None else self._only.name

    def filter_segments(self, words: str) -> str:
        """Keep the steps to some segments: `n` not visited, `c CODE`, `f` flagged; `a` is all."""
        wanted = read_filter(words, self.material.codebook)
        if isinstance(wanted, str):
            return wanted
        self._only = wanted
        if wanted is None:
            return "all segments again"
        found = sum(map(self._is_wanted, self._walk.places))
        return f"only segments {wanted.name}: {found} of {len(self._walk.places)}"

    def _is_wanted(self, place: Place) -> bool:
        return self._only is None or self._only.takes(self.entry(place), self.codes(place))

    def first(self) -> str:
        """Go to the first segment of what is read together."""
        self.jump(self._read_together()[0])
        return ""

    def last(self) -> str:
        """Go to the last segment of what is read together."""
        self.jump(self._read_together()[-1])
        return ""

    def jump(self, place: Place) -> None:
        """Go to a codable segment, and remember from where."""
        if place != self.here:
            self._before = self.here
            self.go(place)

    def back(self) -> str:
        """Go where the coder was before the last jump; a second time, there again."""
        if self._before is None:
            return "nowhere to go back to: no jump yet"
        self.jump(self._before)
        return f"back at {self.here}"

    def next_use(self, code: CodeId, by: int) -> str:
        """Go to the next segment under a code, or to the one before."""
        uses = self.uses(code)
        ahead = [place for place in uses if self._walk.is_before(self.here, place)]
        behind = [place for place in uses if self._walk.is_before(place, self.here)]
        if not (found := ahead[:1] if by > 0 else behind[-1:]):
            return f"no segment under {code} {'after' if by > 0 else 'before'} this one"
        self.jump(found[0])
        return f"{code}: {uses.index(self.here) + 1} of {len(uses)}"

    def uses(self, code: CodeId) -> Sequence[Place]:
        """Return the coder's own segments under a code, in the order of reading."""
        return self._walk.sorted(self._under.get(code, ()))

    def compare(self, code: CodeId) -> Sequence[Group]:
        """Return the coder's own segments under a code, those of this interview first."""
        return groups_of(self.material, self.uses(code), self.here)

    def go(self, place: Place) -> None:
        """Go to a codable segment."""
        self._walk.go(place)

    def turn_to(self, place: Place) -> None:
        """Go to a codable segment page by page: what lies between was on the pages."""
        self._walk.turn_to(place)

    def goto(self, asked: str) -> str:
        """Go where `41`, `KC010:41` or `KC010` says."""
        place = self._walk.find(asked)
        if place is None:
            return f"no segment {asked.strip()!r}: a number, or as in {self.here}"
        self.jump(place)
        return ""

    def seek(self, by: int) -> str:
        """Go to the next or previous hit after `find`, else to the next one not visited."""
        if self._sought:
            return self._seek_hit(by)
        if self._walk.seek(by, lambda place: not self.is_decided(place)):
            return ""
        return f"every segment {'after' if by > 0 else 'before'} this one is visited"

    def find(self, words: str) -> str:
        """Look for words, from here on; nothing ends the search."""
        if not words.strip():
            return self.end_search()
        self._sought, self._places_hit = words.strip(), None
        return self._seek_hit(+1)

    def end_search(self) -> str:
        """Let n and N go to segments not visited again."""
        was, self._sought = self._sought, ""
        key = self.keys.key("segment.next_uncoded")
        return f"search ended: {key} goes to segments not visited" if was else ""

    def hits(self, place: Place) -> Sequence[tuple[int, int]]:
        """Return where what is sought stands in a segment, in characters."""
        if not self._sought:
            return ()
        text = self.material.segment(place).text
        return [found.span() for found in self._pattern().finditer(text)]

    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape(self._sought), re.IGNORECASE)

    def _seek_hit(self, by: int) -> str:
        if self._places_hit is None:
            self._places_hit = [place for place in self._walk.places if self.hits(place)]
        hits = self._places_hit
        ahead = [place for place in hits if self._walk.is_before(self.here, place)]
        behind = [place for place in hits if self._walk.is_before(place, self.here)]
        if not (found := ahead[:1] if by > 0 else behind[-1:]):
            where = "ahead" if by > 0 else "behind"
            return f"{self._sought!r} is not in what lies {where} ({len(hits)} in all)"
        self.jump(found[0])
        keys = f"{self.keys.key('segment.next_uncoded')} and "
        keys += self.keys.key("segment.previous_uncoded")
        number = f"{len(behind) if by < 0 else len(hits) - len(ahead) + 1} of {len(hits)}"
        return f"{self._sought!r}: {number}; {keys} go on, Esc ends the search"

    # Deciding

    def apply(self, code: CodeId) -> str:
        """Apply a code here; a second time changes nothing."""
        codes = self.codes(self.here)
        if code in codes:
            return f"{code} is applied to {self.here} already"
        self._coded_last = self.here
        self._decide(Intention.APPLY, (*codes, code))
        return f"+ {code}  applied to {self.here}"

    def apply_span(self, code: CodeId, span: tuple[int, int]) -> str:
        """Apply a code to some characters of this segment, beside those that it holds for."""
        codes, entry = self.codes(self.here), self.entry(self.here)
        spans = self._spans(entry)
        if code in codes and code not in spans:
            return f"{code} holds for the whole of {self.here} already"
        had = spans.get(code, ())
        spans[code] = joined_spans((*had, span))
        if spans[code] == had:
            return f"{code} is applied to these words already"
        self._coded_last = self.here
        after = tuple(dict.fromkeys((*codes, code)))
        self._keep(Intention.APPLY, replace(entry, codes=after, spans=spans))
        return f"+ {code}  applied to words of {self.here}"

    def remove(self, code: CodeId) -> str:
        """Take a code away; without any the segment is not visited again."""
        codes = self.codes(self.here)
        if code not in codes:
            return f"{code} is not applied to {self.here}"
        self._decide(Intention.REMOVE, tuple(kept for kept in codes if kept != code) or None)
        return f"- {code}  removed from {self.here}"

    def remove_last(self) -> str:
        """Take away the code that was applied here last."""
        codes = self.codes(self.here)
        return self.remove(codes[-1]) if codes else f"no code on {self.here}"

    def repeat(self) -> str:
        """Apply the codes of the segment that was coded last, here too."""
        if self._coded_last is None or self._coded_last == self.here:
            return "nothing to repeat: apply a code to another segment first"
        codes = self.codes(self.here)
        new = tuple(code for code in self.codes(self._coded_last) if code not in codes)
        if not new:
            return f"nothing new to repeat from {self._coded_last}"
        self._coded_last = self.here
        self._decide(Intention.REPEAT, (*codes, *new))
        return f"+ {' + '.join(new)}  applied to {self.here}"

    def nothing(self) -> str:
        """Decide that nothing applies here, and go on."""
        place, codes = self.here, self.codes(self.here)
        if codes:
            remove, undo = self.keys.key("code.remove"), self.keys.key("undo")
            return f"{place} has codes: {remove} and a key removes one, {undo} takes back the last"
        if not self.is_decided(place):
            self._decide(Intention.NOTHING, ())
        self.step(+1)
        return f"read, nothing applies: {place}"

    def write_memo(self, text: str) -> str:
        """Keep a memo on this segment; none takes it away. A memo decides nothing."""
        memo = text.strip().encode(errors="replace").decode() or None  # a terminal's broken bytes
        if memo == self.entry(self.here).memo:
            self._codings.drop_unfinished()
            return "memo unchanged"
        self._keep(Intention.MEMO, replace(self.entry(self.here), memo=memo))
        self._codings.drop_unfinished()
        return f"memo {'kept' if memo else 'removed'}: {self.here}"

    def keep_unfinished(self, memo: str) -> None:
        """Keep a memo that is still being written here, should this session be cut off."""
        self._codings.keep_unfinished(*self.here, memo)

    def take_unfinished(self) -> str:
        """Keep the memo that an earlier session was cut off in, and go there; say so."""
        found = self._codings.unfinished()
        if found is None or not self._walk.has(Place(found.transcript, found.segment)):
            return ""
        self.go(Place(found.transcript, found.segment))
        self.write_memo(found.text)
        undo = self.keys.key("undo")
        return f"the memo on {self.here} that was being written is kept: {undo} takes it back"

    def flag(self) -> str:
        """Flag this segment, to discuss, or take the flag off. A flag decides nothing."""
        flag = not self.entry(self.here).flag
        self._keep(Intention.FLAG, replace(self.entry(self.here), flag=flag))
        return f"{'flagged' if flag else 'flag taken off'}: {self.here}"

    def passed_over(self) -> Sequence[Place]:
        """Return the segments of this transcript that were passed without a decision."""
        return self._walk.passed(self._codable(self.here.transcript), self.is_decided)

    def ahead(self) -> int:
        """Return how many segments of this transcript the coder has not come to."""
        return self._walk.ahead(self._codable(self.here.transcript), self.is_decided)

    def finish(self) -> str:
        """Decide that nothing applies to the segments passed over, and finish the transcript."""
        transcript = self.here.transcript
        if self.is_finished and not self.passed_over():
            return f"{transcript} is finished already"
        if self._is_frozen(transcript):
            return f"{transcript} is frozen: it was submitted"
        if self.ahead():
            return f"{self.ahead()} segments of {transcript} are still ahead: read them first"
        passed = self.passed_over()
        drafts = [
            self._draft(Intention.FINISH, place, replace(self.entry(place), codes=()))
            for place in passed
        ]
        self._prepare(transcript)
        status = self._state.transcripts[transcript]
        done = replace(status, state=TranscriptState.FINISHED)
        closing = Change(Intention.FINISH, transcript, before=status, after=done, book=self._book)
        self._record([*drafts, closing])
        return f"{transcript} is finished; {len(passed)} passed-over segments: nothing applies"

    # Taking back

    def undo(self) -> str:
        """Take back the last act, also of an earlier day; go there and say what it was."""
        act = self._history().to_undo()
        return "nothing to undo" if act is None else self._take_back(act, Intention.UNDO)

    def redo(self) -> str:
        """Do again what was undone last."""
        act = self._history().to_redo()
        return "nothing to redo" if act is None else self._take_back(act, Intention.REDO)

    def _history(self) -> Acts:
        if self._acts is None:
            self._acts = Acts(self._codings.changes_backwards())
        return self._acts

    def _take_back(self, act: Sequence[Change], do: Intention) -> str:
        changes = self._record(list(map(self._as_of_now, inverse(act, do))))
        places = [Place(c.transcript, c.segment) for c in act if c.transcript and c.segment]
        if places and self._walk.has(places[0]):
            self._walk.go(places[0])
        told = describe(act[0] if do is Intention.UNDO else changes[-1])
        more = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
        return f"{'undone' if do is Intention.UNDO else 'redone'}: {told}{more}"

    def _as_of_now(self, change: Change) -> Change:
        """Let a change of a transcript's state leave alone what else is known of it since."""
        status = self._state.transcripts.get(change.transcript) if change.transcript else None
        if status is None or not isinstance(change.after, TranscriptStatus):
            return change
        return replace(change, before=status, after=replace(status, state=change.after.state))

    # Writing

    def write_copy(self, folder: str) -> str:
        """Write all of the coder's codings into another folder, for when they cannot be saved."""
        if not folder.strip():
            return "not written: name a folder"
        try:
            path = self._codings.write_copy(Path(folder.strip()).expanduser())
        except OSError as error:
            return f"not written: {why_not(error)}"
        except RuntimeError:  # what expanduser says of an account that is not there
            return f"not written: there is no folder {folder.strip()}"
        return f"written to {path}: bring it back with leadcode merge"

    def settle(self) -> str:
        """Remember where the coder is, and let the coder file catch up; for idle moments.

        What could not be written is tried again. The sentence says what was found and mended.
        """
        if self.held_by is not None:
            return ""
        if self.unsaved is not None:
            self._codings.retry()
        self._keep_place()
        self._codings.checkpoint()
        new, self._told = self._codings.notices[self._told :], len(self._codings.notices)
        return "; ".join(new)

    def _keep_place(self) -> None:
        """Record where the coder is and what they passed over, if that is new.

        A coder who only looked in, and stayed at the first segment, leaves nothing behind.
        """
        is_new = not self._state.transcripts and self.here == self._walk.places[0]
        if is_new or not (self._codings.last != self.here or self._newly_passed()):
            return
        self._prepare(self.here.transcript)
        moves = [
            Change(Intention.MOVE, name, before=before, after=after, book=self._book)
            for name, (before, after) in self._newly_passed().items()
        ]
        self._record([*moves, Change(Intention.MOVE, *self.here, book=self._book)])

    def _newly_passed(self) -> Mapping[TranscriptId, tuple[TranscriptStatus, TranscriptStatus]]:
        """Return the statuses, before and after, of transcripts where more was passed over."""
        statuses = {}
        for name, status in self._state.transcripts.items():
            if name in self.material.codable:
                places = self._walk.passed(self._codable(name), self.is_decided)
                after = replace(status, passed=tuple(place.segment for place in places))
                if after.passed != status.passed:
                    statuses[name] = status, after
        return statuses

    def close(self) -> None:
        """Write everything and let the next session have the file; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self.unsaved is None:
            self.settle()
        self._codings.close()

    def _decide(self, do: Intention, codes: tuple[CodeId, ...] | None) -> None:
        """Keep a decision here; spans of codes that are taken away go with them."""
        entry = self.entry(self.here)
        left = {code: kept for code, kept in self._spans(entry).items() if code in (codes or ())}
        self._keep(do, replace(entry, codes=codes, spans=left or None))

    def _spans(self, entry: Entry) -> dict[CodeId, tuple[tuple[int, int], ...]]:
        """Return the spans of an entry under the ids that their codes have now."""
        current = self.material.codebook.current
        return {current(code): kept for code, kept in (entry.spans or {}).items()}

    def _keep(self, do: Intention, entry: Entry) -> None:
        self._prepare(self.here.transcript)
        self._record([self._draft(do, self.here, entry)])

    def _draft(self, do: Intention, place: Place, entry: Entry) -> Change:
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

    def _prepare(self, transcript: TranscriptId) -> None:
        """Record what a change needs to be understood: codebook revision, keys, transcript."""
        if self._book not in self._state.books:
            book = self.material.book(self._clock())
            self._record([Change(Intention.BOOK, after=book, book=self._book)])
        if self._state.keys != self.keys.codes:
            self._record([Change(Intention.KEYS, after=self.keys.codes, book=self._book)])
        status = self._state.transcripts.get(transcript)
        codable = self.material.codable[transcript]
        if status is None or status.codable != codable:
            participant = self.material.transcripts[transcript].participant
            after = (
                TranscriptStatus(participant, codable)
                if status is None
                else replace(status, codable=codable)
            )
            self._record([Change(Intention.OPEN, transcript, before=status, after=after)])

    def _record(self, drafts: Sequence[Change]) -> tuple[Change, ...]:
        acts = self._acts
        changes = self._codings.record(drafts)
        for change in changes:
            self._count(change)
        if acts is not None:
            acts.add(changes)
        return changes

    def _count(self, change: Change) -> None:
        """Count what is held now: in a merged history a change need not begin with what was."""
        if change.transcript and change.segment and change.do is not Intention.MOVE:
            place = Place(change.transcript, change.segment)
            has = {*self._codes_in(self._state.entry(*place))}
            had = {code for code, places in self._under.items() if place in places}
            self.counts.subtract(had - has)
            self.counts.update(has - had)
            for code in had - has:
                self._under[code].remove(place)
            for code in has - had:
                self._under.setdefault(code, set()).add(place)

    def _codes_in(self, kept: object) -> tuple[CodeId, ...]:
        codes = kept.codes or () if isinstance(kept, Entry) else ()
        return tuple(dict.fromkeys(map(self.material.codebook.current, codes)))
