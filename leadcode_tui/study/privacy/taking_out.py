"""What goes with a participant who withdrew: what they said, and what refers to it; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import (
    Intention,
    Memo,
    MemoOn,
    SpeakerKind,
    TranscriptStatus,
)
from leadcode_tui.store.rewording import Rewording
from leadcode_tui.store.state import State
from leadcode_tui.text.quoting import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.model import (
        Change,
        Document,
        ParticipantId,
        SegmentId,
        Transcript,
        TranscriptId,
        UnfinishedMemo,
    )
    from leadcode_tui.store.copies import Line

#: A line of the memo that keeps decisions whose words were gone at a correction.
_KEPT: Final = re.compile(r'^\d[\d.]*: .*"$')


@dataclass(frozen=True, slots=True)
class Out:
    """What goes, by the versions in one layer: `stays` are the segments left of a joint interview.

    A transcript for which it is empty goes as a whole.
    """

    stays: Mapping[TranscriptId, frozenset[SegmentId]]
    later: Mapping[TranscriptId, Transcript]
    removed: Mapping[TranscriptId, int]
    said: Said

    def has(self, transcript: TranscriptId | None, segment: SegmentId | None) -> bool:
        """Whether a place goes."""
        if transcript is None or transcript not in self.stays:
            return False
        stays = self.stays[transcript]
        return not stays or (segment is not None and segment not in stays)

    def entries_in(self, state: State) -> int:
        """How many entries of a coder go."""
        return sum(
            self.has(name, segment) for name, held in state.entries.items() for segment in held
        )

    def lines_in(self, lines: Iterable[Line]) -> int:
        """How many lines of a history go."""
        return sum(line.change is not None and self._goes(line.change) for line in lines)

    def rewording(self) -> Rewording:
        """Return how coder files are said without the person."""
        return Rewording(Intention.WITHDRAW, self._change, self._state, str, self._draft)

    def _draft(self, draft: UnfinishedMemo) -> UnfinishedMemo | None:
        about = draft.about
        is_on_it = about is not None and about.on is MemoOn.TRANSCRIPT and self._is_whole(about.id)
        return None if is_on_it or self.has(draft.transcript, draft.segment) else draft

    def _is_whole(self, name: str) -> bool:
        return any(each == name and not stays for each, stays in self.stays.items())

    def _goes(self, change: Change) -> bool:
        held = next(
            (each for each in (change.after, change.before) if isinstance(each, Memo)), None
        )
        is_on_it = held is not None and held.on is MemoOn.TRANSCRIPT and self._is_whole(held.id)
        return is_on_it or self.has(change.transcript, change.segment)

    def _change(self, change: Change) -> Change | None:
        if self._goes(change):
            return None
        before, after = (self._document(change, each) for each in (change.before, change.after))
        return replace(change, before=before, after=after)

    def _document(self, change: Change, held: Document | None) -> Document | None:
        name = change.transcript
        if isinstance(held, TranscriptStatus) and name is not None and name in self.stays:
            return self._status(name, held)
        return self._memo(held) if isinstance(held, Memo) else held

    def _status(self, name: TranscriptId, status: TranscriptStatus) -> TranscriptStatus:
        stays = self.stays[name]
        codable = tuple(segment for segment in status.codable if segment in stays)
        is_left = status.position is None or status.position in stays
        return replace(
            status,
            participant=self.later[name].participant,
            codable=codable,
            position=status.position if is_left else next(iter(codable), None),
            passed=tuple(segment for segment in status.passed if segment in stays),
        )

    def _memo(self, memo: Memo) -> Memo:
        """Return a memo without the lines in which a correction kept the person's words."""
        lines = memo.text.split("\n")
        kept = [line for line in lines if not (_KEPT.match(line) and self.said.is_in(line))]
        return memo if len(kept) == len(lines) else replace(memo, text="\n".join(kept))

    def _state(self, state: State) -> State:
        entries = {
            name: {segment: each for segment, each in held.items() if not self.has(name, segment)}
            for name, held in state.entries.items()
            if not self.has(name, None)
        }
        return State(
            books=state.books,
            transcripts={
                name: self._status(name, status) if name in self.stays else status
                for name, status in state.transcripts.items()
                if not self.has(name, None)
            },
            entries=entries,
            keys=state.keys,
            memos={
                about: self._memo(memo)
                for about, memo in state.memos.items()
                if not (about.on is MemoOn.TRANSCRIPT and self._is_whole(about.id))
            },
        )


def outs_of(layers: Sequence[Sequence[Transcript]], who: ParticipantId) -> tuple[Out, ...]:
    """Return what goes of each layer of transcripts, the study's own first, then its backups.

    A backup without a transcript goes by the study's own.
    """
    own = [_out(transcripts, who) for transcripts in layers]
    return tuple(
        replace(
            out,
            stays={**own[0].stays, **out.stays},
            later={**own[0].later, **out.later},
            said=Said(frozenset(run for each in own for run in each.said.runs)),
        )
        for out in own
    )


def _out(transcripts: Sequence[Transcript], who: ParticipantId) -> Out:
    stays, later, removed = {}, {}, {}
    said: list[str] = []
    for transcript in transcripts:
        labels = {label for label, each in transcript.speakers.items() if each.participant == who}
        if not labels:
            continue
        kept = tuple(each for each in transcript.segments if each.speaker not in labels)
        said += (each.text for each in transcript.segments if each.speaker in labels)
        speakers = {
            label: each for label, each in transcript.speakers.items() if label not in labels
        }
        is_joint = any(each.kind is SpeakerKind.PARTICIPANT for each in speakers.values())
        name = transcript.id
        stays[name] = frozenset(each.id for each in kept) if is_joint else frozenset()
        later[name] = replace(transcript, speakers=speakers, segments=kept)
        removed[name] = len(transcript.segments) - len(kept)
    return Out(stays, later, removed, Said.of(said))
