"""Intervals from whole transcripts: the jackknife and the bootstrap, worked out a second time."""

from __future__ import annotations

from math import atan, atanh, cos, log, pi, sin, sqrt, tanh
from random import Random
from statistics import NormalDist, mean, quantiles, stdev, variance
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import (
    Coefficient,
    Counts,
    TwoByTwo,
    bootstrap,
    cohen_kappa,
    half_width,
    jackknife,
    large_sample_ac1,
    mean_pair_agreement,
    p_neg,
    percent_agreement,
)
from leadcode_tui.agreement.intervals import bootstrapped, jackknifed
from leadcode_tui.agreement.student import normal_quantile, t_probability, t_quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Four transcripts of one size, and four of different sizes.
EVEN = [TwoByTwo(5, 1, 1, 9), TwoByTwo(4, 2, 1, 9), TwoByTwo(6, 1, 2, 7), TwoByTwo(3, 1, 3, 9)]
UNEVEN = [TwoByTwo(5, 1, 1, 9), TwoByTwo(9, 4, 1, 18), TwoByTwo(3, 1, 1, 3), TwoByTwo(2, 1, 0, 3)]
NOTHING = TwoByTwo(0, 0, 0, 0)


def total(parts: Sequence[TwoByTwo]) -> TwoByTwo:
    whole = NOTHING
    for part in parts:
        whole += part
    return whole


def value(found: Coefficient) -> float:
    assert found.value is not None
    return found.value


def left_out(
    parts: Sequence[TwoByTwo], statistic: Callable[[TwoByTwo], Coefficient]
) -> list[float]:
    return [value(statistic(total([*parts[:n], *parts[n + 1 :]]))) for n in range(len(parts))]


def error(values: Sequence[float]) -> float:
    """Return the jackknife's: (G - 1)^2 / G times the variance, under a root."""
    groups = len(values)
    return sqrt((groups - 1) ** 2 / groups * variance(values))


@pytest.mark.parametrize("confidence", [0.95, 0.8], ids=["95 %", "80 %"])
def test_a_kappa_s_limits_are_set_on_fisher_s_scale(confidence: float) -> None:
    found = jackknife(EVEN, cohen_kappa, confidence=confidence)
    kappa, without = value(cohen_kappa(total(EVEN))), left_out(EVEN, cohen_kappa)
    # Student's t with 3 degrees of freedom, from a table
    reach = {0.95: 3.182446, 0.8: 1.637744}[confidence]
    wide = reach * error([atanh(each) for each in without])
    assert found.se == pytest.approx(error(without))
    assert [found.low, found.high] == pytest.approx(
        [tanh(atanh(kappa) - wide), tanh(atanh(kappa) + wide)], abs=1e-6
    )


def test_a_share_s_limits_are_set_on_the_logit() -> None:
    found = jackknife(EVEN, percent_agreement, least=0.0)
    share = value(percent_agreement(total(EVEN)))
    logits = [log(each / (1 - each)) for each in left_out(EVEN, percent_agreement)]
    wide = 3.182446 * error(logits)
    limits = [1 / (1 + 1 / (share / (1 - share) * 2.718281828**by)) for by in (-wide, wide)]
    assert [found.low, found.high] == pytest.approx(limits, abs=1e-6)


def test_transcripts_of_different_size_are_worth_fewer() -> None:
    sizes = [part.n for part in UNEVEN]
    degrees = sum(sizes) ** 2 / sum(size**2 for size in sizes) - 1
    found = jackknife(UNEVEN, cohen_kappa)
    wide = error([atanh(each) for each in left_out(UNEVEN, cohen_kappa)])
    reach = (atanh(found.high or 0) - atanh(found.value or 0)) / wide
    assert t_probability(reach, degrees) == pytest.approx(0.975)


def test_a_transcript_without_a_unit_changes_nothing() -> None:
    assert jackknife([*EVEN, NOTHING], cohen_kappa) == jackknife(EVEN, cohen_kappa)


PERFECT = TwoByTwo(5, 0, 0, 5)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (EVEN[:3], "too few transcripts"),
        ([PERFECT] * 4, "nothing disagrees"),
        ([*[PERFECT] * 3, TwoByTwo(5, 1, 1, 5)], "all disagreement is in one transcript"),
        (
            [*[TwoByTwo(0, 0, 0, 9)] * 3, TwoByTwo(2, 1, 1, 5)],
            "undefined without one of the transcripts",
        ),
        ([TwoByTwo(0, 5, 5, 0)] * 4, "nothing agrees"),
    ],
    ids=["three", "perfect", "one disagrees", "one alone has it", "the opposite"],
)
def test_a_kappa_without_an_interval_says_why(parts: list[TwoByTwo], why: str) -> None:
    found = jackknife(parts, cohen_kappa)
    assert found.value is not None
    assert (found.no_interval, found.low, found.se) == (why, None, None)


def test_a_share_of_nothing_has_no_interval() -> None:
    found = jackknife([TwoByTwo(0, 5, 5, 0)] * 4, percent_agreement, least=0.0)
    assert (found.value, found.no_interval) == (0, "nothing agrees")


def test_agreement_that_lies_in_one_transcript_has_no_interval() -> None:
    parts = [*[TwoByTwo(5, 0, 1, 0)] * 3, TwoByTwo(5, 0, 1, 3)]
    found = jackknife(parts, p_neg, least=0.0)
    assert found.no_interval == "all agreement is in one transcript"


def test_what_is_undefined_has_nothing_more_to_say() -> None:
    assert jackknife([NOTHING] * 4, cohen_kappa) == Coefficient(None, 0, "no shared unit")
    assert bootstrap([NOTHING] * 4, cohen_kappa, seed=1) == Coefficient(None, 0, "no shared unit")


@pytest.mark.parametrize("confidence", [0.95, 0.8], ids=["95 %", "80 %"])
def test_a_bootstrap_takes_percentiles_of_drawn_transcripts(confidence: float) -> None:
    found = bootstrap([*EVEN, NOTHING], cohen_kappa, seed=7, draws=101, confidence=confidence)
    random = Random(7)  # noqa: S311 # the same draws, not secrets
    kappas = [value(cohen_kappa(total(random.choices(EVEN, k=4)))) for _ in range(101)]
    # Quantiles of 200 parts include those at 2.5, 10, 90 and 97.5 per cent.
    cuts = quantiles(kappas, n=200, method="inclusive")
    lower = {0.95: 5, 0.8: 20}[confidence]
    assert found.value == value(cohen_kappa(total(EVEN)))
    assert found.se == pytest.approx(stdev(kappas))
    assert [found.low, found.high] == pytest.approx([cuts[lower - 1], cuts[200 - lower - 1]])


def test_a_percentile_of_few_draws_lies_between_the_last_two() -> None:
    found = bootstrap(EVEN, cohen_kappa, seed=3, draws=20)
    random = Random(3)  # noqa: S311 # the same draws, not secrets
    kappas = sorted(value(cohen_kappa(total(random.choices(EVEN, k=4)))) for _ in range(20))
    cuts = quantiles(kappas, n=200, method="inclusive")
    assert [found.low, found.high] == pytest.approx([cuts[4], cuts[194]])


def test_a_bootstrap_needs_four_transcripts() -> None:
    found = bootstrap([*EVEN[:3], NOTHING], cohen_kappa, seed=1, draws=20)
    assert (found.no_interval, found.low) == ("too few transcripts", None)


def test_a_bootstrap_of_many_draws_without_a_value_has_no_limits() -> None:
    parts = [*[TwoByTwo(0, 0, 0, 9)] * 3, TwoByTwo(2, 1, 1, 5)]
    found = bootstrap(parts, cohen_kappa, seed=1, draws=200)
    assert (found.no_interval, found.low) == ("undefined in many of the draws", None)


@pytest.mark.parametrize(
    ("undefined", "why"), [(5, None), (6, "undefined in many of the draws")], ids=["5 %", "6 %"]
)
def test_up_to_a_twentieth_of_the_draws_may_have_no_value(undefined: int, why: str | None) -> None:
    answers = iter([0.5, *[None] * undefined, *[0.4, 0.6] * 50])

    def statistic(_: TwoByTwo) -> Coefficient:
        return Coefficient(next(answers), 9)

    assert bootstrap(EVEN, statistic, seed=1, draws=100).no_interval == why


def test_2000_draws_are_usual() -> None:
    counted = []

    def statistic(table: TwoByTwo) -> Coefficient:
        counted.append(table)
        return cohen_kappa(table)

    bootstrap(EVEN, statistic, seed=1)
    assert len(counted) == 2001


def test_95_per_cent_are_usual() -> None:
    whole, drawn = Coefficient(0.6, 80), [Coefficient(share / 100, 80) for share in range(40, 81)]
    found = bootstrapped(whole, drawn)
    assert (found.low, found.high) == pytest.approx((0.41, 0.79))
    assert found == bootstrapped(whole, drawn, confidence=0.95)
    assert jackknife(EVEN, cohen_kappa) == jackknife(EVEN, cohen_kappa, confidence=0.95)
    rests = [Coefficient(share, 60) for share in (0.5, 0.6, 0.6, 0.7)]
    assert jackknifed(whole, rests) == jackknifed(whole, rests, confidence=0.95)


def test_transcripts_that_do_not_change_n_count_alike() -> None:
    values = (0.5, 0.6, 0.6, 0.7)
    same_n = jackknifed(Coefficient(0.6, 80), [Coefficient(each, 80) for each in values])
    equal = jackknifed(Coefficient(0.6, 80), [Coefficient(each, 60) for each in values])
    assert (same_n.low, same_n.high) == (equal.low, equal.high)
    assert same_n.low is not None


@pytest.mark.parametrize(
    ("probability", "degrees", "quantile"),
    [
        (0.975, 1, 12.706204736174694),
        (0.975, 3, 3.182446305284263),
        (0.975, 10, 2.2281388519649385),
        (0.95, 5, 2.015048373333024),
        (0.9, 30, 1.3104150253913947),
        (0.9995, 2, 31.59905457644365),
        (0.6, 2, 0.28867513459481287),
        (0.025, 3, -3.182446305284263),
        (0.5, 7, 0.0),
    ],
)
def test_student_s_t_is_that_of_the_tables(
    probability: float, degrees: int, quantile: float
) -> None:
    t_quantile.cache_clear()
    assert t_quantile(probability, degrees) == pytest.approx(quantile, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("value", [0.001, 0.05, 0.4, 1.3, 2.0, 7.5, 60.0, 1e5])
def test_student_s_t_has_its_closed_forms(value: float) -> None:
    # Abramowitz & Stegun 26.7.3 and 26.7.4, for one to four degrees of freedom.
    angles = [atan(value / sqrt(degrees)) for degrees in (1, 2, 3, 4)]
    one, _, three, _ = angles
    _, sine_of_two, sine, sine_of_four = map(sin, angles)
    assert [t_probability(value, degrees) for degrees in (1, 2, 3, 4)] == pytest.approx(
        [
            0.5 + one / pi,
            0.5 + sine_of_two / 2,
            0.5 + (three + sine * cos(three)) / pi,
            0.5 + sine_of_four * (1 + cos(angles[3]) ** 2 / 2) / 2,
        ],
        rel=1e-13,
    )


def test_with_very_many_degrees_student_s_t_is_normal() -> None:
    normal = NormalDist().inv_cdf(0.975)
    assert t_quantile(0.975, 10_000_000) == pytest.approx(normal, abs=1e-5)
    assert normal_quantile(0.95) == pytest.approx(normal)


def test_one_unit_has_no_spread_for_ac1() -> None:
    one = large_sample_ac1(Counts.of([["a", "b"]]), categories=2)
    assert (one.n, one.no_interval, one.low) == (1, "one unit has no spread", None)
    two = large_sample_ac1(Counts.of([["a", "b"], ["a", "a"]]), categories=2)
    assert (two.no_interval, two.low is None) == (None, False)


def test_the_mean_is_the_middle_of_a_large_sample_interval() -> None:
    found = large_sample_ac1(Counts.of([["a", "b"], ["a", "a"], ["b", "b"]]), categories=2)
    assert mean([found.low or 0, found.high or 0]) == pytest.approx(found.value)


def test_pairs_of_coders_agree_on_nothing_where_nobody_meets() -> None:
    alone: list[list[str | None]] = [["a", None]]
    assert mean_pair_agreement(Counts.of(alone)) == Coefficient(None, 0, "no shared unit")


def test_transcripts_that_leave_n_as_it_is_count_alike() -> None:
    found = Coefficient(0.5, 10)
    without = [Coefficient(value, 10) for value in (0.4, 0.45, 0.55, 0.6)]
    uneven = [Coefficient(each.value, 9) for each in without]
    assert jackknifed(found, without) == jackknifed(found, uneven)


def test_an_interval_is_of_95_per_cent_unless_it_is_said() -> None:
    found = Coefficient(0.5, 10)
    without = [Coefficient(value, 9) for value in (0.4, 0.45, 0.55, 0.6)]
    assert jackknifed(found, without) == jackknifed(found, without, confidence=0.95)


def test_half_an_interval_has_no_half_width() -> None:
    assert half_width(Coefficient(0.5, 10, low=None, high=0.7)) is None
    assert half_width(Coefficient(0.5, 10, low=0.3, high=None)) is None
