"""The audit trail: every change of a coder's decisions, oldest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import Change, Intention, TranscriptId
from leadcode_tui.store.history import history_path
from leadcode_tui.store.history_lines import read_lines
from leadcode_tui.study.named import known_transcript, parts_of_place, segment_of_number
from leadcode_tui.study.whose import shown_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.model import CoderId
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Step:
    """A change, and whose it is."""

    coder: CoderId
    change: Change


@dataclass(slots=True)
class Trail:
    """The steps of some coders, read while they are asked for, oldest first.

    `passed_over` counts the damaged lines that were met on the way.
    """

    histories: Mapping[CoderId, Path]
    transcript: str | None = None
    segment: str | None = None
    passed_over: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Step]:
        """Yield the steps; several coders' by their time."""
        trails = (self._steps(coder, path) for coder, path in self.histories.items())
        return merge(*trails, key=lambda step: step.change.at)

    def _steps(self, coder: CoderId, path: Path) -> Iterator[Step]:
        seen: dict[str, int] = {}
        for line in read_lines(path):
            change = line.entry
            if change is None:
                self.passed_over += 1
            elif isinstance(change, Change) and change.n > seen.get(change.session, 0):
                seen[change.session] = change.n
                if self._is_asked_for(change):
                    yield Step(coder, change)

    def _is_asked_for(self, change: Change) -> bool:
        if change.do is Intention.MOVE:
            return False
        if self.transcript is not None and change.transcript != self.transcript:
            return False
        if self.segment is None:
            return True
        bare = self.segment.lstrip("0")
        return change.segment is not None and change.segment.lstrip("0") == bare


def study_trail(
    study: StudyFolder,
    *,
    coder: str | None,
    number: int | None = None,
    transcript: str | None = None,
    segment: str | None = None,
) -> Trail:
    """Return the trail of a coder; in a study that is not blind, of all without a name.

    `number` asks for a further pass of the coder's, or for the first.

    While a study is blind one coder's trail is shown: the one who asks, by the name that they would
    code under. Raises UsageError where a coder of the study asks for another's. `segment` is a
    place such as KC010:41.
    """
    at = None
    if segment is not None:
        transcript, at = _place(segment, transcript)
    if transcript is not None:
        known_transcript(transcript, study.transcript_ids())
    files = shown_files(study, coder, number)
    trail = Trail({name: history_path(path) for name, path in files.items()}, transcript, at)
    if at is not None:
        _refuse_unheard_of(study, trail, at)
    return trail


def _place(segment: str, transcript: str | None) -> tuple[str, str]:
    found, number = parts_of_place(segment)
    if transcript not in (None, found):
        raise UsageError(f"{segment} is no segment of {transcript}: leave out --transcript")
    return found, number


def _refuse_unheard_of(study: StudyFolder, trail: Trail, number: str) -> None:
    """Refuse a segment that is neither in the transcript nor in a history, as before an update."""
    if next(iter(trail), None) is None:
        segment_of_number(study.transcript(TranscriptId(trail.transcript or "")), number)
    trail.passed_over = 0
