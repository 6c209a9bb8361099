"""What is asked for and is not there: one sentence, exit 2, and no file that was not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def files() -> dict[Path, bytes]:
    """Read every file of the study; the locks of coders' files are empty and stay."""
    found = (path for path in Path().rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path: path.read_bytes() for path in found}


def refusal(run: Run, *arguments: str) -> str:
    before = files()
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert files() == before
    return ran.err.rstrip("\n")


@pytest.mark.parametrize("command", [["submit"], ["submit", "--take-back"], ["code", "--plain"]])
def test_a_transcript_that_is_not_there_may_be_another(coded: Run, command: list[str]) -> None:
    sentence = refusal(coded, *command, "GAET")
    assert sentence == "no transcript 'GAET' in the study (did you mean gate?)"


@pytest.mark.parametrize("number", ["9", "two", "0", "\x1b[2J"])
def test_the_trail_of_a_segment_that_never_was_is_refused(coded: Run, number: str) -> None:
    sentence = refusal(coded, "history", "--segment", f"gate:{number}")
    assert sentence == f"gate has no segment {number}".replace("\x1b", "␛")


def test_the_trail_of_a_segment_without_a_change_is_empty(coded: Run) -> None:
    ran = coded("history", "--coder", "ana", "--segment", "gate:1", "--format", "csv")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)


@pytest.mark.parametrize("coder", ["../codings/ana", "", "ana.json"])
def test_no_path_is_a_coder_to_compare_the_codebook_with(coded: Run, coder: str) -> None:
    assert "cannot be a coder's name" in refusal(coded, "codebook", "diff", "--coder", coder)


def test_a_name_in_other_letters_is_found(coded: Run) -> None:
    assert refusal(coded, "memos", "--coder", "ANA") == "ANA has not begun (did you mean ana?)"


@pytest.mark.parametrize(
    ("into", "why"),
    [
        ("", "is a folder: name the file to write"),
        (".", "is a folder: name the file to write"),
        ("codings", "is a folder: name the file to write"),
        ("nowhere/ana.json", "there is no folder nowhere: make it first"),
        ("loop/ana.json", "there is no folder loop: make it first"),
        ("gate.txt/ana.json", "there is no folder gate.txt: make it first"),
    ],
)
def test_copies_are_joined_into_a_file_of_a_folder_that_is_there(
    coded: Run, into: str, why: str
) -> None:
    Path("loop").symlink_to("loop")
    sentence = refusal(coded, "merge", *["codings/ana.json"] * 2, "--into", into)
    assert sentence.startswith("--into ")
    assert why in sentence


@pytest.mark.parametrize(
    "command",
    [
        ["participants", "--from"],
        ["anonymise"],
        ["merge", "--into", "both.json", "codings/ana.json"],
    ],
)
def test_a_folder_in_place_of_a_file_is_told(coded: Run, command: list[str]) -> None:
    Path("names.d").mkdir()
    sentence = refusal(coded, *command, "names.d/")
    assert sentence == "names.d: it is a folder, and a file is needed"


def test_a_study_is_not_made_in_a_file(coded: Run) -> None:
    assert refusal(coded, "init", "gate.txt").startswith("gate.txt is a file, and a study is a")


def test_a_new_study_that_a_full_disk_cuts_off_is_not_there(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(coded, "init", "other") == "other/participants.csv: no space left on device"
    assert not Path("other").exists()


def test_the_example_is_copied_whole_or_not_at_all(
    coded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", "temporary")
    monkeypatch.setattr("leadcode_tui.study.demo.copytree", full)
    assert "the example cannot be copied here: TMPDIR says" in refusal(coded, "demo")
    assert list(Path("temporary").iterdir()) == []


def test_a_new_study_tells_its_files_without_acting_on_the_terminal(coded: Run) -> None:
    ran = coded("init", "\x1b[2Jhigh\u202e")
    assert ran.code == 0
    assert "␛[2Jhigh<U+202E>/leadcode.yaml" in ran.out
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_a_sentence_does_not_quote_megabytes(coded: Run) -> None:
    Path("people.csv").write_text("x" * 100_000, encoding="utf-8")
    sentence = refusal(coded, "participants", "--from", "people.csv")
    assert sentence.startswith("people.csv: which column has the ids?")
    assert len(sentence) < 5000


@pytest.mark.parametrize("folder", ["transcripts", "codings"])
def test_a_folder_that_may_not_be_read_is_no_empty_one(
    coded: Run, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != folder)
    for command in (["status"], ["withdraw", "gate", "--yes"]):
        assert f"{folder}: you may not read it: ask its owner" in refusal(coded, *command)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write every file")
def test_a_folder_that_may_not_be_written_is_told(coded: Run) -> None:
    Path().chmod(0o500)
    try:
        assert "permission denied" in refusal(coded, "codebook", "add", "night-shift")
    finally:
        Path().chmod(0o700)
