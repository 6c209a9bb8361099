from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_transcript_that_nobody_can_code_is_named(run: Run, study: Path) -> None:
    (study / "asked.txt").write_text("INT: Who leads?\n\nInterviewer 2: And why?\n", "utf-8")
    ran = run("import", "asked.txt")
    assert (ran.code, ran.out) == (0, "asked: 2 segments, 0 codable\n")
    assert (
        "no segment of asked can be coded: nobody in it is taken as a participant; "
        "say who asks with --interviewer NAME\n"
    ) in ran.err


def test_of_a_transcript_that_can_be_coded_no_such_thing_is_said(run: Run, study: Path) -> None:
    (study / "shed.txt").write_text("INT: Who leads?\n\nP02: All do.\n", "utf-8")
    assert "can be coded" not in run("import", "shed.txt").err


def test_a_folder_is_refused_with_how_to_name_its_files(run: Run, study: Path) -> None:
    (study / "talks").mkdir()
    (study / "talks.txt").mkdir()
    for name in ("talks", "talks.txt"):
        ran = run("import", f"{name}/")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"{name}: it is a folder: name its files, as in {name}/*.txt\n"
