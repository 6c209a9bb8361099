"""Random coder files: every kappa is the one that scikit-learn gave for them, apart.

`benchmarks/oracles/kappa.py` made the files and the numbers, with the versions it names.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leadcode_tui.agreement import Decisions, agreement_among, decisions_of
from leadcode_tui.model import (
    Book,
    CodeId,
    CoderFile,
    CoderId,
    Entry,
    StudyId,
    TranscriptId,
    TranscriptStatus,
)

ORACLE = json.loads((Path(__file__).parent / "sklearn_kappas.json").read_text("utf-8"))
T1 = TranscriptId("T1")


def read(found: Any) -> Decisions:
    rows = found["codings:T1"].items()
    status = TranscriptStatus(
        participant=None, codable=tuple(found["transcripts"]["T1"]["codable"])
    )
    return decisions_of(
        CoderFile(
            coder=CoderId(found["file"]["1"]["coder"]),
            study=StudyId(found["file"]["1"]["study"]),
            number=found["file"]["1"]["pass"],
            round=None,
            books={name: Book(**book) for name, book in found["books"].items()},
            transcripts={T1: status},
            entries={T1: {segment: entry(row) for segment, row in rows}},
            keys={},
        )
    )


def entry(row: Any) -> Entry:
    codes = tuple(row["codes"]) if "codes" in row else None
    return Entry(codes=codes, memo=row.get("memo"), book=row["book"])


@pytest.mark.parametrize("pair", ORACLE["pairs"], ids=range(len(ORACLE["pairs"])))
def test_kappa_is_that_of_scikit_learn(pair: Any) -> None:
    report = agreement_among([*map(read, pair["files"])])
    found = {
        code: report.codes[CodeId(code)].coefficients["cohen_kappa"] for code in pair["kappas"]
    }
    assert {code: kappa.value for code, kappa in found.items()} == {
        code: None if kappa is None else pytest.approx(kappa, abs=1e-9)
        for code, kappa in pair["kappas"].items()
    }
    assert all(kappa.undefined for kappa in found.values() if kappa.value is None)


def test_the_oracle_has_defined_and_undefined_kappas() -> None:
    kappas = [kappa for pair in ORACLE["pairs"] for kappa in pair["kappas"].values()]
    assert {None, 0.0, 1.0} < set(kappas)
