"""The audit trail: every change of a coder's decisions, oldest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import Change, CoderId, Intention
from leadcode_tui.store.audit import coder_files_in
from leadcode_tui.store.history import history_path
from leadcode_tui.store.history_lines import read_lines
from leadcode_tui.study.coder import coder_name, own_name
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

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
        return self.segment is None or (change.segment or "").lstrip("0") == self.segment


def study_trail(
    study: StudyFolder, *, coder: str | None, transcript: str | None, segment: str | None
) -> Trail:
    """Return the trail of a coder; in a study that is not blind, of all without a name.

    While a study is blind one coder's trail is shown: the one who asks, by the name that they would
    code under. Raises UsageError where a coder of the study asks for another's. `segment` is a
    place such as KC010:41.
    """
    if segment is not None:
        transcript, number = _place(segment, transcript)
    else:
        number = None
    _refuse_unknown(study, transcript)
    known = {CoderId(path.stem): history_path(path) for path in coder_files_in(study.codings_path)}
    if study.settings.blind and coder is not None:
        _refuse_another(study, coder, known)
    if study.settings.blind or coder is not None:
        known = _only(coder_name(coder, study.settings.coders), known)
    return Trail(known, transcript, number)


def _place(segment: str, transcript: str | None) -> tuple[str, str]:
    found, colon, number = segment.rpartition(":")
    if not colon or not found or not number:
        raise UsageError(f"{segment!r} names no segment: TRANSCRIPT:NUMBER, as in KC010:41")
    if transcript not in (None, found):
        raise UsageError(f"{segment} is no segment of {transcript}: leave out --transcript")
    return found, number.lstrip("0")


def _refuse_unknown(study: StudyFolder, transcript: str | None) -> None:
    known: Sequence[str] = study.transcript_ids()
    if transcript is not None and transcript not in known:
        near = did_you_mean(transcript, known)
        raise UsageError(f"no transcript {transcript!r} in the study{near}")


def _refuse_another(study: StudyFolder, asked: str, known: Mapping[CoderId, Path]) -> None:
    """Keep one coder of a blind study from another's trail; who is no coder may be either."""
    own = own_name()
    if asked in known and own != asked and own in {*known, *study.settings.coders}:
        raise UsageError(
            f"the study {study.settings.id} is blind: you are {own}, and it shows you no decision "
            f"of {asked}; when coding is done, set blind: false in its leadcode.yaml"
        )


def _only(coder: CoderId, known: Mapping[CoderId, Path]) -> dict[CoderId, Path]:
    if coder not in known:
        raise UsageError(f"{coder} has not begun: leadcode code --coder {coder}")
    return {coder: known[coder]}
