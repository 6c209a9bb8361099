from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.model import CoderId
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.files import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.cli.conftest import Run

ANA = "codings/ana.json"
HISTORY = "codings/ana.history.jsonl"
BOTH = {"0002": ("weather", "shared-work"), "0004": ("shared-work", "weather")}
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
#: What docs/how-to.md tells people to write into .gitattributes.
ATTRIBUTES = "codings/*.json -text merge=leadcode\ncodings/*.history.jsonl -text merge=leadcode\n"
DRIVER = f"{shlex.quote(sys.executable)} -m leadcode_tui merge --driver %O %A %B %P"


@pytest.fixture
def code(coded: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let ana code in a copy of the study, from a segment on."""

    def at(folder: Path, segment: str, typed: str) -> None:
        back = Path.cwd()
        monkeypatch.chdir(folder)
        assert coded("code", "--plain", "--coder", "ana", segment, typed=f"{typed}q\n").code == 0
        monkeypatch.chdir(back)

    return at


@pytest.fixture
def laptop(study: Path, code: Any) -> Path:
    """Copy the study; then ana adds a code to one segment here, to the other one there."""
    copy = study.with_name("laptop")
    shutil.copytree(study, copy)
    code(copy, "gate:2", "s\n")
    code(study, "gate:4", "w\n")
    return copy


def decided(path: Path | str) -> Mapping[str, tuple[str, ...] | None]:
    entries = read_current(Path(path)).entries.values()
    return {str(at): entry.codes for kept in entries for at, entry in kept.items()}


def notices(path: Path | str) -> Sequence[str]:
    """Open a file for a session, leave it, and return what was said."""
    codings = Codings(
        Path(path), Header(coder=CoderId("ana")), clock=lambda: "later", session="new"
    )
    codings.close()
    return codings.notices


def test_two_copies_become_one_that_opens_without_a_word(coded: Run, laptop: Path) -> None:
    ran = coded("merge", ANA, str(laptop / ANA), "--into", "one.json")
    assert (ran.code, ran.out) == (0, "")
    assert decided("one.json") == BOTH
    assert notices("one.json") == ()


def test_the_history_of_both_alone_comes_to_the_same(coded: Run, laptop: Path) -> None:
    coded("merge", ANA, str(laptop / ANA), "--into", "one.json")
    Path("one.json").unlink()
    assert decided("one.json") == BOTH


def test_one_of_the_two_may_be_the_file_that_is_written(coded: Run, laptop: Path) -> None:
    assert coded("merge", ANA, str(laptop / ANA), "--into", ANA).code == 0
    assert decided(ANA) == BOTH
    assert coded("agree", "ana", "ben").code == 0


def test_merging_again_and_the_other_way_round_changes_no_byte(coded: Run, laptop: Path) -> None:
    coded("merge", ANA, str(laptop / ANA), "--into", "one.json")
    coded("merge", str(laptop / ANA), ANA, "--into", "other.json")
    coded("merge", "one.json", ANA, "--into", "again.json")
    for name in ("other", "again"):
        assert Path(f"{name}.json").read_bytes() == Path("one.json").read_bytes()
        merged = Path(f"{name}.history.jsonl").read_bytes()
        assert merged == Path("one.history.jsonl").read_bytes()


def test_a_copy_merged_with_itself_stays_as_it_was(coded: Run) -> None:
    before = Path(ANA).read_bytes(), Path(HISTORY).read_bytes()
    assert coded("merge", ANA, ANA, "--into", ANA).code == 0
    assert (Path(ANA).read_bytes(), Path(HISTORY).read_bytes()) == before


def test_a_segment_that_both_changed_is_listed(coded: Run, laptop: Path, code: Any) -> None:
    code(laptop, "gate:4", "xs-\n")
    ran = coded("merge", ANA, str(laptop / ANA), "--into", "one.json", "--format", "json")
    (both,) = json.loads(ran.out)["both"]
    assert (both["transcript"], both["segment"]) == ("gate", "0004")
    assert (both["first"], both["second"]) == (["shared-work", "weather"], [])
    assert decided("one.json")["0004"] == tuple(both[both["stands"]])
    assert "on 1 segment both decided anew" in ran.err


def test_a_history_that_is_missing_is_made_from_its_file(coded: Run, laptop: Path) -> None:
    (laptop / HISTORY).unlink()
    coded("merge", ANA, str(laptop / ANA), "--into", "one.json")
    assert decided("one.json") == BOTH
    assert notices("one.json") == ()


def test_copies_without_histories_and_the_file_that_both_began_with(
    coded: Run, study: Path, code: Any
) -> None:
    for name in ("base", "laptop"):
        shutil.copytree(study, study.with_name(name))
    code(study.with_name("laptop"), "gate:2", "xw\n")
    code(study, "gate:4", "w\n")
    for folder in (study, study.with_name("laptop")):
        (folder / HISTORY).unlink()
    others = [str(study.with_name(name) / ANA) for name in ("laptop", "base")]
    ran = coded("merge", ANA, others[0], "--base", others[1], "--into", "one.json")
    assert ran.code == 0
    assert decided("one.json") == {"0004": ("shared-work", "weather")}


def test_a_copy_that_went_on_alone_comes_back_whole_with_the_file_itself_as_base(
    coded: Run, study: Path, code: Any
) -> None:
    laptop = study.with_name("laptop")
    shutil.copytree(study, laptop)
    code(laptop, "gate:2", "xwm why\n\nw\n")
    (laptop / HISTORY).unlink()
    expected = decided(laptop / ANA)
    coded("merge", ANA, str(laptop / ANA), "--base", ANA, "--into", ANA)
    assert decided(ANA) == expected
    assert notices(ANA) == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((ANA, "codings/ben.json", "--into", "one.json"), "the coder is ana in the one and ben"),
        ((ANA, "nowhere.json", "--into", "one.json"), "nowhere.json: there is no such file"),
        ((ANA, ANA, "--into", "codings/ben.json"), "is neither of the two"),
        ((ANA, ANA), "--into"),
        ((ANA, "--into", "one.json"), "two copies"),
        (("--driver", ANA, ANA), "four paths"),
    ],
    ids=["another coder", "no file", "another file", "no target", "one file", "driver"],
)
def test_what_cannot_be_merged_is_refused(coded: Run, arguments: Sequence[str], said: str) -> None:
    before = {path: path.read_bytes() for path in Path("codings").glob("[a-z]*")}
    ran = coded("merge", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert {path: path.read_bytes() for path in Path("codings").glob("[a-z]*")} == before
    assert not Path("one.json").exists()


def test_a_file_that_a_session_has_open_is_refused_with_who_holds_it(coded: Run) -> None:
    session = Codings(Path(ANA), Header(coder=CoderId("ana")), clock=lambda: "now", session="open")
    ran = coded("merge", ANA, ANA, "--into", "one.json")
    session.close()
    assert ran.code == 2
    assert "held by" in ran.err
    assert "process" in ran.err


def test_cut_off_between_the_two_files_nothing_is_lost(
    coded: Run, laptop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.name == "ana.json":
            raise OSError(28, "No space left on device", str(path))
        replace(path, content)

    monkeypatch.setattr("leadcode_tui.study.merging.replace", full)
    assert coded("merge", ANA, str(laptop / ANA), "--into", ANA).code == 2
    assert decided(ANA) == BOTH
    assert not any("another hand" in notice for notice in notices(ANA))


def test_a_file_that_another_hand_changed_is_kept_beside(coded: Run, laptop: Path) -> None:
    changed = Path(ANA).read_bytes().replace(b'["weather"]', b'["thunder"]')
    Path(ANA).write_bytes(changed)
    ran = coded("merge", ANA, str(laptop / ANA), "--into", ANA)
    assert "was changed by another hand" in ran.err
    assert [path.read_bytes() for path in Path("codings").glob("ana.found-*")] == [changed]
    assert decided(ANA) == BOTH


def test_damaged_lines_are_counted_and_kept_beside(coded: Run, laptop: Path) -> None:
    damaged = Path(HISTORY).read_bytes().replace(b'"shared-work"]', b'"shared-worm"]', 1)
    Path(HISTORY).write_bytes(damaged)
    ran = coded("merge", ANA, str(laptop / ANA), "--into", ANA)
    assert "1 damaged line passed over" in ran.err
    assert [path.read_bytes() for path in Path("codings").glob("ana.damaged-*")] == [damaged]
    assert decided(ANA) == BOTH


def test_a_newer_file_is_left_alone(coded: Run, laptop: Path) -> None:
    newer = Path(ANA).read_bytes().replace(b"leadcode.codings/1", b"leadcode.codings/2")
    Path(ANA).write_bytes(newer)
    ran = coded("merge", ANA, str(laptop / ANA), "--into", ANA)
    assert ran.code == 2
    assert "update leadcode" in ran.err
    assert Path(ANA).read_bytes() == newer


def test_tables_of_other_programs_come_along(coded: Run, laptop: Path) -> None:
    for path, words in ((Path(ANA), "here"), (laptop / ANA, "there")):
        content = json.loads(path.read_bytes())
        content["sketches"] = {"1": {"text": words, "at": words}, "2": {"text": "both"}}
        path.write_text(json.dumps(content), encoding="utf-8")
        path.with_name("ana.history.jsonl").unlink()
    for first, second in ((ANA, laptop / ANA), (laptop / ANA, ANA)):
        coded("merge", str(first), str(second), "--into", "one.json")
        sketches = json.loads(Path("one.json").read_bytes())["sketches"]
        assert sketches["1"]["text"] == "there"
        assert sorted(sketch["text"] for sketch in sketches.values()) == ["both", "here", "there"]
    notices("one.json")
    assert json.loads(Path("one.json").read_bytes())["sketches"] == sketches


# git


def git(*arguments: str, folder: Path) -> str:
    who = ("-c", "user.name=ana", "-c", "user.email=ana@example.org", "-c", "core.autocrlf=true")
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture
def branches(study: Path, code: Any) -> Path:
    """Let two branches go apart: on `laptop` segment 2 gets a code, on `server` segment 4."""
    (study / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    (study / ".gitignore").write_text(".*.lock\n.*.holder\n", encoding="utf-8")
    git("init", "--quiet", "--initial-branch=server", folder=study)
    git("config", "merge.leadcode.driver", DRIVER, folder=study)
    commit(study, "begin")
    git("checkout", "--quiet", "-b", "laptop", folder=study)
    code(study, "gate:2", "s\n")
    commit(study, "on the laptop")
    git("checkout", "--quiet", "server", folder=study)
    code(study, "gate:4", "w\n")
    commit(study, "on the server")
    return study


def commit(folder: Path, words: str) -> None:
    git("add", "--all", folder=folder)
    git("commit", "--quiet", "--message", words, folder=folder)


@GIT
def test_git_merges_both_files_and_the_pair_opens_without_a_word(branches: Path) -> None:
    git("merge", "--no-edit", "laptop", folder=branches)
    assert decided(ANA) == BOTH
    assert b'"merged"' in Path(ANA).read_bytes()
    assert notices(ANA) == ()
    assert decided(ANA) == BOTH
    assert b'"merged"' not in Path(ANA).read_bytes()
    assert not list(Path("codings").glob("ana.found-*"))


@GIT
def test_a_file_that_git_merged_is_complete_by_itself(branches: Path) -> None:
    git("merge", "--no-edit", "laptop", folder=branches)
    Path(HISTORY).unlink()
    assert decided(ANA) == BOTH


@GIT
def test_git_merges_where_one_branch_has_its_latest_change_in_the_history_alone(
    branches: Path, code: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(ANA).read_bytes()
    monkeypatch.setattr(
        "leadcode_tui.study.coding.opening.now", lambda: "2099-01-01T00:00:00Z"
    )  # later
    code(branches, "gate:2", "m seen\n")
    Path(ANA).write_bytes(before)
    commit(branches, "cut off before the checkpoint")
    git("merge", "--no-edit", "laptop", folder=branches)
    said = notices(ANA)
    assert not any("another hand" in notice for notice in said)
    assert "seen" in Path(ANA).read_text(encoding="utf-8")


@GIT
def test_what_another_hand_changes_after_git_merged_is_set_aside(branches: Path) -> None:
    git("merge", "--no-edit", "laptop", folder=branches)
    Path(ANA).write_bytes(Path(ANA).read_bytes().replace(b'"weather"', b'"thunder"'))
    assert any("another hand" in notice for notice in notices(ANA))
    assert decided(ANA) == BOTH


@GIT
def test_a_decision_is_one_line_of_difference(study: Path, code: Any) -> None:
    git("init", "--quiet", folder=study)
    commit(study, "begin")
    code(study, "gate:2", "s\n")
    changed, removed, _ = git("diff", "--numstat", "--", ANA, folder=study).split()
    assert (changed, removed) == ("2", "2")  # the decision, and where the coder is
