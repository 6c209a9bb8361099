"""Worked examples from the literature: what was published comes out.

`cases/two-coders.json` has, for each source, the decisions as [first, second, how many units], null
for not visited, and what is expected as [statistic, code, value or reason, decimals, tolerance].
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from leadcode_tui.agreement import (
    CategoryTable,
    Coefficient,
    Decision,
    Decisions,
    agreement_between,
    cohen_kappa,
    percent_agreement,
)
from leadcode_tui.errors import NoSharedUnitError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "agreement-cases"
#: Statistics that other people's cases hold under another name.
NAMES = {
    "cohen_kappa_category": "cohen_kappa",
    "specific_agreement": "p_pos",
    "pooled_kappa_devries": "pooled_kappa",
}
STATISTICS = {
    "bias_index",
    "cohen_kappa",
    "kappa_max",
    "mean_kappa",
    "p_neg",
    "p_pos",
    "pabak",
    "percent_agreement",
    "percent_agreement_exact_set",
    "pooled_kappa",
    "prevalence_index",
}
CASES: Sequence[Any] = json.loads((HERE / "cases" / "two-coders.json").read_text("utf-8"))

Codes = Sequence[str] | None
Row = tuple[Codes, Codes]


def coefficients(
    rows: Sequence[Row], codebook: Sequence[str] | None
) -> Mapping[tuple[str, str | None], Coefficient]:
    """Return every coefficient of a pair of coders by its name and code.

    What two categories say without a code is said of the category that sorts first.
    """
    try:
        report = agreement_between(*(one_coder(rows, which, codebook) for which in (0, 1)))
    except NoSharedUnitError:
        empty: CategoryTable[str] = CategoryTable({})
        return {
            ("cohen_kappa", None): cohen_kappa(empty),
            ("percent_agreement", None): percent_agreement(empty),
        }
    by_code: dict[tuple[str, str | None], Coefficient] = {
        (name, str(code)): coefficient
        for code, agreement in report.codes.items()
        for name, coefficient in agreement.coefficients.items()
    }
    first = report.codes[min(report.codes)].coefficients
    without_code = {**first, **report.overall}
    return {**by_code, **{(name, None): without_code[name] for name in without_code}}


def one_coder(rows: Sequence[Row], which: int, codebook: Sequence[str] | None) -> Decisions:
    decided = {
        SegmentId(f"{number:04}"): Decision(tuple(map(CodeId, codes)), book="b1")
        for number, row in enumerate(rows)
        if (codes := row[which]) is not None
    }
    listed = {CodeId(code): None for code in codebook or ()}
    return Decisions(
        CoderId("AB"[which]),
        {TranscriptId("T"): decided},
        books={"b1": Book("codes", "", "", listed)} if codebook else {},
    )


def is_right(found: Coefficient, wanted: float | str, tolerance: float) -> bool:
    if isinstance(wanted, str):
        return found.value is None and found.undefined == wanted
    return found.value is not None and abs(found.value - wanted) <= tolerance


def rounding(decimals: int) -> float:
    return 0.5 * 10.0**-decimals + 1e-9


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_example_comes_out_as_published(case: Any) -> None:
    rows = [(first, second) for first, second, count in case["decisions"] for _ in range(count)]
    found = coefficients(rows, case.get("codebook"))
    wrong = [
        (statistic, code, wanted, found[statistic, code])
        for statistic, code, wanted, decimals, *tolerance in case["expected"]
        if not is_right(found[statistic, code], wanted, max(rounding(decimals), *tolerance, 0))
    ]
    assert wrong == []


@pytest.mark.samples
@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared agreement cases are not beside the checkout"
)
def test_the_shared_cases_come_out_where_their_statistic_is_built(
    record_property: Any,
) -> None:
    verdicts: Counter[str] = Counter()
    wrong = []
    for path in sorted(SHARED.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        found = shared_coefficients(case) if is_for_two_coders(case) else {}
        for expected in case["expected"]:
            verdict = judge(expected, found)
            verdicts[verdict] += 1
            if verdict == "wrong":
                wrong.append((case["id"], expected))
    record_property("verdicts", dict(verdicts))
    assert wrong == []
    assert verdicts["right"] > 0


def is_for_two_coders(case: Any) -> bool:
    return case["kind"] != "spans" and len(case["data"]["raters"]) == 2


def shared_coefficients(case: Any) -> Mapping[tuple[str, str | None], Coefficient]:
    columns = [[as_codes(cell) for cell in column] for column in case["data"]["raters"].values()]
    return coefficients(list(zip(*columns, strict=True)), case["data"].get("codebook"))


def as_codes(cell: Any) -> Codes:
    if cell is None or isinstance(cell, list):
        return cell
    return [str(cell)]


def judge(expected: Any, found: Mapping[tuple[str, str | None], Coefficient]) -> str:
    statistic = NAMES.get(expected["statistic"], expected["statistic"])
    if statistic not in STATISTICS or expected["weights"] is not None or not found:
        return "left out"
    code = expected.get("code", expected.get("category"))
    coefficient = found[statistic, None if code is None else str(code)]
    if expected["value"] is None:
        return "right" if coefficient.value is None and coefficient.undefined else "wrong"
    tolerance = max(rounding(expected["decimals"]), expected.get("tolerance", 0))
    return "right" if is_right(coefficient, expected["value"], tolerance) else "wrong"
