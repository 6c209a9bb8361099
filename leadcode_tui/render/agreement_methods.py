"""Sentences on agreement for a paper's methods section."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from leadcode_tui import __version__
from leadcode_tui.agreement import NoticeKind, UnitKind, headline, headline_name
from leadcode_tui.render.agreement_sentences import percent_of, unit
from leadcode_tui.render.numbers import limits, listed, number, percent
from leadcode_tui.render.statistic_names import NAMES
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadcode_tui.agreement import AgreementReport, Asked, Coefficient

#: Numbers that a sentence has as words.
_WORDS: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: How a paper names the figures over all codes, and whose they are.
_CITED: Final = {
    "cohen_kappa": ("Cohen's kappa over the categories", "Cohen 1960"),
    "krippendorff_alpha": ("Krippendorff's alpha over the categories", "Krippendorff 2004"),
    "pooled_kappa": ("Kappa pooled over the codes", "De Vries et al. 2008"),
    "krippendorff_alpha_masi": (
        "Krippendorff's alpha over sets of codes with the MASI distance",
        "Passonneau 2006",
    ),
}


def methods(report: AgreementReport) -> str:
    """Return who coded what, how much of it twice, which statistics, and how intervals were made.

    The sentences are for the author to shorten: all that a reader needs is in them. Whether
    coders worked independently of each other no file can say, so that is for the author to add.
    """
    return " ".join(
        [
            _coded(report),
            *_narrowed(report.asked),
            *_renamed(report),
            *_per_code(report),
            *_over_codes(report),
            *_made(report),
        ]
    )


def _coded(report: AgreementReport) -> str:
    found, what = report.coverage, unit(report)
    whole = f"{found.shared} ({percent(found.shared / found.decided)})"
    if found.transcripts and what != UnitKind.TRANSCRIPT:
        whole += f" in {count(found.transcripts, 'transcript')}"
    how = _with_books(report) + (f", in the round {report.round}" if report.round else "")
    decided = count(found.decided, f"coded {what}")
    were = "was" if found.shared == 1 else "were"
    return f"Of {decided}, {whole} {were} coded {_by_whom(report)}{how}."


def _by_whom(report: AgreementReport) -> str:
    """Say how many of the coders, or of a coder's passes, decided what the figures rest on."""
    found, many = report.coverage, len(report.coders)
    words = _WORDS[many] if many < len(_WORDS) else str(many)
    if many == 2:  # noqa: PLR2004 # both decided each
        return "twice by one coder" if report.intra else "by both of two coders"
    if found.by_all == found.shared:
        return f"{words} times by one coder" if report.intra else f"by all of {words} coders"
    every = f"{found.by_all} ({percent(found.by_all / found.decided)})"
    if report.intra:
        return f"twice or more by one coder, and {every} in all {words} passes"
    return f"by two or more of {words} coders, and {every} by all of them"


def _narrowed(asked: Asked) -> Iterator[str]:
    """Say where not all codes count, or not each for itself."""
    if asked.level is not None:
        yield f"Codes were counted as those above them at level {asked.level} of the codebook."
    if asked.only:
        one = len(asked.only) == 1
        yield f"Compared {'was' if one else 'were'} {listed(asked.only)} alone."


def _renamed(report: AgreementReport) -> Iterator[str]:
    if any(notice.kind is NoticeKind.RENAMED for notice in report.notices):
        yield "Codes that were renamed or merged later were counted as what they became."


def _with_books(report: AgreementReport) -> str:
    revisions = [" (revision ".join(book.rsplit(" ", 1)) + ")" for book in report.books]
    return f", with the codebook {listed(revisions)}" if revisions else ""


def _per_code(report: AgreementReport) -> Iterator[str]:
    """Say how the codes lie; of one code, what is said over all codes says it."""
    found = [headline(each) for each in report.codes.values()]
    values = [each.value for each in found if each.value is not None]
    if len(values) > 1:
        name = next(headline_name(each.coefficients) for each in report.codes.values())
        lack = len(found) - len(values)
        undefined = f"; it is undefined for {count(lack, 'code')}" if lack else ""
        yield (
            f"{NAMES[name].words} ({_CITED[name][1]}) of single codes ranged from "
            f"{number(min(values))} to "
            f"{number(max(values))} (median {number(median(values))}, "
            f"{count(len(values), 'code')}{undefined})."
        )


def _over_codes(report: AgreementReport) -> Iterator[str]:
    for name, (words, whose) in _CITED.items():
        found = report.overall.get(name)
        if found is not None and found.value is not None:
            how, source = _with(name, report.asked, whose)
            inside = _interval(found, report)
            yield f"{words}{how} was {number(found.value)} ({inside}{source})."


def _with(name: str, asked: Asked, whose: str) -> tuple[str, str]:
    """Return the weights or the metric that a statistic was computed with, and whose it is."""
    if name == "cohen_kappa" and asked.weights is not None:
        return f", with {asked.weights} weights,", "Cohen 1968"
    if name == "krippendorff_alpha":
        return f", with the {asked.metric} metric,", whose
    return "", whose


def _interval(found: Coefficient, report: AgreementReport) -> str:
    inside = limits(found)
    if not inside or report.interval is None:
        return ""
    return f"{percent_of(report.interval.confidence)} CI {inside}; "


def _made(report: AgreementReport) -> Iterator[str]:
    figures = [*report.overall.values(), *map(headline, report.codes.values())]
    if report.interval is not None and any(limits(each) for each in figures):
        yield f"Intervals are those of a {report.interval.method}."
    yield f"Computed with leadcode {__version__}."
