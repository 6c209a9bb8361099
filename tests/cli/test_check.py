from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def ana(study: Path) -> Path:
    """Return ana's file."""
    return study / "codings" / "ana.json"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_study_as_the_program_left_it_is_sound(coded: Run) -> None:
    ran = coded("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "6 files read, no problems\n"


def test_who_only_looked_in_is_no_problem_but_said(coded: Run) -> None:
    assert coded("code", "--plain", "--coder", "zoe", typed="q\n").code == 0
    ran = coded("check")
    assert (ran.code, ran.out) == (0, "")
    looked_in = "codings/zoe.json: zoe looked in, and decided nothing yet"
    assert ran.err.splitlines() == [looked_in, "7 files read, no problems"]


def test_an_empty_file_with_an_empty_history_has_lost_its_decisions(coded: Run, ana: Path) -> None:
    for path in (ana, ana.with_name("ana.history.jsonl")):
        path.write_bytes(b"")
    ran = coded("check")
    assert ran.code == 1
    told = "codings/ana.json: no decision is left: the file and its history are empty\n"
    assert ran.out == told


@pytest.mark.parametrize("target", ["zoe.json", "gone.json"], ids=["itself", "nowhere"])
def test_a_link_that_leads_to_no_coder_file_is_a_problem(
    coded: Run, study: Path, target: str
) -> None:
    (study / "codings" / "zoe.json").symlink_to(target)
    ran = coded("check")
    assert ran.code == 1
    assert ran.out.startswith("codings/zoe.json: no decision is left")


def test_outside_a_study_there_is_nothing_to_check(
    coded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert coded("check").code == 2


def test_a_study_file_that_says_nothing_is_unusable(coded: Run, study: Path) -> None:
    (study / "leadcode.yaml").write_text("][", encoding="utf-8")
    ran = coded("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("leadcode.yaml:1:1: ")


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "sentence"),
    [
        ("leadcode.yaml", "blind: true", "blond: true", "leadcode.yaml:4:1", "blond"),
        ("codebook.yaml", "key: s", "key: ss", "codebook.yaml:5:10", "'ss' is no key"),
        ("participants.csv", "gate", "shed", "participants.csv:2:1", "'shed' has no transcript"),
        ("participants.csv", "gate", "shed", "transcripts/gate.json", "'gate' is not in the table"),
        ("transcripts/gate.json", "/1", "/2", "transcripts/gate.json", "leadcode.transcript/2"),
        ("transcripts/gate.json", '"P01"', "8", "transcripts/gate.json", "no transcript of a st"),
        ("transcripts/gate.json", "goats", "sheep!", "codings/ana.json:", "the text is not the"),
        ("transcripts/gate.json", '"0004"', '"0005"', "codings/ana.json:", "no such segment"),
        ("transcripts/gate.json", '"0004"', '"0005"', "codings/ana.json:", "1 too many, 1 too"),
        ("codebook.yaml", "id: weather", "id: storms", "codings/ana.json:", "code 'weather'"),
        ("codings/ana.json", "/1", "/2", "codings/ana.json", "newer format leadcode.codings/2"),
        ("codings/ana.json", "{", "(", "codings/ana.json", "its history holds 2 decisions"),
    ],
    ids=[
        "study file",
        "codebook",
        "participant without a transcript",
        "transcript without a participant",
        "newer transcript",
        "no transcript",
        "other text",
        "segment gone",
        "codable list",
        "code gone",
        "newer coder file",
        "damaged coder file",
    ],
)
def test_what_is_wrong_is_named_with_its_place(  # noqa: PLR0917 # pytest passes them by name
    coded: Run, study: Path, name: str, old: str, new: str, place: str, sentence: str
) -> None:
    edit(study / name, old, new)
    ran = coded("check")
    assert ran.code == 1
    assert any(line.startswith(place) and sentence in line for line in ran.out.splitlines()), (
        ran.out
    )


def test_a_transcript_that_was_removed_is_missed(coded: Run, study: Path) -> None:
    (study / "transcripts" / "gate.json").unlink()
    ran = coded("check")
    assert ran.code == 1
    assert "the study has no transcript 'gate': entries on 2 segments hold on to it" in ran.out


def test_json_has_the_problems_with_their_places(coded: Run, ana: Path) -> None:
    history = ana.with_name("ana.history.jsonl")
    number = 1 + history.read_text(encoding="utf-8").splitlines().index(
        next(line for line in history.read_text(encoding="utf-8").splitlines() if "weather" in line)
    )
    edit(history, "weather", "wheater")
    ran = coded("check", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["format"]) == (1, "leadcode.check/1")
    first = found["problems"][0]
    assert (first["path"], first["line"]) == ("codings/ana.history.jsonl", number)


def test_a_file_without_a_history_is_no_problem_but_said(coded: Run, ana: Path) -> None:
    ana.with_name("ana.history.jsonl").unlink()
    ran = coded("check")
    assert (ran.code, ran.out) == (0, "")
    assert "changes by another hand cannot be detected" in ran.err


def test_a_blind_check_names_no_code_of_a_changed_decision(coded: Run, ana: Path) -> None:
    edit(ana, '"codes":["weather"]', '"codes":["shared-work"]')
    ran = coded("check")
    assert "1 decision differs: gate:2" in ran.out
    assert "weather" not in ran.out
    assert "shared-work" not in ran.out


def test_what_others_may_read_is_named_and_repaired(coded: Run, study: Path, ana: Path) -> None:
    places = [study, study / "transcripts" / "gate.json", ana]
    for path in places:
        path.chmod(mode(path) | 0o004)
    ran = coded("check")
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [
        ".",
        "transcripts/gate.json",
        "codings/ana.json",
    ]
    assert coded("check", "--repair").code == 0
    assert [mode(path) & 0o007 for path in places] == [0, 0, 0]


def test_a_shared_folder_wants_its_setgid_bit_and_gets_it(coded: Run, study: Path) -> None:
    folder = study / "transcripts"
    folder.chmod(0o770)
    (folder / "gate.json").chmod(0o660)
    assert "the setgid bit is missing" in coded("check").out
    assert coded("check", "--repair").code == 0
    assert mode(folder) == 0o2770


def test_a_file_that_the_group_cannot_write_is_named_in_a_shared_folder(
    coded: Run, study: Path
) -> None:
    folder = study / "transcripts"
    folder.chmod(0o2770)
    (folder / "gate.json").chmod(0o640)
    ran = coded("check", "--repair")
    assert ran.code == 1
    assert "the group cannot read and write this file (chmod g+rw transcripts/gate.json)" in ran.out


def test_a_leftover_is_named_and_moved_into_the_backup(coded: Run, study: Path, ana: Path) -> None:
    leftover = ana.with_name(f".ana.json.{_gone_process()}.new")
    leftover.write_bytes(b"{}")
    leftover.chmod(0o600)
    assert "a temporary file that a session left" in coded("check").out
    assert coded("check", "--repair").code == 0
    assert not leftover.exists()
    assert [path.name for path in study.glob("backup-*/codings/.*")] == [leftover.name]


def _gone_process() -> int:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def test_a_temporary_file_that_is_being_written_is_left_alone(coded: Run, ana: Path) -> None:
    ana.with_name(f".ana.json.{os.getpid()}.new").touch(mode=0o600)
    assert coded("check").code == 0


@pytest.fixture(params=["the file is missing", "a line is damaged", "a line stands twice"])
def broken(request: pytest.FixtureRequest, coded: Run, ana: Path) -> Run:
    """Break ana's pair of files in one of the ways that can be mended."""
    history = ana.with_name("ana.history.jsonl")
    if request.param == "the file is missing":
        ana.unlink()
    elif request.param == "a line is damaged":
        edit(history, '"weather"', '"wheater"')
    else:
        lines = history.read_bytes().splitlines(keepends=True)
        history.write_bytes(b"".join([*lines, lines[3]]))
    return coded


def decided(run: Run, coder: str = "ana") -> dict[str, list[str]]:
    """Return what each segment's decision is, as the audit trail tells it."""
    found = json.loads(run("history", "--coder", coder, "--format", "json").out)["changes"]
    return {step["segment"]: step["codes_after"] for step in found if step["segment"]}


def test_a_repair_brings_every_decision_back(broken: Run, ana: Path) -> None:
    assert broken("check").code == 1
    repaired = broken("check", "--repair")
    assert repaired.code == 0, repaired.out
    assert "copies of what was there before: backup-" in repaired.err
    assert decided(broken) == {"0002": ["weather"], "0004": ["shared-work"]}
    kept = json.loads(ana.read_text(encoding="utf-8"))["codings:gate"]
    assert {segment: entry["codes"] for segment, entry in kept.items()} == decided(broken)


def test_a_repair_keeps_what_was_there_with_its_mode(broken: Run, study: Path) -> None:
    history = study / "codings" / "ana.history.jsonl"
    before, at = history.read_bytes(), mode(history)
    broken("check", "--repair")
    (copy,) = study.glob("backup-*/codings/ana.history.jsonl")
    assert (copy.read_bytes(), mode(copy)) == (before, at)
    assert mode(history) == at


def test_damaged_lines_are_put_aside_and_not_thrown_away(coded: Run, ana: Path) -> None:
    edit(ana.with_name("ana.history.jsonl"), '"weather"', '"wheater"')
    coded("check", "--repair")
    aside = ana.with_name("ana.history.jsonl.damaged")
    assert aside.read_text(encoding="utf-8").count("wheater") == 1
    assert mode(aside) & 0o007 == 0


def test_a_sound_study_needs_no_repair(coded: Run, study: Path) -> None:
    before = _contents(study)
    assert coded("check", "--repair").code == 0
    assert _contents(study) == before


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_repair_leaves_hand_written_files_as_they_are(broken: Run, study: Path) -> None:
    names = ("leadcode.yaml", "codebook.yaml", "participants.csv", "transcripts/gate.json")
    before = [(study / name).read_bytes() for name in names]
    broken("check", "--repair")
    assert [(study / name).read_bytes() for name in names] == before


def test_a_newer_coder_file_is_left_alone_by_a_repair(coded: Run, ana: Path) -> None:
    edit(ana, "leadcode.codings/1", "leadcode.codings/2")
    before = ana.read_bytes()
    assert coded("check", "--repair").code == 1
    assert ana.read_bytes() == before


@pytest.fixture
def held(ana: Path) -> Callable[[], FileLock]:
    """Hold ana's file as a session does."""

    def hold() -> FileLock:
        lock = FileLock(ana.with_name(".ana.json.lock"), mode=0o600)
        lock.acquire()
        return lock

    return hold


def test_an_open_session_is_neither_repaired_nor_adopted_from(
    coded: Run, ana: Path, held: Callable[[], FileLock]
) -> None:
    edit(ana, '"codes":["weather"]', '"codes":["shared-work"]')
    before = _contents(ana.parent)
    lock = held()
    assert "not repaired, held by" in coded("check", "--repair").err
    adopted = coded("check", "--adopt", "ana")
    lock.release()
    assert (adopted.code, adopted.out) == (2, "")
    assert "held by" in adopted.err
    assert _contents(ana.parent) == before


def test_adopting_takes_the_file_s_decision_into_the_history(coded: Run, ana: Path) -> None:
    edit(ana, '"codes":["weather"]', '"codes":["shared-work"]')
    adopted = coded("check", "--adopt", "ana")
    assert (adopted.code, adopted.out) == (0, "gate:2: weather -> shared-work\n")
    assert decided(coded) == {"0002": ["shared-work"], "0004": ["shared-work"]}
    assert coded("check").code == 0


def test_what_was_set_aside_at_opening_can_be_adopted_later(coded: Run, ana: Path) -> None:
    edit(ana, '"codes":["weather"]', '"codes":["shared-work"]')
    coded("code", "--plain", typed="q\n")
    listed = coded("check")
    assert listed.code == 1
    assert "set aside when another hand had changed ana.json; 1 decision differs" in listed.out
    coded("check", "--adopt", "ana")
    assert decided(coded)["0002"] == ["shared-work"]
    assert coded("check").code == 0


def test_adopting_leaves_what_the_coder_decided_later(
    coded: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(ana, '"codes":["weather"]', '"codes":[]')
    for module in ("coding.opening", "checks.repairing"):
        monkeypatch.setattr(f"leadcode_tui.study.{module}.now", lambda: "2126-01-01T00:00:00Z")
    coded("code", "gate:2", "--plain", typed="s\nq\n")
    adopted = coded("check", "--adopt", "ana")
    assert adopted.out == (
        "gate:2: weather shared-work stays, decided after the file's nothing applies\n"
    )
    assert decided(coded)["0002"] == ["weather", "shared-work"]


def test_adopting_twice_takes_nothing_the_second_time(coded: Run, ana: Path) -> None:
    edit(ana, '"codes":["weather"]', '"codes":["shared-work"]')
    coded("check", "--adopt", "ana")
    again = coded("check", "--adopt", "ana")
    assert (again.code, again.out) == (0, "")
    assert "no file of ana's was changed by another hand" in again.err


def test_a_decision_that_was_cut_out_of_the_file_is_taken_back(coded: Run, ana: Path) -> None:
    lines = ana.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith('"0002"')]
    assert len(kept) == len(lines) - 1
    ana.write_text("".join(kept), encoding="utf-8")
    adopted = coded("check", "--adopt", "ana")
    assert adopted.out == "gate:2: weather -> no decision\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--adopt", "anna"), "no coder 'anna' in the study: ana, ben (did you mean ana?)"),
        (("--adopt", "ana", "--repair"), "two steps"),
    ],
    ids=["unknown coder", "both at once"],
)
def test_what_cannot_be_done_is_refused(
    coded: Run, options: tuple[str, ...], sentence: str
) -> None:
    ran = coded("check", *options)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
