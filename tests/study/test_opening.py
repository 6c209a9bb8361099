"""Opening a session: on a study, on some of it, and on a file outside any study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.model import CoderId
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.importing import import_files
from leadcode_tui.study.opening import open_loose, open_session

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.study.folder import StudyFolder

ANA = CoderId("ana")
CODEBOOK = "codebook: small\ncodes:\n  - {id: distributed, key: d}\n"
TALK = "INT: Who leads?\n\nKC01: The ward.\n\nINT: And who else?\n\nKC01: Nobody.\n"


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    (tmp_path / "leadcode.yaml").write_text("study: s\ntitle: S\ncodebook: codebook.yaml\n")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK)
    for name in ("KC01", "KC02"):
        (tmp_path / f"{name}.txt").write_text(TALK.replace("KC01", name))
    folder = open_study(tmp_path)
    list(import_files(folder, [tmp_path / "KC01.txt", tmp_path / "KC02.txt"], interviewers=()))
    return folder


def test_a_session_holds_every_transcript_unless_some_are_asked_for(study: StudyFolder) -> None:
    every, _ = open_session(study, ANA)
    every.close()
    some, _ = open_session(study, ANA, wanted=["KC02"])
    some.close()
    assert set(every.material.transcripts) == {"KC01", "KC02"}
    assert set(some.material.transcripts) == {"KC02"}


def test_a_session_begins_where_it_is_asked_to(study: StudyFolder) -> None:
    session, _ = open_session(study, ANA, wanted=["KC02:4"])
    session.close()
    assert str(session.here) == "KC02:4"


def test_a_misspelt_transcript_is_refused_with_the_nearest(study: StudyFolder) -> None:
    with pytest.raises(UsageError, match="did you mean KC02"):
        open_session(study, ANA, wanted=["KC2"])


def test_a_group_s_folder_without_its_setgid_bit_is_told(study: StudyFolder) -> None:
    study.codings_path.mkdir()
    study.codings_path.chmod(0o770)
    session, notices = open_session(study, ANA)
    session.close()
    assert any("chmod g+s" in notice for notice in notices)


def test_a_file_outside_any_study_is_coded_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "cb.yaml").write_text(CODEBOOK)
    (tmp_path / "talk.txt").write_text(TALK)
    session, notices = open_loose(tmp_path / "talk.txt", tmp_path / "cb.yaml", ANA)
    session.apply(next(iter(session.keys)))
    session.close()
    assert (tmp_path / "talk.ana.json").exists()
    assert session.material.codable == {"talk": ("0002", "0004")}
    assert any("INT" in notice for notice in notices)
