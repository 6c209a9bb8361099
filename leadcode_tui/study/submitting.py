"""Submitting transcripts: a coder's decisions on them stay as they are, for comparison."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.model import Change, Intention, TranscriptId, TranscriptState
from leadcode_tui.store.history import history_path
from leadcode_tui.store.mending import open_held
from leadcode_tui.study.clock import now
from leadcode_tui.study.coder_files import header_of
from leadcode_tui.study.finishing import refuse_unfinished
from leadcode_tui.study.material import Place
from leadcode_tui.study.named import known_transcript
from leadcode_tui.study.root import pass_name
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.model import CoderId
    from leadcode_tui.store.state import State
    from leadcode_tui.study.folder import StudyFolder

_FINISHED: Final = TranscriptState.FINISHED
_FROZEN: Final = TranscriptState.FROZEN


def submit(
    study: StudyFolder, coder: CoderId, wanted: Sequence[str], *, number: int = 1
) -> tuple[TranscriptId, ...]:
    """Freeze transcripts that the coder finished, all of those without any named; return which.

    Raises UsageError where one is not finished, HeldError while the coder's session is open.
    """
    return _put(study, coder, number, wanted, _to_submit, _FROZEN)


def take_back(
    study: StudyFolder, coder: CoderId, wanted: Sequence[str], *, number: int = 1
) -> tuple[TranscriptId, ...]:
    """Let decisions on submitted transcripts be changed again; return which are."""
    return _put(study, coder, number, wanted, _to_take_back, _FINISHED)


def _put(
    study: StudyFolder,
    coder: CoderId,
    number: int,
    wanted: Sequence[str],
    choose: Callable[[State, Sequence[str]], tuple[TranscriptId, ...]],
    state: TranscriptState,
) -> tuple[TranscriptId, ...]:
    """Write a new state of some transcripts, which undo in a session passes over."""
    refuse_unfinished(study)
    path = study.coder_file(coder, number)
    if not path.exists() and not history_path(path).exists():
        raise UsageError(f"{pass_name(coder, number)} has not begun")
    known = study.transcript_ids()
    for name in wanted:
        known_transcript(name, known)
    codings = open_held(path, header_of(study, path), clock=now, session=token_hex(4))
    try:
        names, held = choose(codings.state, wanted), dict(codings.state.transcripts)
        codings.record(
            [
                Change(Intention.OPEN, name, None, held[name], replace(held[name], state=state))
                for name in names
            ]
        )
    finally:
        codings.close()
    if codings.unsaved is not None:
        raise UnreadableError(path, f"NOT SAVED: {codings.unsaved}")
    return names


def _to_submit(held: State, wanted: Sequence[str]) -> tuple[TranscriptId, ...]:
    names = _named(held, wanted) or _in(held, _FINISHED)
    if not names:
        raise UsageError("no transcript is finished: $ finishes one in leadcode code")
    for name in names:
        _refuse_undecided(held, name)
    return names


def _to_take_back(held: State, wanted: Sequence[str]) -> tuple[TranscriptId, ...]:
    names, submitted = _named(held, wanted), _in(held, _FROZEN)
    for name in names:
        if name not in submitted:
            raise UsageError(f"{name} was not submitted")
    if not names:
        raise UsageError(f"which transcripts? submitted are: {', '.join(submitted) or 'none'}")
    return names


def _named(state: State, wanted: Sequence[str]) -> tuple[TranscriptId, ...]:
    known = list(state.transcripts)
    for name in wanted:
        if name not in known:
            raise UsageError(f"{name} was not begun{did_you_mean(name, known)}")
    return tuple(map(TranscriptId, dict.fromkeys(wanted)))


def _in(state: State, wanted: TranscriptState) -> tuple[TranscriptId, ...]:
    return tuple(sorted(n for n, status in state.transcripts.items() if status.state is wanted))


def _refuse_undecided(state: State, name: TranscriptId) -> None:
    """Keep a transcript back that is open, or in which a decision was taken away since."""
    status = state.transcripts[name]
    if status.state is _FROZEN:
        raise UsageError(f"{name} is submitted already")
    if status.state is TranscriptState.OPEN:
        raise UsageError(f"{name} is not finished: $ finishes it in leadcode code")
    for segment in status.codable:
        entry = state.entry(name, segment)
        if entry is None or entry.codes is None:
            raise UsageError(f"{Place(name, segment)} has no decision: decide on it, then submit")
