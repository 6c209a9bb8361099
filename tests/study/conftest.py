"""Builders that the tests of this floor share: two interviews, one without a codable segment."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.keys import build_keys
from leadcode_tui.model import (
    Code,
    Codebook,
    CodeId,
    CoderId,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    StudyId,
    StudySettings,
    Transcript,
    TranscriptId,
)
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.material import Material, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    Builds = Callable[..., Material]
    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]

SPEAKERS = {"I": Speaker(SpeakerKind.INTERVIEWER), "P": Speaker(SpeakerKind.PARTICIPANT)}
CODES = (
    Code(CodeId("vacuum"), "Vacuum", definition="Nobody leads."),
    Code(CodeId("clout"), "Clout"),
    Code(CodeId("shared"), "Shared leadership", was=(CodeId("spread"), CodeId("spread-out"))),
)


def spoken(transcript: str, turns: str) -> Transcript:
    """Build a transcript of turns: `IPP` is a question and two answers."""
    segments = tuple(
        Segment(SegmentId(f"{number:04}"), speaker, f"{transcript} says {number}")
        for number, speaker in enumerate(turns, start=1)
    )
    return Transcript(TranscriptId(transcript), "", Source("talk.txt", ""), SPEAKERS, segments)


@pytest.fixture
def builds() -> Builds:
    """Build a study of transcripts: by default codable are KC003:2, :4, :5, :6 and KC010:2, :4."""

    def build(codes: tuple[Code, ...] = CODES, sha256: str = "ab", **turns: str) -> Material:
        turns = turns or {"KC003": "IPIPPP", "KC005": "II", "KC010": "IPIP"}
        transcripts = [spoken(name, said) for name, said in turns.items()]
        codable = StudySettings.codable_segments
        return Material(
            study=StudyId("nhs"),
            codebook=Codebook("cb", "", codes, sha256),
            transcripts={found.id: found for found in transcripts},
            codable={found.id: codable(_SETTINGS, found) for found in transcripts},
        )

    return build


_SETTINGS = StudySettings(StudyId("nhs"), "", codebook=None)  # type: ignore[arg-type] # not read


@pytest.fixture
def coder_file(tmp_path: Path) -> Path:
    return tmp_path / "ana.json"


@pytest.fixture
def opens(builds: Builds, coder_file: Path) -> Iterator[Opens]:
    """Open ana's session, each with a history session of its own; all are closed at the end."""
    seconds = count()
    sessions: list[Session] = []

    def clock() -> str:
        return f"2026-11-23T{next(seconds):06}Z"

    def open_session(material: Material | None = None, start: Place | None = None) -> Session:
        material = material or builds()
        header = Header(coder=CoderId("ana"), study=StudyId("nhs"))
        codings = Codings(coder_file, header, clock=clock, session=f"s{len(sessions)}")
        keys, _ = build_keys(material.codebook, (), codings.state.keys)
        coder = CoderId("ana")
        session = Session(material, codings, coder=coder, keys=keys, clock=clock, start=start)
        sessions.append(session)
        return session

    yield open_session
    for session in sessions:
        session.close()


@pytest.fixture
def session(opens: Opens) -> Session:
    return opens()


@pytest.fixture
def crashes() -> Crashes:
    """End a session as a killed process ends: the system frees the lock, nothing is written."""

    def crash(session: Session) -> None:
        codings = session._codings
        history, hold = codings._history, codings._hold
        assert history is not None
        assert hold is not None
        codings._worker.shutdown(wait=True, cancel_futures=True)
        history._worker.shutdown(wait=True)
        os.close(history._descriptor)
        hold.lock.release()
        codings._history = codings._hold = codings._writing = None
        codings.held_by = "crashed"

    return crash


@pytest.fixture
def at() -> Callable[[str], Place]:
    """Read a place: KC003:2."""

    def place(shown: str) -> Place:
        transcript, _, number = shown.partition(":")
        return Place(TranscriptId(transcript), SegmentId(f"{number:0>4}"))

    return place


@pytest.fixture
def history(coder_file: Path) -> Callable[[], list[bytes]]:
    """Return the lines of ana's history as they stand on the disk."""
    return lambda: coder_file.with_name("ana.history.jsonl").read_bytes().splitlines()


class Died(BaseException):
    """What a kill looks like from inside: nothing runs after it."""


@pytest.fixture
def survives(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Callable[[], object]], bool]:
    """Do work that dies at the nth rename, removal or new folder; say whether it got through.

    After that every further one fails too, as for a process that is gone.
    """
    left = [-1]
    real = {name: getattr(os, name) for name in ("replace", "rename", "unlink", "mkdir", "rmdir")}

    def dying(name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if left[0] == 0:
                raise Died
            left[0] -= left[0] > 0
            return real[name](*arguments, **named)

        return call

    for name in real:
        monkeypatch.setattr(os, name, dying(name))

    def survived(number: int, work: Callable[[], object]) -> bool:
        left[0] = number
        try:
            work()
        except Died:
            return False
        finally:
            left[0] = -1
            gc.collect()  # the system lets go of a dead process's locks
        return True

    return survived


@pytest.fixture(scope="session")
def bench() -> ModuleType:
    """Return the benchmark that makes interviews and edits them at random."""
    path = Path(__file__).parents[2] / "benchmarks" / "reanchoring.py"
    spec = spec_from_file_location("bench_reanchoring", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look for it there
    spec.loader.exec_module(module)
    return module
