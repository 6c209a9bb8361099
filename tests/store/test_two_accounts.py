"""Two Unix accounts of one group, one study folder: neither locks the other out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Accounts and their group; numbers that need no entry anywhere.
ANA, BEN, TEAM = 64001, 64002, 64010

#: Codes one segment a session, 50 sessions, with the accounts in turn, under the tightest umask.
#: All is imported before the accounts change: they may not read the interpreter's files.
SESSIONS = """
import io, os, sys
from leadcode_tui.cli import main

def session(keys):
    sys.stdin = io.StringIO(keys)
    return main(["code", "--plain", "--coder", "ana"])

study, scratch, team, *accounts = sys.argv[1:]
os.chdir(scratch)
assert session("d\\nq\\n") == 0
os.chdir(study)
for number in range(50):
    child = os.fork()
    if child == 0:
        os.setgroups([int(team)])
        os.setgid(100000 + int(accounts[number % 2]))
        os.setuid(int(accounts[number % 2]))
        os.umask(0o077)
        os._exit(session(f": {2 * number + 2}\\nd\\nm of session {number}\\nq\\n"))
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"session {number} ended with {os.waitstatus_to_exitcode(status)}")
"""


def make_study(folder: Path) -> None:
    (folder / "leadcode.yaml").write_text("study: s\ntitle: S\ncodebook: codebook.yaml\n")
    (folder / "codebook.yaml").write_text("codebook: b\ncodes:\n  - {id: distributed, key: d}\n")
    (folder / "KC01.txt").write_text("\n\n".join(f"INT: {n}?\n\nKC01: {n}." for n in range(50)))
    leadcode = [sys.executable, "-m", "leadcode_tui", "import", "KC01.txt"]
    subprocess.run(leadcode, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def shared_study() -> Iterator[Path]:
    """A study that a group shares, where every account can get to it."""
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        outer.chmod(0o711)
        folder = outer / "study"
        folder.mkdir()
        make_study(folder)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, ANA, TEAM)
            path.chmod(0o2770 if path.is_dir() else 0o660)
        yield folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run sessions as other accounts")
def test_two_accounts_alternate_on_one_coder_s_file(shared_study: Path, tmp_path: Path) -> None:
    make_study(tmp_path)
    accounts = [str(TEAM), str(ANA), str(BEN)]
    run = subprocess.run(
        [sys.executable, "-c", SESSIONS, str(shared_study), str(tmp_path), *accounts],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "permission" not in run.stderr.lower()
    codings = shared_study / "codings"
    assert (codings / "ana.json").read_text().count('"codes":["distributed"]') == 50
    for path in codings.iterdir():
        assert path.stat().st_gid == TEAM, path.name
        assert path.stat().st_mode & 0o067 == 0o060, path.name
