"""Other people's double-coded tables, through the documented layouts: published kappas come out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from leadcode_tui.agreement import agreement_among
from leadcode_tui.sheets.layout import RatingsLayout
from leadcode_tui.sheets.ratings import read_ratings

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "doublecoded"

#: The authors' list of double-coded statements has all that are in both sheets but the first.
LEFT_OUT = {"author_list_9": {"1.0"}, "all_10": set[str]()}

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the checkout"),
]


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_three_coders_of_several_codes_a_unit_have_their_thirty_published_kappas(
    tmp_path: Path,
) -> None:
    source = SAMPLES / "presto" / "types_de_los_coincidentes.jsonl"
    table = tmp_path / "long.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["unit", "coder", "code"])
        for line in source.read_text("utf-8").splitlines():
            unit = json.loads(line)
            coder = unit["_annotator_id"].rpartition("-")[2]
            rows.writerows([unit["id"], coder, code] for code in unit["accept"] or ["-"])
    report = agreement_among(read_ratings(table, RatingsLayout())[0])
    published = {
        (frozenset(pair.split("-")), code): found["published_kappa"]
        for pair, codes in read(SAMPLES / "presto" / "expected.json")["pairs"].items()
        for code, found in codes.items()
        if isinstance(found, dict) and "published_kappa" in found
    }
    ours = {
        (frozenset(pair.coders), str(code)): agreement.coefficients["cohen_kappa"].value
        for pair in report.pairs
        for code, agreement in pair.codes.items()
    }
    assert len(published) == 30
    assert {key: ours[key] for key in published} == pytest.approx(published, abs=1e-6)


def test_two_sheets_of_a_workbook_have_the_kappas_that_scikit_learn_gives(tmp_path: Path) -> None:
    """The expected numbers take "true" and "true " for different ratings, so blanks are shown."""
    book = CalamineWorkbook.from_path(str(SAMPLES / "rqi-relf" / "interview-data.xlsx"))
    sheets: dict[str, dict[str, dict[str, str]]] = {}
    for name in ("Data", "Overlap"):
        headings, *rows = book.get_sheet_by_name(name).to_python()
        named = [dict(zip(map(str, headings), map(shown, row), strict=True)) for row in rows]
        sheets[name] = {row["ID"]: row for row in named}
    wrong = []
    for subset, expected in read(SAMPLES / "rqi-relf" / "expected.json")["subsets"].items():
        shared = [unit for unit in sheets["Overlap"] if unit not in LEFT_OUT[subset]]
        for column, wanted in expected["columns"].items():
            table = tmp_path / "wide.csv"
            with table.open("w", encoding="utf-8", newline="") as file:
                rows_out = csv.writer(file)
                rows_out.writerow(["unit", *sheets])
                rows_out.writerows(
                    [unit, *(rows[unit][column] for rows in sheets.values())] for unit in shared
                )
            report = agreement_among(read_ratings(table, RatingsLayout())[0])
            kappa = report.overall["cohen_kappa"]
            if kappa.n != wanted["n"] or not same(kappa.value, wanted["cohen_kappa"]):
                wrong.append((subset, column, kappa, wanted))
    assert wrong == []


def shown(cell: object) -> str:
    """Return a cell with its blanks to be seen; an empty one is a rating too: none."""
    return str(cell).replace(" ", "_") or "none"


def same(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) < 1e-6
