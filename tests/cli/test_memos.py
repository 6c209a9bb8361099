"""`leadcode memos`: a coder's memos in every format, and nobody else's while a study is blind."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TYPED = "M c w more than rain?\nM t a wet day\nM s ask ben\nm who locks it?\nm + or nobody\nq\n"


@pytest.fixture
def noted(run: Run) -> Run:
    """Let ana write a memo on everything, and ben one on the code weather."""
    assert run("code", "--plain", "--coder", "ana", typed=TYPED).code == 0
    assert run("code", "--plain", "--coder", "ben", typed="M c w I see frost\nq\n").code == 0
    return run


def not_blind() -> None:
    path = Path("leadcode.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")


def test_memos_stand_in_full_under_what_they_are_on(noted: Run) -> None:
    assert noted("memos").out.splitlines() == [
        "the study (ana)", "ask ben", "",
        "transcript gate (ana)", "a wet day", "",
        "code weather (ana)", "more than rain?", "",
        "gate:2 (ana)", "who locks it?", "or nobody",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (["LOCKS"], ["0002"]),
        (["wet", "day"], ["gate"]),
        (["a"], ["allotment", "gate", "weather"]),
        (["frost"], []),
    ],
)
def test_memos_are_found_by_their_words(noted: Run, words: list[str], places: list[str]) -> None:
    rows = csv.DictReader(io.StringIO(noted("memos", *words, "--format", "csv").out))
    assert [row["id"] for row in rows] == places


def test_json_has_where_and_when(noted: Run) -> None:
    found = json.loads(noted("memos", "--format", "json").out)
    assert found["format"] == "leadcode.memos/1"
    last = found["memos"][-1]
    assert last.pop("at").endswith("Z")
    assert last == {
        "coder": "ana",
        "on": "segment",
        "id": "0002",
        "transcript": "gate",
        "text": "who locks it?\nor nobody",
    }


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "markdown"])
def test_a_blind_study_shows_nobody_else_s_memos(noted: Run, form: str) -> None:
    assert "frost" not in noted("memos", "--format", form).out
    refused = noted("memos", "--coder", "ben", "--format", form)
    assert (refused.code, refused.out) == (2, "")
    assert "is blind: you are ana" in refused.err
    not_blind()
    assert "I see frost" in noted("memos", "--format", form).out


def test_a_memo_is_under_the_id_that_its_code_has_now(noted: Run) -> None:
    path = Path("codebook.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- id: weather", "- id: sky\n    was: [weather]"))
    assert "code sky (ana)\nmore than rain?" in noted("memos").out


def test_without_memos_it_says_so(run: Run) -> None:
    run("code", "--plain", "--coder", "ana", typed="s\nq\n")
    ran = run("memos", "goats")
    assert (ran.code, ran.out) == (0, "")
    assert "no memo has 'goats'" in ran.err


def test_a_memo_on_a_code_is_in_the_history_with_what_it_is_on(noted: Run) -> None:
    shown = noted("history", "--coder", "ana").out
    assert " memo code weather " in " ".join(shown.split())
    rows = csv.DictReader(io.StringIO(noted("history", "--format", "csv").out))
    on = {row["memo_on"]: row["memo_after"] for row in rows if row["do"] == "memo"}
    assert on["code weather"] == "more than rain?"
    assert on["transcript gate"] == "a wet day"
    assert on["the study"] == "ask ben"


def test_what_another_hand_wrote_in_a_memo_is_told_and_can_be_taken(noted: Run) -> None:
    path = Path("codings/ana.json")
    path.write_text(path.read_text(encoding="utf-8").replace("more than rain", "only rain"))
    assert "no decision differs; beside segments 1 memo differs" in noted("check").out
    adopted = noted("check", "--adopt", "ana")
    assert (adopted.code, adopted.out) == (0, "memo on code weather: the file's\n")
    assert "only rain?" in noted("memos").out
    assert noted("check").code == 0


def test_memos_of_a_lost_file_come_back_from_the_history(noted: Run) -> None:
    before = noted("memos").out
    Path("codings/ana.json").unlink()
    assert noted("check").code == 1
    assert noted("check", "--repair").code == 0
    assert noted("memos").out == before
    assert noted("check").code == 0


def test_memos_of_two_copies_are_joined(noted: Run) -> None:
    copy = Path("laptop")
    copy.mkdir()
    for path in Path("codings").glob("ana.*"):
        (copy / path.name).write_bytes(path.read_bytes())
    noted("code", "--plain", "--coder", "ana", typed="M c w here\nM c s new here\nq\n")
    Path("codings").rename("here")
    copy.rename("codings")
    noted("code", "--plain", "--coder", "ana", typed="M c w there\nM t -\nq\n")
    joined = noted("merge", "here/ana.json", "codings/ana.json", "--into", "codings/ana.json")
    assert joined.code == 0
    assert "beside segments 1 memo was changed in both" in joined.err
    shown = noted("memos").out
    assert "new here" in shown
    assert "a wet day" not in shown
    assert ("weather (ana)\nthere" in shown) != ("weather (ana)\nhere" in shown)
