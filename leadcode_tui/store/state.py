"""What a coder's file holds while it is open: the sum of all changes so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from leadcode_tui.model import Book, Entry, Intention, Memo, TranscriptStatus
from leadcode_tui.store.alike import ids_once, keep_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.model import About, Change, CodeId, CoderFile, SegmentId, TranscriptId


@dataclass(slots=True)
class State:
    """Entries, statuses, codebook revisions, keys and memos; changed by `apply` alone."""

    books: dict[str, Book] = field(default_factory=dict)
    transcripts: dict[TranscriptId, TranscriptStatus] = field(default_factory=dict)
    entries: dict[TranscriptId, dict[SegmentId, Entry]] = field(default_factory=dict)
    keys: Mapping[CodeId, str] = field(default_factory=dict)
    memos: dict[About, Memo] = field(default_factory=dict)

    @classmethod
    def of(cls, found: CoderFile) -> State:
        """Return the state that a coder file holds."""
        held = [entry for kept in found.entries.values() for entry in kept.values()]
        keep_once(held, "codes", "book")
        return cls(
            books=dict(found.books),
            transcripts={
                transcript: replace(status, codable=ids_once(status.codable))
                for transcript, status in found.transcripts.items()
            },
            entries={transcript: dict(kept) for transcript, kept in found.entries.items()},
            keys=found.keys,
            memos=dict(found.memos),
        )

    def entry(self, transcript: TranscriptId, segment: SegmentId) -> Entry | None:
        """Return what is held on a segment."""
        return self.entries.get(transcript, {}).get(segment)

    def apply(self, change: Change) -> None:
        """Let a change take effect; applying it twice is applying it once."""
        if change.transcript is None:
            self._apply_to_study(change)
        elif change.segment is None:
            self.transcripts[change.transcript] = cast("TranscriptStatus", change.after)
        else:
            self._apply_to_segment(change, change.transcript, change.segment)

    def _apply_to_study(self, change: Change) -> None:
        if isinstance(change.after, Book):
            self.books[change.book] = change.after
        elif isinstance(change.after, Memo):
            self.memos[change.after.about] = change.after
        elif isinstance(change.before, Memo):
            self.memos.pop(change.before.about, None)
        elif change.do is Intention.KEYS:
            self.keys = cast("Mapping[CodeId, str]", change.after)

    def _apply_to_segment(
        self, change: Change, transcript: TranscriptId, segment: SegmentId
    ) -> None:
        if change.do is not Intention.MOVE:
            kept = self.entries.setdefault(transcript, {})
            if isinstance(change.after, Entry):
                kept[segment] = change.after
            else:
                kept.pop(segment, None)
        status = self.transcripts.get(transcript)
        if status is not None and change.do not in (Intention.ADOPT, Intention.REANCHOR):
            self.transcripts[transcript] = replace(status, position=segment)
