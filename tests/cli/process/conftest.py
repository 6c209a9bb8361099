"""Each command as a process of its own, in a small study."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

EXAMPLE: Final = Path(__file__).parents[3] / "examples" / "leadership"

CODEBOOK: Final = """\
# ours, by hand
codebook: allotment
title: Who keeps the gate

codes:
  - id: shared-work   # the first
    name: Shared work
    key: s
  - id: weather
    key: w
    was: [climate]
"""

TALK: Final = """\
INT: Who locks the gate?

P1: Whoever is last.

INT: And if nobody does?

P1: Then the goats come in.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", "TERM": "xterm"}


@pytest.fixture
def example() -> Path:
    """Return the example study; only to be read."""
    return EXAMPLE


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a study without transcripts, written by hand."""
    folder = tmp_path / "allotment"
    folder.mkdir()
    (folder / "leadcode.yaml").write_text(
        "# by hand\nstudy: allotment\ntitle: Gates\ncodebook: codebook.yaml\n", encoding="utf-8"
    )
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return folder


@pytest.fixture
def run(empty: Path, environment: dict[str, str]) -> Run:
    """Return a function that runs `leadcode` in the study, and gives what it said."""

    def run_one(
        *arguments: object, typed: str = "", folder: Path = empty, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment}
        return subprocess.run(
            [sys.executable, "-m", "leadcode_tui", *map(str, arguments)],
            check=False,
            cwd=folder,
            encoding="utf-8",
            input=typed,
            timeout=300,
            **{**given, **options},
        )

    return run_one


@pytest.fixture
def study(empty: Path, run: Run) -> Path:
    """Return the study with one transcript, gate, of two codable segments: 0002 and 0004."""
    (empty / "gate.txt").write_text(TALK, encoding="utf-8")
    assert run("import", "gate.txt", "--interviewer", "INT").returncode == 0
    return empty
