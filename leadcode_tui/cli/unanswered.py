"""What `leadcode agree` was asked for by name and these decisions cannot answer."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from leadcode_tui.agreement import Metric, PartKind
from leadcode_tui.agreement.coefficient import NOT_IN_ORDER, NOT_NUMBERS, SEVERAL_CODES
from leadcode_tui.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.agreement import AgreementReport

#: So many codes show what is meant.
_NAMED = 5


def refuse_unanswered(report: AgreementReport) -> None:
    """Refuse what cannot be told: a page without it would pass for an answer.

    Raises UsageError.
    """
    asked = report.asked
    if asked.weights is not None:
        _refuse_order(f"--weights {asked.weights}", report)
        _refuse_undefined(f"--weights {asked.weights}", report, "cohen_kappa")
    if asked.metric is Metric.ORDINAL:
        _refuse_order("--metric ordinal", report)
    if asked.metric is not Metric.NOMINAL:
        _refuse_undefined(f"--metric {asked.metric}", report, "krippendorff_alpha")
    if asked.by is PartKind.TRANSCRIPT and not report.coverage.transcripts:
        raise UsageError(
            "--by transcript: these units belong to none; "
            "--transcript-column says which column of a table names them"
        )
    _refuse_statistics(report)


def _refuse_order(option: str, report: AgreementReport) -> None:
    """Refuse to guess an order: a codebook has one, a table of ratings does not."""
    if not report.asked.order and not report.books:
        raise UsageError(f"{option} needs --order: the categories, from lowest to highest")


def _refuse_undefined(option: str, report: AgreementReport, name: str) -> None:
    figures = [report.figures] if name in report.overall else report.pairs
    reasons = {each.overall[name].undefined for each in figures if name in each.overall}
    if SEVERAL_CODES in reasons:
        raise UsageError(f"{option} is for one category a unit, and some carry several codes")
    used: list[str] = [code for code, found in report.codes.items() if any(found.used.values())]
    if NOT_IN_ORDER in reasons:
        ranked = report.asked.order or tuple(report.codes)
        _refuse_categories(option, [code for code in used if code not in ranked], "in no order")
    if NOT_NUMBERS in reasons:
        _refuse_categories(option, [code for code in used if not _is_number(code)], "no numbers")


def _refuse_categories(option: str, misfits: Sequence[str], what: str) -> None:
    """Say which categories do not fit; if none of the codes, then that of units without a code."""
    if not misfits:
        raise UsageError(f"{option}: units that were left without a code are {what}")
    more = ", ..." if len(misfits) > _NAMED else ""
    raise UsageError(f"{option}: these categories are {what}: {', '.join(misfits[:_NAMED])}{more}")


def _is_number(code: str) -> bool:
    try:
        return isfinite(float(code))
    except ValueError:
        return False


def _refuse_statistics(report: AgreementReport) -> None:
    figures = [report.figures, *report.pairs]
    told = {name for each in figures for name in each.overall}
    told |= {name for each in report.codes.values() for name in each.coefficients}
    for name in report.asked.statistics:
        if name not in told:
            raise UnknownNameError(f"statistic of {len(report.coders)} coders", name, sorted(told))
