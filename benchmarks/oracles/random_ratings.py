"""Compare the statistics with scikit-learn, statsmodels and krippendorff on random ratings.

    python benchmarks/oracles/random_ratings.py [INPUTS]

Run it where scikit-learn, statsmodels, krippendorff and numpy are installed, with this project on
PYTHONPATH; the package itself needs none of them. It rates 10,000 random inputs unless said
otherwise (2 to 5 coders, 2 to 5 categories, up to 60 units, with and without missing ratings),
prints the largest deviation of each statistic, and writes what the oracles gave for the first 400
to tests/agreement/oracle_numbers.json, which the everyday tests read.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from importlib.metadata import version
from math import isnan
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from leadcode_tui.agreement import (
    CategoryTable,
    Coefficient,
    Coincidences,
    Counts,
    cohen_kappa,
    interval,
    krippendorff_alpha,
    large_sample_kappa,
    linear_weights,
    nominal,
    ordinal,
    quadratic_weights,
    randolph_kappa,
    ratio_distance,
    weighted_kappa,
)
from leadcode_tui.agreement import fleiss_kappa as our_fleiss

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What the everyday tests read, and how many inputs that has.
NUMBERS = Path(__file__).parents[2] / "tests" / "agreement" / "oracle_numbers.json"
KEPT = 400
#: An oracle divides rounded numbers where ours counts; beyond this it is a difference.
TOLERANCE = 1e-9

#: Rows of units, a rating or None for each coder.
Ratings = list[list[int | None]]


def ratings(random: Random) -> tuple[Ratings, int]:
    """Make ratings in which coders mostly agree, and the number of categories."""
    coders, categories = random.randint(2, 5), random.randint(2, 5)
    units, missing = random.randint(1, 60), random.choice([0, 0, 0.1, 0.4])
    shares = [random.random() ** 2 + 0.01 for _ in range(categories)]
    close = random.random()
    rows: Ratings = []
    for _ in range(units):
        truth = random.choices(range(1, categories + 1), shares)[0]
        row: list[int | None] = []
        for _ in range(coders):
            rating = truth if random.random() < close else random.randint(1, categories)
            row.append(None if random.random() < missing else rating)
        rows.append(row)
    return rows, categories


def oracles(rows: Ratings, categories: int) -> Mapping[str, float | None]:
    """Return what the three libraries say; None where they have no number."""
    found: dict[str, float | None] = {}
    labels = list(range(1, categories + 1))
    complete = [row for row in rows if None not in row]
    two = [row[:2] for row in rows if None not in row[:2]]
    if two:
        first, second = zip(*two, strict=True)
        for name in (None, "linear", "quadratic"):
            score = cohen_kappa_score(first, second, labels=labels, weights=name)
            found[f"cohen_kappa {name or 'plain'}"] = number(score)
        cells = np.zeros((categories, categories))
        for one, other in two:
            cells[one - 1, other - 1] += 1
        told = cohens_kappa(cells)
        # Variances: where one is 0, the root of an oracle's rounding would be 1e-8, or no number.
        found["variance"] = number(told.var_kappa)
        weighted = cohens_kappa(cells, wt="linear")
        found["variance linear"] = number(weighted.var_kappa)
    if complete and len(complete) == len(rows):
        table, _ = aggregate_raters(np.array(complete), n_cat=None)
        found["fleiss_kappa"] = number(fleiss_kappa(table, method="fleiss"))
        if table.shape[1] == categories:
            found["randolph_kappa"] = number(fleiss_kappa(table, method="randolph"))
    data = np.array([[np.nan if r is None else r for r in row] for row in rows], dtype=float).T
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        try:
            score = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
        except ValueError:
            score = None
        found[f"alpha {metric}"] = number(score)
    return found


def number(score: float | None) -> float | None:
    return None if score is None or isnan(score) else float(score)


def ours(rows: Ratings, categories: int) -> Mapping[str, float | None]:
    """Return what leadcode says, under the same names."""
    order = range(1, categories + 1)
    two = Counter((row[0], row[1]) for row in rows if None not in row[:2])
    table = CategoryTable(two)
    counts = Counts.of(rows)
    met = Coincidences.of(counts)
    linear = linear_weights(order)
    metrics: Mapping[str, Callable[[Any, Any], float]] = {
        "nominal": nominal,
        "ordinal": ordinal(order, met.values),
        "interval": interval,
        "ratio": ratio_distance,
    }
    return {
        "cohen_kappa plain": cohen_kappa(table).value,
        "cohen_kappa linear": weighted_kappa(table, linear).value,
        "cohen_kappa quadratic": weighted_kappa(table, quadratic_weights(order)).value,
        "variance": squared(large_sample_kappa(table).se),
        "variance linear": squared(large_sample_kappa(table, linear).se),
        "fleiss_kappa": our_fleiss(counts).value,
        "randolph_kappa": randolph_kappa(counts, categories=categories).value,
        **{f"alpha {name}": value(met, distance) for name, distance in metrics.items()},
    }


def squared(se: float | None) -> float | None:
    return None if se is None else se**2


def value(met: Coincidences[Any], distance: Callable[[Any, Any], float]) -> float | None:
    found: Coefficient = krippendorff_alpha(met, distance)
    return found.value


def main() -> None:
    warnings.simplefilter("ignore")
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random = Random(20261124)
    kept: list[object] = []
    worst: dict[str, float] = {}
    counted: dict[str, Counter[str]] = {}
    for _ in range(inputs):
        rows, categories = ratings(random)
        theirs, mine = oracles(rows, categories), ours(rows, categories)
        for name, wanted in theirs.items():
            counted.setdefault(name, Counter())[verdict(mine[name], wanted)] += 1
            if mine[name] is not None and wanted is not None:
                worst[name] = max(worst.get(name, 0.0), abs(mine[name] - wanted))
        if len(kept) < KEPT:
            kept.append({"rows": rows, "categories": categories, "expected": theirs})
    libraries = ("scikit-learn", "statsmodels", "krippendorff", "numpy")
    versions = {name: version(name) for name in libraries}
    print(f"{inputs:,} inputs;", ", ".join(f"{name} {v}" for name, v in versions.items()))
    for name, verdicts in counted.items():
        print(f"{name:<24} largest deviation {worst.get(name, 0.0):.1e}; {dict(verdicts)}")
    text = json.dumps({"versions": versions, "inputs": kept}, separators=(",", ":"))
    NUMBERS.write_text(text.replace('{"rows"', '\n{"rows"') + "\n", "utf-8")


def verdict(mine: float | None, theirs: float | None) -> str:
    if mine is None and theirs is None:
        return "undefined in both"
    if mine is None:
        return "undefined here, a number there"
    if theirs is None:
        return "a number here, undefined there"
    return "equal" if abs(mine - theirs) <= TOLERANCE else "different"


if __name__ == "__main__":
    main()
