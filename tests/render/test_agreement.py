"""An agreement report as people and programs get it; every number here was worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.agreement import Decision, Decisions, agreement_among, decisions_from
from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId
from leadcode_tui.render.agreement import rendered_agreement
from leadcode_tui.render.agreement_json import as_json
from leadcode_tui.render.agreement_methods import methods
from leadcode_tui.render.grid import Format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.agreement import AgreementReport

#: Code a: both 3, only ana 1, only ben 1, neither 5. Code b: 1, 2, 1, 6. Code c: nobody.
TABLE = """\
agreement of ana and ben, by segment

10 segments shared, in 1 transcript; left out: none
only ana 1 (1 coding), only ben 0

code both ana ben none kappa agree p_pos p_neg
b       1   2   1    6   .21   .70   .40   .80
a       3   1   1    5   .58   .80   .75   .83
c       0   0   0   10 undef  1.00 undef  1.00
"""

#: (Po - Pe, 1 - Pe) of each code that has a kappa.
A = (8 / 10 - (4 * 4 + 6 * 6) / 100, 1 - (4 * 4 + 6 * 6) / 100)
B = (7 / 10 - (3 * 2 + 7 * 8) / 100, 1 - (3 * 2 + 7 * 8) / 100)
KAPPA_A, KAPPA_B = A[0] / A[1], B[0] / B[1]
STATISTICS: Mapping[str, Mapping[str, float]] = {
    "": {
        "pooled_kappa": (A[0] + B[0]) / (A[1] + B[1]),
        "mean_kappa": (KAPPA_A + KAPPA_B) / 2,
        "percent_agreement_exact_set": 6 / 10,
    },
    "a": {
        "cohen_kappa": KAPPA_A,
        "percent_agreement": 8 / 10,
        "pabak": 2 * 8 / 10 - 1,
        "p_pos": 2 * 3 / (2 * 3 + 1 + 1),
        "p_neg": 2 * 5 / (2 * 5 + 1 + 1),
        "prevalence_index": (5 - 3) / 10,
        "bias_index": 0,
    },
    "b": {
        "cohen_kappa": KAPPA_B,
        "percent_agreement": 7 / 10,
        "pabak": 2 * 7 / 10 - 1,
        "p_pos": 2 * 1 / (2 * 1 + 2 + 1),
        "p_neg": 2 * 6 / (2 * 6 + 2 + 1),
        "prevalence_index": (6 - 1) / 10,
        "bias_index": (2 - 1) / 10,
    },
}
COUNTS = {"a": (3, 1, 1, 5), "b": (1, 2, 1, 6), "c": (0, 0, 0, 10)}


def decisions(coder: str, decided: Sequence[str]) -> Decisions:
    kept = {
        SegmentId(f"{number:04}"): Decision(tuple(map(CodeId, codes.split())))
        for number, codes in enumerate(decided, start=1)
    }
    return Decisions(CoderId(coder), {TranscriptId("gate"): kept})


def told(report: AgreementReport, form: Format = Format.TABLE) -> str:
    return rendered_agreement(report, form)


def test_the_table(report: AgreementReport) -> None:
    assert told(report).startswith(TABLE)


def test_the_csv_has_a_row_for_each_number(report: AgreementReport) -> None:
    rows = list(csv.DictReader(io.StringIO(told(report, Format.CSV))))
    found = {(row["code"], row["statistic"]): row for row in rows}
    for code, statistics in STATISTICS.items():
        for name, value in statistics.items():
            assert float(found[code, name]["value"]) == pytest.approx(value, abs=1e-12)
            assert found[code, name]["n"] == "10"
            assert found[code, name]["undefined"] == ""
    for code, counts in COUNTS.items():
        names = ("both", "only ana", "only ben", "neither")
        assert tuple(int(found[code, name]["value"]) for name in names) == counts
    assert found["c", "cohen_kappa"]["value"] == ""
    assert found["c", "cohen_kappa"]["undefined"] == "code never used"


def test_the_csv_opens_with_its_columns(report: AgreementReport) -> None:
    first = told(report, Format.CSV).partition("\n")[0]
    assert first == "part,coders,code,statistic,value,n,se,low,high,undefined,no_interval"


def test_the_json_has_the_documented_shape(report: AgreementReport) -> None:
    shape = json.loads(told(report, Format.JSON))
    assert list(shape) == [
        *("format", "coders", "unit", "level", "only", "weights", "metric", "order", "round"),
        *("intra", "books", "coverage", "interval", "planning", "overall", "codes", "pairs"),
        *("by", "parts", "confusion", "notices"),
    ]
    assert shape["format"] == "leadcode.agreement/1"
    assert shape["coders"] == ["ana", "ben"]
    assert (shape["unit"], shape["level"]) == ("segment", None)
    assert shape["coverage"]["shared"] == 10
    assert shape["coverage"]["only"] == {"ana": 1, "ben": 0}
    assert shape["coverage"]["transcripts"] == 1
    assert shape["coverage"]["left_out"] == []
    assert [pair["coders"] for pair in shape["pairs"]] == [["ana", "ben"]]
    assert shape["pairs"][0]["codes"] == shape["codes"]
    assert {frozenset(notice) for notice in shape["notices"]} == {
        frozenset({"kind", "code", "text"})
    }


def test_every_coefficient_of_the_json_has_the_same_fields(report: AgreementReport) -> None:
    shape: Any = as_json(report)
    coefficients = list(shape["overall"].values())
    for code in shape["codes"].values():
        coefficients += [value for name, value in code.items() if name != "table"]
    fields = ["value", "n", "se", "low", "high", "undefined", "no_interval"]
    assert all(list(coefficient) == fields for coefficient in coefficients)
    assert all((c["value"] is None) == (c["undefined"] is not None) for c in coefficients)


def test_the_json_has_the_numbers_unrounded(report: AgreementReport) -> None:
    shape = json.loads(told(report, Format.JSON))
    for code, statistics in STATISTICS.items():
        found = shape["codes"][code] if code else shape["overall"]
        for name, value in statistics.items():
            assert found[name]["value"] == pytest.approx(value, abs=1e-12)
    for code, (both, ana, ben, neither) in COUNTS.items():
        assert shape["codes"][code]["table"] == {
            "both": both,
            "only": {"ana": ana, "ben": ben},
            "neither": neither,
        }


def test_what_is_undefined_has_its_reason_and_no_number(report: AgreementReport) -> None:
    shape = json.loads(told(report, Format.JSON))
    kappa = shape["codes"]["c"]["cohen_kappa"]
    assert (kappa["value"], kappa["undefined"]) == (None, "code never used")
    assert "NaN" not in told(report, Format.JSON)
    assert "undefined: code never used (c)" in told(report)


def test_coders_who_never_agree_are_not_shown_as_if_they_always_did() -> None:
    report = agreement_among([decisions("ana", ["a", "b"]), decisions("ben", ["b", "a"])])
    row = next(line for line in told(report).splitlines() if line.startswith("a "))
    assert row.split() == [
        *("a", "0", "1", "1", "0", "-1.00"),
        *(".00", ".00", ".00"),
    ]


def test_coders_who_always_agree() -> None:
    report = agreement_among([decisions("ana", ["a", ""]), decisions("ben", ["a", ""])])
    row = next(line for line in told(report).splitlines() if line.startswith("a "))
    assert row.split()[5:9] == ["1.00", "1.00", "1.00", "1.00"]
    assert "pooled kappa (De Vries 2008)                 1.000" in told(report)


def test_the_table_keeps_to_eighty_columns_whatever_codes_are_called() -> None:
    codes = ["a-code-with-a-name-as-long-as-identifiers-go-" + letter * 20 for letter in "abcdef"]
    first = decisions("wilhelmina-of-the-northern-trust", [*codes, codes[0]])
    second = decisions("ben", [*codes[1:], codes[0], codes[0]])
    lines = told(agreement_among([first, second])).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line[:11] for line in lines].count("a-code-with") == len(codes)


def test_a_code_that_looks_like_a_formula_is_text_in_the_csv() -> None:
    report = agreement_among(
        [decisions("ana", ["=1+1", "@sum", ""]), decisions("ben", ["=1+1", "", "-2+3"])]
    )
    codes = {row[2] for row in csv.reader(io.StringIO(told(report, Format.CSV)))}
    assert {"'=1+1", "'@sum", "'-2+3"} <= codes
    assert not {code for code in codes if code.startswith(("=", "@", "-", "+"))}


def test_the_page_on_formats_has_every_field_of_the_json(report: AgreementReport) -> None:
    page = (Path(__file__).parents[2] / "docs" / "file-formats.md").read_text(encoding="utf-8")
    shape: Any = as_json(report)
    fields = {*shape, *shape["coverage"], *shape["overall"]["pooled_kappa"]}
    assert {field for field in fields if f'"{field}"' not in page} == set()


def test_pairs_whose_names_have_no_room_are_numbered() -> None:
    names = [f"a-coder-called-{letter}" for letter in "abcd"]
    page = told(agreement_among([decisions(name, ["x", "y", "y z"]) for name in names]))
    assert "pair by pair, 1 to 6 in the order above\n\ncode    1    2    3    4    5    6\n" in page
    short = told(agreement_among([decisions(name, ["x", "y", "y z"]) for name in "abc"]))
    assert "pair by pair\n\ncode a & b a & c b & c\n" in short


@pytest.mark.parametrize(
    ("third", "by_whom"),
    [
        ([*"aba"], "by all of three coders"),
        (["a", None, "a"], "by two or more of three coders, and 2 (67 %) by all of them"),
    ],
)
def test_sentences_for_a_paper_say_how_many_all_decided(
    third: list[str | None], by_whom: str
) -> None:
    report = agreement_among(decisions_from({"ana": [*"aab"], "ben": [*"abb"], "cat": third}))
    assert methods(report).startswith(f"Of 3 coded units, 3 (100 %) were coded {by_whom}.")


def test_sentences_for_a_paper_say_how_many_were_decided_in_every_pass() -> None:
    passes = decisions_from({"ana": [*"aab"], "ben": [*"abb"], "cat": [*"aba"]})
    coder = CoderId("ana")
    report = agreement_among(
        [replace(each, coder=coder, number=number) for number, each in enumerate(passes, start=1)]
    )
    assert "were coded three times by one coder." in methods(report)
