"""An agreement report for people and for programs."""

from __future__ import annotations

import json
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from leadcode_tui.agreement import NoticeKind, worst_first
from leadcode_tui.render.grid import Format, Grid, drawn, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement import AgreementReport, CodeAgreement, Coefficient

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.agreement/1"
#: What the table shows of each code, under these headings; JSON and CSV have all.
_SHOWN: Final = {
    "cohen_kappa": "kappa",
    "percent_agreement": "agree",
    "pabak": "PABAK",
    "p_pos": "p_pos",
    "p_neg": "p_neg",
    "prevalence_index": "prev",
    "bias_index": "bias",
}
#: What stands below the table, and the words for it.
_OVERALL: Final = {
    "pooled_kappa": "pooled kappa (over codes, De Vries 2008)",
    "mean_kappa": "mean kappa (of the codes that have one)",
    "cohen_kappa": "Cohen's kappa (one category per segment)",
    "percent_agreement_exact_set": "percent agreement (the same set of codes)",
}
_WIDTH: Final = 80


def rendered_agreement(report: AgreementReport, form: Format) -> str:
    """Return a report in a format, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(as_json(report), ensure_ascii=False, indent=1)
    return written(_tidy(report)) if form is Format.CSV else "\n".join(_told(report))


def as_json(report: AgreementReport) -> Mapping[str, Any]:
    """Return a report as JSON has it; numbers are not rounded."""
    coverage = report.coverage
    overall = {name: _coefficient(found) for name, found in report.overall.items()}
    codes = {code: _code(found, report) for code, found in report.codes.items()}
    return {
        "format": FORMAT,
        "coders": list(report.coders),
        "unit": report.unit,
        "level": None,
        "coverage": {
            "shared": coverage.shared,
            "only": dict(coverage.only),
            "only_codings": dict(coverage.only_codings),
            "transcripts": coverage.transcripts,
            "left_out": [
                {"transcript": out.transcript, "segment": out.segment, "why": out.why}
                for out in coverage.left_out
            ],
        },
        "interval": None,
        "overall": overall,
        "codes": codes,
        "pairs": [{"coders": list(report.coders), "overall": overall, "codes": codes}],
        "notices": [
            {"kind": notice.kind, "code": notice.code, "text": notice.text}
            for notice in report.notices
        ],
    }


def _coefficient(found: Coefficient) -> Mapping[str, Any]:
    return {
        "value": found.value,
        "n": found.n,
        "se": None,
        "low": None,
        "high": None,
        "undefined": found.undefined,
    }


def _code(found: CodeAgreement, report: AgreementReport) -> Mapping[str, Any]:
    table = found.table
    first, second = report.coders
    only = {first: table.only_first, second: table.only_second}
    return {
        "table": {"both": table.both, "only": only, "neither": table.neither},
        **{name: _coefficient(each) for name, each in found.coefficients.items()},
    }


def _tidy(report: AgreementReport) -> Grid:
    """Return a row for each number; those about all codes together name no code."""
    rows = [_row("", name, found) for name, found in report.overall.items()]
    for code, agreement in report.codes.items():
        for name, count in _counts(agreement, report).items():
            rows.append([code, name, str(count), str(agreement.table.n), ""])
        rows += [_row(code, name, found) for name, found in agreement.coefficients.items()]
    return Grid(("code", "statistic", "value", "n", "undefined"), rows)


def _row(code: str, name: str, found: Coefficient) -> list[str]:
    value = "" if found.value is None else repr(found.value)
    return [code, name, value, str(found.n), found.undefined or ""]


def _counts(agreement: CodeAgreement, report: AgreementReport) -> Mapping[str, int]:
    table = agreement.table
    first, second = report.coders
    return {
        "both": table.both,
        f"only {first}": table.only_first,
        f"only {second}": table.only_second,
        "neither": table.neither,
    }


def _told(report: AgreementReport) -> Iterator[str]:
    """Yield the lines of the table, worst kappa first, and what is needed to read it."""
    first, second = report.coders
    coverage = report.coverage
    yield from _filled(f"agreement of {first} and {second}, by {report.unit}")
    yield from _filled(
        f"{coverage.shared} shared in {_transcripts(coverage.transcripts)}; only {first} "
        f"{coverage.only[first]}, only {second} {coverage.only[second]}; "
        f"left out {len(coverage.left_out)}"
    )
    yield ""
    yield drawn(_by_code(report), width=_WIDTH)
    yield from _undefined(report)
    yield ""
    for name, words in _OVERALL.items():
        found = report.overall[name]
        if found.value is None:
            yield from _filled(f"{'undef':>6}  {words}: {found.undefined}", indent=8)
        else:
            yield f"{_number(found, 3):>6}  {words}"
    yield from _notices(report)


def _transcripts(number: int) -> str:
    return f"{number} transcript{'' if number == 1 else 's'}"


def _by_code(report: AgreementReport) -> Grid:
    first, second = report.coders
    columns = ("code", "both", first[:6], second[:6], "none", *_SHOWN.values())
    rows = [
        [code, *map(str, _counts(found, report).values())]
        + [_number(found.coefficients[name], 2) for name in _SHOWN]
        for code, found in worst_first(report)
    ]
    return Grid(columns, rows)


def _number(found: Coefficient, digits: int) -> str:
    if found.value is None:
        return "undef"
    shown = f"{found.value:.{digits}f}"
    return shown.replace("0.", ".", 1) if shown.lstrip("-").startswith("0.") else shown


def _undefined(report: AgreementReport) -> Iterator[str]:
    reasons = [
        (found.coefficients["cohen_kappa"].undefined or "", code)
        for code, found in report.codes.items()
        if found.coefficients["cohen_kappa"].value is None
    ]
    for reason, codes in groupby(sorted(reasons), key=lambda pair: pair[0]):
        yield from _filled(f"undefined: {reason}: {', '.join(code for _, code in codes)}")


def _notices(report: AgreementReport) -> Iterator[str]:
    """Yield the notices; rare codes are many in any study, so they share one."""
    rare = [n.code or "" for n in report.notices if n.kind is NoticeKind.RARE_CODE]
    others = [n for n in report.notices if n.kind is not NoticeKind.RARE_CODE]
    if rare or others:
        yield ""
    for notice in others:
        about = f"{notice.code}: " if notice.code else ""
        yield from _filled(f"- {about}{notice.text}")
    if rare:
        yield from _filled(
            "- rare codes, used fewer than ten times by a coder or in fewer than ten "
            f"transcripts, so that kappa says little: {_named(rare, report)}"
        )


def _named(codes: Sequence[str], report: AgreementReport) -> str:
    return "every code" if len(codes) == len(report.codes) else ", ".join(codes)


def _filled(text: str, *, indent: int = 2) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)
