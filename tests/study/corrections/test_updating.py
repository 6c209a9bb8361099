"""Corrected transcripts and the files of a study: histories, merges, undo, backups, kills."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import Asked as Which
from leadcode_tui.errors import HeldError, UnreadableError, UsageError
from leadcode_tui.model import (
    About,
    CodeId,
    CoderId,
    MemoOn,
    ParticipantId,
    SegmentId,
    TranscriptId,
    UnfinishedMemo,
)
from leadcode_tui.store.audit import audit_coder_file
from leadcode_tui.store.current import read_current
from leadcode_tui.store.unfinished import keep_unfinished
from leadcode_tui.study.agreeing import Compared, agree
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.coder_files import hold_study
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.corrections.correcting import merge_segments, split_segment, update_files
from leadcode_tui.study.finishing import finish_begun
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.merging import merge_files
from leadcode_tui.study.privacy.anonymising import anonymise
from leadcode_tui.study.privacy.withdrawing import withdraw
from leadcode_tui.text.pseudonyms import Pseudonym, Pseudonyms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.study.corrections.updating import Update
    from leadcode_tui.study.material import Material

    Survives = Callable[[int, Callable[[], object]], bool]

TALK = """\
INT: Who is leading on the ward?

KC01: The sister leads when she is there, and otherwise nobody.

INT: And the managers?

KC01: They come once in a month with a sheet of targets and go away.

KC01: Money, time, and too many initiatives at once.
"""
KC01 = TranscriptId("KC01")
BOOK = "codebook: ward\ncodes:\n  - id: clout\n  - id: vacuum\n"


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    """Make a study of one interview that ana coded in two rounds, and ben in one."""
    root = tmp_path / "ward"
    root.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    study = "study: ward\ncodebook: codes.yaml\nblind: false\nsegment: paragraph\n"
    for name, text in {"leadcode.yaml": study, "codes.yaml": BOOK}.items():
        (root / name).write_text(text, "utf-8")
        (root / name).chmod(0o600)
    found = open_study(root)
    bring_in(found, [talk(tmp_path, TALK)], Asked())
    for coder, codes in (("ana", ("clout", "vacuum")), ("ben", ("vacuum",))):
        code(found, coder, *codes)
    return found


def talk(folder: Path, text: str) -> Path:
    path = folder / "KC01.txt"
    path.write_text(text, encoding="utf-8")
    return path


def code(study: StudyFolder, coder: str, *codes: str) -> None:
    session, _ = open_session(study, CoderId(coder))
    for each in codes:
        session.apply(CodeId(each))
        session.step(+1)
    session.close()


def update(study: StudyFolder, text: str) -> Update:
    return update_files(study, [talk(study.root.parent, text)], Asked(), dry=False)[0]


def held(study: StudyFolder, coder: str) -> dict[str, tuple[str, ...] | None]:
    entries = read_current(study.coder_file(CoderId(coder))).entries.get(KC01, {})
    return {segment: entry.codes for segment, entry in entries.items()}


def everything(root: Path) -> dict[str, bytes]:
    """Return what lies in a study, without locks, backups and what says when."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.suffix != ".lock"
        and path.relative_to(root).parts[0][:7] != "backup-"
    }


SLIP = TALK.replace("sister leads", "Sister, she leads")


def test_every_coders_decisions_go_along_and_the_study_is_sound(ward: StudyFolder) -> None:
    done = update(ward, SLIP)
    assert [each.changed for each in done.transcripts] == [1]
    assert held(ward, "ana") == {"0002": ("clout",), "0004": ("vacuum",)}
    assert held(ward, "ben") == {"0002": ("vacuum",)}
    assert check_study(ward).problems == ()


def test_the_history_comes_to_what_the_file_holds(ward: StudyFolder) -> None:
    update(ward, TALK.replace("The sister", "What can I say, and what do I know? The sister"))
    for coder in ("ana", "ben"):
        audit = audit_coder_file(ward.coder_file(CoderId(coder)))
        assert audit.history.matches
        assert audit.history.tail == []
        assert audit.unaccounted == ()
        assert audit.is_accounted


def test_a_coder_goes_on_after_an_update_where_they_were(ward: StudyFolder) -> None:
    update(ward, f"INT: Before we begin, is it recording now?\n\n{SLIP}")
    session, told = open_session(ward, CoderId("ana"))
    assert told[-1] == "resumed at KC01:5"
    session.close()


def test_who_speaks_in_the_corrected_transcript_alone_is_listed(ward: StudyFolder) -> None:
    update(ward, f"{TALK}\nKC09: I was there as well, all the time.\n")
    assert "KC09," in ward.participants_path.read_text("utf-8")
    assert check_study(ward).problems == ()


def test_a_history_without_its_last_newline_is_gone_on_with(ward: StudyFolder) -> None:
    path = ward.codings_path / "ana.history.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    update(ward, SLIP)
    assert check_study(ward).problems == ()
    assert held(ward, "ana") == {"0002": ("clout",), "0004": ("vacuum",)}


def test_a_correction_elsewhere_leaves_a_coder_where_they_are(ward: StudyFolder) -> None:
    path = ward.coder_file(CoderId("ana"))
    before = read_current(path).transcripts[KC01]
    update(ward, SLIP)
    assert read_current(path).transcripts[KC01] == before


def test_an_id_that_anybody_ever_decided_under_is_not_given_again(ward: StudyFolder) -> None:
    for _ in range(2):
        split_segment(ward, "KC01:2", "and otherwise", dry=False)
        ids = [each.id for each in ward.transcript(KC01).segments]
        merge_segments(ward, "KC01:2", dry=False)
    assert ids[:3] == ["0001", "0002", "0002.2"]


def test_an_id_that_a_coder_was_shown_and_left_undecided_is_not_given_again(
    ward: StudyFolder,
) -> None:
    more = f"INT: Who asks?\n\nKC01: We all ask who is in charge here.\n\n{TALK}"
    update(ward, more)
    shown = {each.id for each in ward.transcript(KC01).segments} - {"0001", "0002", "0003", "0004"}
    open_session(ward, CoderId("ana"))[0].close()
    update(ward, TALK)
    update(ward, more.replace("We all ask who is in charge here", "It was my first day at work"))
    after = {each.id for each in ward.transcript(KC01).segments}
    assert "0000.2" in shown
    assert "0000.2" not in after


def test_undo_does_not_go_back_behind_an_update(ward: StudyFolder) -> None:
    update(ward, SLIP)
    session, _ = open_session(ward, CoderId("ana"))
    assert session.undo() == "nothing to undo"
    session.apply(CodeId("clout"))
    session.undo()
    session.close()
    assert held(ward, "ana") == {"0002": ("clout",), "0004": ("vacuum",)}


@pytest.mark.parametrize("with_history", [True, False], ids=["with history", "file alone"])
def test_a_copy_from_before_the_update_brings_nothing_back(
    ward: StudyFolder, tmp_path: Path, *, with_history: bool
) -> None:
    copy = copytree(ward.codings_path, tmp_path / "laptop")
    if not with_history:
        (copy / "ana.history.jsonl").unlink()
    update(
        ward, TALK.replace("They come once in a month with a sheet of targets and go away.", ".")
    )
    before = held(ward, "ana")
    path = ward.coder_file(CoderId("ana"))
    merge_files(path, copy / "ana.json", into=path)
    assert held(ward, "ana") == before == {"0002": ("clout",)}


def test_cut_into_sentences_and_joined_again_two_coders_agree_as_before(tmp_path: Path) -> None:
    study = Path(
        copytree(Path(__file__).parents[3] / "examples" / "leadership", tmp_path / "study")
    )
    before, _ = agree(Compared(("ana", "ben"), study), Which())
    for unit in ("sentence", "turn"):
        text = (study / "leadcode.yaml").read_text("utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("segment:")]
        (study / "leadcode.yaml").write_text("\n".join([*lines, f"segment: {unit}\n"]), "utf-8")
        sources = [study / "sources" / f"KC0{number}.txt" for number in (1, 2, 3)]
        done, _ = update_files(open_study(study), sources, Asked(), dry=False)
        assert [review for each in done.transcripts for review in each.reviews] == []
    after, _ = agree(Compared(("ana", "ben"), study), Which())
    assert after.overall == before.overall


def test_rounds_and_passes_go_along(ward: StudyFolder) -> None:
    earlier = ward.codings_path / "training"
    earlier.mkdir(mode=0o700)
    for name in ("ben.json", "ben.history.jsonl"):
        (ward.codings_path / name).rename(earlier / name)
    update(ward, SLIP)
    entry = read_current(earlier / "ben.json").entries[KC01][SegmentId("0002")]
    assert entry.text == ward.transcript(KC01).by_id[SegmentId("0002")].fingerprint


def test_copies_are_kept_of_all_that_is_changed(ward: StudyFolder) -> None:
    before = everything(ward.root)
    done = update(ward, SLIP)
    assert done.backup is not None
    kept = everything(done.backup)
    assert kept == {name: before[name] for name in kept}
    assert {"transcripts/KC01.json", "codings/ana.json", "codings/ben.history.jsonl"} <= set(kept)


def test_a_full_disk_leaves_no_copies_of_what_was_not_changed(
    ward: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = everything(ward.root)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        update(ward, SLIP)
    assert everything(ward.root) == before
    assert not list(ward.root.glob("backup-*"))


def test_a_dry_run_and_an_update_that_changes_nothing_write_nothing(ward: StudyFolder) -> None:
    before = everything(ward.root)
    path = talk(ward.root.parent, SLIP)
    update_files(ward, [path], Asked(), dry=True)
    assert everything(ward.root) == before
    update(ward, TALK)
    assert everything(ward.root) == before
    assert not list(ward.root.glob("backup-*"))


def test_an_open_session_refuses_the_update(ward: StudyFolder) -> None:
    session, _ = open_session(ward, CoderId("cem"))
    before = everything(ward.root)
    with pytest.raises(HeldError, match=r"cem\.json: held by .* end that session first"):
        update(ward, SLIP)
    assert everything(ward.root) == before
    session.close()


def test_a_session_of_somebody_without_a_file_refuses_it_in_a_study_that_nobody_coded(
    tmp_path: Path,
) -> None:
    root = tmp_path / "new"
    root.mkdir(mode=0o700)
    (root / "leadcode.yaml").write_text("study: new\ncodebook: codes.yaml\n", "utf-8")
    (root / "codes.yaml").write_text("codebook: new\ncodes: [clout]\n", "utf-8")
    study = open_study(root)
    bring_in(study, [talk(tmp_path, TALK)], Asked())
    session, _ = open_session(study, CoderId("ana"))
    with pytest.raises(HeldError, match=r"ana\.json: held by .* end that session first"):
        update(study, SLIP)
    session.close()


def test_who_looked_in_and_decided_nothing_is_in_nobodys_way(ward: StudyFolder) -> None:
    open_session(ward, CoderId("newcomer"))[0].close()
    path = ward.coder_file(CoderId("newcomer"))
    assert not path.exists()
    assert read_current(path).entries == {}
    update(ward, SLIP)
    assert held(ward, "ana") == {"0002": ("clout",), "0004": ("vacuum",)}
    anonymise(ward, Pseudonyms((Pseudonym("sister", "matron"),)), ward.root / "no.csv", dry=False)
    withdraw(ward, ParticipantId("KC01"), by="dana", dry=False)
    assert held(ward, "ana") == {}


def test_nobody_begins_while_a_study_is_changed_as_a_whole(ward: StudyFolder) -> None:
    with hold_study(ward):
        for coder in ("ana", "newcomer"):
            with pytest.raises(HeldError, match="held by"):
                open_session(ward, CoderId(coder))
        with pytest.raises(HeldError, match=r"leadcode\.yaml: held by .* wait for it to end"):
            update(ward, SLIP)
    (ward.codings_path / "newcomer.history.jsonl").unlink()
    open_session(ward, CoderId("ana"))[0].close()
    assert check_study(ward).problems == ()


def test_who_read_the_transcripts_just_before_they_were_changed_starts_again(
    ward: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = StudyFolder.material

    def read_and_corrected(study: StudyFolder, names: Sequence[TranscriptId]) -> Material:
        found = read(study, names)
        update(ward, SLIP)
        return found

    monkeypatch.setattr(StudyFolder, "material", read_and_corrected)
    with pytest.raises(UsageError, match="changed while they were read: start again"):
        open_session(ward, CoderId("ana"))
    assert check_study(ward).problems == ()


def test_a_transcript_that_is_not_there_cannot_be_updated(ward: StudyFolder) -> None:
    path = talk(ward.root.parent, TALK)
    with pytest.raises(UsageError, match=r"no transcript KC02 to update .did you mean KC01"):
        update_files(ward, [path], Asked(id="KC02"), dry=False)


def test_two_files_of_one_transcript_are_refused(ward: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = [talk(tmp_path, SLIP), talk(tmp_path / "other", TALK)]
    with pytest.raises(UsageError, match="two of the files are KC01"):
        update_files(ward, paths, Asked(), dry=False)


def test_names_that_come_in_again_are_told(ward: StudyFolder) -> None:
    names = ward.root / "pseudonyms.csv"
    names.write_text("name,pseudonym\nsister,matron\n", "utf-8")
    names.chmod(0o644)
    _, readings = update_files(ward, [talk(ward.root.parent, SLIP)], Asked(), dry=True)
    assert "names of pseudonyms.csv stand in 1 of its segments" in readings[0].notices[-1]
    problems = [each.message for each in check_study(ward).problems]
    assert problems == ["others than its owner can read the list of names"]


def test_a_file_of_another_hand_is_to_be_settled_first(ward: StudyFolder) -> None:
    path = ward.coder_file(CoderId("ana"))
    path.write_bytes(path.read_bytes().replace(b"clout", b"vacuum"))
    with pytest.raises(UnreadableError, match="leadcode check --adopt ana"):
        update(ward, SLIP)


def test_a_kill_anywhere_leaves_what_the_same_command_finishes(
    ward: StudyFolder, tmp_path: Path, survives: Survives
) -> None:
    texts = [each.text for each in ward.transcript(KC01).segments]
    kills = 0
    for number in range(0, 200, 1 if "LEADCODE_EXAMPLES" in os.environ else 4):
        root = Path(copytree(ward.root, tmp_path / f"copy{number}"))
        study = replace(ward, root=root)
        if survives(number, lambda study=study: update(study, SLIP)):  # type: ignore[misc]
            break
        kills += 1
        _is_explained(study, texts)
        finish_begun(study)
        update(study, SLIP)
        assert held(study, "ana") == {"0002": ("clout",), "0004": ("vacuum",)}
        assert held(study, "ben") == {"0002": ("vacuum",)}
        left = [each.message for each in check_study(study).problems]
        assert all("a temporary file" in each for each in left), left
    assert kills > 5


def _is_explained(study: StudyFolder, before: list[str]) -> None:
    """Either nothing happened yet, or the check says what is to be finished, or all is done."""
    problems = [each.message for each in check_study(study).problems]
    now = [each.text for each in study.transcript(KC01).segments]
    if any("was cut off" in each for each in problems):
        return
    assert not [each for each in problems if "a temporary file" not in each]
    assert now == before or "Sister, she leads" in now[1]


def test_nobody_codes_in_a_study_that_is_changed_in_part(ward: StudyFolder) -> None:
    waiting = ward.root / ".rewriting"
    waiting.mkdir(mode=0o700)
    (waiting / "plan.json").write_text('{"doing":"update of KC01","files":[],"gone":[]}')
    with pytest.raises(UsageError, match=r"update of KC01 was cut off .* leadcode check --repair"):
        open_session(ward, CoderId("ana"))
    assert finish_begun(ward) == "update of KC01: it was cut off, and is finished now"
    open_session(ward, CoderId("ana"))[0].close()


def test_a_segment_is_cut_in_two_and_both_parts_keep_its_code(ward: StudyFolder) -> None:
    split_segment(ward, "KC01:2", "and otherwise", dry=False)
    assert held(ward, "ben") == {"0002": ("vacuum",), "0002.1": ("vacuum",)}
    texts = [each.text for each in ward.transcript(KC01).segments][1:3]
    assert texts == ["The sister leads when she is there,", "and otherwise nobody."]
    assert check_study(ward).problems == ()


def test_joined_segments_keep_each_code_on_its_words(ward: StudyFolder) -> None:
    merge_segments(ward, "KC01:4", dry=False)
    entry = read_current(ward.coder_file(CoderId("ana"))).entries[KC01][SegmentId("0004")]
    first = "They come once in a month with a sheet of targets and go away."
    assert entry.spans == {"vacuum": ((0, len(first)),)}
    assert check_study(ward).problems == ()


@pytest.mark.parametrize(
    ("place", "words", "sentence"),
    [
        ("KC01:2", "nowhere", "do not stand in KC01:2"),
        ("KC01:4", "a ", "stand 2 times"),
        ("KC01:2", "The sister", "nothing would be left"),
        ("KC01:99", "The", "no segment 99"),
        ("KC1:2", "The", "did you mean KC01"),
        ("41", "The", "names no segment"),
    ],
)
def test_a_cut_that_cannot_be_is_refused(
    ward: StudyFolder, place: str, words: str, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        split_segment(ward, place, words, dry=False)


def test_segments_of_two_speakers_are_not_joined(ward: StudyFolder) -> None:
    with pytest.raises(UsageError, match="are said by two: KC01 and INT"):
        merge_segments(ward, "KC01:2", dry=False)


def test_a_segment_in_between_can_be_gone_to(ward: StudyFolder) -> None:
    split_segment(ward, "KC01:2", "and otherwise", dry=False)
    session, _ = open_session(ward, CoderId("ana"))
    session.goto("2.1")
    assert str(session.here) == "KC01:2.1"
    session.close()


def test_a_memo_that_was_being_written_goes_along_or_comes_to_the_transcript(
    ward: StudyFolder,
) -> None:
    path = ward.coder_file(CoderId("ana"))
    keep_unfinished(path, UnfinishedMemo("so it is", KC01, SegmentId("0004")))
    update(
        ward, TALK.replace("They come once in a month with a sheet of targets and go away.", ".")
    )
    session, told = open_session(ward, CoderId("ana"))
    assert session.memo(About(MemoOn.TRANSCRIPT, KC01)) == "so it is"
    assert "the memo on transcript KC01 that was being written is kept" in " ".join(told)
    session.close()


ACCOUNTS = """
import importlib, io, os, pkgutil, sys
import leadcode_tui
from leadcode_tui.cli import main

for module in pkgutil.walk_packages(leadcode_tui.__path__, "leadcode_tui."):
    if ".tui" not in module.name and "__main__" not in module.name:
        importlib.import_module(module.name)  # the accounts may not read the interpreter's files
"".encode("utf-8-sig")
study, team, *accounts = sys.argv[1:]
os.chdir(study)
commands = [
    ["import", "--update", "../KC01.txt"], ["segment", "split", "KC01:2", "--before", "and they"],
    ["anonymise"], ["segment", "merge", "KC01:2"], ["withdraw", "KC02", "--yes"], ["check"],
]
sys.stdin = io.StringIO("d\\nm a memo\\nq\\n")
assert main(["code", "--plain", "--coder", "ana"]) == 0
for number, command in enumerate(commands):
    child = os.fork()
    if child == 0:
        os.setgroups([int(team)])
        os.setgid(100000 + int(accounts[number % 2]))
        os.setuid(int(accounts[number % 2]))
        os.umask(0o077)
        os._exit(main(command))
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two accounts")
def test_two_accounts_of_a_group_take_turns_and_modes_stay() -> None:
    ana, ben, team = 64001, 64002, 64010
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        study = Path(name) / "study"
        study.mkdir()
        files = {
            "leadcode.yaml": "study: s\ncodebook: c.yaml\n",
            "c.yaml": "codebook: c\ncodes:\n  - {id: distributed, key: d}\n",
            "KC01.txt": "INT: Who?\n\nKC01: We here and they there, all of us.\n",
            "KC02.txt": "INT: Who?\n\nKC02: Nobody.\n",
        }
        for each, text in files.items():
            (study / each).write_text(text)
        found = open_study(study)
        bring_in(found, [study / "KC01.txt", study / "KC02.txt"], Asked())
        (study / "KC01.txt").unlink()
        (study / "KC02.txt").unlink()
        (Path(name) / "KC01.txt").write_text(files["KC01.txt"].replace("We", "Brown and we"))
        (study / "pseudonyms.csv").write_text("name,pseudonym\nBrown,Green\n")
        (study / "codings").mkdir()
        for path in (study, *study.rglob("*")):
            os.chown(path, ana, team)
            path.chmod(0o2770 if path.is_dir() else 0o660)
        (study / "pseudonyms.csv").chmod(0o600)
        run = subprocess.run(
            [sys.executable, "-c", ACCOUNTS, str(study), str(team), str(ana), str(ben)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"LOGNAME": "ana", "XDG_CONFIG_HOME": name, "LEADCODE_CODER": "ana"},
        )
        assert run.returncode == 0, run.stdout + run.stderr
        kept = [path for path in study.rglob("*") if path.name != "pseudonyms.csv"]
        modes = {path.stat().st_mode & 0o777 for path in kept if path.is_file()}
        assert modes <= {0o660}
        assert {path.stat().st_gid for path in kept} == {team}
