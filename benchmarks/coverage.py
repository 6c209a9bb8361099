"""How often an interval holds the true kappa, where segments of one interview resemble each other.

    nice python benchmarks/coverage.py               # the tables of docs/agreement.md
    nice python benchmarks/coverage.py --harsher     # what both coders do varies even more
    python benchmarks/coverage.py --replicates 200   # a quick look
    python benchmarks/coverage.py --only 0.8 0.2 4 --replicates 100000  # one cell, for sure

Every simulated interview has a prevalence and an agreement of its own, drawn so that any two of its
segments are correlated by .15. Two coders code it, and the package puts its intervals around kappa.
A cell of a table is the share of simulated studies, in per cent, whose interval holds the true
kappa; in brackets the same of the large-sample interval, and behind it the share of studies that
had no interval, where that is half a per cent or more.
"""

from __future__ import annotations

import argparse
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, cycle, islice, product
from random import Random
from typing import TYPE_CHECKING

from leadcode_tui.agreement import (
    Coefficient,
    Family,
    TwoByTwo,
    jackknife,
    large_sample_kappa,
    pooled_kappa,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED = 20261124
CORRELATION = 0.15
INTERVIEWS = (4, 6, 8, 12, 20, 40)
PREVALENCES = (0.1, 0.2, 0.3, 0.5)
KAPPAS = (0.4, 0.6, 0.8)
#: The codes that a pooled kappa is of.
CODES = 5
#: Segments of an interview: the same in all, or very different, and about 30 on average.
SIZES = {"30 segments each": (30,), "10 to 60 segments": (10, 50, 20, 60, 25, 15)}
#: From this prevalence on an interval is expected to do what it says.
COMMON = 0.2

#: One interview's cells: both, only the first coder, only the second, neither.
Shares = tuple[float, float, float, float]


@dataclass(frozen=True)
class Study:
    """What a cell of the tables simulates."""

    sizes: tuple[int, ...]
    kappa: float
    prevalence: float
    codes: int


def main() -> None:
    """Print a table for kappa and one for pooled kappa."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=4000)
    parser.add_argument("--harsher", action="store_true")
    parser.add_argument(
        "--only", nargs=3, type=float, metavar=("KAPPA", "PREVALENCE", "INTERVIEWS")
    )
    asked = parser.parse_args()
    draw = dirichlet_shares if asked.harsher else shares_of_an_interview
    for (words, sizes), codes in product(SIZES.items(), (1, CODES)):
        subject = "kappa of a code" if codes == 1 else f"pooled kappa of {codes} codes"
        print(f"\n{subject}, interviews of {words}\n")
        if asked.only:
            kappa, prevalence, interviews = asked.only
            study = Study(tuple(islice(cycle(sizes), int(interviews))), kappa, prevalence, codes)
            found = simulated(study, draw, replicates=asked.replicates)
            print(cell(found, asked.replicates, large_sample=codes == 1, digits=2), flush=True)
        else:
            print_table(sizes, codes, draw=draw, replicates=asked.replicates)


def print_table(
    sizes: Sequence[int], codes: int, *, draw: Callable[[Study, Random], Shares], replicates: int
) -> None:
    """Print the coverage for every kappa, prevalence and number of interviews."""
    print("| kappa | prevalence | " + " | ".join(map(str, INTERVIEWS)) + " |")
    print("|---|---|" + "---|" * len(INTERVIEWS))
    usual = []
    for kappa, prevalence in product(KAPPAS, PREVALENCES):
        cells = []
        for interviews in INTERVIEWS:
            study = Study(tuple(islice(cycle(sizes), interviews)), kappa, prevalence, codes)
            found = simulated(study, draw, replicates=replicates)
            cells.append(cell(found, replicates, large_sample=codes == 1))
            if prevalence >= COMMON:
                usual.append(found["held"] / (replicates - found["none"]))
        print(f"| {kappa} | {prevalence} | " + " | ".join(cells) + " |", flush=True)
    print(f"\nprevalence {COMMON} and above: {min(usual):.1%} to {max(usual):.1%}", flush=True)


def simulated(
    study: Study, draw: Callable[[Study, Random], Shares], *, replicates: int
) -> Counter[str]:
    """Return how many intervals held the true kappa, and how many studies had none."""
    chance = Random(f"{SEED} {study}")
    found: Counter[str] = Counter()
    for _ in range(replicates):
        interviews = [
            Family({code: coded(size, draw(study, chance), chance) for code in range(study.codes)})
            for size in study.sizes
        ]
        by_transcript = jackknife(
            interviews, lambda family: pooled_kappa([*family.tables.values()])
        )
        found["none"] += by_transcript.low is None
        found["held"] += holds(by_transcript, study.kappa)
        if study.codes == 1:
            whole = sum((family.tables[0] for family in interviews), TwoByTwo(0, 0, 0, 0))
            found["large-sample"] += holds(large_sample_kappa(whole.as_categories()), study.kappa)
    return found


def cell(found: Counter[str], replicates: int, *, large_sample: bool, digits: int = 1) -> str:
    """Return coverage in per cent, as a table has it."""
    shown = f"{found['held'] / (replicates - found['none']):.{digits}%}"
    if large_sample:
        shown += f" ({found['large-sample'] / replicates:.0%})"
    if found["none"] >= 0.005 * replicates:
        shown += f" {found['none'] / replicates:.0%} none"
    return shown.replace("%", "")


def shares_of_an_interview(study: Study, chance: Random) -> Shares:
    """Return an interview's shares: its own prevalence, and its own kappa within the interview.

    Interviews that differ in prevalence have that in common between the coders, so that kappa over
    all is CORRELATION + (1 - CORRELATION) times the kappa within interviews.
    """
    within = (study.kappa - CORRELATION) / (1 - CORRELATION)
    return shares(correlated(study.prevalence, chance), correlated(within, chance))


def dirichlet_shares(study: Study, chance: Random) -> Shares:
    """Return an interview's shares where each of the four varies by itself."""
    spread = (1 - CORRELATION) / CORRELATION
    both, first, second, neither = (
        chance.gammavariate(share * spread, 1) for share in shares(study.prevalence, study.kappa)
    )
    return both, first, second, neither


def correlated(mean: float, chance: Random) -> float:
    """Return an interview's own value of a share, so that its segments are correlated."""
    spread = (1 - CORRELATION) / CORRELATION
    return chance.betavariate(mean * spread, (1 - mean) * spread)


def shares(prevalence: float, kappa: float) -> Shares:
    """Return the shares of the four cells where both coders have the same totals."""
    apart = (1 - kappa) * prevalence * (1 - prevalence)
    return prevalence - apart, apart, apart, 1 - prevalence - apart


def coded(size: int, expected: Shares, chance: Random) -> TwoByTwo:
    """Return what two coders make of an interview."""
    upto = [*accumulate(expected)]
    cells = [0, 0, 0, 0]
    for _ in range(size):
        cells[bisect(upto, chance.random() * upto[-1], hi=3)] += 1
    return TwoByTwo(*cells)


def holds(found: Coefficient, kappa: float) -> bool:
    """Return whether there is an interval and it holds the true kappa."""
    return found.low is not None and found.high is not None and found.low <= kappa <= found.high


if __name__ == "__main__":
    main()
