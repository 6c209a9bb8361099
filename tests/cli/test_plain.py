"""Plain mode: all that the screen can do, in lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.cli.plain_told import FOR_THE_SCREEN
from leadcode_tui.keys import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SCHEDULE = """\
schedule:
  - id: Q1
    question: Who locks the gate?
  - id: Q2
    question: What came in?
"""


@pytest.fixture(autouse=True)
def schedule(study: Path) -> None:
    """Let the study have two questions; the transcript is marked with the first."""
    path = study / "leadcode.yaml"
    path.write_text(path.read_text(encoding="utf-8") + SCHEDULE, encoding="utf-8")


def lines(run: Run, *typed: str, options: tuple[str, ...] = ()) -> list[str]:
    ran = run("code", "--plain", *options, typed="\n".join(typed) + "\n")
    assert ran.code == 0, ran.err
    return ran.out.splitlines()


def held(run: Run, coder: str = "ana") -> dict[str, dict[str, object]]:
    assert run("status").code == 0
    tables = json.loads(Path(f"codings/{coder}.json").read_text(encoding="utf-8"))
    return {name: dict(entry) for name, entry in tables.get("codings:gate", {}).items()}


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        pytest.param(
            ["v"], ["1 Whoever, 2 is, 3 last"], id="words of a segment with their numbers"
        ),
        pytest.param(
            ["v s 2-3", "n", "k"],
            ["+ shared-work  applied to words of gate:2", "[shared-work: “is last”]"],
            id="a code for words by their numbers",
        ),
        pytest.param(
            ["v weather WHOEVER is"],
            ["+ weather  applied to words of gate:2"],
            id="a code by its id for words as they stand",
        ),
        pytest.param(
            ["s", "j", "v . goats", "v . geese"],
            [
                "+ shared-work  applied to words of gate:4",
                "'geese' does not stand in this segment",
            ],
            id="the codes applied last, for words",
        ),
        pytest.param(
            ["v s goats", "v s 7", "v s 0-2", "v z 1"],
            [
                "'goats' does not stand in this segment",
                "no word 7: this segment has 3",
                "no word 0: this segment has 3",
                "no code has the key 'z': / finds codes, ? lists the keys",
            ],
            id="words that are not there",
        ),
        pytest.param(
            ["", "v s the"],
            ["+ shared-work  applied to words of gate:4"],
            id="words that stand there once",
        ),
        pytest.param(
            ["m why?", "m + and who?", "m", "m -", "m"],
            ["memo kept: gate:2", "memo on gate:2: why?", "and who?", "no memo on gate:2"],
            id="a memo of several lines, shown, taken away",
        ),
        pytest.param(
            ["M c s what counts?", "M t a wet day", "M s ask ben", "M c s", "M t -", '"'],
            [
                "memo kept: code shared-work",
                "memo on code shared-work: what counts?",
                "memo removed: transcript gate",
                "the study: ask ben",
                "code shared-work: what counts?",
            ],
            id="memos on code, transcript and study",
        ),
        pytest.param(
            ["M x y", "M c zz y"],
            [
                "on what? c and a code's key, t this transcript, s the study; then the memo",
                "no code has the key 'zz': / finds codes, ? lists the keys",
            ],
            id="a memo on nothing that there is",
        ),
        pytest.param(
            ["m who locks?", "", "m goats!", '" LOCKS', '" geese'],
            ["gate:2: who locks?", "no memo has 'geese'"],
            id="memos found by their words",
        ),
        pytest.param(
            ["#", "# Q2 3-4", "u"],
            [
                "gate:2 answers Q1; the schedule has Q1, Q2",
                "gate:3-4 answer Q2, by hand (before: Q1); u takes it back",
                "undone: question of gate:3-4, again Q1",
            ],
            id="a question by hand, and taken back",
        ),
        pytest.param(
            ["# Q2 3-4", "o", "\x20", "j"],
            ["order: by question, Q1", "Q2 begins", "question Q2: What came in?"],
            id="reading by question",
        ),
        pytest.param(
            ["!", "= f", "j", "= c s", "= a"],
            [
                "flagged: gate:2",
                "only segments flagged: 1 of 2",
                "no more segments flagged after this one",
                "only segments under shared-work: 0 of 2",
                "all segments again",
            ],
            id="flags and filters",
        ),
        pytest.param(
            ["s", "", "c s", "[", "'"],
            [
                "shared-work, here: 1",
                "gate:2  Whoever is last.",
                "shared-work: 1 of 1",
                "back at gate:4",
            ],
            id="comparing, to the use before, and back",
        ),
        pytest.param(
            ["f goats", "f"],
            [
                "'goats': 1 of 1; n and N go on, f alone ends the search",
                "search ended: n goes to segments not visited",
            ],
            id="finding",
        ),
        pytest.param(
            ["s", "u", "; redo", "; code.remove_last", "; redoo"],
            [
                "undone: + shared-work on gate:2",
                "redone: + shared-work on gate:2",
                "- shared-work  removed from gate:2",
                "no command 'redoo' (did you mean redo?): ? lists them",
            ],
            id="commands by their names",
        ),
        pytest.param(
            ["+ night-watch, Night watch, Somebody stays up", "? night-watch", "x/ night-watch"],
            [
                "new code night-watch, key i; + night-watch  applied to gate:2",
                "night-watch: Night watch, key i, used 1 time",
                "Somebody stays up",
                "- night-watch  removed from gate:2",
            ],
            id="a new code",
        ),
        pytest.param(
            ["> $ n", "$ y", "s"],
            [
                "not finished",
                "gate is finished; 2 passed-over segments: nothing applies",
                "+ shared-work  applied to gate:4 (gate is finished)",
            ],
            id="finishing, and a change after it",
        ),
        pytest.param(
            [", s", "m so it goes", "M c s what is shared?", ","],
            [
                "shared-work: Shared work, key s, used 0 times",
                "memo on code shared-work: what is shared?",
            ],
            id="what a code means",
        ),
        pytest.param(
            ["s", ":", "$ y"],
            ["gate: decided 1 of 2"],
            id="how far each interview is",
        ),
        pytest.param(
            ["theme", "; theme dark", "; page.down"],
            [
                "theme is for the screen: there is no look here",
                "page.down is for the screen: an empty line goes on",
            ],
            id="what the screen alone has",
        ),
    ],
)
def test_lines_do_what_keys_do_on_the_screen(
    run: Run, typed: list[str], sentences: list[str]
) -> None:
    told = lines(run, *typed, "q")
    for sentence in sentences:
        assert any(sentence in line for line in told), (sentence, told)


def test_of_many_segments_under_a_code_the_first_are_told_unless_all_are_asked_for(
    run: Run,
) -> None:
    talk = "".join(f"INT: {n}?\n\nP: Turn {n}.\n\n" for n in range(1, 9))
    Path("long.txt").write_text(talk, encoding="utf-8")
    run("import", "long.txt")
    coded = lines(run, ": long:2", *["sj"] * 8, "q")
    assert sum("+ shared-work" in line for line in coded) == 8
    few = lines(run, ": long:2", "c s", "q")
    assert "shared-work, here: 7" in few
    assert "and 2 more: c shared-work all" in few
    assert sum(line.startswith("long:") and "  Turn" in line for line in few) == 5
    every = lines(run, ": long:2", "c s all", "q")
    assert sum(line.startswith("long:") and "  Turn" in line for line in every) == 7
    assert not any("more:" in line for line in every)


def test_every_command_is_there_or_says_what_does_the_same(run: Run) -> None:
    names = [command.id for command in COMMANDS if command.id not in {"quit", "palette"}]
    told = lines(run, *(f"; {name}" for name in names), "; quit")
    assert not [line for line in told if line.startswith("no command")]
    assert set(FOR_THE_SCREEN) == {line.split(" ")[0] for line in told if "for the screen" in line}


def test_the_help_has_every_command_that_lines_can_call_and_what_codes_mean(run: Run) -> None:
    told = lines(run, "?", "q")
    for command in COMMANDS:
        signs = [key for key in command.keys if len(key) == 1]
        called = " ".join(signs) or f"; {command.id}"
        assert any(line.startswith(f"{called}: ") for line in told) == (
            command.id not in FOR_THE_SCREEN
        ), command.id
    assert "s: shared-work" in told


def test_the_help_is_searched(run: Run) -> None:
    told = lines(run, "? READING order", "? nonsense", "q")
    assert "o: reading order: by interview, or by question" in told
    assert "no line of the help has 'nonsense'" in told
    assert "u: undo the last change, also of an earlier day" not in told


def test_reading_a_whole_interview_leaves_it_not_visited(run: Run) -> None:
    lines(run, "", "", "", "<", ">", "q")
    lines(run, "s", "", "s", "q", options=("--coder", "ben"))
    status = csv.DictReader(io.StringIO(run("status", "--format", "csv").out))
    assert {row["coder"]: row["decided"] for row in status} == {"ana": "0", "ben": "2"}
    agreed = run("agree", "ana", "ben")
    assert agreed.code == 2
    assert "no segment" in agreed.err or "shared" in agreed.err
    assert held(run) == {}


def test_a_code_named_before_need_not_be_named_again(run: Run) -> None:
    told = lines(run, "c s", "", "s", "[", "k", "]", "q")
    assert "no segment under shared-work before this one" in told
    assert "shared-work: 1 of 1" in told


def test_memos_on_study_and_transcript_stand_before_what_they_are_on(run: Run) -> None:
    lines(run, "M t a wet day", "M s ask ben", "q")
    told = lines(run, "q")
    assert told[1:4] == [
        "memo on the study: ask ben",
        "memo on transcript gate: a wet day",
        "question Q1: Who locks the gate?",
    ]


def test_a_hostile_memo_is_shown_harmlessly(run: Run) -> None:
    told = lines(run, "M t \x1b]0;owned\x07 [red]", '"', "q")
    assert not any("\x1b" in line or "\x07" in line for line in told)
    assert any("[red]" in line for line in told)


def test_the_order_and_the_pass_are_options_of_the_command(run: Run) -> None:
    ran = run("code", "--plain", "--order", "question", typed="s\nq\n")
    assert "order: by question, Q1" in ran.err
    assert "coder ana; " in ran.out
    again = run("code", "--plain", typed="q\n")
    assert "order: by question, Q1" in again.err
    second = run("code", "--plain", "--pass", "2", "--order", "interview", typed="q\n")
    assert "coder ana pass 2; " in second.out
    assert "order" not in second.err
    early = run("code", "--plain", "--coder", "ben", "--pass", "2", typed="q\n")
    assert (early.code, early.out) == (2, "")
    assert "no pass 2 before ben has begun" in early.err
