"""Everything that a study holds, said with pseudonyms in place of names; pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from leadcode_tui.model import (
    Book,
    CodeId,
    Entry,
    Intention,
    Memo,
    ParticipantId,
    QuestionId,
    Source,
    TranscriptId,
    TranscriptStatus,
)
from leadcode_tui.store.rewording import Rewording
from leadcode_tui.store.state import State
from leadcode_tui.text.pseudonyms import applied, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadcode_tui.model import (
        Change,
        Document,
        Segment,
        Transcript,
        UnfinishedMemo,
    )
    from leadcode_tui.text.pseudonyms import Edit, Pseudonyms

Id = TypeVar("Id", bound=str)


@dataclass(frozen=True, slots=True)
class _Text:
    """What a text became: its fingerprint and length, and what was replaced in it."""

    fingerprint: str
    chars: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """Names replaced in transcripts first, then in all that was decided on their texts."""

    names: Pseudonyms
    _texts: dict[tuple[TranscriptId, str], _Text] = field(default_factory=dict)

    def word(self, text: Id, kind: Callable[[str], Id]) -> Id:
        """Return an id with every name in it replaced."""
        return kind(self.names.replaced(text))

    def transcript(self, transcript: Transcript) -> Transcript:
        """Return a transcript with pseudonyms, and remember what its texts became."""
        words = self.names.replaced
        speakers = {
            words(label): replace(
                who,
                participant=None
                if who.participant is None
                else self.word(who.participant, ParticipantId),
            )
            for label, who in transcript.speakers.items()
        }
        return replace(
            transcript,
            id=self.word(transcript.id, TranscriptId),
            title=words(transcript.title),
            source=Source(words(transcript.source.name), transcript.source.sha256),
            speakers=speakers,
            segments=tuple(self._segment(transcript.id, each) for each in transcript.segments),
        )

    def _segment(self, transcript: TranscriptId, segment: Segment) -> Segment:
        edits = self.names.edits(segment.text)
        anew = replace(
            segment,
            speaker=None if segment.speaker is None else self.names.replaced(segment.speaker),
            text=applied(segment.text, edits),
            questions=tuple(self.word(each, QuestionId) for each in segment.questions),
        )
        if edits:
            became = _Text(anew.fingerprint, len(anew.text), edits)
            self._texts[transcript, segment.fingerprint] = became
        return anew

    def rewording(self) -> Rewording:
        """Return how coder files are said anew."""
        return Rewording(
            Intention.ANONYMISE, self._change, self._state, self.names.replaced, self._draft
        )

    def _draft(self, draft: UnfinishedMemo) -> UnfinishedMemo:
        transcript = draft.transcript
        about = draft.about
        return replace(
            draft,
            text=self.names.replaced(draft.text),
            transcript=None if transcript is None else self.word(transcript, TranscriptId),
            about=None if about is None else about._replace(id=self.names.replaced(about.id)),
        )

    def _change(self, change: Change) -> Change:
        name = change.transcript
        anew = None if name is None else self.word(name, TranscriptId)
        before, after = self._document(name, change.before), self._document(name, change.after)
        if (anew, before, after) == (name, change.before, change.after):
            return change
        return replace(change, transcript=anew, before=before, after=after)

    def _document(self, transcript: TranscriptId | None, held: Document | None) -> Document | None:
        if held is None:
            return None
        if isinstance(held, Entry):
            return held if transcript is None else self._entry(transcript, held)
        if isinstance(held, Memo):
            return self._memo(held)
        if isinstance(held, TranscriptStatus):
            return self._status(held)
        if isinstance(held, Book):
            return self._book(held)
        return self._keys(held)

    def _entry(self, transcript: TranscriptId, entry: Entry) -> Entry:
        became = self._texts.get((transcript, entry.text))
        if became is None and not self._is_named(entry):
            return entry
        spans = {self._code(code): held for code, held in (entry.spans or {}).items()}
        if became is not None:
            spans = {
                code: tuple(
                    (
                        moved(start, became.edits, is_end=False),
                        moved(end, became.edits, is_end=True),
                    )
                    for start, end in held
                )
                for code, held in spans.items()
            }
        return replace(
            entry,
            codes=None if entry.codes is None else tuple(map(self._code, entry.codes)),
            spans=None if entry.spans is None else spans,
            memo=None if entry.memo is None else self.names.replaced(entry.memo),
            chars=entry.chars if became is None or not entry.chars else became.chars,
            text=entry.text if became is None else became.fingerprint,
        )

    def _is_named(self, entry: Entry) -> bool:
        """Whether a name stands in an entry itself."""
        words = (*(entry.codes or ()), *(entry.spans or ()), entry.memo or "")
        return self.names.names("\n".join(words))

    def _code(self, code: CodeId) -> CodeId:
        return self.word(code, CodeId)

    def _memo(self, memo: Memo) -> Memo:
        words = self.names.replaced
        return replace(memo, id=words(memo.id), text=words(memo.text))

    def _status(self, status: TranscriptStatus) -> TranscriptStatus:
        who = status.participant
        return replace(status, participant=None if who is None else self.word(who, ParticipantId))

    def _book(self, book: Book) -> Book:
        code = self._code
        return replace(
            book,
            name=self.names.replaced(book.name),
            codes={
                code(each): None if above is None else code(above)
                for each, above in book.codes.items()
            },
            was={code(before): code(now) for before, now in book.was.items()},
        )

    def _keys(self, keys: Mapping[CodeId, str]) -> Mapping[CodeId, str]:
        return {self._code(code): key for code, key in keys.items()}

    def _state(self, state: State) -> State:
        memos = map(self._memo, state.memos.values())
        return State(
            books={name: self._book(book) for name, book in state.books.items()},
            transcripts={
                self.word(name, TranscriptId): self._status(status)
                for name, status in state.transcripts.items()
            },
            entries={
                self.word(name, TranscriptId): {
                    segment: self._entry(name, entry) for segment, entry in held.items()
                }
                for name, held in state.entries.items()
            },
            keys=self._keys(state.keys),
            memos={memo.about: memo for memo in memos},
        )
