from __future__ import annotations

import errno
import os
from dataclasses import replace
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import HeldError, UnreadableError, UsageError
from leadcode_tui.study.coder_files import hold_study_file
from leadcode_tui.study.finishing import finish_begun
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in

if TYPE_CHECKING:
    from collections.abc import Callable

    Survives = Callable[[int, Callable[[], object]], bool]

CUE = "WEBVTT\n\n00:0{at}.000 --> 00:0{at}.900\n<v {who}>{words}\n"


@pytest.fixture
def ward(tmp_path: Path) -> StudyFolder:
    """Make a study that has nothing but its study file."""
    (tmp_path / "leadcode.yaml").write_text("study: ward\ncodebook: codes.yaml\n", "utf-8")
    return open_study(tmp_path)


def file(study: StudyFolder, name: str, text: str = "INT: Who?\n\nP7: We.\n") -> Path:
    path = study.root / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_who_answers_in_joined_files_is_listed(ward: StudyFolder) -> None:
    asks = file(ward, "doctor.vtt", CUE.format(at=1, who="Doctor", words="Where?"))
    answers = file(ward, "patient.vtt", CUE.format(at=2, who="Ana", words="Here."))
    bring_in(ward, [asks, answers], Asked(("Doctor",), "visit01", joined=True))
    assert ward.participants_path.read_bytes() == b"id,role\nvisit01,\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(None, b"id,role\nKC01,\n", id="no table"),
        pytest.param(b"id,role,age\r\n", b"id,role,age\r\nKC01,,\r\n", id="no rows"),
        pytest.param(b"Ward,ID\n3,P1", b"Ward,ID\n3,P1\n,KC01\n", id="by hand"),
        pytest.param(b"ID , role\n kc01,x", b"ID , role\n kc01,x\nKC01,\n", id="another case"),
        pytest.param(b"role,ID\n x, KC01", b"role,ID\n x, KC01", id="listed"),
        pytest.param(b"\xef\xbb\xbfid\n", b"\xef\xbb\xbfid\nKC01\n", id="byte order mark"),
    ],
)
def test_a_table_by_hand_is_only_added_to(
    ward: StudyFolder, before: bytes | None, after: bytes
) -> None:
    if before is not None:
        ward.participants_path.write_bytes(before)
    bring_in(ward, [file(ward, "KC01.txt")], Asked())
    assert ward.participants_path.read_bytes() == after


def test_a_file_that_is_there_is_passed_over_and_another_of_its_name_refused(
    ward: StudyFolder,
) -> None:
    path = file(ward, "KC01.txt")
    bring_in(ward, [path], Asked())
    again = bring_in(ward, [path, file(ward, "KC02.txt", "INT: And?\nP8: They.\n")], Asked())
    assert [each.transcript.id for each in again.imported] == ["KC02"]
    assert again.already == (
        "KC01.txt: the study has this very file already, as KC01; to read it anew: --update",
    )
    file(ward, "KC01.txt", "INT: Who?\n\nP7: We all.\n")
    with pytest.raises(UnreadableError, match=r"leadcode import --update KC01\.txt"):
        bring_in(ward, [path], Asked())


def everything(study: StudyFolder) -> dict[str, bytes]:
    """Return the files of a study by their paths, but for those that were to come in."""
    paths = [path for path in study.root.rglob("*") if path.is_file() and "files" not in path.parts]
    return {path.relative_to(study.root).as_posix(): path.read_bytes() for path in paths}


TALKS = {"KC01.txt": "Dana: Who?\nP: We.\n", "KC02.txt": "Dana: And?\nQ: They.\n"}


@pytest.mark.parametrize("number", range(5))
def test_a_disk_that_gets_full_takes_all_of_an_import_or_nothing(
    ward: StudyFolder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Two transcripts, the participants, the study file, then the plan: any may be too much."""
    paths = [file(ward, name, text) for name, text in TALKS.items()]
    synced, before, sync = count(), everything(ward), os.fsync

    def full(descriptor: int) -> None:
        if next(synced) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            bring_in(ward, paths, Asked(("Dana",)))
    after = everything(ward)
    after.pop(".leadcode.yaml.lock", None)
    assert after == before
    assert bring_in(ward, paths, Asked(("Dana",))).remembered != ()


def test_an_import_that_is_killed_anywhere_is_finished_or_never_was(
    ward: StudyFolder, tmp_path: Path, survives: Survives
) -> None:
    paths = [file(ward, name, text) for name, text in TALKS.items()]
    outcomes = set()
    for number in range(100):
        root = Path(copytree(ward.root, tmp_path / f"copy{number}"))
        study = replace(ward, root=root)
        done = survives(number, lambda study=study: bring_in(study, paths, Asked(("Dana",))))  # type: ignore[misc]
        finish_begun(study)
        again = open_study(root)
        outcomes.add(
            (again.transcript_ids(), tuple(again.participants()), again.settings.interviewers)
        )
        if done:
            break
    assert outcomes == {((), (), ()), (("KC01", "KC02"), ("KC01", "KC02"), ("Dana",))}


def test_two_imports_at_once_do_not_lose_each_other_s_participants(ward: StudyFolder) -> None:
    with hold_study_file(ward), pytest.raises(HeldError, match=r"leadcode\.yaml: held by .*; wait"):
        bring_in(ward, [file(ward, "KC01.txt")], Asked())
    assert ward.transcript_ids() == ()


def test_who_was_named_as_interviewer_is_known_the_next_time(ward: StudyFolder) -> None:
    first = file(ward, "one.txt", "Dana: Who?\nP: We.\nDana: All?\nP: Yes.\n")
    done = bring_in(ward, [first], Asked(("Dana",)))
    assert done.remembered == (f"remembered in {ward.root / 'leadcode.yaml'}: interviewers Dana",)
    again = open_study(ward.root)
    assert again.settings.interviewers == ("Dana",)
    second = file(ward, "two.txt", "Dana: When?\nP: Now.\nDana: So?\nP: So.\n")
    assert bring_in(again, [second], Asked()).imported[0].codable == 2


def test_a_word_for_an_interviewer_is_not_written_down(ward: StudyFolder) -> None:
    before = (ward.root / "leadcode.yaml").read_bytes()
    bring_in(ward, [file(ward, "one.txt")], Asked(("INT",)))
    assert (ward.root / "leadcode.yaml").read_bytes() == before


def test_two_files_of_one_name_are_refused_before_anything_is_written(ward: StudyFolder) -> None:
    paths = [file(ward, "may/KC01.txt"), file(ward, "june/kc01.txt")]
    with pytest.raises(UnreadableError, match=r"and so would KC01\.txt: rename one"):
        bring_in(ward, paths, Asked())
    assert ward.transcript_ids() == ()


def test_only_who_speaks_in_no_file_is_called_unknown(ward: StudyFolder) -> None:
    one = file(ward, "one.txt", "Ben: Who?\nP: We.\nBen: All?\nP: Yes.\n")
    other = file(ward, "other.txt", "Adam Reed: Who?\nP: We.\nAdam Reed: All?\nP: Yes.\n")
    with pytest.raises(UsageError, match=r"^one: nobody is called S1 \(labels: Ben, P\)$"):
        bring_in(ward, [one, other], Asked(("S1", "Adam Reed")))
    assert ward.transcript_ids() == ()


def test_a_file_where_nobody_who_was_named_asks_is_refused(ward: StudyFolder) -> None:
    one = file(ward, "one.txt", "Ben: Who?\nP: We.\nBen: All?\nP: Yes.\n")
    other = file(ward, "other.txt", "Adam: Who?\nP: We.\nAdam: All?\nP: Yes.\n")
    with pytest.raises(UsageError, match=r"^one: Adam speaks in other files only"):
        bring_in(ward, [one, other], Asked(("Adam",)))


def test_a_file_without_labels_comes_in_beside_one_where_somebody_asks(ward: StudyFolder) -> None:
    diary = file(ward, "diary.txt", "We lead, all of us.\n")
    talk = file(ward, "talk.txt", "Adam: Who?\nP: We.\nAdam: All?\nP: Yes.\n")
    imported = bring_in(ward, [diary, talk], Asked(("Adam",))).imported
    assert [each.codable for each in imported] == [1, 2]


def test_other_programs_hidden_files_are_no_transcripts(ward: StudyFolder) -> None:
    bring_in(ward, [file(ward, "KC01.txt")], Asked())
    (ward.transcripts_path / "._KC01.json").write_bytes(b"\x00\x05")
    assert ward.transcript_ids() == ("KC01",)


def test_a_participant_of_another_transcript_is_told(ward: StudyFolder) -> None:
    talk = "INT: Who?\n\nMary: I.\n\nMary: I do.\n\nS01: We.\n\nS01: No.\n"
    first = bring_in(ward, [file(ward, "KC01.txt", talk)], Asked())
    assert not any("speaks in" in notice for notice in first.imported[0].notices)
    later = bring_in(ward, [file(ward, "KC02.txt", talk.replace("S01", "S02"))], Asked())
    told = [notice for notice in later.imported[0].notices if "speaks in" in notice]
    assert [notice.partition(",")[0] for notice in told] == ["Mary speaks in KC01 as well"]
    assert "--interviewer" not in told[0]


def test_who_speaks_in_several_files_and_may_be_the_one_who_asks_is_told(ward: StudyFolder) -> None:
    files = [file(ward, f"KC0{n}.txt", f"Ana: Who?\n\nP{n}: I.\n\nAna: Oh.\n") for n in range(1, 6)]
    came = bring_in(ward, files, Asked())
    told = [notice for notice in came.imported[0].notices if "speaks in" in notice]
    why = "Ana speaks in KC02, KC03, KC04 and 1 more as well, and is taken for one participant"
    assert len(told) == 1
    assert told[0].startswith(f'{why}; for who asks, say --interviewer "Ana"; ')
