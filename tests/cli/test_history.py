from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def changes(run: Run, *options: str) -> list[dict[str, Any]]:
    ran = run("history", "--format", "json", *options)
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["format"] == "leadcode.history/1"
    steps: list[dict[str, Any]] = found["changes"]
    return steps


def decisions(run: Run, *options: str) -> list[tuple[str, Any, Any]]:
    return [
        (step["segment"], step["codes_before"], step["codes_after"])
        for step in changes(run, *options)
        if step["do"] == "apply"
    ]


def test_the_trail_tells_what_was_decided_where_newest_last(coded: Run) -> None:
    assert decisions(coded, "--coder", "ana") == [
        ("0002", None, ["weather"]),
        ("0004", None, ["shared-work"]),
    ]


def test_an_undone_decision_stays_in_the_trail_with_what_took_it_back(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ben")
    coded("code", "gate:2", "--plain", "--coder", "ben", typed="u\nq\n")
    apply, undo = (s for s in changes(coded, "--coder", "ben") if s["do"] in ("apply", "undo"))
    assert (undo["codes_before"], undo["codes_after"]) == (["shared-work"], None)
    assert undo["undoes"] == f"{apply['session']}:{apply['n']}"


def test_each_decision_names_its_session_its_time_and_its_codebook(
    coded: Run,
) -> None:
    step = next(s for s in changes(coded, "--coder", "ana") if s["do"] == "apply")
    book = next(s for s in changes(coded, "--coder", "ana") if s["do"] == "book")
    assert step["book"] == book["book"] != ""
    assert step["session"] == book["session"] != ""
    assert step["at"].endswith("Z")


def test_one_segment_s_trail_is_of_it_alone(coded: Run) -> None:
    assert {s["segment"] for s in changes(coded, "--segment", "gate:4")} == {"0004"}
    assert {s["segment"] for s in changes(coded, "--segment", "gate:0004")} == {"0004"}


def test_a_transcript_s_trail_leaves_out_what_is_of_none(coded: Run) -> None:
    assert {s["transcript"] for s in changes(coded, "--transcript", "gate")} == {"gate"}


def test_a_blind_study_shows_only_the_one_who_asks(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {s["coder"] for s in changes(coded)} == {"ana"}
    monkeypatch.setenv("LOGNAME", "ben")
    assert {s["coder"] for s in changes(coded)} == {"ben"}


@pytest.mark.parametrize(
    ("variable", "login"),
    [pytest.param("", "ana", id="login"), pytest.param("ana", "root", id="variable")],
)
def test_a_blind_study_refuses_a_coder_another_s_trail(
    coded: Run, monkeypatch: pytest.MonkeyPatch, variable: str, login: str
) -> None:
    monkeypatch.setenv("LOGNAME", login)
    monkeypatch.setenv("LEADCODE_CODER", variable)
    ran = coded("history", "--coder", "ben")
    assert (ran.code, ran.out) == (2, "")
    assert "you are ana, and it shows you no decision of ben" in ran.err


def test_who_is_no_coder_says_whose_trail_it_is(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "root")
    assert {s["coder"] for s in changes(coded, "--coder", "ben")} == {"ben"}


def test_a_study_that_is_not_blind_shows_every_coder(coded: Run, study: Path) -> None:
    file = study / "leadcode.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")
    found = changes(coded)
    assert {s["coder"] for s in found} == {"ana", "ben"}
    assert [s["at"] for s in found] == sorted(s["at"] for s in found)


def test_the_table_shortens_a_long_memo_and_csv_does_not(coded: Run) -> None:
    memo = "the goats, " * 30
    coded("code", "gate:2", "--plain", typed=f"m {memo}\nq\n")
    table = coded("history").out
    assert max(map(len, table.splitlines())) < 160
    assert "memo none -> 'the goats again'" in table
    rows = list(csv.DictReader(coded("history", "--format", "csv").out.splitlines()))
    assert memo.strip() in {row["memo_after"] for row in rows}


def test_the_table_names_the_codes_before_and_after(coded: Run) -> None:
    coded("code", "gate:2", "--plain", typed="s\nq\n")
    last = coded("history", "--segment", "gate:2").out.splitlines()[-1]
    assert last.endswith("weather -> weather shared-work")


def test_a_memo_that_a_spreadsheet_would_run_is_quoted(coded: Run) -> None:
    coded("code", "gate:2", "--plain", typed="m =1+1\nq\n")
    rows = list(csv.DictReader(coded("history", "--format", "csv").out.splitlines()))
    assert "'=1+1" in {row["memo_after"] for row in rows}


def test_damaged_lines_are_passed_over_and_counted(coded: Run, study: Path) -> None:
    history = study / "codings" / "ana.history.jsonl"
    history.write_bytes(history.read_bytes().replace(b'"weather"', b'"weathex"', 1))
    ran = coded("history")
    assert ran.code == 0
    assert "passed over: 1 line that cannot be read" in ran.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--segment", "41"), "'41' names no segment"),
        (("--segment", "gate:2", "--transcript", "shed"), "is no segment of shed"),
        (("--transcript", "gat"), "did you mean gate?"),
        (("--coder", "cat"), "cat has not begun"),
    ],
    ids=["no place", "two transcripts", "unknown transcript", "unknown coder"],
)
def test_what_cannot_be_shown_is_refused(
    coded: Run, options: tuple[str, ...], sentence: str
) -> None:
    ran = coded("history", *options)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_a_shared_account_has_to_say_who_asks(coded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "root")
    ran = coded("history")
    assert (ran.code, ran.out) == (2, "")
    assert "--coder" in ran.err
