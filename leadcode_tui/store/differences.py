"""Where two versions of one coder's file are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import NewerFormatError, UnreadableError
from leadcode_tui.model import Entry, SegmentId, TranscriptId
from leadcode_tui.store.coder_file import parse_coder_file

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import About, Memo
    from leadcode_tui.store.state import State

    Memos = Mapping[About, Memo]

Entries = Mapping[TranscriptId, Mapping[SegmentId, Entry]]

#: How many segments a sentence names before it counts the rest.
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """A segment on which two versions are not the same; None is no entry there."""

    transcript: TranscriptId
    segment: SegmentId
    ours: Entry | None
    theirs: Entry | None

    @property
    def is_decision(self) -> bool:
        """Whether another decision was made, and not a memo, a flag or a time changed alone."""
        return _decision(self.ours) != _decision(self.theirs)

    @property
    def where(self) -> str:
        """The segment as people name it: KC010:41."""
        return f"{self.transcript}:{self.segment.lstrip('0') or '0'}"


def _decision(entry: Entry | None) -> object:
    """Return what was decided; the order of codes and of spans says nothing."""
    if entry is None or entry.codes is None:
        return None
    spans = {code: frozenset(where) for code, where in (entry.spans or {}).items() if where}
    return frozenset(entry.codes), spans


def differences(ours: Entries, theirs: Entries) -> tuple[Difference, ...]:
    """Return the segments whose entries are not the same, in order."""
    return tuple(
        Difference(transcript, segment, mine, other)
        for transcript in sorted({*ours, *theirs})
        for segment in sorted({*ours.get(transcript, {}), *theirs.get(transcript, {})})
        if (mine := ours.get(transcript, {}).get(segment))
        != (other := theirs.get(transcript, {}).get(segment))
    )


def memos_apart(ours: Memos, theirs: Memos) -> tuple[About, ...]:
    """Return what two versions have unlike memos on, beside those on segments, in order."""

    def text(memos: Memos, about: About) -> str | None:
        return memos[about].text if about in memos else None

    both = sorted({*ours, *theirs})
    return tuple(about for about in both if text(ours, about) != text(theirs, about))


def told(found: Sequence[Difference], memos: Sequence[About] = ()) -> str:
    """Say how many decisions differ and where, but not what they are: a study may be blind."""
    if not memos:
        return _told_of_segments(found)
    which = "1 memo differs" if len(memos) == 1 else f"{len(memos)} memos differ"
    return f"{_told_of_segments(found)}; beside segments {which}"


def _told_of_segments(found: Sequence[Difference]) -> str:
    decisions = [each.where for each in found if each.is_decision]
    if decisions:
        differ = "decision differs" if len(decisions) == 1 else "decisions differ"
        return f"{len(decisions)} {differ}: {named(decisions)}"
    if found:
        return f"no decision differs, but a memo, flag or time does: {_named_places(found)}"
    return "no decision differs"


def _named_places(found: Sequence[Difference]) -> str:
    return named([each.where for each in found])


def named(places: Sequence[str]) -> str:
    """Return the first few of many, and how many more there are.

    >>> named(["2", "4", "6", "8", "10", "12", "14"])
    '2, 4, 6, 8, 10 and 2 more'
    """
    rest = len(places) - _NAMED
    return ", ".join(places[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def told_of_found(ours: State, content: bytes, path: Path) -> str:
    """Say how a file that was set aside differs from what is held, or why it cannot be read.

    Raises NewerFormatError: what a newer version wrote is not to be set aside.
    """
    try:
        theirs = parse_coder_file(content, path)
    except NewerFormatError:
        raise
    except UnreadableError as error:
        return f"it cannot be read ({error.problem.message})"
    memos = memos_apart(ours.memos, theirs.memos)
    return told(differences(ours.entries, theirs.entries), memos)
