"""Opening a session: on a study, on some of it, and on a file outside any study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.model import CoderId
from leadcode_tui.study.coding.opening import open_loose, open_session
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.importing import Asked, bring_in

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
    bring_in(folder, [tmp_path / "KC01.txt", tmp_path / "KC02.txt"], Asked())
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
    session.apply(next(iter(session.keys.codes)))
    session.close()
    assert (tmp_path / "talk.ana.json").exists()
    assert session.material.codable == {"talk": ("0002", "0004")}
    assert any("INT" in notice for notice in notices)


def test_somebody_else_s_file_is_not_gone_on_with(study: StudyFolder) -> None:
    session, _ = open_session(study, ANA)
    session.apply(next(iter(session.keys.codes)))
    session.close()
    for name in ("json", "history.jsonl"):
        found = (study.codings_path / f"ana.{name}").read_bytes()
        (study.codings_path / f"ben.{name}").write_bytes(found)
    with pytest.raises(UnreadableError, match="the file of ana, and not of ben"):
        open_session(study, CoderId("ben"))


def test_a_coder_who_is_new_among_others_is_told(study: StudyFolder) -> None:
    session, notices = open_session(study, CoderId("tom"))
    session.apply(next(iter(session.keys.codes)))
    session.close()
    assert not any("new here" in notice for notice in notices)
    misspelt, notices = open_session(study, CoderId("tomm"))
    misspelt.close()
    assert "tomm is new here, beside tom (did you mean tom?)" in notices
    assert list(study.codings_path.glob("tomm.json")) == []


def test_decided_segments_whose_words_changed_are_told(study: StudyFolder) -> None:
    session, _ = open_session(study, ANA)
    session.apply(next(iter(session.keys.codes)))
    session.close()
    path = study.transcripts_path / "KC01.json"
    path.write_text(path.read_text().replace("The ward.", "The board."))
    again, notices = open_session(study, ANA)
    again.close()
    assert "1 decided segment has other words now, first KC01:2" in notices


def test_a_loose_file_that_changed_since_it_was_coded_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cb.yaml").write_text(CODEBOOK)
    (tmp_path / "talk.txt").write_text(TALK)
    session, _ = open_loose(tmp_path / "talk.txt", tmp_path / "cb.yaml", ANA)
    session.apply(next(iter(session.keys.codes)))
    session.close()
    (tmp_path / "talk.txt").write_text("KC01: A line before.\n\n" + TALK)
    with pytest.raises(UnreadableError, match="changed since it was coded"):
        open_loose(tmp_path / "talk.txt", tmp_path / "cb.yaml", ANA)


def test_a_memo_that_a_session_was_cut_off_in_comes_back(study: StudyFolder) -> None:
    session, _ = open_session(study, ANA)
    session.step(+1)
    session.keep_unfinished("compare KC003")
    session.close()
    again, notices = open_session(study, ANA, wanted=["KC01", "KC02"])
    assert str(again.here) == "KC01:4"
    assert again.entry(again.here).memo == "compare KC003"
    assert not again.is_decided(again.here)
    assert any("memo on KC01:4" in notice for notice in notices)
    again.undo()
    assert again.entry(again.here).memo is None
    again.close()
    third, notices = open_session(study, ANA)
    third.close()
    assert not any("memo" in notice for notice in notices)


def test_a_memo_that_was_finished_does_not_come_back(study: StudyFolder) -> None:
    session, _ = open_session(study, ANA)
    session.keep_unfinished("half")
    session.write_memo("whole")
    session.close()
    again, _ = open_session(study, ANA)
    again.close()
    assert again.entry(again.here).memo == "whole"
    assert not list(study.codings_path.glob(".*unfinished"))


def test_who_may_not_write_is_not_sent_to_end_a_session(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("leadcode_tui.store.locks.FileLock", refuse)
    session, said = open_session(study, ANA)
    session.close()
    assert "read only, the files cannot be written: permission denied" in said


def test_who_finds_a_session_open_is_told_how_to_end_it(study: StudyFolder) -> None:
    first, _ = open_session(study, ANA)
    second, said = open_session(study, ANA)
    second.close()
    first.close()
    assert any(
        each.startswith("read only, held by") and each.endswith("; --take-over asks it to end")
        for each in said
    )
