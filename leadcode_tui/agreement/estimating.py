"""Every coefficient with its interval, by the method that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic

from leadcode_tui.agreement.asked import Asked, IntervalKind, UnitKind
from leadcode_tui.agreement.intervals import (
    FEWEST_TRANSCRIPTS,
    Part,
    bootstrapped,
    draws_from,
    jackknifed,
    leave_one_out,
    speaking,
    together,
)
from leadcode_tui.agreement.report import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadcode_tui.agreement.coefficient import Coefficient

#: Large-sample theory is built in for kappa and AC1 alone.
NOT_LARGE_SAMPLE: Final = "only kappa and AC1 have a large-sample interval here"
#: Such an interval would say that the coders agree so everywhere: at 1, or where one never used it.
NO_SPREAD: Final = "its large-sample standard error is 0"


@dataclass(frozen=True, slots=True)
class Statistic(Generic[Part]):
    """A coefficient of a table, and what gives it a large-sample interval.

    One that is `bare` describes a table rather than agreement, and has no interval; one that is
    `further` is what other papers and programs report, told where it is asked for. Its scale runs
    from `least` to 1.
    """

    of: Callable[[Part], Coefficient]
    large_sample: Callable[[Part, float], Coefficient] | None = None
    bare: bool = False
    further: bool = False
    least: float = -1.0


def wanted(
    statistics: Mapping[str, Statistic[Part]], asked: Asked
) -> Mapping[str, Statistic[Part]]:
    """Return those that are asked for: by name, or the usual ones, or all."""
    if asked.statistics:
        return {name: each for name, each in statistics.items() if name in asked.statistics}
    return {name: each for name, each in statistics.items() if asked.everything or not each.further}


def estimates(
    parts: Sequence[Part], statistics: Mapping[str, Statistic[Part]], asked: Asked
) -> dict[str, Coefficient]:
    """Return coefficients of the parts together, one part a transcript, with their intervals.

    What is left without each transcript, or what is drawn, is the same for all of them, and worked
    out once.
    """
    if not statistics:
        return {}
    varied = {
        name: each
        for name, each in statistics.items()
        if are_by_transcript(asked) and not each.bare
    }
    others = {name: each for name, each in statistics.items() if name not in varied}
    way = _jackknifed if asked.interval is IntervalKind.JACKKNIFE else _bootstrapped
    found = {
        **(_plain(together(parts), others, asked) if others else {}),
        **(way(parts, varied, asked) if varied else {}),
    }
    return {name: found[name] for name in statistics}


def are_by_transcript(asked: Asked) -> bool:
    """Return whether intervals come from transcripts that are left out, or drawn."""
    by_transcript = asked.interval in {IntervalKind.JACKKNIFE, IntervalKind.BOOTSTRAP}
    return by_transcript and asked.unit is not UnitKind.CHARACTER


def _plain(
    whole: Part, statistics: Mapping[str, Statistic[Part]], asked: Asked
) -> dict[str, Coefficient]:
    by_theory = asked.interval is IntervalKind.LARGE_SAMPLE and asked.unit is not UnitKind.CHARACTER
    return {
        name: _large_sample(whole, each, asked.confidence)
        if by_theory and not each.bare
        else each.of(whole)
        for name, each in statistics.items()
    }


def _jackknifed(
    parts: Sequence[Part], statistics: Mapping[str, Statistic[Part]], asked: Asked
) -> dict[str, Coefficient]:
    whole, rests = leave_one_out(parts)
    return {
        name: jackknifed(
            each.of(whole), map(each.of, rests), confidence=asked.confidence, least=each.least
        )
        for name, each in statistics.items()
    }


def _bootstrapped(
    parts: Sequence[Part], statistics: Mapping[str, Statistic[Part]], asked: Asked
) -> dict[str, Coefficient]:
    drawn: dict[str, list[Coefficient]] = {name: [] for name in statistics}
    for some in draws_from(speaking(parts), seed=asked.seed, draws=asked.draws):
        whole = together(some)
        for name, each in statistics.items():
            drawn[name].append(each.of(whole))
    found = together(parts)
    return {
        name: bootstrapped(each.of(found), drawn[name], confidence=asked.confidence)
        for name, each in statistics.items()
    }


def interval_of(asked: Asked, *, transcripts: int) -> Interval | None:
    """Say how the intervals are made that this many shared transcripts allow."""
    if asked.interval is None or asked.unit is UnitKind.CHARACTER:
        return None
    return Interval(asked.interval, asked.confidence, _method(asked, transcripts))


def _method(asked: Asked, transcripts: int) -> str:
    if asked.interval is IntervalKind.LARGE_SAMPLE:
        return (
            "large-sample formula (Fleiss, Cohen & Everitt 1969; Gwet 2008), "
            "units taken as independent"
        )
    if asked.interval is IntervalKind.BOOTSTRAP:
        return f"bootstrap of transcripts, percentiles of {asked.draws} draws, seed {asked.seed}"
    if transcripts < FEWEST_TRANSCRIPTS:
        return f"jackknife by transcript, from {FEWEST_TRANSCRIPTS} shared transcripts on"
    return (
        "jackknife by transcript on Fisher's z (shares: on the logit), Student's t with the "
        f"effective number of the {transcripts} transcripts less 1 as degrees of freedom"
    )


def _large_sample(whole: Part, statistic: Statistic[Part], confidence: float) -> Coefficient:
    if statistic.large_sample is not None:
        found = statistic.large_sample(whole, confidence)
        if found.se == 0:
            return replace(found, low=None, high=None, no_interval=NO_SPREAD)
        return found
    found = statistic.of(whole)
    return found if found.value is None else replace(found, no_interval=NOT_LARGE_SAMPLE)
