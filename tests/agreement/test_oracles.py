"""Random ratings, with what scikit-learn, statsmodels and krippendorff gave for them.

`benchmarks/oracles/random_ratings.py` makes the numbers anew, and compares 10,000 inputs.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.agreement import (
    CategoryTable,
    Coincidences,
    Counts,
    cohen_kappa,
    fleiss_kappa,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

INPUTS: Sequence[Any] = json.loads(
    Path(__file__).with_name("oracle_numbers.json").read_text("utf-8")
)["inputs"]


def table(rows: Any) -> CategoryTable[int]:
    return CategoryTable(Counter((row[0], row[1]) for row in rows if None not in row[:2]))


def ranks(categories: int) -> Sequence[int]:
    return range(1, categories + 1)


def variance(se: float | None) -> float | None:
    return None if se is None else se**2


def alpha(rows: Any, metric: Callable[[Any, Any], float]) -> float | None:
    return krippendorff_alpha(Coincidences.of(Counts.of(rows)), metric).value


def ordinal_alpha(rows: Any, categories: int) -> float | None:
    met = Coincidences[int].of(Counts.of(rows))
    return krippendorff_alpha(met, ordinal(ranks(categories), met.values)).value


STATISTICS: Mapping[str, Callable[[Any, int], float | None]] = {
    "cohen_kappa plain": lambda rows, _: cohen_kappa(table(rows)).value,
    "cohen_kappa linear": lambda rows, k: (
        weighted_kappa(table(rows), linear_weights(ranks(k))).value
    ),
    "cohen_kappa quadratic": lambda rows, k: (
        weighted_kappa(table(rows), quadratic_weights(ranks(k))).value
    ),
    "variance": lambda rows, _: variance(large_sample_kappa(table(rows)).se),
    "variance linear": lambda rows, k: variance(
        large_sample_kappa(table(rows), linear_weights(ranks(k))).se
    ),
    "fleiss_kappa": lambda rows, _: fleiss_kappa(Counts.of(rows)).value,
    "randolph_kappa": lambda rows, k: randolph_kappa(Counts.of(rows), categories=k).value,
    "alpha nominal": lambda rows, _: alpha(rows, nominal),
    "alpha ordinal": ordinal_alpha,
    "alpha interval": lambda rows, _: alpha(rows, interval),
    "alpha ratio": lambda rows, _: alpha(rows, ratio_distance),
}


@pytest.mark.parametrize("name", STATISTICS)
def test_a_statistic_is_what_the_oracle_says_to_nine_places(name: str) -> None:
    wrong = []
    asked = [each for each in INPUTS if name in each["expected"]]
    for each in asked:
        found = STATISTICS[name](each["rows"], each["categories"])
        wanted = each["expected"][name]
        if (found is None) != (wanted is None) or abs((found or 0) - (wanted or 0)) > 1e-9:
            wrong.append((each["rows"], found, wanted))
    assert wrong == []
    assert len(asked) > 100
