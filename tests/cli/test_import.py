from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.transcripts.offices import zipped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_transcript_that_nobody_can_code_is_named(run: Run, study: Path) -> None:
    (study / "asked.txt").write_text("INT: Who leads?\n\nInterviewer 2: And why?\n", "utf-8")
    ran = run("import", "asked.txt")
    assert (ran.code, ran.out) == (0, "asked: 2 segments, 0 codable\n")
    assert (
        "no segment of asked can be coded: nobody in it is taken as a participant; "
        "say who asks with --interviewer NAME\n"
    ) in ran.err


def test_of_a_transcript_that_can_be_coded_no_such_thing_is_said(run: Run, study: Path) -> None:
    (study / "shed.txt").write_text("INT: Who leads?\n\nP02: All do.\n", "utf-8")
    assert "can be coded" not in run("import", "shed.txt").err


def test_one_segment_is_no_segments(run: Run, study: Path) -> None:
    (study / "short.txt").write_text("P02: The goats.\n", "utf-8")
    (study / "long.txt").write_text("INT: Who?\n\nP02: The goats.\n", "utf-8")
    ran = run("import", "short.txt", "long.txt")
    assert ran.out == "short: 1 segment, 1 codable\nlong: 2 segments, 1 codable\n"


def test_a_folder_is_refused_with_how_to_name_its_files(run: Run, study: Path) -> None:
    (study / "talks").mkdir()
    (study / "talks.txt").mkdir()
    for name in ("talks", "talks.txt"):
        ran = run("import", f"{name}/")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"{name}: it is a folder: name its files, as in {name}/*.txt\n"


def test_a_hostile_file_among_good_ones_is_refused_and_nothing_is_written(
    run: Run, study: Path
) -> None:
    (study / "good.txt").write_text("INT: Who leads?\n\nP02: All do.\n", "utf-8")
    for name, content in (
        ("bomb.docx", zipped({"word/document.xml": b" " * 20_000_000})),
        ("way-out.odt", zipped({"../evil": b"x", "content.xml": b"<x/>"})),
        ("deep.rtf", b"{\\rtf1 " + b"{" * 9_999),
        ("noise.pdf", b"%PDF-1.4\n\x00\xff" * 99),
    ):
        (study / name).write_bytes(content)
        before = {path for path in study.rglob("*") if "transcripts" in path.parts}
        ran = run("import", "good.txt", name)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"{name}: ")
        assert ran.err.count("\n") == 1
        assert {path for path in study.rglob("*") if "transcripts" in path.parts} == before


def test_all_files_that_cannot_come_in_are_told_at_once(run: Run, study: Path) -> None:
    for name in ("good.txt", "KC02.doc", "talk.mp3", "~$good.docx"):
        (study / name).write_text("INT: Who leads?\n\nP02: All do.\n", "utf-8")
    ran = run("import", "good.txt", "KC02.doc", "talk.mp3", "~$good.docx")
    assert (ran.code, ran.out) == (2, "")
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [
        "KC02.doc",
        "talk.mp3",
        "~$good.docx",
        "nothing is written",
    ]
    assert "3 of 4 files" in ran.err
    assert not list((study / "transcripts").glob("good*"))
    assert run("import", "good.txt").code == 0


@pytest.mark.usefixtures("study")
def test_a_name_that_no_file_has_is_missing_whatever_its_ending(run: Run) -> None:
    for name in ("talks/*", "KC09.doc", "KC09.txt"):
        ran = run("import", name)
        assert (ran.code, ran.err) == (2, f"{name}: it cannot be read: no such file or directory\n")


def test_all_names_that_are_taken_are_told_at_once(run: Run, study: Path) -> None:
    for name in ("a.txt", "b.txt", "a.md", "b.md"):
        (study / name).write_text(f"INT: Who leads {name}?\n\nP02: All do.\n", "utf-8")
    ran = run("import", "a.txt", "b.txt", "a.md", "b.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("rename one of the two") == 2
    assert "2 of 4 files" in ran.err


def test_columns_of_a_table_are_named_on_the_command_line(run: Run, study: Path) -> None:
    (study / "talk.csv").write_text("A,B\nINT,Who leads?\nP02,All do.\n", "utf-8")
    assert run("import", "talk.csv").code == 2
    ran = run("import", "talk.csv", "--columns", "speaker=A,text=B")
    assert (ran.code, ran.out) == (0, "talk: 2 segments, 1 codable\n")
