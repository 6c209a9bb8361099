"""`leadcode submit`: what is handed in stays as it is, until it is taken back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def finished(coded: Run) -> Run:
    """Let ana have finished gate."""
    assert coded("code", "--plain", typed="$ y\nq\n").code == 0
    return coded


@pytest.fixture
def submitted(finished: Run) -> Run:
    """Let ana have submitted gate."""
    ran = finished("submit")
    assert (ran.code, ran.out, ran.err) == (0, "", "gate: submitted\n")
    return finished


def told(run: Run, typed: str) -> list[str]:
    return run("code", "--plain", typed=typed).out.splitlines()


def trail(run: Run) -> str:
    return run("history", "--format", "csv").out


@pytest.mark.parametrize(
    "keys", ["w", "xs", "; code.remove_last", "-", "m why?", "!", "u", "v w 1", "$ y"]
)
def test_nothing_on_a_submitted_transcript_changes(submitted: Run, keys: str) -> None:
    before = trail(submitted)
    said = told(submitted, f"{keys}\nq\n")
    assert "gate is submitted" in said
    assert "nothing changed: gate was submitted; leadcode submit --take-back opens it again" in (
        said
    ) or any("finished already" in line or "has codes" in line for line in said)
    assert trail(submitted) == before


def test_memos_on_the_transcript_and_on_codes_go_on(submitted: Run) -> None:
    assert "memo kept: transcript gate" in told(submitted, "M t handed in\nq\n")
    assert "undone: memo on transcript gate" in told(submitted, "u\nq\n")


def test_what_is_taken_back_can_be_changed_again(submitted: Run) -> None:
    ran = submitted("submit", "--take-back", "gate")
    assert (ran.code, ran.err) == (0, "gate: open to changes again\n")
    assert any("+ weather  applied" in line for line in told(submitted, "w\nq\n"))
    status = csv.DictReader(io.StringIO(submitted("status", "--format", "csv").out))
    assert [row["state"] for row in status] == ["finished", "open"]
    shown = submitted("history").out
    assert "finished -> frozen" in shown
    assert "frozen -> finished" in shown


def test_status_and_check_know_what_is_submitted(submitted: Run) -> None:
    assert "frozen" in submitted("status").out
    assert submitted("check").code == 0
    assert submitted("agree", "ana", "ben").code == 0


def test_a_second_pass_is_open_while_the_first_is_submitted(submitted: Run) -> None:
    assert submitted("code", "--pass", "2", "--plain", typed="w\nq\n").code == 0
    assert submitted("agree", "ana", "ana.2").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gat"], "no transcript 'gat' in the study (did you mean gate?)"),
        (["gate", "--coder", "ben"], "gate is not finished: $ finishes it in leadcode code"),
        (["--coder", "ben"], "no transcript is finished"),
        (["--coder", "cat"], "cat has not begun"),
        (["--pass", "2"], "ana.2 has not begun"),
        (["--take-back", "gate"], "gate was not submitted"),
        (["--take-back"], "which transcripts? submitted are: none"),
    ],
)
def test_what_cannot_be_submitted_is_refused(
    finished: Run, arguments: list[str], sentence: str
) -> None:
    before = trail(finished)
    ran = finished("submit", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert trail(finished) == before


def test_a_decision_that_was_taken_away_after_finishing_is_missed(finished: Run) -> None:
    told(finished, ": 2\n; code.remove_last\nq\n")
    assert "gate:2 has no decision: decide on it, then submit" in finished("submit").err


def test_what_is_submitted_already_is_told(submitted: Run) -> None:
    assert "gate is submitted already" in submitted("submit", "gate").err


def test_an_open_session_is_not_submitted_under(finished: Run) -> None:
    with FileLock(Path("codings/.ana.json.lock")):
        ran = finished("submit")
    assert ran.code == 2
    assert "held by" in ran.err
