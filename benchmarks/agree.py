"""Time `leadcode agree` as a whole process, beside decoding its files and beside pandas.

    python benchmarks/agree.py [--oracle PYTHON] [--million]

Two coder files of 100,000 decisions with 20 codes (400 transcripts of 250), kappas and intervals.
The yardstick is a Python process that decodes both files with msgspec as it comes; with --oracle, a
Python that has pandas, SciPy and scikit-learn does the same in both ways of
`benchmarks/oracles/pandas_kappas.py`. --million adds 1,000,000 decisions a file. Medians of five
runs that take turns (of the slowest, one); processor seconds stand beside those of the clock, since
other work on the machine lengthens the latter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from startup import as_installed  # type: ignore[import-not-found] # beside this file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PER_TRANSCRIPT, CODES, RUNS = 250, 20, 5
BOOK = "b1"

DECODE = """
import sys, msgspec
for path in sys.argv[1:]:
    msgspec.json.decode(open(path, "rb").read())
"""
AGREE = (sys.executable, "-m", "leadcode_tui", "agree")
PANDAS = Path(__file__).parent / "oracles" / "pandas_kappas.py"
#: How the figures are asked for.
KAPPAS = (
    *("--format", "json", "--statistic", "cohen_kappa"),
    *("--statistic", "pooled_kappa", "--statistic", "mean_kappa"),
)


def write_pair(
    folder: Path, decisions: int, *, sets: int = 0, categories: bool = False
) -> tuple[str, str]:
    """Write two coders' files.

    With `sets`, decisions are drawn from so many distinct sets of codes; with `categories`, each is
    one code.
    """
    random = Random(7)
    codes = [f"code-{number:02}" for number in range(CODES)]
    shares = [1 / (2 + number) for number in range(CODES)]
    pool = [[code] for code in codes] if categories else distinct(random, codes, sets)
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
        path = folder / f"{coder}-{decisions}-{sets}-{categories}.json"
        path.write_text(json.dumps(coder_file(coder, codes, tables)), "utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


def coder_file(
    coder: str, codes: Sequence[str], tables: Mapping[str, object]
) -> Mapping[str, object]:
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


class Run(NamedTuple):
    """What a process took: seconds by the clock, seconds of the processor, and memory in MB."""

    clock: float
    processor: float
    memory: float


def timed(command: Sequence[str]) -> Run:
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=as_installed())
    _, status, used = os.wait4(process.pid, 0)
    clock = perf_counter() - begun
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"failed: {' '.join(command)}")
    return Run(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turns(*commands: Sequence[str], runs: int = RUNS) -> list[Run]:
    """Return the medians of each command."""
    every = [[timed(command) for command in commands] for _ in range(runs)]
    return [Run(*map(median, zip(*of, strict=True))) for of in zip(*every, strict=True)]


def told(what: str, found: Run, *, beside: Run, of: str) -> None:
    print(
        f"{what}: {found.clock:.2f} s = {found.clock / beside.clock:.2f} x {of} "
        f"(processor {found.processor:.2f} s = {found.processor / beside.processor:.2f} x), "
        f"{found.memory:.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--oracle")
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        pair = write_pair(folder, 100_000)
        kappas = hundred_thousand(pair)
        if options.oracle:
            beside_pandas(options.oracle, pair)
        over_sets(write_pair(folder, 100_000, sets=3000))
        if options.million:
            million(folder, kappas)


def hundred_thousand(pair: Sequence[str]) -> Run:
    bare = [sys.executable, "-c", DECODE, *pair]
    decode, kappas, usual = in_turns(bare, [*AGREE, *pair, *KAPPAS], [*AGREE, *pair])
    print(f"1e5 decisions, decoding: {decode.clock:.2f} s (processor {decode.processor:.2f} s)")
    told("kappas with intervals", kappas, beside=decode, of="decoding")
    told("the usual page", usual, beside=decode, of="decoding")
    return kappas


def beside_pandas(oracle: str, pair: Sequence[str]) -> None:
    counts, anew = ([oracle, str(PANDAS), way, *pair] for way in ("counts", "scikit-learn"))
    ours, theirs = in_turns([*AGREE, *pair, *KAPPAS], counts)
    told("pandas, counting once", theirs, beside=ours, of="ours")
    told("pandas and scikit-learn, the shortest", timed(anew), beside=ours, of="ours")


def over_sets(many: Sequence[str]) -> None:
    alpha = ("--statistic", "krippendorff_alpha_masi")
    without, with_alpha = in_turns([*AGREE, *many, *KAPPAS], [*AGREE, *many, *KAPPAS, *alpha])
    more = with_alpha.clock - without.clock
    processor = with_alpha.processor - without.processor
    print(f"alpha over 3,000 distinct sets: {more:.2f} s more (processor {processor:.2f} s)")


def million(folder: Path, kappas: Run) -> None:
    large = write_pair(folder, 1_000_000)
    told("1e6 decisions", timed([*AGREE, *large, *KAPPAS]), beside=kappas, of="1e5")
    single = write_pair(folder, 1_000_000, categories=True)
    alpha = timed([*AGREE, *single, "--format", "json", "--statistic", "krippendorff_alpha"])
    told("nominal alpha of 1e6 units in 20 categories", alpha, beside=kappas, of="kappas of 1e5")


if __name__ == "__main__":
    main()
