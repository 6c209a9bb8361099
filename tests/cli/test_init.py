"""A new study from the command line, with a codebook of its own or a ready one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

READY = sorted(Path(__file__).parents[2].glob("codebooks/*.yaml"))


@pytest.mark.parametrize("ready", READY, ids=lambda path: path.stem)
def test_a_study_begins_with_a_ready_codebook(ready: Path, run: Run, study: Path) -> None:
    assert run("init", "new", "--codebook", ready.stem).code == 0
    written = (study / "new" / "codebook.yaml").read_text(encoding="utf-8")
    assert written == (
        "# yaml-language-server: $schema=codebook.schema.json\n" + ready.read_text(encoding="utf-8")
    )
    assert run("codebook", "check", "new/codebook.yaml", "--strict").code == 0


def test_every_ready_codebook_is_named_in_the_help(run: Run) -> None:
    told = " ".join(run("init", "--help").out.split())
    assert all(path.stem in told for path in READY)


def test_a_codebook_that_is_not_there_is_refused_and_no_study_made(run: Run, study: Path) -> None:
    ran = run("init", "new", "--codebook", "leadrship")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "no codebook 'leadrship' comes with leadcode: "
        "there are implementation, leadership, patient-experience"
    )
    assert not (study / "new").exists()
