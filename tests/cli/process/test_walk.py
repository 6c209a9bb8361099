"""From nothing to kappa, command by command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.process.conftest import Run

CODES = "codebook: gates\ncodes:\n  - id: shared-work\n    key: s\n  - id: weather\n    key: w\n"


def talk(answers: int) -> str:
    return "".join(f"INT: And day {day}?\n\nP1: It went by.\n\n" for day in range(answers))


def test_from_nothing_to_kappa(run: Run, tmp_path: Path) -> None:
    made = run("init", "gates", folder=tmp_path)
    assert made.returncode == 0
    assert made.stdout.splitlines() == [
        "gates/leadcode.yaml",
        "gates/codebook.yaml",
        "gates/codebook.schema.json",
        "gates/participants.csv",
    ]
    folder = tmp_path / "gates"
    (folder / "codebook.yaml").write_text(CODES, encoding="utf-8")
    (folder / "P1.txt").write_text(talk(4), encoding="utf-8")
    came_in = run("import", "P1.txt", "--interviewer", "INT", folder=folder)
    assert came_in.returncode == 0
    assert came_in.stdout == "P1: 8 segments, 4 codable\n"
    for coder, keys in {"ana": "s\n\ns\n\nw\n\n-\nq\n", "ben": "s\n\nw\n\nw\n\n-\nq\n"}.items():
        coded = run("code", "--plain", "--coder", coder, typed=keys, folder=folder)
        assert coded.returncode == 0
        assert "begins at P1:2" in coded.stderr
    agreed = run("agree", "ana", "ben", "--format", "json", folder=folder)
    assert agreed.returncode == 0
    report = json.loads(agreed.stdout)
    assert report["coverage"]["shared"] == 4
    shared_work = report["codes"]["shared-work"]
    assert shared_work["table"] == {"both": 1, "only": {"ana": 1, "ben": 0}, "neither": 2}
    # po = 3/4; ana gave it to 2 of 4 and ben to 1: pe = 2/4 * 1/4 + 2/4 * 3/4 = 1/2
    assert shared_work["cohen_kappa"]["value"] == pytest.approx(0.5)
    status = run("status", "--format", "csv", folder=folder)
    assert status.stdout.splitlines() == [
        "transcript,coder,decided,codable,stale,state",
        "P1,ana,4,4,0,open",
        "P1,ben,4,4,0,open",
    ]


def test_coding_resumes_where_it_was_left(run: Run, study: Path) -> None:
    run("code", "--plain", "--coder", "ana", typed="s\n\nq\n")
    again = run("code", "--plain", "--coder", "ana", typed="q\n")
    assert "resumed at gate:4" in again.stderr
    assert "gate:4  decided 1 of 2" in again.stdout
    assert (study / "codings" / "ana.json").exists()


def test_plain_mode_says_what_each_key_changed(run: Run, study: Path) -> None:
    assert study.is_dir()
    typed = "s\nxs\nm why always goats\n!\n/ weath\n: 4\n-\n$\nf goats\nz\nq\n"
    coded = run("code", "--plain", "--coder", "ana", typed=typed)
    assert coded.returncode == 0
    for sentence in (
        "coder ana; ? lists the keys, q leaves",
        "INT: Who locks the gate?",
        "+ shared-work  applied to gate:2",
        "- shared-work  removed from gate:2",
        "memo kept: gate:2",
        "flagged: gate:2",
        "+ weather  applied to gate:2",
        "read, nothing applies: gate:4",
        "no code has the key 'z': / finds codes, ? lists the keys",
    ):
        assert sentence in coded.stdout.splitlines()


def test_plain_mode_ends_with_its_input(run: Run, study: Path) -> None:
    assert study.is_dir()
    coded = run("code", "--plain", "--coder", "ana", typed="s")
    assert coded.returncode == 0
    assert "decided 1 of 2" in run("code", "--plain", "--coder", "ana", typed="").stdout


def test_a_transcript_outside_any_study_is_coded_beside_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(talk(2), encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(CODES, encoding="utf-8")
    coded = run(
        *("code", "talk.txt", "--codebook", "codes.yaml", "--coder", "ana", "--plain"),
        typed="s\nq\n",
        folder=tmp_path,
    )
    assert coded.returncode == 0
    assert (tmp_path / "talk.ana.json").exists()


def test_files_written_by_hand_are_left_byte_for_byte(run: Run, study: Path) -> None:
    names = ("leadcode.yaml", "codebook.yaml", "gate.txt", "transcripts/gate.json")
    before = {name: (study / name).read_bytes() for name in names}
    run("code", "--plain", "--coder", "ana", typed="s\nw\nm goats\n\n-\n$\nq\n")
    run("code", "--plain", "--coder", "ben", typed="w\nu\nq\n")
    run("agree", "ana", "ben")
    run("status")
    assert {name: (study / name).read_bytes() for name in names} == before


def test_the_demo_prints_its_agreement_where_there_is_no_terminal(run: Run, tmp_path: Path) -> None:
    shown = run("demo", folder=tmp_path)
    assert shown.returncode == 0
    assert "agreement of ana and ben" in shown.stdout
    assert "the example study, yours to change" in shown.stderr
