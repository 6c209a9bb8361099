"""Kill coding sessions at random, and count what was lost of all that they had acknowledged.

    python benchmarks/faults.py [KILLS] [SEED]

Each round starts `leadcode code --plain` on a small study, types random keys, and kills the process
(SIGKILL) after a random number of answers, often with more keys on the way. A decision counts as
acknowledged once its answer was read. The next start must hold every acknowledged decision, read
both files, and begin at the right segment. Exit code 1 if anything was lost.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from leadcode_tui.model import Entry
from leadcode_tui.store.current import read_current

SEGMENTS = 40
CODES = {"d": "distributed", "w": "vacuum", "b": "buy-in"}
ANSWER = re.compile(r"\+ (\S+)  applied to KC01:(\d+)")


def make_study(folder: Path) -> None:
    """Make a study of one interview, with the commands that a person would use."""
    codes = "".join(f"  - {{id: {code}, key: {key}}}\n" for key, code in CODES.items())
    (folder / "codebook.yaml").write_text(f"codebook: small\ncodes:\n{codes}", encoding="utf-8")
    (folder / "leadcode.yaml").write_text(
        "study: small\ntitle: Small\ncodebook: codebook.yaml\n", encoding="utf-8"
    )
    turns = "\n\n".join(f"INT: Question {n}?\n\nKC01: Answer {n}." for n in range(SEGMENTS))
    (folder / "KC01.txt").write_text(turns, encoding="utf-8")
    subprocess.run([*LEADCODE, "import", "KC01.txt"], cwd=folder, check=True, capture_output=True)


LEADCODE = (sys.executable, "-m", "leadcode_tui")


def killed_session(folder: Path, chance: random.Random) -> dict[str, set[str]]:
    """Run one session and kill it; return the decisions that it acknowledged, by segment."""
    session = subprocess.Popen(
        [*LEADCODE, "code", "--plain", "--coder", "ana"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert session.stdin is not None  # noqa: S101 # it was asked for
    assert session.stdout is not None  # noqa: S101
    acknowledged: dict[str, set[str]] = {}
    for _ in range(chance.randint(1, 12)):
        number = 2 * chance.randint(1, SEGMENTS)
        key = chance.choice(list(CODES))
        session.stdin.write(f": {number}\n{key}\n{chance.choice(['', 'm a note', '.'])}\n")
        session.stdin.flush()
        for line in session.stdout:
            if told := ANSWER.search(line):
                acknowledged.setdefault(told[2], set()).add(told[1])
                break
            if "already" in line:
                break
    session.stdin.write("d\n\nw\n\nb\n")
    session.stdin.flush()
    session.kill()
    for line in session.stdout:  # answers that were out before the end count as well
        if told := ANSWER.search(line):
            acknowledged.setdefault(told[2], set()).add(told[1])
    session.wait()
    session.stdout.close()
    return acknowledged


def held(folder: Path) -> dict[str, set[str]]:
    """Return what the files hold, by segment number."""
    entries = read_current(folder / "codings" / "ana.json").entries
    kept = next(iter(entries.values()), {})
    return {
        segment.lstrip("0"): set(entry.codes or ())
        for segment, entry in kept.items()
        if isinstance(entry, Entry)
    }


def last_place(folder: Path) -> str | None:
    """Return the segment of the last change that the history holds."""
    lines = (folder / "codings" / "ana.history.jsonl").read_bytes().splitlines()
    for line in reversed(lines):
        try:
            change = json.loads(line)
        except ValueError:
            continue
        if change.get("segment"):
            return str(change["segment"]).lstrip("0")
    return None


def begins_at(folder: Path) -> str:
    """Start a session and leave at once; return what it says of where it begins."""
    session = subprocess.run(
        [*LEADCODE, "code", "--plain", "--coder", "ana"],
        cwd=folder,
        input="q\n",
        capture_output=True,
        text=True,
        check=True,
    )
    return session.stderr


def main() -> int:
    """Kill as often as was asked, and print the counts."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    lost = unreadable = misplaced = acknowledged = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_study(folder)
        begins_at(folder)
        so_far: dict[str, set[str]] = {}
        for _ in range(kills):
            answered = killed_session(folder, chance)
            acknowledged += sum(map(len, answered.values()))
            for segment, codes in answered.items():
                so_far.setdefault(segment, set()).update(codes)
            place = last_place(folder)
            try:
                found = held(folder)
            except Exception as error:  # noqa: BLE001 # whatever it is, it counts
                unreadable += 1
                print(f"unreadable: {error}")
                continue
            lost += sum(len(codes - found.get(segment, set())) for segment, codes in so_far.items())
            misplaced += f"resumed at KC01:{place}\n" not in begins_at(folder)
    print(
        f"{kills} kills, {acknowledged} decisions acknowledged: {lost} lost, "
        f"{unreadable} files unreadable, {misplaced} starts at another segment"
    )
    return 1 if lost or unreadable or misplaced else 0


if __name__ == "__main__":
    sys.exit(main())
