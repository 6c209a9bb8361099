"""Reading a transcript from a string, as every test here does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.model import ParticipantId, QuestionId, TranscriptId
from leadcode_tui.transcripts import Reading, ReadOptions, read_transcript

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "transcripts"


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Reading]:
    """Return a function that reads a transcript, given as text or bytes, called T1."""
    folder = tmp_path_factory.mktemp("transcripts")

    def read_string(content: str | bytes, name: str = "T1.txt", **options: Any) -> Reading:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_transcript(
            path, transcript_id=TranscriptId("T1"), settings=ReadOptions(**options)
        )

    return read_string


@pytest.fixture(scope="session")
def turns(read: Callable[..., Reading]) -> Callable[..., list[tuple[str | None, str]]]:
    """Return a function that reads a transcript and returns who says what."""

    def speakers_and_words(*args: Any, **options: Any) -> list[tuple[str | None, str]]:
        segments = read(*args, **options).transcript.segments
        return [(segment.speaker, segment.text) for segment in segments]

    return speakers_and_words


@pytest.fixture
def schedule() -> dict[str, Any]:
    """Return options of a study with three questions and two participants."""
    return {
        "questions": [QuestionId("Q1"), QuestionId("Q3"), QuestionId("Q4")],
        "participants": [ParticipantId("KC010"), ParticipantId("KC011")],
    }


@pytest.fixture
def samples() -> Path:
    """Return the folder of other people's transcripts, or skip where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not on this machine")
    return SAMPLES
