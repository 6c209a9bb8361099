"""Time `leadcode agree` as a whole process, beside decoding its files and beside pandas.

    python benchmarks/agree.py [--oracle PYTHON] [--million]

Two coder files of 100,000 decisions with 20 codes (400 transcripts of 250), kappas and intervals.
The yardstick is a Python process that decodes both files with msgspec as it comes; with --oracle, a
Python that has pandas and scikit-learn runs the shortest script for the same kappas, without their
intervals. --million adds 1,000,000 decisions a file. Medians of five runs, one after the other.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PER_TRANSCRIPT, CODES, RUNS = 250, 20, 5
BOOK = "b1"

DECODE = """
import sys, msgspec
for path in sys.argv[1:]:
    msgspec.json.decode(open(path, "rb").read())
"""
PANDAS = """
import sys, json
import pandas as pd
from sklearn.metrics import cohen_kappa_score
def read(path):
    data = json.load(open(path))
    codes = sorted(data["books"]["b1"]["codes"])
    rows = {(table, segment): [code in set(entry["codes"]) for code in codes]
            for table, segments in data.items() if table.startswith("codings:")
            for segment, entry in segments.items() if "codes" in entry}
    return pd.DataFrame.from_dict(rows, orient="index", columns=codes)
a, b = map(read, sys.argv[1:])
shared = a.index.intersection(b.index)
a, b = a.loc[shared], b.loc[shared]
print({code: cohen_kappa_score(a[code], b[code]) for code in a})
"""
#: How the figures are asked for.
KAPPAS = (
    *("--format", "json", "--statistic", "cohen_kappa"),
    *("--statistic", "pooled_kappa", "--statistic", "mean_kappa"),
)


def write_pair(folder: Path, decisions: int, *, sets: int = 0) -> tuple[str, str]:
    """Write two coders' files; with `sets`, decisions are drawn from so many distinct sets."""
    random = Random(7)
    codes = [f"code-{number:02}" for number in range(CODES)]
    shares = [1 / (2 + number) for number in range(CODES)]
    pool = distinct(random, codes, sets) if sets else []
    paths = []
    truth: dict[tuple[int, int], list[str]] = {}
    for coder in ("ana", "ben"):
        tables = {}
        for number in range(decisions // PER_TRANSCRIPT):
            entries = {}
            for segment in range(1, PER_TRANSCRIPT + 1):
                known = truth.setdefault((number, segment), drawn(random, codes, shares, pool))
                same = random.random() < 0.75
                applied = known if same else drawn(random, codes, shares, pool)
                entries[f"{segment:04}"] = {
                    "codes": applied,
                    "chars": 180,
                    "text": f"{number * 1000 + segment:08x}",
                    "book": BOOK,
                    "at": "2026-11-23T10:00:07Z",
                }
            tables[f"codings:K{number:04}"] = entries
        path = folder / f"{coder}-{decisions}-{sets}.json"
        path.write_text(json.dumps(coder_file(coder, codes, tables)), "utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


def coder_file(coder: str, codes: Sequence[str], tables: dict[str, object]) -> dict[str, object]:
    head = {"format": "leadcode.codings/1", "coder": coder, "study": "bench", "pass": 1}
    book = {"name": "bench", "sha256": "0" * 64, "at": "", "codes": dict.fromkeys(codes)}
    transcripts = {
        name.removeprefix("codings:"): {
            "participant": None,
            "codable": [f"{segment:04}" for segment in range(1, PER_TRANSCRIPT + 1)],
            "position": None,
            "state": "open",
        }
        for name in tables
    }
    return {"file": {"1": head}, "books": {BOOK: book}, "transcripts": transcripts, **tables}


def distinct(random: Random, codes: Sequence[str], sets: int) -> list[list[str]]:
    found: set[tuple[str, ...]] = set()
    while len(found) < sets:
        found.add(tuple(sorted(random.sample(codes, random.choice([1, 2, 3, 3, 4, 4, 5])))))
    return [list(each) for each in sorted(found)]


def drawn(
    random: Random, codes: Sequence[str], shares: Sequence[float], pool: Sequence[list[str]]
) -> list[str]:
    if pool:
        return random.choice(pool)
    return sorted(set(random.choices(codes, shares, k=random.choice([0, 1, 1, 2, 2, 3]))))


def run(command: Sequence[str]) -> tuple[float, float]:
    """Return the median seconds of a command, and the most memory that a child had, in MB."""
    seconds = []
    for _ in range(RUNS):
        begun = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)
        seconds.append(perf_counter() - begun)
    return median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--oracle")
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    agree = [sys.executable, "-m", "leadcode_tui", "agree"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        pair = write_pair(folder, 100_000)
        decode, _ = run([sys.executable, "-c", DECODE, *pair])
        kappas, memory = run([*agree, *pair, *KAPPAS])
        usual, _ = run([*agree, *pair])
        print(f"1e5 decisions: decode {decode:.2f} s")
        print(f"kappas with intervals {kappas:.2f} s = {kappas / decode:.2f} x, {memory:.0f} MB")
        print(f"the usual page {usual:.2f} s = {usual / decode:.2f} x")
        if options.oracle:
            theirs, _ = run([options.oracle, "-c", PANDAS, *pair])
            print(f"pandas and scikit-learn {theirs:.2f} s = {theirs / kappas:.1f} x ours")
        many = write_pair(folder, 100_000, sets=3000)
        without, _ = run([*agree, *many, *KAPPAS])
        with_alpha, _ = run([*agree, *many])
        print(f"alpha over 3,000 distinct sets: {with_alpha - without:.2f} s more")
        if options.million:
            large = write_pair(folder, 1_000_000)
            seconds, memory = run([*agree, *large, *KAPPAS])
            print(f"1e6 decisions: {seconds:.2f} s = {seconds / kappas:.1f} x, {memory:.0f} MB")


if __name__ == "__main__":
    main()
