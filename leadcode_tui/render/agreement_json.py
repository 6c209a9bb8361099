"""An agreement report for programs: JSON, and CSV with a row for each number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from leadcode_tui.render.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement import (
        AgreementReport,
        CodeAgreement,
        Coefficient,
        Disagreement,
        Figures,
        Interval,
        Planning,
    )

#: The formats of the JSON, and their numbers.
FORMAT: Final = "leadcode.agreement/1"
DISAGREEMENTS: Final = "leadcode.disagreements/1"


def as_json(report: AgreementReport) -> Mapping[str, Any]:
    """Return a report as JSON has it; numbers are not rounded."""
    asked = report.asked
    return {
        "format": FORMAT,
        "coders": list(report.coders),
        "unit": asked.unit,
        "level": asked.level,
        "only": list(asked.only),
        "weights": asked.weights,
        "metric": asked.metric,
        "order": list(asked.order),
        "round": report.round,
        "intra": report.intra,
        "books": list(report.books),
        "coverage": _coverage(report),
        "interval": report.interval and _interval(report.interval),
        "planning": report.planning and _planning(report.planning),
        **_figures(report.figures),
        "pairs": [{"coders": list(pair.coders), **_figures(pair)} for pair in report.pairs],
        "by": asked.by,
        "parts": [_part(label, figures) for label, figures in report.parts.items()],
        "confusion": _confusion(report),
        "notices": [
            {"kind": notice.kind, "code": notice.code, "text": notice.text}
            for notice in report.notices
        ],
    }


def _interval(interval: Interval) -> Mapping[str, Any]:
    return {
        "kind": interval.kind,
        "confidence": interval.confidence,
        "method": interval.method,
    }


def _planning(planning: Planning) -> Mapping[str, Any]:
    return {
        "statistic": planning.statistic,
        "transcripts": planning.transcripts,
        "half_width": planning.half_width,
        "wished": planning.wished,
        "needed": planning.needed,
    }


def _part(label: str, figures: Figures) -> Mapping[str, Any]:
    return {
        "part": label,
        "shared": figures.shared,
        "transcripts": figures.transcripts,
        **_figures(figures),
    }


def _coverage(report: AgreementReport) -> Mapping[str, Any]:
    coverage = report.coverage
    return {
        "shared": coverage.shared,
        "by_all": coverage.by_all,
        "decided": coverage.decided,
        "only": dict(coverage.only),
        "only_codings": dict(coverage.only_codings),
        "empty": coverage.empty,
        "transcripts": coverage.transcripts,
        "left_out": [
            {
                "transcript": out.transcript,
                "segment": out.segment,
                "why": out.why,
                "coders": list(out.coders),
            }
            for out in coverage.left_out
        ],
    }


def _figures(figures: Figures) -> Mapping[str, Any]:
    return {
        "overall": {name: _coefficient(found) for name, found in figures.overall.items()},
        "codes": {code: _code(found, figures) for code, found in figures.codes.items()},
    }


def _coefficient(found: Coefficient) -> Mapping[str, Any]:
    return {
        "value": found.value,
        "n": found.n,
        "se": found.se,
        "low": found.low,
        "high": found.high,
        "undefined": found.undefined,
        "no_interval": found.no_interval,
    }


def _code(found: CodeAgreement, figures: Figures) -> Mapping[str, Any]:
    coefficients = {name: _coefficient(each) for name, each in found.coefficients.items()}
    if found.table is None:
        return {"used": dict(found.used), **coefficients}
    table = found.table
    first, second = figures.coders
    only = {first: table.only_first, second: table.only_second}
    return {
        "table": {"both": table.both, "only": only, "neither": table.neither},
        **coefficients,
    }


def _confusion(report: AgreementReport) -> Sequence[Mapping[str, Any]] | None:
    if report.confusion is None:
        return None
    cells = (
        (_category(first), _category(second), units)
        for (first, second), units in report.confusion.cells.items()
    )
    first, second = report.coders
    return [
        {first: mine, second: yours, "units": units}
        for mine, yours, units in sorted(cells, key=lambda cell: (cell[0] or "", cell[1] or ""))
    ]


def _category(codes: frozenset[Any]) -> str | None:
    """Return the one code of a category, or None for the category without a code."""
    return next(iter(codes), None)


def tidy(report: AgreementReport) -> Grid:
    """Return a row for each number; those about all codes together name no code."""
    numbers = ("value", "n", "se", "low", "high")
    columns = ("part", "coders", "code", "statistic", *numbers, "undefined", "no_interval")
    rows = [*_rows("", report.figures)]
    if len(report.coders) > 2:  # noqa: PLR2004 # with two coders the pair is the whole
        rows += [row for pair in report.pairs for row in _rows("", pair)]
    rows += [row for label, figures in report.parts.items() for row in _rows(label, figures)]
    return Grid(columns, rows)


def _rows(part: str, figures: Figures) -> Iterator[Sequence[str]]:
    who = " ".join(figures.coders)
    for name, found in figures.overall.items():
        yield [part, who, "", name, *_cells(found)]
    for code, agreement in figures.codes.items():
        for name, units in counts(agreement, figures.coders).items():
            yield [part, who, code, name, str(units), "", "", "", "", "", ""]
        for name, found in agreement.coefficients.items():
            yield [part, who, code, name, *_cells(found)]


def counts(agreement: CodeAgreement, coders: Sequence[str]) -> Mapping[str, int]:
    """Return the cells of two coders' table, or how often each of more coders used the code."""
    table = agreement.table
    if table is None:
        return {f"used by {coder}": used for coder, used in agreement.used.items()}
    first, second = coders
    return {
        "both": table.both,
        f"only {first}": table.only_first,
        f"only {second}": table.only_second,
        "neither": table.neither,
    }


def _cells(found: Coefficient) -> Sequence[str]:
    numbers = (found.value, found.se, found.low, found.high)
    value, *limits = ("" if each is None else repr(each) for each in numbers)
    return [value, str(found.n), *limits, found.undefined or "", found.no_interval or ""]


def disagreements_json(
    found: Sequence[tuple[Disagreement, str | None]], coders: Sequence[str]
) -> Mapping[str, Any]:
    """Return the segments to talk about as JSON has them; without a study `text` is null."""
    return {
        "format": DISAGREEMENTS,
        "coders": list(coders),
        "disagreements": [
            {
                "transcript": each.transcript,
                "segment": each.segment,
                "distance": each.distance,
                "decisions": {coder: list(codes) for coder, codes in each.decisions.items()},
                "text": text,
            }
            for each, text in found
        ],
    }
