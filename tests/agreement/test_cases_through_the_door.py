"""The same worked examples, asked for as people do: decisions in, a report with everything out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    Coefficient,
    Decision,
    Decisions,
    IntervalKind,
    Metric,
    UnitKind,
    Weights,
    agreement_among,
)
from leadcode_tui.errors import NoSharedUnitError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent / "cases"
#: What a report holds under another name, of a code or a category.
OF_CODES = {
    "cohen_kappa_category": "cohen_kappa",
    "fleiss_kappa_category": "fleiss_kappa",
    "specific_agreement": "p_pos",
    "char_cohen_kappa": "cohen_kappa",
    "char_scott_pi": "scott_pi",
    "char_krippendorff_alpha": "krippendorff_alpha",
    "char_percent_agreement": "percent_agreement",
    "char_jaccard": "jaccard_index",
}
OVERALL = {
    "pooled_kappa_devries": "pooled_kappa",
    "krippendorff_alpha:masi": "krippendorff_alpha_masi",
    "krippendorff_alpha:jaccard": "krippendorff_alpha_jaccard",
}
#: Numbers that belong to a coefficient's interval.
FIELDS = {"se": "se", "ci_low": "low", "ci_high": "high"}
#: What has a row in the table of one category, and is said of the one that sorts first.
OF_FIRST = {"p_pos", "p_neg", "prevalence_index", "bias_index", "pabak"}


def cases(kind: str) -> list[Any]:
    found: list[Any] = json.loads((HERE / f"{kind}.json").read_text("utf-8"))
    return found


def coders(case: Any) -> list[Decisions]:
    rows = [row[:-1] for row in case["decisions"] for _ in range(row[-1])]
    codebook = case.get("codebook")
    books = {} if codebook is None else {"b1": Book("codes", "", "", dict.fromkeys(codebook))}
    many = len(rows[0]) if rows else 2
    return [
        Decisions(
            CoderId(f"coder{which}"),
            {
                TranscriptId(""): {
                    SegmentId(f"{number:04}"): Decision(as_codes(row[which]), book="b1")
                    for number, row in enumerate(rows)
                    if row[which] is not None
                }
            },
            books=books,
        )
        for which in range(many)
    ]


def as_codes(cell: Any) -> tuple[CodeId, ...]:
    return tuple(map(CodeId, cell if isinstance(cell, list) else [cell]))


def marked(case: Any) -> list[Decisions]:
    start, length = case["continuum"]
    found = []
    for which, spans in enumerate(case["spans"]):
        by_code: dict[CodeId, list[tuple[int, int]]] = {}
        for code, first, last in spans:
            by_code.setdefault(CodeId(code), []).append((first - start, last - start))
        ranges = {code: tuple(those) for code, those in by_code.items()}
        decision = Decision(tuple(ranges), spans=ranges, chars=length)
        entries = {TranscriptId(""): {SegmentId("1"): decision}}
        found.append(Decisions(CoderId(f"coder{which}"), entries))
    return found


def value_of(report: AgreementReport, name: str, key: str | None) -> Any:
    """Return what a report says of a case's number, or KeyError where it has no such thing."""
    statistic = name.partition(":")[0]
    field = next((field for end, field in FIELDS.items() if statistic.endswith(f"_{end}")), "value")
    for end in FIELDS:
        statistic = statistic.removesuffix(f"_{end}")
    if key is not None:
        found = report.codes[CodeId(key)].coefficients[OF_CODES.get(statistic, statistic)]
    elif statistic in OF_FIRST:
        found = report.codes[min(report.codes)].coefficients[statistic]
    else:
        found = report.overall[OVERALL.get(name, OVERALL.get(statistic, statistic))]
    return number(found, field)


def number(found: Coefficient, field: str) -> float | str | None:
    return found.undefined if found.value is None else getattr(found, field)


def asked(name: str, case: Any) -> Asked:
    variant = name.partition(":")[2]
    order = tuple(map(CodeId, sorted(seen(case))))
    return Asked(
        everything=True,
        interval=IntervalKind.LARGE_SAMPLE,
        weights=Weights(variant) if variant in {"linear", "quadratic"} else None,
        metric=Metric(variant) if variant in set(Metric) else Metric.NOMINAL,
        order=order if variant in {"linear", "quadratic", "ordinal"} else (),
    )


def seen(case: Any) -> set[str]:
    return {
        code for row in case["decisions"] for cell in row[:-1] if cell for code in as_codes(cell)
    }


#: Numbers of pure functions, or left out: no report has them.
NOT_ASKED = (
    "_null",
    "expected_agreement",
    "_irrcac",
    "_se_n",
    "nominal_sets",
    "passonneau",
    "alpha_u",
)
NOT_HERE = {"masi_distance", "dice_micro", "stacked_kappa", "percent_agreement_any_overlap"}


def is_asked(name: str) -> bool:
    return (
        not any(part in name for part in NOT_ASKED)
        and name not in NOT_HERE
        and not name.endswith(":disagreement")
    )


def wrong(case: Any, among: list[Decisions], questions: Mapping[str, Asked]) -> list[Any]:
    reports: dict[Asked, AgreementReport] = {}
    found = []
    for name, key, wanted, decimals, *tolerance in case["expected"]:
        if not is_asked(name):
            continue
        question = questions[name]
        if question not in reports:
            reports[question] = agreement_among(among, question)
        got = value_of(reports[question], name, key)
        allowed = max(0.5 * 10.0**-decimals + 1e-9, *tolerance, 0)
        if got != wanted and (
            isinstance(wanted, str) or not isinstance(got, float) or abs(got - wanted) > allowed
        ):
            found.append((name, key, wanted, got))
    return found


CASES = [case for kind in ("one-category", "sets") for case in cases(kind)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_report_has_the_published_numbers(case: Any) -> None:
    among = coders(case)
    questions = {row[0]: asked(row[0], case) for row in case["expected"]}
    if "no shared unit" in {row[2] for row in case["expected"]}:
        with pytest.raises(NoSharedUnitError):
            agreement_among(among, asked("cohen_kappa", case))
    else:
        assert wrong(case, among, questions) == []


@pytest.mark.parametrize("case", cases("characters"), ids=lambda case: case["id"])
def test_a_report_by_character_has_the_published_numbers(case: Any) -> None:
    question = Asked(unit=UnitKind.CHARACTER, everything=True)
    assert wrong(case, marked(case), {row[0]: question for row in case["expected"]}) == []
