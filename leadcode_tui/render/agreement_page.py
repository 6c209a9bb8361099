"""The page on agreement that people read: it stays short, the rest is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import PartKind, headline_name
from leadcode_tui.render.agreement_sentences import (
    SIDE_BY_SIDE,
    alone,
    notices,
    reading,
    reasons_by_code,
    reasons_of_parts,
    reasons_over_codes,
    shared,
    title,
)
from leadcode_tui.render.agreement_tables import (
    are_numbered,
    by_code,
    codes_side_by_side,
    compared,
    confusion,
    further,
    over_codes,
    side_by_side,
)
from leadcode_tui.render.page import Heading, Paragraph, Points, Together
from leadcode_tui.render.statistic_names import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadcode_tui.agreement import AgreementReport, Figures, Scale
    from leadcode_tui.render.page import Block

#: Parts that are asked for to see what became of single codes.
_CODE_BY_CODE: Final = frozenset({PartKind.REVISION, PartKind.ROUND})


def page_on(report: AgreementReport, scale: Scale | None) -> Iterator[Block]:
    """Yield what the page says, from what was compared to what has to be minded."""
    yield Heading(title(report))
    yield Together([Paragraph(shared(report)), Paragraph(alone(report), indent=2)])
    yield by_code(report.figures, scale)
    yield Points([*reasons_by_code(report)])
    if report.asked.everything or report.asked.statistics:
        yield further(report.figures)
    yield over_codes(report, scale)
    yield Points([*reasons_over_codes(report)])
    if len(report.coders) > 2 and report.asked.by is not PartKind.CODER_PAIR:  # noqa: PLR2004
        yield from _pairs(report)
    yield from _parts(report)
    if report.asked.everything:
        yield from _confusion(report)
    yield Points([*reading(report, scale), *notices(report)])


def _pairs(report: AgreementReport) -> Iterator[Block]:
    """Show every pair of three or more coders, over all codes and code by code."""
    pairs = {" & ".join(pair.coders): pair for pair in report.pairs}
    yield Heading("pair by pair", level=3)
    yield side_by_side(pairs, "pair")
    yield Points([*reasons_of_parts(pairs, compared(pairs))])
    if len(report.codes) > 1:
        yield Heading(f"Cohen's kappa of each code, pair by pair{_order(report, pairs)}", level=3)
        yield codes_side_by_side(report, pairs)


def _parts(report: AgreementReport) -> Iterator[Block]:
    by, parts = report.asked.by, report.parts
    if by is None or not parts:
        return
    yield Heading(f"by {by}", level=3)
    yield side_by_side(parts, by.value)
    yield Points([*reasons_of_parts(parts, compared(parts))])
    yield Paragraph(SIDE_BY_SIDE, indent=2)
    if len(report.codes) > 1 and (report.asked.everything or by in _CODE_BY_CODE):
        judged = next(headline_name(found.coefficients) for found in report.codes.values())
        of_each = f"{NAMES[judged].words} of each code, by {by}"
        yield Heading(f"{of_each}{_order(report, parts)}", level=3)
        yield codes_side_by_side(report, parts)


def _order(report: AgreementReport, parts: Mapping[str, Figures]) -> str:
    """Say what the numbers stand for that take the place of names without room."""
    return f", 1 to {len(parts)} in the order above" if are_numbered(report, parts) else ""


def _confusion(report: AgreementReport) -> Iterator[Block]:
    if report.confusion is not None:
        first, second = report.coders
        yield Heading(f"categories of {first} (rows) and of {second} (columns)", level=3)
        yield confusion(report.confusion, report.asked.order or [*report.codes])
