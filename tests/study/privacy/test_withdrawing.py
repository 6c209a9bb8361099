"""A participant out of a study: what they said is in no file, and all else is as it was."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import HeldError, UnknownNameError, UnreadableError, UsageError
from leadcode_tui.model import About, CodeId, CoderId, MemoOn, ParticipantId, TranscriptId
from leadcode_tui.store.current import read_current
from leadcode_tui.store.history import history_path
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.corrections.correcting import update_files
from leadcode_tui.study.finishing import finish_begun
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.merging import merge_files
from leadcode_tui.study.privacy.withdrawing import withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.privacy.withdrawing import Withdrawn

    Survives = Callable[[int, Callable[[], object]], bool]

WHO = ParticipantId("KC03")
#: What KC03 says, alone and together with KC04; each a word that nobody else says.
ALONE = "Zanzibar is where the quagmire of our leadership was decided"
GONE = "wombats in the corridor and nobody who counted them at all"
TOGETHER = "Quixotic is what I would call those targets of the board"
FILES = {
    "KC03.txt": f"INT: Who leads?\n\nKC03: {ALONE}.\n\nINT: And then?\n\nKC03: {GONE}.\n",
    "both.txt": f"INT: Who?\n\nKC03: {TOGETHER}.\n\nKC04: The sister leads us all, I think.\n",
    "KC05.txt": "INT: Who?\n\nKC05: Nobody leads here.\n",
}
BOOK = "codebook: ward\ncodes:\n  - id: clout\n  - id: vacuum\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    """Make a study that ana coded, and where a correction left a backup."""
    root = tmp_path_factory.mktemp("made") / "ward"
    root.mkdir(mode=0o700)
    texts = {
        "leadcode.yaml": "study: ward\ncodebook: codes.yaml\nblind: false\n",
        "codes.yaml": BOOK,
        "participants.csv": 'id,role,note\nKC03,nurse,"two\nlines"\nKC04,nurse,\nKC05,nurse,\n',
    }
    for each, text in texts.items():
        (root / each).write_text(text, "utf-8")
        (root / each).chmod(0o600)
    study = open_study(root)
    paths = [root.parent / name for name in FILES]
    for path, text in zip(paths, FILES.values(), strict=True):
        path.write_text(text, "utf-8")
    bring_in(study, paths, Asked())
    session, _ = open_session(study, CoderId("ana"))
    for _ in range(5):
        session.apply(CodeId("clout"))
        session.write_memo(
            f"on {session.here}: {'quagmire' if 'KC03' in str(session.here) else ''}"
        )
        session.step(+1)
    session.close()
    paths[0].write_text(FILES["KC03.txt"].replace(GONE, "He left"), "utf-8")
    update_files(study, paths[:1], Asked(), dry=False)
    (study.codings_path / ".ana.json.unfinished").write_text(
        '{"text":"quagmire again","transcript":"KC03","segment":"0002"}'
    )
    (study.codings_path / "ana.history.jsonl.damaged").write_text('{"memo":"the quagmire')
    return study


@pytest.fixture
def study(made: StudyFolder, tmp_path: Path) -> StudyFolder:
    return replace(made, root=Path(copytree(made.root, tmp_path / "ward")))


def out(study: StudyFolder, *, dry: bool = False) -> Withdrawn:
    return withdraw(study, WHO, by="dana", dry=dry)


def whole(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def their_words(study: StudyFolder) -> list[str]:
    words = [b"zanzibar", b"quagmire", b"quixotic", b"wombats"]
    return [
        each
        for each, content in whole(study.root).items()
        if any(word in content.lower() for word in words)
    ]


def test_their_words_are_gone_from_every_file_and_the_study_is_sound(study: StudyFolder) -> None:
    assert len(their_words(study)) >= 8
    found = out(study)
    assert their_words(study) == []
    assert (found.transcripts, found.joint) == (("KC03",), {"both": 1})
    assert (found.quoted, found.others) == ((), ())
    assert check_study(study).problems == ()
    assert study.transcript_ids() == ("KC05", "both")
    assert [each.text for each in study.transcript(TranscriptId("both")).segments] == [
        "Who?",
        "The sister leads us all, I think.",
    ]


def test_a_coder_file_that_is_a_link_to_itself_stops_no_withdrawal(study: StudyFolder) -> None:
    """What the coder decided stands in the history; the file is made of that."""
    path = study.coder_file(CoderId("ana"))
    path.unlink()
    path.symlink_to(path.name)
    out(study)
    assert not path.is_symlink()
    assert their_words(study) == []
    assert check_study(study).problems == ()


def test_what_a_correction_kept_of_their_words_in_a_memo_goes_too(
    study: StudyFolder, tmp_path: Path
) -> None:
    path = tmp_path / "both.txt"
    path.write_text(FILES["both.txt"].replace(TOGETHER, "I say nothing"), "utf-8")
    update_files(study, [path], Asked(), dry=False)
    memos = read_current(study.coder_file(CoderId("ana"))).memos
    assert any("Quixotic" in memo.text for memo in memos.values())
    assert out(study).quoted == ()
    assert their_words(study) == []
    assert check_study(study).problems == ()


def test_a_backup_of_coder_files_alone_is_gone_through_by_the_transcripts(
    study: StudyFolder,
) -> None:
    copytree(study.codings_path, study.root / "backup-by-repair" / "codings")
    out(study)
    assert their_words(study) == []


def test_what_others_said_and_what_was_decided_on_it_stays(study: StudyFolder) -> None:
    before = read_current(study.coder_file(CoderId("ana"))).entries
    out(study)
    after = read_current(study.coder_file(CoderId("ana"))).entries
    assert set(after) == {"KC05", "both"}
    assert after[TranscriptId("KC05")] == before[TranscriptId("KC05")]
    assert set(after[TranscriptId("both")]) == {"0003"}


def test_the_record_says_when_who_and_by_whom_and_nothing_else(study: StudyFolder) -> None:
    out(study)
    lines = (study.root / "withdrawals.csv").read_text("utf-8").splitlines()
    assert lines[0] == "at,participant,by"
    assert lines[1].endswith(",KC03,dana")
    assert len(lines) == 2
    assert (study.root / "participants.csv").read_text("utf-8") == (
        "id,role,note\nKC04,nurse,\nKC05,nurse,\n"
    )


def test_a_coder_goes_on_afterwards_and_undo_stays_sound(study: StudyFolder) -> None:
    out(study)
    session, _ = open_session(study, CoderId("ana"))
    session.undo()
    session.undo()
    session.close()
    assert check_study(study).problems == ()


def test_who_withdrew_does_not_withdraw_again(study: StudyFolder) -> None:
    out(study)
    with pytest.raises(UsageError, match=r"KC03 withdrew on \d{4}-\d\d-\d\d and is out"):
        out(study)


def test_who_withdrew_cannot_come_in_again(study: StudyFolder, tmp_path: Path) -> None:
    out(study)
    path = tmp_path / "KC03.txt"
    path.write_text("INT: Who?\n\nKC03: Me again.\n", "utf-8")
    with pytest.raises(UnreadableError, match="KC03 withdrew on"):
        bring_in(study, [path], Asked())
    path = tmp_path / "both.txt"
    path.write_text(FILES["both.txt"], "utf-8")
    with pytest.raises(UnreadableError, match="KC03 withdrew on"):
        update_files(study, [path], Asked(), dry=False)


def test_memos_that_quote_them_and_files_they_came_from_are_told(study: StudyFolder) -> None:
    session, _ = open_session(study, CoderId("ana"), wanted=("KC05:2",))
    session.write_memo(f"unlike: {ALONE}")
    session.close()
    source = study.root / "interviews" / "KC03.txt"
    source.parent.mkdir()
    source.write_text("anything", "utf-8")
    found = out(study)
    assert found.quoted == (f"{study.coder_file(CoderId('ana'))}: memo on KC05:2",)
    assert found.others == (source,)


def test_while_a_study_is_blind_no_code_is_named_that_a_memo_is_on(study: StudyFolder) -> None:
    session, _ = open_session(study, CoderId("ana"), wanted=("KC05:2",))
    session.write_memo(f"as in: {ALONE}", About(MemoOn.CODE, "clout"))
    session.close()
    blind = replace(study, settings=replace(study.settings, blind=True))
    path = study.coder_file(CoderId("ana"))
    assert out(study, dry=True).quoted == (f"{path}: memo on code clout",)
    assert out(blind, dry=True).quoted == (f"{path}: memo on a code",)


def test_what_cannot_be_searched_and_the_past_in_git_are_told(study: StudyFolder) -> None:
    (study.root / "talk.wav").write_bytes(b"RIFF")
    (study.root / ".git").mkdir()
    found = out(study)
    assert (found.others, found.closed) == ((), (study.root / "talk.wav",))
    assert found.repository == study.root


def test_a_copy_from_before_is_not_merged_in_again(study: StudyFolder, tmp_path: Path) -> None:
    copy = copytree(study.codings_path, tmp_path / "laptop") / "ana.json"
    out(study)
    path = study.coder_file(CoderId("ana"))
    for first, second in ((path, copy), (copy, path)):
        with pytest.raises(UsageError, match=r"laptop.*ana\.json is from before somebody withdrew"):
            merge_files(first, second, into=path)
    assert their_words(study) == []


def test_a_dry_run_writes_nothing(study: StudyFolder) -> None:
    before = whole(study.root)
    assert out(study, dry=True).transcripts == ("KC03",)
    assert whole(study.root) == before


@pytest.mark.parametrize("with_history", [True, False], ids=["with history", "file alone"])
def test_a_dry_run_says_what_goes_in_the_numbers_of_the_withdrawal(
    study: StudyFolder, *, with_history: bool
) -> None:
    path = study.coder_file(CoderId("ana"))
    entries = read_current(path).entries
    lines = history_path(path).read_text("utf-8").splitlines() if with_history else []
    if not with_history:
        history_path(path).unlink()
    said = out(study, dry=True)
    assert said == out(study)
    assert said.entries == len(entries[TranscriptId("KC03")]) + 1 == 2
    theirs = ('"transcript":"KC03"', '"transcript":"both","segment":"0002"', '"id":"KC03"')
    assert said.lines == sum(any(each in line for each in theirs) for line in lines)


def test_nobody_of_that_name_and_an_open_session_are_refused(study: StudyFolder) -> None:
    before = whole(study.root)
    with pytest.raises(UnknownNameError, match="KC04, KC05"):
        withdraw(study, ParticipantId("KC3"), by="dana", dry=False)
    assert whole(study.root) == before
    session, _ = open_session(study, CoderId("ana"))
    with pytest.raises(HeldError):
        out(study)
    session.close()


def test_a_kill_anywhere_leaves_what_the_same_command_finishes(
    study: StudyFolder, tmp_path: Path, survives: Survives
) -> None:
    kills = 0
    before = whole(study.root)
    for number in range(0, 400, 1 if "LEADCODE_EXAMPLES" in os.environ else 4):
        copy = replace(study, root=Path(copytree(study.root, tmp_path / f"copy{number}")))
        if survives(number, lambda copy=copy: out(copy)):  # type: ignore[misc]
            break
        kills += 1
        problems = [each.message for each in check_study(copy).problems]
        is_told = any("was cut off" in each for each in problems)
        assert not their_words(copy) or is_told or before.items() <= whole(copy.root).items()
        if finish_begun(copy) is None and their_words(copy):
            out(copy)
        assert their_words(copy) == []
        rmtree(copy.root)
    assert kills > 3
