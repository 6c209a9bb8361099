"""Checking, showing and changing the codebook from the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from shutil import copy2
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.study.book_changing import plan_retire, write_change

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_sound_codebook_is_told_so(run: Run) -> None:
    ran = run("codebook", "check")
    assert ran.code == 0
    assert ran.err == "codebook.yaml: no problems, 2 notices\n"
    lacks = "has no definition (say what belongs to it and what does not)"
    assert ran.out.splitlines() == [
        f"codebook.yaml:4:9: notice: shared-work {lacks}",
        f"codebook.yaml:6:9: notice: weather {lacks}",
    ]


def test_notices_count_when_they_are_to(run: Run) -> None:
    assert run("codebook", "check", "--strict").code == 1


def test_how_often_codes_are_used_is_told_of_ones_own_alone_while_blind(
    coded: Run, study: Path
) -> None:
    book = (study / "codebook.yaml").read_text(encoding="utf-8")
    (study / "codebook.yaml").write_text(book + "  - goats\n", encoding="utf-8")
    told = coded("codebook", "check").out
    assert "notice: weather was used once" in told
    assert "notice: shared-work was used once" in told
    assert "notice: goats was never used" in told
    settings = (study / "leadcode.yaml").read_text(encoding="utf-8")
    open_study = settings.replace("blind: true", "blind: false")
    (study / "leadcode.yaml").write_text(open_study, encoding="utf-8")
    assert "shared-work was used once" not in coded("codebook", "check").out


def test_mistakes_are_told_with_their_places(run: Run, study: Path) -> None:
    draft = study / "draft.yaml"
    draft.write_text("codebook: draft\ncodes:\n  - id: a\n    keey: w\n  - a\n", encoding="utf-8")
    ran = run("codebook", "check", "draft.yaml")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "draft.yaml:4:5: unknown key 'keey' in a code (did you mean key?)",
        "draft.yaml:5:5: the id 'a' belongs to the code at line 3 already (give this code another)",
    ]
    assert ran.err == "draft.yaml: 2 problems\n"


def test_mistakes_come_as_json(run: Run, study: Path) -> None:
    (study / "codebook.yaml").write_text("codebook: x\n", encoding="utf-8")
    ran = run("codebook", "check", "--format", "json")
    problem = {
        "path": "codebook.yaml",
        "line": 1,
        "column": 1,
        "message": "a codebook has no codes",
        "hint": "add a line codes: ...",
    }
    assert json.loads(ran.out) == {
        "format": "leadcode.codebook-check/1",
        "problems": [problem],
        "notices": [],
    }


def test_several_codebooks_are_checked_each_by_itself(run: Run, study: Path) -> None:
    book = "codebook: {0}\ncodes:\n  - id: a\n    definition: Milk.\n    {1}: w\n"
    for name, word in (("one", "key"), ("two", "keey"), ("three", "key")):
        (study / f"{name}.yaml").write_text(book.format(name, word), encoding="utf-8")
    ran = run("codebook", "check", "one.yaml", "two.yaml", "three.yaml")
    assert ran.code == 1
    assert ran.out == "two.yaml:5:5: unknown key 'keey' in a code (did you mean key?)\n"
    told = ["one.yaml: no problems", "two.yaml: 1 problem", "three.yaml: no problems"]
    assert ran.err.splitlines() == told
    assert run("codebook", "check", "one.yaml", "three.yaml", "--strict").code == 0


def test_of_several_codebooks_those_that_cannot_be_read_are_told_last(
    run: Run, study: Path
) -> None:
    (study / "two.yaml").write_bytes(b"codebook: x\0\n")
    ran = run("codebook", "check", "nowhere.yaml", "two.yaml", "codebook.yaml")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "codebook.yaml: no problems, 2 notices",
        "nowhere.yaml: there is no such file",
        "two.yaml: this is a binary file, no text in UTF-8",
    ]


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    ran = run("codebook", "check", "nowhere.yaml")
    assert (ran.code, ran.err) == (2, "nowhere.yaml: there is no such file\n")


def test_a_misspelt_command_of_the_group_is_told(run: Run) -> None:
    ran = run("codebook", "chekc")
    assert ran.code == 2
    assert "no command 'chekc' (did you mean check?)" in ran.err


def test_a_rename_keeps_every_coding(coded: Run, study: Path) -> None:
    before = {path: path.read_bytes() for path in (study / "codings").iterdir()}
    ran = coded("codebook", "rename", "shared-work", "together")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "@@ -4 +4 @@",
        "-  - id: shared-work",
        "+  - id: together",
        "@@ -5,0 +6 @@",
        "+    was: [shared-work]",
    ]
    assert ran.err == "codebook.yaml: renamed shared-work to together\n"
    assert {path: path.read_bytes() for path in (study / "codings").iterdir()} == before
    assert coded("check").code == 0
    told = coded("code", "--plain", "--coder", "ana", typed=":4\nq\n").out
    assert "[together]" in told


def test_a_dry_run_changes_nothing(run: Run, study: Path) -> None:
    before = (study / "codebook.yaml").read_bytes()
    ran = run("codebook", "retire", "weather", "--why", "too rare", "--dry-run")
    assert "+    retired: too rare" in ran.out
    assert "nothing was written" in ran.err
    assert (study / "codebook.yaml").read_bytes() == before


def test_a_code_is_added_to_a_named_file(run: Run, study: Path) -> None:
    draft = study / "draft.yaml"
    draft.write_text("codebook: draft\ncodes: [one]\n", encoding="utf-8")
    ran = run("codebook", "add", "two", "--under", "one", "--codebook", "draft.yaml")
    assert ran.code == 0
    told = "codebook: draft\ncodes: [{id: one, codes: [{id: two, name: Two, kind: emergent}]}]\n"
    assert draft.read_text(encoding="utf-8") == told


def test_codes_are_merged_moved_and_split(coded: Run, study: Path) -> None:
    assert coded("codebook", "merge", "weather", "--into", "shared-work").code == 0
    assert coded("codebook", "split", "shared-work", "paid", "unpaid").code == 0
    assert coded("codebook", "move", "unpaid", "--before", "paid").code == 0
    assert (study / "codebook.yaml").read_text(encoding="utf-8").splitlines()[3:] == [
        "  - id: shared-work",
        "    key: s",
        "    was: [weather]",
        '    retired: "split into paid, unpaid"',
        "  - id: unpaid",
        "    name: Unpaid",
        "    split-from: [shared-work]",
        "  - id: paid",
        "    name: Paid",
        "    split-from: [shared-work]",
    ]
    assert coded("check").code == 0


def test_one_place_is_asked_for(run: Run) -> None:
    ran = run("codebook", "move", "weather", "--top", "--before", "shared-work")
    assert (ran.code, ran.err) == (2, "name one place: --under, --before, --after or --top\n")


def test_a_codebook_that_changed_meanwhile_is_left_alone(study: Path) -> None:
    path = study / "codebook.yaml"
    planned = plan_retire(path, "weather", "too rare")
    path.write_text(f"{planned.before}# ours\n", encoding="utf-8")
    with pytest.raises(UsageError, match="was changed meanwhile"):
        write_change(planned)
    assert path.read_text(encoding="utf-8") == f"{planned.before}# ours\n"


def test_what_a_split_leaves_behind_is_counted_and_read_again(coded: Run) -> None:
    assert coded("codebook", "split", "shared-work", "paid", "unpaid").code == 0
    counted = coded("status", "--format", "csv").out.splitlines()
    assert counted[1:] == ["gate,ana,2,2,1,open", "gate,ben,1,2,1,open"]
    ran = coded("code", "--plain", "--stale", "--coder", "ana", typed="/unpaid\nq\n")
    assert ran.err.splitlines()[0] == (
        "only segments stale: 1 of 2; shared-work was split into paid and unpaid; apply what fits"
    )
    assert "+ unpaid  applied to gate:4 in place of shared-work" in ran.out
    assert coded("status", "--format", "csv").out.splitlines()[1] == "gate,ana,2,2,0,open"
    assert coded("check").code == 0


def test_a_retired_code_is_offered_nowhere_and_keeps_its_codings(coded: Run) -> None:
    assert coded("codebook", "retire", "weather", "--why", "too rare").code == 0
    assert "weather" not in coded("keys").out
    ran = coded("code", "--plain", "--coder", "ana", typed=":2\n?\nw\n/weather\nq\n")
    assert "no code has the key 'w'" in ran.out
    assert "no code matches 'weather'" in ran.out
    assert "[weather]" in ran.out
    assert coded("check").code == 0


def test_the_tree_has_definitions_and_counts_of_ones_own_while_blind(
    coded: Run, study: Path
) -> None:
    (study / "codebook.yaml").write_text(
        "codebook: allotment\ntitle: Who keeps the gate\ncodes:\n"
        "  - {id: shared-work, key: s, definition: Many hands.}\n"
        "  - {id: weather, key: w, retired: too rare}\n",
        encoding="utf-8",
    )
    assert coded("codebook", "show").out.splitlines() == [
        f"{'Who keeps the gate':76} ana",
        f"{'  shared-work  Shared work':76}   1",
        "    Many hands.",
        f"{'  weather  Weather  (retired)':76}   1",
        "    retired: too rare",
    ]
    assert coded("codebook", "show", "--brief", "--under", "weather").out.splitlines() == [
        f"{'Who keeps the gate':76} ana",
        f"{'  weather  Weather  (retired)':76}   1",
    ]
    assert coded("codebook", "show", "--format", "plain").out.splitlines() == [
        "shared-work: name Shared work; ana 1; definition Many hands.",
        "weather: name Weather; ana 1; retired too rare",
    ]


def test_a_named_codebook_has_no_counts(run: Run, study: Path) -> None:
    (study / "draft.yaml").write_text("codebook: draft\ncodes: [one]\n", encoding="utf-8")
    shown = json.loads(run("codebook", "show", "draft.yaml", "--format", "json").out)
    assert shown["codes"][0]["id"] == "one"
    assert shown["codes"][0]["segments"] == {}


@pytest.fixture
def versioned(coded: Run, study: Path) -> Run:
    """Keep the study in git, and change its codebook afterwards."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for asked in (["init", "-q"], ["add", "."], ["commit", "-qm", "begun"]):
        who = ["-c", "user.name=team", "-c", "user.email=team@localhost"]
        subprocess.run(["git", "-C", str(study), *who, *asked], check=True)
    assert coded("codebook", "rename", "weather", "climate").code == 0
    return coded


@pytest.mark.parametrize("asked", [(), ("HEAD",), ("--coder", "ana")])
def test_the_difference_to_git_or_to_what_a_coder_coded_with_is_told(
    versioned: Run, asked: tuple[str, ...]
) -> None:
    ran = versioned("codebook", "diff", *asked)
    assert ran.code == 0
    assert ran.out.splitlines()[2:] == ["renamed: weather to climate"]


def test_the_difference_of_two_files_has_the_texts(run: Run, study: Path) -> None:
    (study / "new.yaml").write_text(
        "codebook: allotment\ntitle: Who keeps the gate\ncodes:\n"
        "  - {id: shared-work, key: s, definition: Many hands.}\n  - {id: weather, key: w}\n",
        encoding="utf-8",
    )
    ran = run("codebook", "diff", "codebook.yaml", "new.yaml", "--format", "csv")
    assert ran.out.splitlines() == [
        "change,code,into,part,before,after",
        "redefined,shared-work,,definition,,Many hands.",
    ]


@pytest.mark.parametrize("revision", ["v99", "--output=x"])
def test_what_git_does_not_know_is_told(versioned: Run, revision: str) -> None:
    ran = versioned("codebook", "diff", "--", revision)
    assert ran.code == 2
    assert "no file, and git has no" in ran.err


def test_undo_of_a_change_by_git_is_a_diff_of_one_file(versioned: Run, study: Path) -> None:
    asked = ["git", "-C", str(study), "status", "--porcelain"]
    changed = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True)
    assert changed.stdout == " M codebook.yaml\n"
    assert versioned("check").code == 0


def test_growth_tells_that_it_proves_nothing(coded: Run) -> None:
    told = coded("codebook", "growth", "--coder", "ana").out
    assert "- gate: shared-work, weather" in told
    assert "is no proof of\nsaturation" in told
    table = coded("codebook", "growth", "--coder", "ana", "--format", "csv").out.splitlines()
    assert table[0] == "interview,begun,new,all,codes"
    assert table[1].endswith(",2,2,shared-work weather")


_BOTH = ("--statistic", "percent_agreement", "--format", "csv")


def test_agreement_counts_merged_codes_as_one_and_says_so(coded: Run) -> None:
    assert ",weather,both,0," in coded("agree", "ana", "ben", *_BOTH).out
    assert coded("codebook", "merge", "weather", "--into", "shared-work").code == 0
    ran = coded("agree", "ana", "ben", *_BOTH)
    assert ",shared-work,both,1," in ran.out
    assert "weather" not in ran.out
    assert "1 code was renamed or merged since, and counted so: weather as shared-work" in ran.err


def test_agreement_is_shown_as_coded_where_that_is_asked(coded: Run) -> None:
    before = coded("agree", "ana", "ben", *_BOTH)
    assert coded("codebook", "merge", "weather", "--into", "shared-work").code == 0
    assert coded("agree", "ana", "ben", *_BOTH, "--as-coded") == before
    refused = coded("agree", "ana", "ben", "--as-coded", "--codebook", "codebook.yaml")
    assert (refused.code, refused.out) == (2, "")


def test_agreement_of_the_study_s_files_is_that_of_their_coders(coded: Run) -> None:
    assert coded("codebook", "merge", "weather", "--into", "shared-work").code == 0
    by_name = coded("agree", "ana", "ben", *_BOTH)
    assert coded("agree", "codings/ana.json", "codings/ben.json", *_BOTH) == by_name


def test_agreement_of_files_elsewhere_goes_by_the_codebook_that_is_named(
    coded: Run, study: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert coded("codebook", "merge", "weather", "--into", "shared-work").code == 0
    mailed = tmp_path_factory.mktemp("mailed")
    files = [str(copy2(study / "codings" / f"{coder}.json", mailed)) for coder in ("ana", "ben")]
    assert ",shared-work,both,0," in coded("agree", *files, *_BOTH).out
    assert (
        ",shared-work,both,1," in coded("agree", *files, *_BOTH, "--codebook", "codebook.yaml").out
    )


def test_disagreements_are_told_with_the_codes_that_have_another_id(
    coded: Run, study: Path
) -> None:
    settings = (study / "leadcode.yaml").read_text(encoding="utf-8")
    open_study = settings.replace("blind: true", "blind: false")
    (study / "leadcode.yaml").write_text(open_study, encoding="utf-8")
    assert coded("codebook", "rename", "weather", "climate").code == 0
    ran = coded("agree", "ana", "ben", "--disagreements")
    assert "1 code was renamed or merged since, and counted so: weather as climate" in ran.err


def test_a_renamed_code_agrees_as_it_did(coded: Run) -> None:
    before = coded("agree", "ana", "ben", "--format", "csv").out
    assert coded("codebook", "rename", "weather", "climate").code == 0
    after = coded("agree", "ana", "ben", "--format", "csv")
    assert sorted(after.out.splitlines()) == sorted(
        before.replace(",weather,", ",climate,").splitlines()
    )


@pytest.mark.parametrize("broken", ["codebook.yaml", "leadcode.yaml"])
def test_a_broken_file_of_the_study_leaves_agreement_as_it_was_coded(
    coded: Run, study: Path, broken: str
) -> None:
    before = coded("agree", "ana", "ben").out
    (study / broken).write_text("codes: [\n", encoding="utf-8")
    ran = coded("agree", "ana", "ben")
    assert (ran.code, ran.out) == (0, before)
    assert f"{broken}:1:8: " in ran.err
    assert "codes count under the ids that they were applied with" in ran.err


def test_a_renamed_code_counts_whatever_else_the_study_file_says(coded: Run, study: Path) -> None:
    assert coded("codebook", "rename", "weather", "climate").code == 0
    settings = (study / "leadcode.yaml").read_text(encoding="utf-8")
    (study / "leadcode.yaml").write_text(f"{settings}segment: page\n", encoding="utf-8")
    ran = coded("agree", "ana", "ben", *_BOTH)
    assert (ran.code, ran.err.count("leadcode.yaml")) == (0, 0)
    assert ",climate,percent_agreement," in ran.out


def test_a_file_outside_any_study_is_read_again_too(run: Run, study: Path) -> None:
    book = study / "draft.yaml"
    book.write_text("codebook: d\ncodes: [{id: goats, key: g}]\n", encoding="utf-8")
    asked = ("code", "gate.txt", "--codebook", "draft.yaml", "--interviewer", "INT", "--plain")
    assert run(*asked, typed="g\nq\n").code == 0
    book.write_text("codebook: d\ncodes: [{id: goats, key: g, definition: Four.}]\n", "utf-8")
    ran = run(*asked, "--stale", typed="-\nq\n")
    assert "only segments stale: 1 of 2; redefined since: goats; - keeps it as it is" in ran.err
    assert "read again, stands: gate:2" in ran.out
    assert "nothing to read again" in run(*asked, "--stale", typed="q\n").err


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--because", "weather"), "--because goes with --stale"),
        (("--stale", "--because", "wether"), "no code 'wether' (did you mean weather?)"),
    ],
)
def test_a_reason_that_is_none_is_refused(
    coded: Run, asked: tuple[str, ...], sentence: str
) -> None:
    ran = coded("code", "--plain", "--coder", "ana", *asked, typed="q\n")
    assert ran.code == 2
    assert sentence in ran.err
    assert coded("code", "--plain", "--coder", "ana", typed="q\n").code == 0
