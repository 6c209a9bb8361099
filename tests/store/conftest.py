"""Builders that the tests of this floor share."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import (
    Book,
    Change,
    CodeId,
    CoderId,
    Entry,
    Intention,
    SegmentId,
    StudyId,
    TranscriptId,
    TranscriptStatus,
)
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Opens = Callable[[], Codings]
    Crashes = Callable[[Codings], None]
    Applies = Callable[..., Change]

KC010 = TranscriptId("KC010")


@pytest.fixture
def coder_file(tmp_path: Path) -> Path:
    return tmp_path / "ana.json"


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    return tmp_path / "ana.history.jsonl"


@pytest.fixture
def opens(coder_file: Path) -> Iterator[Opens]:
    """Open ana's file, in a session of its own each time; all are closed at the end."""
    seconds = count()
    sessions: list[Codings] = []

    def open_codings() -> Codings:
        header = Header(coder=CoderId("ana"), study=StudyId("nhs"), round="main")
        codings = Codings(
            coder_file,
            header,
            clock=lambda: f"2026-11-23T10:{next(seconds) // 60:02}:{next(seconds) % 60:02}Z",
            session=f"session{len(sessions)}",
        )
        sessions.append(codings)
        return codings

    yield open_codings
    for codings in sessions:
        codings.close()


@pytest.fixture
def crashes() -> Crashes:
    """End a session as a killed process ends: the system frees the lock, nothing is written."""

    def crash(codings: Codings) -> None:
        history, hold = codings._history, codings._hold
        assert history is not None
        assert hold is not None
        codings._worker.shutdown(wait=True, cancel_futures=True)
        history._worker.shutdown(wait=True)
        os.close(history._descriptor)
        hold.lock.release()
        codings._history = codings._hold = codings._writing = None

    return crash


@pytest.fixture
def applies() -> Applies:
    """Draft the decision that a segment has these codes."""

    def draft(
        segment: str, *codes: str, transcript: TranscriptId = KC010, memo: str = ""
    ) -> Change:
        decided = Entry(
            codes=tuple(map(CodeId, codes)), memo=memo or None, chars=9, text="9f3a1c2b", book="b1"
        )
        return Change(Intention.APPLY, transcript, SegmentId(segment), after=decided, book="b1")

    return draft


@pytest.fixture
def begins() -> list[Change]:
    """Draft what a first session records before the first decision."""
    codes = {CodeId("vacuum"): None, CodeId("clout"): CodeId("vacuum")}
    status = TranscriptStatus(None, tuple(map(SegmentId, ("0002", "0004", "0006"))))
    return [
        Change(Intention.BOOK, after=Book("leadership", "ab", "", codes), book="b1"),
        Change(Intention.KEYS, after={CodeId("vacuum"): "v"}, book="b1"),
        Change(Intention.OPEN, KC010, after=status, book="b1"),
    ]
