from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import import_files, import_joined

if TYPE_CHECKING:
    from pathlib import Path

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
    import_joined(ward, [asks, answers], "visit01", interviewers=["Doctor"])
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
    import_files(ward, [file(ward, "KC01.txt")], interviewers=())
    assert ward.participants_path.read_bytes() == after


def test_a_transcript_that_is_there_is_refused_with_the_way_out(ward: StudyFolder) -> None:
    paths = [file(ward, "KC01.txt")]
    import_files(ward, paths, interviewers=())
    with pytest.raises(UnreadableError, match=r"remove transcripts/KC01\.json and import again"):
        import_files(ward, paths, interviewers=())
    (ward.root / "transcripts" / "KC01.json").unlink()
    assert import_files(ward, paths, interviewers=())[0].codable == 1


def test_two_files_of_one_name_are_refused_before_anything_is_written(ward: StudyFolder) -> None:
    paths = [file(ward, "may/KC01.txt"), file(ward, "june/kc01.txt")]
    with pytest.raises(UnreadableError, match=r"and so would KC01\.txt: rename one"):
        import_files(ward, paths, interviewers=())
    assert ward.transcript_ids() == ()


def test_only_who_speaks_in_no_file_is_called_unknown(ward: StudyFolder) -> None:
    one = file(ward, "one.txt", "Ben: Who?\nP: We.\nBen: All?\nP: Yes.\n")
    other = file(ward, "other.txt", "Adam Reed: Who?\nP: We.\nAdam Reed: All?\nP: Yes.\n")
    with pytest.raises(UsageError, match=r"^one: nobody is called S1 \(labels: Ben, P\)$"):
        import_files(ward, [one, other], interviewers=["S1", "Adam Reed"])
    assert ward.transcript_ids() == ()


def test_a_file_where_nobody_who_was_named_asks_is_refused(ward: StudyFolder) -> None:
    one = file(ward, "one.txt", "Ben: Who?\nP: We.\nBen: All?\nP: Yes.\n")
    other = file(ward, "other.txt", "Adam: Who?\nP: We.\nAdam: All?\nP: Yes.\n")
    with pytest.raises(UsageError, match=r"^one: Adam speaks in other files only"):
        import_files(ward, [one, other], interviewers=["Adam"])


def test_a_file_without_labels_comes_in_beside_one_where_somebody_asks(ward: StudyFolder) -> None:
    diary = file(ward, "diary.txt", "We lead, all of us.\n")
    talk = file(ward, "talk.txt", "Adam: Who?\nP: We.\nAdam: All?\nP: Yes.\n")
    imported = import_files(ward, [diary, talk], interviewers=["Adam"])
    assert [each.codable for each in imported] == [1, 2]


def test_other_programs_hidden_files_are_no_transcripts(ward: StudyFolder) -> None:
    import_files(ward, [file(ward, "KC01.txt")], interviewers=())
    (ward.transcripts_path / "._KC01.json").write_bytes(b"\x00\x05")
    assert ward.transcript_ids() == ("KC01",)
