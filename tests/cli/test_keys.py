"""`leadcode keys`, and wrong keys wherever they stop the work."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.keys import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def own_settings(text: str) -> Path:
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "leadcode" / "config.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def study_asks(text: str) -> None:
    path = Path("leadcode.yaml")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def rows(run: Run, *options: str) -> dict[str, str]:
    """Return the keys under the ids of commands and codes; several are joined."""
    found: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(run("keys", "--format", "csv", *options).out)):
        found[row["id"]] = " ".join(filter(None, [found.get(row["id"]), row["key"]]))
    return found


def test_every_command_and_every_code_is_listed(run: Run) -> None:
    listed = json.loads(run("keys", "--format", "json").out)
    assert [command["id"] for command in listed["commands"]] == [c.id for c in COMMANDS]
    assert {code["id"]: code["key"] for code in listed["codes"]} == {
        "shared-work": "s",
        "weather": "w",
    }


def test_the_table_has_keys_ids_and_what_they_do(run: Run) -> None:
    lines = run("keys").out.splitlines()
    assert "  u          undo               undo the last change, also of an earlier day" in lines
    assert lines[-2:] == ["  s  shared-work  Shared work", "  w  weather      Weather"]
    assert max(map(len, lines)) <= 80


def test_what_has_no_key_says_how_it_is_reached(run: Run) -> None:
    assert "(ctrl+p): tour, the keys for the first minute\n" in run("keys", "--format", "plain").out


def test_outside_a_study_there_are_the_commands(run: Run, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    ran = run("keys")
    assert ran.code == 0
    assert "Codes of" not in ran.out
    assert "no study here" in ran.err


def test_keys_follow_the_study_file_and_then_one_s_own_settings(run: Run) -> None:
    study_asks("keys:\n  undo: z\n  redo: [Z, ctrl+y]\n")
    own_settings("keys:\n  undo: [ж, u]\n")
    assert (rows(run)["undo"], rows(run)["redo"]) == ("ж u", "Z ctrl+y")


def test_the_chart_for_the_wall_has_what_codes_mean(run: Run) -> None:
    book = Path("codebook.yaml")
    text = book.read_text(encoding="utf-8").rstrip()
    book.write_text(f"{text}\n    definition: Rain | *shine*\n", encoding="utf-8")
    chart = run("keys", "--format", "markdown").out
    assert "\n## Codes of Who keeps the gate\n\n| key | does |\n|---|---|\n" in chart
    assert "\n| w | Weather: Rain \\| \\*shine\\* |\n" in chart


def test_a_coder_who_has_begun_keeps_the_keys_that_hands_know(run: Run) -> None:
    book = Path("codebook.yaml")
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("    key: w\n", ""), encoding="utf-8")
    run("code", "--plain", "--coder", "ana", typed="s\nq\n")
    had = rows(run, "--coder", "ana")["weather"]
    asking = f"  - id: aweather\n    name: {had * 3}\n"
    book.write_text(text.replace("    key: w\n", "").replace("codes:\n", f"codes:\n{asking}"))
    assert rows(run, "--coder", "ana")["weather"] == had


WRONG = "keys:\n  redoo: y\n  memo: [m, ctrl+s]\n  segment.next: n\n"


@pytest.mark.parametrize("arguments", [["keys"], ["code", "--plain"]], ids=" ".join)
def test_all_wrong_keys_are_told_with_their_places(run: Run, arguments: list[str]) -> None:
    path = own_settings(WRONG)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert [line.removeprefix(str(path)).partition(" ")[0] for line in ran.err.splitlines()] == [
        ":2:3:",
        ":3:13:",
        ":4:17:",
    ]


def test_wrong_keys_of_the_study_stop_no_comparison(coded: Run) -> None:
    study_asks(WRONG)
    assert coded("agree", "ana", "ben").code == 0


def test_the_check_of_a_study_tells_wrong_keys_in_its_file(run: Run) -> None:
    study_asks(WRONG)
    told = run("check").out
    assert "leadcode.yaml:6:3: there is no command 'redoo' (did you mean redo?)" in told


def test_plain_mode_follows_other_keys(run: Run) -> None:
    own_settings("keys:\n  segment.nothing: '%'\n")
    assert "read, nothing applies: gate:2" in " ".join(
        run("code", "--plain", typed="%\nq\n").out.replace("0002", "2").split()
    )


def test_a_code_that_gave_its_key_to_a_command_says_so(run: Run) -> None:
    book = Path("codebook.yaml")
    book.write_text(book.read_text(encoding="utf-8").replace("    key: w\n", ""))
    run("code", "--plain", typed="s\nq\n")
    had = rows(run)["weather"]
    own_settings(f"keys:\n  undo: {had}\n")
    ran = run("code", "--plain", typed="q\n")
    assert f"other keys now: weather {rows(run)['weather']} (was {had})" in ran.err
