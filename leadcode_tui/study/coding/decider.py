"""A coder who decides and notes: codes, memos, flags, and transcripts that are finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import FrozenError
from leadcode_tui.model import Intention, TranscriptState, TranscriptStatus, UnfinishedMemo
from leadcode_tui.study.coding.seeker import Seeker
from leadcode_tui.study.material import Place
from leadcode_tui.study.spans import joined_spans
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import About, Change, CodeId, Entry, TranscriptId

_NOTHING_TO_REPEAT: Final = "nothing to repeat: apply a code to another segment first"


class Decider(Seeker):
    """A coder whose decisions and notes are written as they make them."""

    #: Where codes were applied last, to be repeated elsewhere.
    _coded_last: Place | None = None

    def apply(self, code: CodeId) -> str:
        """Apply a code here; a second time changes nothing."""
        codes = self.codes(self.here)
        if code in codes:
            return f"{code} is applied to {self.here} already"
        self._coded_last = self.here
        wholes = self._split_here(code)
        self._decide(Intention.APPLY, (*(each for each in codes if each not in wholes), code))
        instead = f" in place of {', '.join(wholes)}" if wholes else ""
        return f"+ {code}  applied to {self.here}{instead}{self._if_finished}"

    def apply_span(self, code: CodeId, span: tuple[int, int]) -> str:
        """Apply a code to some characters of this segment, beside those that it holds for."""
        codes, spans = self.codes(self.here), self._held.spans(self.here)
        if code in codes and code not in spans:
            return f"{code} holds for the whole of {self.here} already"
        had = spans.get(code, ())
        spans[code] = joined_spans((*had, span))
        if spans[code] == had:
            return f"{code} is applied to these words already"
        self._coded_last = self.here
        wholes = self._split_here(code)
        after = tuple(each for each in dict.fromkeys((*codes, code)) if each not in wholes)
        spans = {each: kept for each, kept in spans.items() if each not in wholes}
        self._keep(Intention.APPLY, replace(self.entry(self.here), codes=after, spans=spans))
        return f"+ {code}  applied to words of {self.here}{self._if_finished}"

    def _split_here(self, part: CodeId) -> Sequence[CodeId]:
        """Return the codes here that a code was split from: it takes their place."""
        parts = self._held.staleness.parts_of
        return [code for code in self.codes(self.here) if part in parts(code)]

    def remove(self, code: CodeId) -> str:
        """Take a code away; without any the segment is not visited again."""
        codes = self.codes(self.here)
        if code not in codes:
            return f"{code} is not applied to {self.here}"
        self._decide(Intention.REMOVE, tuple(kept for kept in codes if kept != code) or None)
        return f"- {code}  removed from {self.here}{self._if_finished}"

    def remove_last(self) -> str:
        """Take away the code that was applied here last."""
        codes = self.codes(self.here)
        return self.remove(codes[-1]) if codes else f"no code on {self.here}"

    def repeat(self) -> str:
        """Apply the codes of the segment that was coded last, here too.

        They hold for the whole segment: words that one held for there do not stand here.
        """
        new = self._to_repeat()
        if isinstance(new, str):
            return new
        parts = self._held.spans(self._coded_last) if self._coded_last else {}
        wider = [code for code in new if code in parts]
        self._coded_last = self.here
        self._decide(Intention.REPEAT, (*self.codes(self.here), *new))
        more = f" ({', '.join(wider)}: the whole of it)" if wider else ""
        return f"+ {' + '.join(new)}  applied to {self.here}{more}{self._if_finished}"

    def repeat_span(self, span: tuple[int, int]) -> str:
        """Apply the codes of the segment that was coded last to some characters of this one."""
        if self._coded_last is None:
            return _NOTHING_TO_REPEAT
        codes, spans = self.codes(self.here), self._held.spans(self.here)
        parts = {
            code: joined_spans((*spans.get(code, ()), span))
            for code in self.codes(self._coded_last)
            if code in spans or code not in codes
        }
        new = [code for code, part in parts.items() if part != spans.get(code)]
        if not new:
            return f"nothing new to repeat from {self._coded_last}"
        self._coded_last = self.here
        after = tuple(dict.fromkeys((*codes, *new)))
        entry = replace(self.entry(self.here), codes=after, spans={**spans, **parts})
        self._keep(Intention.REPEAT, entry)
        return f"+ {' + '.join(new)}  applied to words of {self.here}{self._if_finished}"

    def _to_repeat(self) -> tuple[CodeId, ...] | str:
        """Return the codes of the segment coded last that are not here, or say why none are."""
        last = self._coded_last
        if last is None or last == self.here:
            return _NOTHING_TO_REPEAT
        here = self.codes(self.here)
        new = tuple(code for code in self.codes(last) if code not in here)
        return new or f"nothing new to repeat from {last}"

    @property
    def _if_finished(self) -> str:
        """What is said after a change in a transcript that the coder finished."""
        return f" ({self.here.transcript} is finished)" if self.is_finished else ""

    def nothing(self) -> str:
        """Decide that nothing applies here, and go on; a stale decision is kept as it is."""
        place, codes = self.here, self.codes(self.here)
        reasons = self._held.reasons(place)
        if reasons.split:
            return f"not kept: {self.why_stale()}"
        if reasons:
            self._decide(Intention.APPLY if codes else Intention.NOTHING, codes)
            return f"read again, stands: {place}. {self.step(+1)}".removesuffix(". ")
        if codes:
            remove, undo = self.keys.key("code.remove"), self.keys.key("undo")
            return f"{place} has codes: {remove} and a key removes one, {undo} takes back the last"
        if not self.is_decided(place):
            self._decide(Intention.NOTHING, ())
        finished = self._if_finished
        self.step(+1)
        return f"read, nothing applies: {place}{finished}"

    def write_memo(self, text: str, on: About | None = None) -> str:
        """Keep a memo on this segment, or on something else; none takes it away.

        A memo decides nothing.
        """
        place = on or self.here
        memo = text.strip().encode(errors="replace").decode()  # a terminal's broken bytes
        if memo == self.memo(place):
            self._codings.drop_unfinished()
            return "memo unchanged"
        if on is None:
            self._keep(Intention.MEMO, replace(self.entry(self.here), memo=memo or None))
        else:
            self._held.prepare(self.here.transcript)
            self._record(self._held.memo_drafts(on, memo))
        self._codings.drop_unfinished()
        return f"memo {'kept' if memo else 'removed'}: {place}"

    def keep_unfinished(self, memo: str, on: About | None = None) -> None:
        """Keep a memo that is still being written, should this session be cut off."""
        if on is None:
            draft = UnfinishedMemo(memo, self.here.transcript, self.here.segment)
        else:
            draft = UnfinishedMemo(memo, about=on)
        self._codings.keep_unfinished(draft)

    def take_unfinished(self) -> str:
        """Keep the memo that an earlier session was cut off in, and go there; say so."""
        found = self._codings.unfinished()
        if found is None:
            return ""
        if found.transcript is not None and found.segment is not None:
            place = Place(found.transcript, found.segment)
            if not self._walk.has(place):
                return ""
            self.go(place)
        self.write_memo(found.text, found.about)
        on, undo = found.about or self.here, self.keys.key("undo")
        return f"the memo on {on} that was being written is kept: {undo} takes it back"

    def flag(self) -> str:
        """Flag this segment, to discuss, or take the flag off. A flag decides nothing."""
        flag = not self.entry(self.here).flag
        self._keep(Intention.FLAG, replace(self.entry(self.here), flag=flag))
        return f"{'flagged' if flag else 'flag taken off'}: {self.here}"

    def finish(self) -> str:
        """Decide that nothing applies to the segments passed over, and finish the transcript."""
        transcript = self.here.transcript
        self._refuse_frozen(transcript)
        if self.is_finished and not self.passed_over():
            return f"{transcript} is finished already"
        if ahead := self.ahead():
            if ahead == 1:
                return f"1 segment of {transcript} is still ahead: read it first"
            return f"{ahead} segments of {transcript} are still ahead: read them first"
        passed = self.passed_over()
        decided = [
            self._held.draft(Intention.FINISH, place, replace(self.entry(place), codes=()))
            for place in passed
        ]
        self._held.prepare(transcript)
        status = self._held.status(transcript) or TranscriptStatus(None, ())
        done = replace(status, state=TranscriptState.FINISHED)
        self._record([*decided, self._held.status_draft(Intention.FINISH, transcript, done)])
        return _finished(transcript, len(passed))

    # Writing

    def _decide(self, do: Intention, codes: tuple[CodeId, ...] | None) -> None:
        """Keep a decision here; spans of codes that are taken away go with them."""
        spans = self._held.spans(self.here)
        left = {code: kept for code, kept in spans.items() if code in (codes or ())}
        self._keep(do, replace(self.entry(self.here), codes=codes, spans=left or None))

    def _keep(self, do: Intention, entry: Entry) -> None:
        self._refuse_frozen(self.here.transcript)
        self._held.prepare(self.here.transcript)
        self._record([self._held.draft(do, self.here, entry)])

    def _refuse_frozen(self, transcript: TranscriptId) -> None:
        status = self._held.status(transcript)
        if status is not None and status.state is TranscriptState.FROZEN:
            raise FrozenError(transcript)

    def _record(self, drafts: Sequence[Change]) -> tuple[Change, ...]:
        changes = self._held.record(drafts)
        for change in changes:
            if change.transcript and change.segment and change.do is not Intention.MOVE:
                self._note_change(Place(change.transcript, change.segment))
        return changes


def _finished(transcript: TranscriptId, passed: int) -> str:
    """Return what is said of a transcript that was finished."""
    if not passed:
        return f"{transcript} is finished"
    return f"{transcript} is finished; {count(passed, 'passed-over segment')}: nothing applies"
