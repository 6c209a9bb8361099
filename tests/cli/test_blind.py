"""While a study is blind, no command shows a coder what another one decided or noted."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.cli.completion import complete_coders, complete_codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.cli.conftest import Run

#: What ben alone applied and wrote: none of it may come to ana's eyes.
CODE, MEMO, ABOUT = "frostbite", "chilblains", "hypothermia"
#: What both know: ben's codes on segments are told apart by how often they are used.
BEN = f"+ {CODE}, Frostbite, Cold hands\nm {MEMO}\nM c {CODE} {ABOUT}\n\n/ {CODE}\n!\nq\n"
FORMATS = ("table", "plain", "json", "csv", "markdown")


@pytest.fixture
def both(run: Run, study: Path) -> Run:
    """Let ana decide on both segments with one code, and ben with one of his own; go as ana."""
    assert run("code", "--plain", "--coder", "ana", typed="s\n\ns\nq\n").code == 0
    assert run("code", "--plain", "--coder", "ben", typed=BEN).code == 0
    assert CODE in (study / "codings" / "ben.json").read_text(encoding="utf-8")
    return run


def without_the_code(study: Path) -> None:
    """Take ben's code out of the codebook again, so that its name is nobody's to see."""
    path = study / "codebook.yaml"
    kept = path.read_text(encoding="utf-8").partition(f"  - id: {CODE}")[0]
    path.write_text(kept, encoding="utf-8")


def two_copies(run: Run, study: Path) -> tuple[str, str]:
    """Make two copies of ben's file that went apart on a segment."""
    codings, laptop = study / "codings", study / "laptop"
    laptop.mkdir(mode=0o700)
    for path in codings.glob("ben.*"):
        shutil.copy(path, laptop / path.name)
    run("code", "gate:4", "--plain", "--coder", "ben", typed="; code.remove_last\ns\nq\n")
    for path in laptop.iterdir():
        shutil.move(codings / path.name, study / path.name)
        shutil.copy(path, codings / path.name)
    run("code", "gate:4", "--plain", "--coder", "ben", typed="w\nq\n")
    return str(study / "ben.json"), "codings/ben.json"


def seen(run: Run, arguments: Sequence[str], typed: str = "") -> str:
    ran = run(*arguments, typed=typed)
    return f"{ran.out}{ran.err}"


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "history",
        "history --coder ben",
        "memos",
        "memos --coder ben",
        "check",
        "keys",
        "codebook show",
        "codebook growth",
        "codebook growth --coder ben",
    ],
)
def test_no_command_shows_what_another_coder_decided(both: Run, study: Path, command: str) -> None:
    without_the_code(study)
    shown = [seen(both, [*command.split(), "--format", form]) for form in FORMATS]
    for secret in (CODE, MEMO, ABOUT):
        assert not any(secret in each for each in shown)


def test_agree_lists_no_segments(both: Run) -> None:
    ran = both("agree", "ana", "ben", "--disagreements")
    assert (ran.code, ran.out) == (2, "")
    assert "is blind" in ran.err


def test_check_says_that_another_s_code_is_gone_and_not_which(both: Run, study: Path) -> None:
    without_the_code(study)
    told = both("check").out
    assert "1 code is not in the codebook; the study is blind: ben sees which" in told
    assert CODE not in told
    settings = study / "leadcode.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("true", "false"))
    assert f"code '{CODE}' is not in the codebook" in both("check").out


def test_what_another_hand_changed_in_another_coder_s_file_is_not_shown(
    both: Run, study: Path
) -> None:
    path = study / "codings" / "ben.json"
    path.write_text(path.read_text(encoding="utf-8").replace(f'["{CODE}"]', '["weather"]'))
    assert "decisions differ: gate:2, gate:4" in both("check").out
    for arguments in (["check"], ["check", "--adopt", "ben"]):
        shown = seen(both, arguments)
        assert CODE not in shown
        assert "weather" not in shown
    assert both("check", "--adopt", "ben").code == 2


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_merge_of_another_s_copies_lists_where_and_not_what(
    both: Run, study: Path, form: str
) -> None:
    first, second = two_copies(both, study)
    ran = both("merge", first, second, "--into", second, "--format", form)
    assert ran.code == 0, ran.err
    assert "gate" in ran.out
    assert not any(code in ran.out for code in (CODE, "shared-work", "weather", MEMO))
    assert CODE not in ran.err
    assert both("check").code == 0


def test_the_coder_s_own_copies_are_listed_with_what_was_decided(
    both: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_copies(both, study)
    monkeypatch.setenv("LOGNAME", "ben")
    assert "weather" in both("merge", first, second, "--into", second).out


def test_a_session_knows_nothing_of_the_others(both: Run) -> None:
    typed = f'? {CODE}\nc {CODE}\n] {CODE}\n= c {CODE}\n= f\n= a\n"\n: 2\nM c {CODE}\nu\nu\nq\n'
    shown = seen(both, ["code", "--plain"], typed)
    assert MEMO not in shown
    assert ABOUT not in shown
    assert "Frostbite" in shown
    assert "used 0 times" in shown
    assert f"{CODE}, here: 0" in shown
    assert f"no segment under {CODE} after this one" in shown
    assert f"only segments under {CODE}: 0 of 2" in shown
    assert "only segments flagged: 0 of 2" in shown
    assert f"no memo on code {CODE}" in shown


def test_a_code_that_another_coder_added_is_a_name_without_words_of_the_text(
    both: Run, study: Path
) -> None:
    added = (study / "codebook.yaml").read_text(encoding="utf-8").partition(f"id: {CODE}")[2]
    assert " ".join(added.split()) == "name: Frostbite kind: emergent definition: Cold hands"
    assert both("codebook", "check").err.count("goats") == 0


def test_completion_offers_names_alone(both: Run) -> None:
    import click  # noqa: PLC0415 # for its context alone

    assert both("status").code == 0
    context = click.Context(click.Command("agree"))
    option = click.Option(["--only"])
    coders = complete_coders(context, option, "")
    codes = complete_codes(context, option, "")
    assert [each.value for each in coders] == ["ana", "ben"]
    assert {(each.value, each.help) for each in codes} >= {(CODE, "Frostbite")}


def test_who_takes_another_s_seat_is_told(both: Run) -> None:
    ran = both("code", "--plain", "--coder", "ben", typed="q\n")
    assert "you are ana, and the study is blind: these are ben's decisions" in ran.err
    assert "these are" not in both("code", "--plain", "--coder", "ana", typed="q\n").err


def test_who_is_no_coder_is_not_kept_from_anything(
    both: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "dana")
    without_the_code(study)
    assert CODE in both("check").out
    assert CODE in both("history", "--coder", "ben").out


def test_counts_and_growth_are_those_of_who_asks(both: Run) -> None:
    shown = csv.DictReader(io.StringIO(both("codebook", "show", "--format", "csv").out))
    codes = {row["code"]: row for row in shown}
    assert "ben" not in codes[CODE]
    assert (codes["shared-work"]["ana"], codes[CODE]["ana"]) == ("2", "0")
    refused = both("codebook", "growth", "--coder", "ben")
    assert (refused.code, refused.out) == (2, "")
    assert "is blind: you are ana" in refused.err
