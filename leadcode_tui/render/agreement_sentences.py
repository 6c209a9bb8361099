"""The sentences of an agreement report: what was compared, what is missing, what to mind."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import Metric, NoticeKind, UnitKind, headline
from leadcode_tui.agreement.reading import SCALES
from leadcode_tui.render.numbers import listed, number, percent
from leadcode_tui.render.statistic_names import NAMES
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leadcode_tui.agreement import AgreementReport, Coefficient, Figures, Scale

#: The headings that are in every table.
_USUAL_HEADINGS: Final = frozenset({"agree", "p_pos", "p_neg"})
#: What is said of the codes that a notice is about.
_OF_MANY_CODES: Final = {
    NoticeKind.RARE_CODE: (
        "rare codes, used fewer than ten times by a coder, so that kappa and alpha say little"
    ),
    NoticeKind.CODE_IN_FEW_TRANSCRIPTS: (
        "codes in fewer than ten transcripts, so that a few interviews decide their figures"
    ),
}
#: A part of one transcript has no interval, and a difference between two is not tested.
SIDE_BY_SIDE: Final = "the parts stand side by side: nothing here says that they differ"


def title(report: AgreementReport) -> str:
    """Return whose agreement it is, and on what."""
    asked = report.asked
    kind = "intra-coder agreement" if report.intra else "agreement"
    level = f", codes at level {asked.level}" if asked.level is not None else ""
    only = f", of {listed(asked.only)} alone" if asked.only else ""
    held = f", round {report.round}" if report.round else ""
    return f"{kind} of {listed(report.coders)}, by {unit(report)}{level}{only}{held}"


def unit(report: AgreementReport) -> str:
    """Return what was compared; rows of a table that belong to no transcript are units."""
    plain = report.asked.unit is UnitKind.SEGMENT and not report.coverage.transcripts
    return "unit" if plain else report.asked.unit.value


def shared(report: AgreementReport) -> str:
    """Return what the figures rest on, and how much of what was decided twice they leave out."""
    found = report.coverage
    apart = found.transcripts and report.asked.unit is not UnitKind.TRANSCRIPT
    among = f", in {count(found.transcripts, 'transcript')}" if apart else ""
    why = Counter(out.why.value for out in found.left_out)
    reasons = ", ".join(f"{reason} {times}" for reason, times in why.items())
    left_out = f"{count(len(found.left_out), 'segment')} ({reasons})" if reasons else "none"
    return (
        f"{count(found.shared, unit(report))} shared{_by_all(report)}{among}; left out: {left_out}"
    )


def _by_all(report: AgreementReport) -> str:
    """Say how many of what several coders share all of them decided; two share what both did."""
    found = report.coverage
    if len(report.coders) == 2:  # noqa: PLR2004 # a pair
        return ""
    return " by all" if found.by_all == found.shared else f" ({found.by_all} by all)"


def alone(report: AgreementReport) -> str:
    """Return what only one coder decided, with the codings that count for nothing there."""
    found = report.coverage
    return ", ".join(
        f"only {coder} {units}{_codings(found.only_codings[coder])}"
        for coder, units in found.only.items()
    )


def _codings(many: int) -> str:
    return f" ({count(many, 'coding')})" if many else ""


def reasons_by_code(report: AgreementReport) -> Iterator[str]:
    """Say why codes have no coefficient, or no interval: a sentence for each reason."""
    found = {code: headline(each) for code, each in report.codes.items()}
    yield from _reasons(found.items(), report, every="every code")


def reasons_over_codes(report: AgreementReport) -> Iterator[str]:
    """Say why figures over all codes do not exist, or have no interval."""
    named = ((NAMES[name].words, found) for name, found in report.overall.items())
    yield from _reasons(named, report, every="all of them")


def reasons_of_parts(parts: Mapping[str, Figures], names: Iterable[str]) -> Iterator[str]:
    """Say why parts or pairs have no figure: a sentence for each statistic and reason."""
    for name in names:
        found = ((label, each.overall[name].undefined) for label, each in parts.items())
        told = sorted((reason, at, label) for at, (label, reason) in enumerate(found) if reason)
        for reason, those in groupby(told, key=lambda each: each[0]):
            labels = ", ".join(label for _, _, label in those)
            yield f"undefined: {reason}, {NAMES[name].words} ({labels})"


def _reasons(
    found: Iterable[tuple[str, Coefficient]], report: AgreementReport, *, every: str
) -> Iterator[str]:
    """Yield reasons, each with whom it concerns; of few transcripts a notice says so at once."""
    few = any(notice.kind is NoticeKind.FEW_TRANSCRIPTS for notice in report.notices)
    named = [(_reason(each, without_intervals=few), name) for name, each in found]
    told = sorted((reason, at, name) for at, (reason, name) in enumerate(named) if reason)
    for reason, those in groupby(told, key=lambda each: each[0]):
        names = list(dict.fromkeys(name for _, _, name in those))
        yield f"{reason} ({every if len(names) == len(named) > 1 else ', '.join(names)})"


def _reason(found: Coefficient, *, without_intervals: bool) -> str:
    if found.undefined:
        return f"undefined: {found.undefined}"
    if found.no_interval and not without_intervals:
        return f"no interval: {found.no_interval}"
    return ""


def reading(report: AgreementReport, scale: Scale | None) -> Iterator[str]:
    """Say what the columns are, how intervals were made, what more coding would do, whose words."""
    asked = report.asked
    yield from _columns(report)
    if report.interval is not None:
        yield f"intervals: {percent_of(report.interval.confidence)}, {report.interval.method}"
    elif asked.unit is UnitKind.CHARACTER:
        yield "no intervals: the characters of a text are not independent of each other"
    if report.planning is not None:
        yield _planning(report)
    if asked.weights is not None or asked.metric is Metric.ORDINAL:
        yield f"categories from lowest to highest: {', '.join(asked.order or report.codes)}"
    if scale is not None:
        words = f"words of {SCALES[scale].citation}, judged at the lower end of the interval"
        yield f"{words}, or at the value where there is none"
    if report.coverage.empty and "krippendorff_alpha_masi" in report.overall:
        empty, shared = report.coverage.empty, report.coverage.shared
        yield (
            f"{empty} of {count(shared, f'shared {unit(report)}')} ({percent(empty / shared)}) "
            "had no code from anybody: in alpha over sets that is agreement"
        )


def _columns(report: AgreementReport) -> Iterator[str]:
    """Say what stands in the columns of the codes whose headings do not say it."""
    codes = report.codes.values()
    if any(code.table is not None for code in codes):
        yield f"counts are {unit(report)}s: with the code by both, by one alone, by neither"
    elif codes:
        yield f"counts are {unit(report)}s to which a coder gave the code"
    if any("p_pos" in code.coefficients for code in codes):
        yield "p_pos and p_neg: agreement that the code holds, and that it does not"
    if short := "; ".join(_shortened(report)):
        yield short


def _shortened(report: AgreementReport) -> Iterator[str]:
    """Yield what is asked for and stands under a heading that its name does not have as a word."""
    if report.asked.everything or report.asked.statistics:
        told = dict.fromkeys(name for each in report.codes.values() for name in each.coefficients)
        for heading, words, _ in map(NAMES.__getitem__, told):
            if heading not in _USUAL_HEADINGS and heading not in words.replace("'", " ").split():
                yield f"{heading}: {words}"


def percent_of(confidence: float) -> str:
    """Return how sure an interval is meant to be, with the digits that were asked for.

    >>> percent_of(0.95), percent_of(0.999)
    ('95 %', '99.9 %')
    """
    return f"{100 * confidence:.6g} %"


def _planning(report: AgreementReport) -> str:
    plan = report.planning
    if plan is None:
        return ""
    alike = number(plan.half_width) == number(plan.wished)
    width, wished = (number(each, 3 if alike else 2) for each in (plan.half_width, plan.wished))
    return (
        f"half-width {width} with {count(plan.transcripts, 'shared transcript')}; "
        f"about {plan.needed} for {wished} ({NAMES[plan.statistic].words})"
    )


def notices(report: AgreementReport) -> Iterator[str]:
    """Yield the notices; of what concerns many codes in any study, one sentence names them all."""
    told: dict[NoticeKind, list[str]] = {kind: [] for kind in _OF_MANY_CODES}
    for notice in report.notices:
        if notice.kind in told:
            told[notice.kind].append(notice.code or "")
        else:
            yield f"{notice.code}: {notice.text}" if notice.code else notice.text
    left = len(report.codes)
    for kind, codes in told.items():
        if codes:
            rest = "every code" if left == len(report.codes) else "all others"
            yield f"{_OF_MANY_CODES[kind]}: {rest if len(codes) == left > 1 else ', '.join(codes)}"
            left -= len(codes)
