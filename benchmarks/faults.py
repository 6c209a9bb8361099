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

from leadcode_tui.store.current import read_current

SEGMENTS = 40
CODES = {"d": "distributed", "w": "vacuum", "b": "buy-in"}
#: Codes that come and go; the third is only ever applied, with keys that are still on the way.
CHANGING = ("d", "w")
ANSWER = re.compile(r"([+-]) (\S+)  (?:applied to|removed from) KC01:(\d+)")
#: What was acknowledged last of a code on a segment: that it is there, or that it is not.
Acknowledged = dict[tuple[str, str], bool]


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


def killed_session(folder: Path, chance: random.Random, known: Acknowledged) -> int:
    """Run one session and kill it; note what it acknowledged, and return how much that was."""
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
    answers = 0
    for _ in range(chance.randint(1, 12)):
        number, key = str(2 * chance.randint(1, SEGMENTS)), chance.choice(CHANGING)
        remove = "x" if known.get((number, CODES[key])) else ""
        session.stdin.write(f": {number}\n{remove}{key}\nm note {chance.random()}\n")
        session.stdin.flush()
        answers += noted(next(filter(ANSWER.search, session.stdout)), known)
    session.stdin.write("b\n\nb\n\nb\n")
    session.stdin.flush()
    session.kill()
    answers += sum(noted(line, known) for line in session.stdout)  # out before the end
    session.wait()
    session.stdout.close()
    return answers


def noted(line: str, known: Acknowledged) -> bool:
    """Take note of an answer; say whether the line was one."""
    answer = ANSWER.search(line)
    if answer is not None:
        known[answer[3], answer[2]] = answer[1] == "+"
    return answer is not None


def held(folder: Path) -> dict[str, set[str]]:
    """Return what the files hold, by segment number."""
    entries = read_current(folder / "codings" / "ana.json").entries
    kept = next(iter(entries.values()), {})
    return {segment.lstrip("0"): set(entry.codes or ()) for segment, entry in kept.items()}


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
        known: Acknowledged = {}
        for _ in range(kills):
            acknowledged += killed_session(folder, chance, known)
            place = last_place(folder)
            try:
                found = held(folder)
            except Exception as error:  # noqa: BLE001 # whatever it is, it counts
                unreadable += 1
                print(f"unreadable: {error}")
                continue
            lost += sum(
                (code in found.get(segment, set())) != is_there
                for (segment, code), is_there in known.items()
            )
            misplaced += f"resumed at KC01:{place}\n" not in begins_at(folder)
    print(
        f"{kills} kills, {acknowledged} decisions acknowledged: {lost} lost, "
        f"{unreadable} files unreadable, {misplaced} starts at another segment"
    )
    return 1 if lost or unreadable or misplaced else 0


if __name__ == "__main__":
    sys.exit(main())
