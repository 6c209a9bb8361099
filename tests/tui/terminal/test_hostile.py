"""Text that acts on a terminal, wherever a study has it, reaches no terminal as it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.tui.terminal.conftest import COMMAND, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.terminal.conftest import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

#: A title, a colour, a bell, the order of letters, NUL, and markup.
HOSTILE: Final = (
    "\x1b]0;owned\x07 \x1b[31mred\x1b[m \x9b31m \u202eback\u2066 \x00nul "
    "[red]plain[/red] [@click=app.quit]me[/]"
)
#: None of these may be sent: a title, this colour, bells, C1, bidi overrides, NUL, half of a pair.
UNSAFE: Final = (
    b"\x1b]",
    b"owned\x07",
    b"\x07",
    b"\x1b[31m",
    b"\x00",
    *(sign.encode("utf-8", "surrogatepass") for sign in "\x9b\u202e\u2066\ud800"),
)
LONG: Final = "x" * 100_000
#: Panes and prompts: the keys that open each, what leaves it, and words that it shows.
PANES: Final = (
    ("memo", "m", "\x1b", "Esc keeps the memo"),
    ("memo on a code", "Mc", "\x1b", "memo on code who-leads"),
    ("memo on the transcript", "Mt", "\x1b", "memo on transcript KC01"),
    ("memos", '"', "\x1b", "type to search"),
    ("memos, searched", '"red', "\x1b", "memos with: red_"),
    ("compare", "c", "\x1b", "compare who-leads"),
    ("step of compare", "cJ", "\x1b", "J/K step"),
    ("help", "?", "\x1b", "type to search"),
    ("help, searched", "?red", "\x1b", "search: red_"),
    ("palette", "\x10", "\x1b", "type to search"),
    ("find", "fred\r", "\x1b", "'red': "),
    ("goto", ":Q1\r", "", "q quit"),
    ("goto nothing", ":\u202ered\r", "", "no segment"),
    ("interviews", ":\r", "\x1b", "interviews, decided"),
    ("interviews, searched", ":\rkc", "\x1b", "interview: kc_"),
    ("codes", "/red", "\x1b", "apply): red_"),
    ("words", "vv", "\x1b", "how far"),
    ("segments", "=n", "", "only segments not visited"),
    ("by question", "o", "", "order: by question"),
    ("next by question", "jjj", "", "q quit"),
    ("finish", "$", "\x1b", "q quit"),
)


def made_hostile(folder: Path) -> None:
    """Put hostile text wherever the example study has text."""
    path = folder / "transcripts" / "KC01.json"
    transcript = json.loads(path.read_text(encoding="utf-8"))
    transcript["title"] = transcript["source"]["name"] = HOSTILE
    transcript["segments"][0]["speaker"] = HOSTILE
    transcript["speakers"][HOSTILE] = transcript["speakers"]["INT"]
    transcript["segments"][1]["text"] = HOSTILE
    transcript["segments"][3]["text"] = LONG
    path.write_text(json.dumps(transcript), encoding="utf-8")
    _replace(folder / "codebook.yaml", "name: Who leads\n", f"name: {json.dumps(HOSTILE)}\n")
    _replace(folder / "codebook.yaml", "codebook: ", f"title: {json.dumps(HOSTILE)}\ncodebook: ")
    coder_file = {
        "file": {"1": {"format": "leadcode.codings/1", "coder": "kim", "study": None, "pass": 1}},
        "memos": {
            "1": {"on": "code", "id": HOSTILE, "text": HOSTILE},
            "2": {"on": "code", "id": "who-leads", "text": HOSTILE},
            "3": {"on": "transcript", "id": "KC01", "text": HOSTILE},
            "4": {"on": "study", "id": HOSTILE, "text": HOSTILE},
        },
        "codings:KC01": {"0002": {"memo": HOSTILE, "codes": ["who-leads"]}},
    }
    (folder / "codings" / "kim.json").write_text(json.dumps(coder_file), encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    without = "".join(line for line in text.splitlines(True) if not line.startswith("title:"))
    path.write_text(without.replace(old, new, 1), encoding="utf-8")


def unsafe_in(sent: bytes) -> list[bytes]:
    """Return what was sent that could act on a terminal, but for what Textual itself says."""
    own = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", sent)  # the pointer's shape
    return [unsafe for unsafe in UNSAFE if unsafe in own]


def test_no_pane_sends_text_that_acts_on_a_terminal(
    folder: Path, start: Callable[..., Terminal]
) -> None:
    made_hostile(folder)
    terminal = start()
    for name, opened, closed, words in PANES:
        terminal.send(opened)
        terminal.wait_for(words)
        assert unsafe_in(terminal.sent) == [], name
        if closed:
            terminal.send(closed)
            terminal.wait_for("q quit")
    terminal.left()
    assert unsafe_in(terminal.sent) == []
    assert b"<U+202E>" in terminal.sent
    assert b"[red]plain[/red]" in terminal.sent


@pytest.mark.parametrize("size", [(60, 16), (120, 40)], ids=["small", "wide"])
def test_no_size_sends_text_that_acts_on_a_terminal(
    folder: Path, start: Callable[..., Terminal], size: tuple[int, int]
) -> None:
    made_hostile(folder)
    terminal = start()
    terminal.resize(*size)
    terminal.wait_for("27 codes")
    terminal.send("WcJm")
    terminal.wait_for("Esc keeps the memo")
    assert unsafe_in(terminal.sent) == []
    assert b"<U+202E>" in terminal.sent


#: A file's name with bytes that are no UTF-8.
NAME: Final = os.fsdecode(b"\x1b[31mname\xe2\x80\xae\xff.json")
#: Every key that makes plain mode say something.
LINES: Final = (
    'm\nM c W\nM t\nM s\n"\n? W\nv\n# \u202e\nc W\n] W\nf red\nn\n'
    ": Q1\n: \u202e\n/ red\n=n\nj\nk\n?\n$ n\nu\nq\n"
)


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        pytest.param([*COMMAND[2:], "--plain"], LINES, id="plain mode"),
        pytest.param(["leadcode_tui", "status"], "", id="status"),
        pytest.param(["leadcode_tui", "codebook", "show"], "", id="codebook"),
        pytest.param(["leadcode_tui", "codebook", "check"], "", id="codebook check"),
        pytest.param(["leadcode_tui", "codebook", "growth"], "", id="codebook growth"),
        pytest.param(["leadcode_tui", "codebook", "diff", "--coder", "kim"], "", id="diff"),
        pytest.param(["leadcode_tui", "keys"], "", id="keys"),
        pytest.param(["leadcode_tui", "participants"], "", id="participants"),
        pytest.param(["leadcode_tui", "check"], "", id="check"),
        pytest.param(["leadcode_tui", "memos", "--coder", "kim"], "", id="memos"),
        pytest.param(["leadcode_tui", "history", "kim"], "", id="history"),
        pytest.param(["leadcode_tui", "agree", "kim", "ana", "--disagreements"], "", id="agree"),
    ],
)
def test_no_command_prints_text_that_acts_on_a_terminal(
    folder: Path, environment: dict[str, str], arguments: list[str], lines: str
) -> None:
    made_hostile(folder)
    people = folder / "participants.csv"
    table = people.read_text(encoding="utf-8")
    people.write_text(table.rstrip("\n") + f'\nX1,"{HOSTILE}"\n', encoding="utf-8")
    done = _run(arguments, folder, environment, lines)
    assert unsafe_in(done.stdout + done.stderr) == []
    assert b"Traceback" not in done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        pytest.param("import", [NAME], id="import"),
        pytest.param("check", [], id="check"),
        pytest.param("check", [NAME], id="check, with a name too many"),
        pytest.param("code", ["--plain", "--coder", "kim", NAME], id="code"),
        pytest.param("agree", [NAME, "ana"], id="agree"),
    ],
)
def test_no_command_prints_a_file_name_that_acts_on_a_terminal(
    folder: Path, environment: dict[str, str], command: str, arguments: list[str]
) -> None:
    for path in (folder / "transcripts", folder / "codings", folder):
        (path / NAME).write_bytes(b"{")
    done = _run(["leadcode_tui", command, *arguments], folder, environment, "")
    assert done.returncode in {1, 2}
    assert unsafe_in(done.stdout + done.stderr) == []
    assert b"name<U+202E>" in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_half_of_a_pair_in_a_file_is_refused_with_its_place(
    folder: Path, environment: dict[str, str]
) -> None:
    path = folder / "transcripts" / "KC01.json"
    text = path.read_text(encoding="utf-8").replace("Well.", "\\ud800", 1)
    path.write_text(text, "utf-8")
    line = text[: text.index("\\ud800")].count("\n") + 1
    done = _run([*COMMAND[2:], "--plain"], folder, environment, "q\n")
    assert done.returncode == 2
    assert re.search(rb"KC01\.json:%d:\d+: no transcript of a study" % line, done.stderr)


def _run(arguments: list[str], folder: Path, environment: dict[str, str], lines: str) -> Any:
    command = [COMMAND[0], "-m", *(word for word in arguments if word != "-m")]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=lines.encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
