"""Whatever comes in: a sentence that says what is wrong, exit 2, nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.process.conftest import Run

#: Nobody can be refused a file who is root.
AS_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write every file")


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(process: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence that a failed command says."""
    assert process.returncode == 2
    assert process.stdout == ""
    assert "Traceback" not in process.stderr
    assert len(process.stderr.splitlines()) == 1
    return process.stderr.rstrip("\n")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("none.txt", None, "no such file", id="missing"),
        pytest.param("empty.txt", b"", "there is nothing in it", id="empty"),
        pytest.param("blank.txt", b" \n\n", "there is nothing in it", id="blank"),
        pytest.param("noise.txt", bytes(range(256)) * 4, "it is no text", id="binary"),
        pytest.param("talk.pages", b"talk", "files cannot be read", id="of another kind"),
    ],
)
def test_a_file_that_cannot_be_imported_is_named(
    run: Run, empty: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (empty / name).write_bytes(content)
    sentence = told(run("import", name))
    assert sentence.startswith(f"{name}: ")
    assert why in sentence


def test_a_folder_is_no_transcript(run: Run, empty: Path) -> None:
    (empty / "talks.txt").mkdir()
    assert told(run("import", "talks.txt")).startswith("talks.txt: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "pipe.txt"),
        ("import", "--update", "pipe.docx"),
        ("agree", "ana", "pipe.json"),
        ("agree", "pipe.csv"),
        ("agree", "pipe.xlsx"),
        ("code", "--plain", "--coder", "ana", "--codebook", "codebook.yaml", "pipe.txt"),
        ("codebook", "check", "pipe.yaml"),
        ("codebook", "import", "pipe.csv"),
        ("codebook", "import", "pipe.qdc"),
        ("participants", "--from", "pipe.csv"),
        ("anonymise", "pipe.csv"),
        ("merge", "pipe.json", "codings/ana.json", "--into", "one.json"),
    ],
    ids=" ".join,
)
def test_a_pipe_that_nobody_writes_into_is_refused(
    run: Run, study: Path, arguments: tuple[str, ...]
) -> None:
    assert run("code", "--plain", "--coder", "ana", typed="s\nq\n").returncode == 0
    name = next(each for each in arguments if each.startswith("pipe."))
    os.mkfifo(study / name)
    sentence = told(run(*arguments))
    assert sentence.startswith(f"{name}: ")
    assert "pipe" in sentence.removeprefix(f"{name}: ")


@pytest.mark.parametrize("name", ["ana.json", "ana.history.jsonl"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("agree", "ana", "ben"),
        ("code", "--plain", "--coder", "ana"),
        ("memos", "--coder", "ana"),
    ],
    ids=" ".join,
)
def test_a_pipe_in_place_of_a_coder_s_file_is_named(
    run: Run, study: Path, name: str, arguments: tuple[str, ...]
) -> None:
    for coder in ("ana", "ben"):
        assert run("code", "--plain", "--coder", coder, typed="s\nq\n").returncode == 0
    path = study / "codings" / name
    path.unlink()
    os.mkfifo(path)
    assert told(run(*arguments)).startswith(f"codings/{name}: it is a pipe")


def test_a_pipe_in_place_of_a_memo_that_was_cut_off_is_no_memo(run: Run, study: Path) -> None:
    (study / "codings").mkdir()
    os.mkfifo(study / "codings" / ".ana.json.unfinished")
    assert run("code", "--plain", "--coder", "ana", typed="q\n").returncode == 0


@AS_ROOT
def test_a_file_that_may_not_be_read_is_named(run: Run, empty: Path) -> None:
    (empty / "talk.txt").touch(mode=0o000)
    assert "talk.txt: " in told(run("import", "talk.txt"))


@AS_ROOT
def test_a_folder_that_may_not_be_written_is_named(run: Run, study: Path) -> None:
    study.chmod(0o500)
    try:
        assert "permission denied" in told(run("code", "--plain", "--coder", "ana"))
    finally:
        study.chmod(0o700)


@pytest.mark.parametrize(
    "arguments",
    [("code", "--plain", "--coder", "ana"), ("import", "--update", "gate.txt")],
    ids=" ".join,
)
def test_a_folder_of_codings_that_is_closed_for_now_is_no_failure(
    run: Run, study: Path, arguments: tuple[str, ...]
) -> None:
    begun = ("code", "--plain", "--coder", "ana")
    assert run(*begun, typed="s\nq\n").returncode == 0
    codings = study / "codings"
    codings.chmod(0o500)
    try:
        ran = run(*arguments, typed="q\n")
    finally:
        codings.chmod(0o700)
    assert ran.returncode in {0, 2}
    assert "leadcode failed" not in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        pytest.param(("agre", "ana", "ben"), "(did you mean agree?)", id="command"),
        pytest.param(("agree", "ana"), "agreement needs two coders", id="too few"),
        pytest.param(("agree", "ana", "ben", "--fromat", "csv"), "--format", id="option"),
        pytest.param(("agree", "ana", "ben", "--format", "xml"), "'json'", id="value"),
    ],
)
def test_a_mistyped_command_line_is_told_with_what_it_could_be(
    run: Run, arguments: tuple[str, ...], hint: str
) -> None:
    failed = run(*arguments)
    assert failed.returncode == 2
    assert failed.stdout == ""
    assert hint in failed.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(
            ("agree", "ana", "bne"),
            "no coder 'bne' in codings: ana, ben (did you mean ben?)",
            id="coder",
        ),
        pytest.param(
            ("agree", "ana", "none.json"), "none.json: there is no such file", id="coder file"
        ),
        pytest.param(
            ("code", "--plain", "--coder", "ana", "gaet"),
            "no transcript 'gaet' in the study (did you mean gate?)",
            id="transcript",
        ),
        pytest.param(
            ("code", "--plain", "--coder", "ana/ben"),
            "'ana/ben' cannot be a coder's name: letters, digits, '-' and '_', at most 40",
            id="coder's name",
        ),
    ],
)
def test_a_mistyped_name_is_told_with_what_was_probably_meant(
    run: Run, study: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    assert study.is_dir()
    for coder in ("ana", "ben"):
        run("code", "--plain", "--coder", coder, typed="s\nq\n")
    assert told(run(*arguments)) == sentence


@pytest.mark.parametrize("login", ["root", "ubuntu", "research"])
def test_a_shared_account_is_no_coder(
    run: Run, study: Path, environment: dict[str, str], login: str
) -> None:
    assert study.is_dir()
    failed = run("code", "--plain", env={**environment, "LOGNAME": login, "USER": login})
    assert told(failed).startswith(f"{login!r} is a shared account and no coder's name")


def test_outside_a_study_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    assert "make one with: leadcode init" in told(run("status", folder=tmp_path))


def test_a_study_is_not_made_over_another(run: Run, study: Path) -> None:
    before = everything_in(study)
    assert "holds a study already" in told(run("init"))
    assert everything_in(study) == before


def test_the_same_file_is_not_imported_twice(run: Run, study: Path) -> None:
    before = everything_in(study)
    process = run("import", "gate.txt", "--interviewer", "INT")
    assert (process.returncode, process.stdout) == (0, "")
    assert process.stderr.startswith("gate.txt: the study has this very file already, as gate; ")
    assert everything_in(study) == before


def test_a_name_that_differs_only_in_case_is_refused(run: Run, study: Path) -> None:
    (study / "GATE.md").write_text("P2: Somebody else.\n", encoding="utf-8")
    before = everything_in(study)
    sentence = told(run("import", "GATE.md"))
    assert "the study has a transcript gate already, from another file, gate.txt" in sentence
    assert everything_in(study) == before


def test_an_import_that_fails_halfway_writes_nothing(run: Run, study: Path) -> None:
    (study / "good.txt").write_text("INT: Who?\n\nP1: Me.\n", encoding="utf-8")
    (study / "bad.txt").write_bytes(b"\0\1\2" * 99)
    before = everything_in(study)
    assert told(run("import", "good.txt", "bad.txt")).startswith("bad.txt: ")
    assert everything_in(study) == before


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        pytest.param("    key: s\n", "    kee: s\n", "8:5", "'kee'", id="mistyped key"),
        pytest.param("id: weather", "id: shared-work", "9:9", "'shared-work'", id="twice"),
        pytest.param("    key: w\n", "\tkey: w\n", "10:1", "tab", id="tab"),
        pytest.param("Shared work", '"Shared work', "7:11", "quote", id="unclosed quote"),
    ],
)
def test_a_mistake_in_the_codebook_has_its_line_and_column(
    run: Run, study: Path, right: str, wrong: str, place: str, words: str
) -> None:
    codebook = study / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    assert text.count(right) == 1
    codebook.write_text(text.replace(right, wrong), encoding="utf-8")
    before = everything_in(study)
    sentence = told(run("code", "--plain", "--coder", "ana"))
    assert sentence.startswith(f"codebook.yaml:{place}: ")
    assert words in sentence
    assert everything_in(study) == before


def test_a_mistake_in_the_study_file_has_its_line_and_column(run: Run, study: Path) -> None:
    path = study / "leadcode.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "segmet: turn\n", encoding="utf-8")
    assert told(run("status")).startswith("leadcode.yaml:5:1: ")


def test_a_code_gone_from_the_codebook_is_told_with_its_place(run: Run, study: Path) -> None:
    run("code", "--plain", "--coder", "ana", typed="s\nq\n")
    codebook = study / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    codebook.write_text(text.replace("id: shared-work", "id: shared-works"), encoding="utf-8")
    again = run("code", "--plain", "--coder", "ana", typed="q\n")
    lines = (study / "codings" / "ana.json").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if '"0002"' in text and "codes" in text)
    column = lines[line - 1].index('"shared-work"') + 1
    (said,) = (text for text in again.stderr.splitlines() if "shared-work'" in text)
    place = f"codings/ana.json:{line}:{column}: "
    assert said.startswith(f"{place}code 'shared-work' is not in the codebook")
    assert "did you mean shared-works?" in said
    assert "used on 1 segment, first gate 0002" in said
    assert again.returncode == 0


def test_a_coder_file_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ana.json").write_text('{"file": ', encoding="utf-8")
    (tmp_path / "ben.json").write_bytes(b"\xff\xfe\0")
    sentence = told(run("agree", "ana.json", "ben.json", folder=tmp_path))
    assert sentence.startswith("ana.json")


def test_a_reader_that_goes_away_ends_the_command_quietly(
    example: Path, environment: dict[str, str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        process = subprocess.run(
            [sys.executable, "-m", "leadcode_tui", "agree", "ana", "ben"],
            cwd=example,
            env=environment,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=300,
        )
    finally:
        os.close(writing)
    assert process.returncode == 0
    assert process.stderr == b""


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_the_shell_closed_leads_nowhere(run: Run, study: Path, closed: int) -> None:
    assert study.is_dir()
    run("code", "--plain", "--coder", "ana", typed="s\nq\n")
    before = run("check").stdout
    ran = run("code", "--plain", "--coder", "ana", preexec_fn=lambda: os.close(closed))
    assert ran.returncode == 0
    assert "failed" not in ran.stderr
    assert run("check").stdout == before


def test_what_has_to_be_asked_is_refused_where_nobody_can_be(run: Run, study: Path) -> None:
    before = everything_in(study)
    assert "--yes" in told(run("withdraw", "gate", preexec_fn=lambda: os.close(0)))
    assert everything_in(study) == before


def test_an_interrupt_ends_with_130(study: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "leadcode_tui", "code", "--plain", "--coder", "ana"],
        cwd=study,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"s\n")
        process.stdin.flush()
        while b"applied to gate:2" not in process.stdout.readline():
            pass
        time.sleep(0.1)  # it waits for the next line
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=300)
    assert process.returncode == 130
    assert said.decode().splitlines()[-1] == "interrupted"
    kept = json.loads((study / "codings" / "ana.json").read_text(encoding="utf-8"))
    assert kept["codings:gate"]["0002"]["codes"] == ["shared-work"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [("status",), ("agree", "ana", "ben"), ("--help",)])
def test_a_full_disk_under_stdout_is_told(
    run: Run, example: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        failed = run(*arguments, folder=example, stdout=full)
    assert failed.returncode == 2
    assert "no space left on device" in failed.stderr
    assert "Traceback" not in failed.stderr


def _no_more_than(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_under_an_import_is_told_and_leaves_nothing(run: Run, empty: Path) -> None:
    (empty / "gate.txt").write_text("P1: " + "It rained. " * 400, encoding="utf-8")
    before = everything_in(empty)
    failed = run("import", "gate.txt", preexec_fn=lambda: _no_more_than(2000))
    assert "file too large" in told(failed)
    assert everything_in(empty) == before | {empty / ".leadcode.yaml.lock": b""}


def test_what_a_full_disk_keeps_from_being_written_is_told(run: Run, study: Path) -> None:
    assert study.is_dir()
    typed = "".join(f"m {'why always goats ' * 20}{n}\n" for n in range(9)) + "q\n"
    failed = run(
        *("code", "--plain", "--coder", "ana"),
        typed=typed,
        preexec_fn=lambda: _no_more_than(3000),
    )
    assert "NOT SAVED: file too large" in failed.stdout
    assert "Traceback" not in failed.stderr


def test_text_that_acts_on_a_terminal_is_made_visible(run: Run, study: Path) -> None:
    path = study / "transcripts" / "gate.json"
    transcript = json.loads(path.read_text(encoding="utf-8"))
    transcript["segments"][1]["text"] = "a\x1b]0;x\x07 \x1b[31mred \u202eback"
    path.write_text(json.dumps(transcript), encoding="utf-8")
    shown = run("code", "--plain", "--coder", "ana", typed="m \x1b[2J\n\nk\nq\n")
    assert shown.returncode == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(shown.stdout + shown.stderr)
    assert "a␛]0;x␇ ␛[31mred <U+202E>back" in shown.stdout
    assert "memo: ␛[2J" in shown.stdout


def test_a_bug_is_told_without_a_traceback_or_a_word_of_the_interview(
    run: Run, study: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import leadcode_tui.study.coding.session as session\n"
        "def fail(self, code):\n"
        "    raise ZeroDivisionError(self.material.segment(self.here).text)\n"
        "session.Session.apply = fail\n",
        encoding="utf-8",
    )
    failed = run(
        *("code", "--plain", "--coder", "ana"),
        typed="s\n",
        env={**environment, "PYTHONPATH": str(tmp_path)},
    )
    assert study.is_dir()
    assert failed.returncode == 2
    assert "Traceback" not in failed.stderr
    assert "leadcode failed (ZeroDivisionError)" in failed.stderr
    log = next((tmp_path / "home").rglob("failures.log"))
    assert log.stat().st_mode & 0o777 == 0o600
    assert "Whoever is last" not in log.read_text(encoding="utf-8") + failed.stderr
