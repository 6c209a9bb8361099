"""Small builders: decisions of a coder from a line of text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import pytest
from hypothesis import Phase, settings

from leadcode_tui.agreement import Decision, Decisions
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

Write = Callable[..., Decisions]

# A slow machine fails no law. Mutation testing, which runs all of them very often, tries fewer, and
# has no use for the smallest example of what failed.
_EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "100"))
_PHASES = (Phase.explicit, Phase.generate) if _EXAMPLES < 100 else tuple(Phase)
settings.register_profile("laws", deadline=None, max_examples=_EXAMPLES, phases=_PHASES)
settings.load_profile("laws")


def _write(coder: str, line: str, *, transcript: str = "KC010", text: str = "") -> Decisions:
    """Return decisions: `a b` two codes, `-` no code, `.` not visited, segments cut at `|`."""
    decided = {
        SegmentId(f"{number:04}"): _decision(cell.split(), text)
        for number, cell in enumerate(line.split("|"), start=1)
        if cell.strip() != "."
    }
    return Decisions(CoderId(coder), {TranscriptId(transcript): decided})


def _decision(words: list[str], text: str) -> Decision:
    return Decision(tuple(CodeId(word) for word in words if word != "-"), text=text)


@pytest.fixture
def decisions() -> Write:
    return _write


@pytest.fixture
def book() -> Callable[..., Book]:
    def make(
        codes: Iterable[str], at: str = "2026-01-01", was: dict[str, str] | None = None
    ) -> Book:
        renamed = {CodeId(earlier): CodeId(now) for earlier, now in (was or {}).items()}
        parents = {CodeId(code): None for code in codes}
        return Book("leadership", f"{sorted(parents)}", at, parents, renamed)

    return make


@pytest.fixture
def many() -> Callable[[str, str, int], Decisions]:
    """Return the same decisions, one letter a segment, in each of so many transcripts."""

    def make(coder: str, line: str, transcripts: int) -> Decisions:
        decided = {
            SegmentId(str(number)): Decision(() if letter == "-" else (CodeId(letter),))
            for number, letter in enumerate(line)
        }
        names = [TranscriptId(f"T{number}") for number in range(transcripts)]
        return Decisions(CoderId(coder), dict.fromkeys(names, decided))

    return make
