"""A small study that two coders began, and commands run on it in this process."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from leadcode_tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path

_STUDY = "study: allotment\ntitle: Who keeps the gate\ncodebook: codebook.yaml\nblind: true\n"
_CODEBOOK = """\
codebook: allotment
title: Who keeps the gate
codes:
  - id: shared-work
    key: s
  - id: weather
    key: w
"""
_GATE = """\
INT: [Q1] Who locks the gate at night?

P01: Whoever is last.

INT: And if nobody does?

P01: Then the goats come in.
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command in the study; `typed` stands on its standard input."""

    def __call__(self, *arguments: str, typed: str = "") -> Ran: ...


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a study with one transcript, gate, whose segments 2 and 4 are codable; go there."""
    folder = tmp_path / "allotment"
    folder.mkdir(mode=0o700)
    files = {"leadcode.yaml": _STUDY, "codebook.yaml": _CODEBOOK, "gate.txt": _GATE}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o600)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.delenv("LEADCODE_CODER", raising=False)
    return folder


@pytest.fixture
def run(study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command; the transcript is imported already."""
    assert study.is_dir()

    def run_one(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        code = main(list(arguments))
        return Ran(code, *capsys.readouterr())

    assert run_one("import", "gate.txt", "--interviewer", "INT").code == 0
    return run_one


@pytest.fixture
def coded(run: Run) -> Run:
    """Let ana decide on both segments, weather and shared-work, and ben on the first."""
    assert (
        run("code", "--plain", "--coder", "ana", typed="w\n\ns\nm the goats again\nq\n").code == 0
    )
    assert run("code", "--plain", "--coder", "ben", typed="s\nq\n").code == 0
    return run
