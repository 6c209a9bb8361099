"""Commands that look at a whole study or change it, as people call them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_profile_counts_roles_and_lists_who_does_not_match(run: Run, study: Path) -> None:
    (study / "participants.csv").write_text("id,role,plot\nP02,gardener,3\nP03,,3\n", "utf-8")
    ran = run("participants", "--by", "role", "--by", "plot", "--format", "plain")
    assert ran.out.splitlines() == [
        "gardener: n 1; % 50 %",
        "(not said): n 1; % 50 %",
        "all: n 2; % 100 %",
        "3: n 2; % 100 %",
        "all: n 2; % 100 %",
    ]
    assert ran.err.splitlines() == [
        "without a transcript (2): P02, P03",
        "not in participants.csv (1): gate",
    ]
    assert run("participants", "--by", "age").code == 2


def test_participants_come_in_from_a_table(run: Run, study: Path) -> None:
    (study / "people.tsv").write_text("Participant\tGroup\ngate\tgardener\n", "utf-8")
    ran = run("participants", "--from", "people.tsv", "--format", "json")
    assert json.loads(ran.out)["tables"][0]["rows"] == [
        {"value": "gardener", "n": 1, "percent": 100.0}
    ]
    assert ran.err == "participants.csv: 0 new, 1 changed\n"
    assert (study / "participants.csv").read_text("utf-8") == "id,role\ngate,gardener\n"


def test_a_dry_run_shows_what_would_come_in_and_writes_nothing(run: Run, study: Path) -> None:
    (study / "hut.txt").write_text("INT: [Q1] Who?\n\nP02: We \x1b[2Jall.\n", "utf-8")
    ran = run("import", "hut.txt", "gate.txt", "--dry-run")
    assert ran.code == 0
    assert "hut from hut.txt, new" in ran.out
    assert "gate from gate.txt, there already" in ran.out
    assert "\x1b" not in ran.out
    assert not (study / "transcripts" / "hut.json").exists()


def test_a_withdrawal_asks_or_wants_yes(coded: Run, study: Path) -> None:
    ran = coded("withdraw", "gate")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "this cannot be taken back: leadcode withdraw gate --yes\n"
    assert (study / "transcripts" / "gate.json").exists()
    ran = coded("withdraw", "gate", "--yes")
    assert (ran.code, ran.err) == (1, "gate is out of the study\n")
    assert "gate.txt" in ran.out
    assert not (study / "transcripts" / "gate.json").exists()
    assert coded("withdraw", "gate", "--yes").err.startswith("gate withdrew on ")


def test_names_are_replaced_and_what_is_left_is_told(coded: Run, study: Path) -> None:
    assert coded("anonymise").err.startswith("no list of names at pseudonyms.csv")
    (study / "pseudonyms.csv").write_text("name,pseudonym\nP01,Rose\n", "utf-8")
    ran = coded("anonymise", "--dry-run")
    assert "gate, a label\n- P01\n+ Rose" in ran.out
    assert ran.code == 1
    assert "gate.txt: holds names and is no file of the study" in ran.err
    (study / "gate.txt").unlink()
    (study / ".git").mkdir()
    ran = coded("anonymise", "--dry-run")
    assert ran.code == 1
    assert ": kept in Git, whose earlier versions hold what was there before" in ran.err
    (study / ".git").rmdir()
    ran = coded("anonymise", "--format", "csv")
    assert ran.code == 0
    assert coded("check").code == 0


def test_a_single_place_is_corrected_with_all_decisions(coded: Run, study: Path) -> None:
    ran = coded("segment", "split", "gate:4", "--before", "the goats", "--format", "json")
    told = json.loads(ran.out)["transcripts"][0]
    assert (told["changed"], told["new"], told["reviews"]) == (1, 1, [])
    ran = coded("segment", "merge", "gate:4")
    assert ran.code == 0
    assert coded("check").out == ""
    assert len(list(study.glob("backup-*"))) == 2


def test_what_was_cut_off_is_told_and_finished(coded: Run, study: Path) -> None:
    waiting = study / ".rewriting"
    waiting.mkdir(mode=0o700)
    (waiting / "000001").write_bytes(b"study: x\n")
    ran = coded("check")
    assert ran.code == 1
    assert "cut off before it changed anything" in ran.out
    assert coded("check", "--repair").code == 0
    assert not waiting.exists()
