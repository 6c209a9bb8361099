"""What holds for any two coders, whatever they decided."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.agreement import (
    AgreementReport,
    Coefficient,
    Coincidences,
    Counts,
    Decision,
    Decisions,
    TwoByTwo,
    agreement_among,
    cohen_kappa,
    fleiss_kappa,
    kappa_max,
    krippendorff_alpha,
    mean_kappa,
    pooled_kappa,
    scott_pi,
)
from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Codes = frozenset[str]
Row = tuple[Codes | None, Codes | None]

code_sets = st.frozensets(st.sampled_from("abcd"))
both_decided = st.tuples(code_sets, code_sets)
one_decided = st.one_of(st.tuples(code_sets, st.none()), st.tuples(st.none(), code_sets))
shared_rows = st.lists(both_decided, min_size=1, max_size=40)
counts = st.integers(min_value=0, max_value=300)
tables = st.builds(TwoByTwo, counts, counts, counts, counts)


def coder(name: str, column: Sequence[Codes | None]) -> Decisions:
    """Return decisions on units that are dealt out to three transcripts."""
    entries: dict[TranscriptId, dict[SegmentId, Decision]] = {}
    for number, codes in enumerate(column):
        if codes is not None:
            decision = Decision(tuple(sorted(map(CodeId, codes))))
            entries.setdefault(TranscriptId(f"T{number % 3}"), {})[SegmentId(f"{number}")] = (
                decision
            )
    return Decisions(CoderId(name), entries)


def compare(rows: Sequence[Row]) -> AgreementReport:
    first, second = zip(*rows, strict=True)
    return agreement_among([coder("ana", first), coder("ben", second)])


def figures(report: AgreementReport) -> Mapping[str, Mapping[str, Coefficient]]:
    by_code = {f"{code}": agreement.coefficients for code, agreement in report.codes.items()}
    return {"overall": report.overall, **by_code}


def values(coefficients: Mapping[str, Coefficient]) -> Mapping[str, float | str | None]:
    """Return each value, or why there is none; sums of distances may differ in the last digits."""
    return {
        name: found.undefined if found.value is None else round(found.value, 9) + 0.0
        for name, found in coefficients.items()
    }


def numbers(coefficients: Mapping[str, Coefficient]) -> Mapping[str, float | None]:
    """Return the values alone: a code that is listed and unused has a reason of its own."""
    return {
        name: None if isinstance(found, str) else found
        for name, found in values(coefficients).items()
    }


def said(report: AgreementReport) -> Mapping[str, Mapping[str, float | str | None]]:
    return {name: values(coefficients) for name, coefficients in figures(report).items()}


@given(shared_rows)
def test_the_order_of_the_coders_changes_nothing(rows: list[Row]) -> None:
    swapped = [(second, first) for first, second in rows]
    assert said(compare(rows)) == said(compare(swapped))


@given(shared_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types its Random as object
    assert said(compare(rows)) == said(compare(shuffled))


@given(shared_rows, st.permutations("abcd"))
def test_the_names_of_the_codes_change_nothing(rows: list[Row], names: Sequence[str]) -> None:
    other = dict(zip("abcd", names, strict=True))
    renamed = [
        tuple(frozenset(other[code] for code in codes or ()) for codes in row) for row in rows
    ]
    found = said(compare([(first, second) for first, second in renamed]))
    assert {name: found[other.get(name, name)] for name in said(compare(rows))} == said(
        compare(rows)
    )


@given(shared_rows, st.lists(one_decided, max_size=20))
def test_units_that_one_coder_decided_change_nothing(rows: list[Row], alone: list[Row]) -> None:
    before, after = compare(rows), compare([*rows, *alone])
    assert {code: after.codes[code] for code in before.codes} == before.codes
    assert numbers(after.overall) == numbers(before.overall)


@given(st.lists(code_sets, min_size=1, max_size=40))
def test_identical_coding_has_a_kappa_of_1_wherever_it_varies(column: list[Codes]) -> None:
    report = compare([(codes, codes) for codes in column])
    for agreement in report.codes.values():
        kappa = agreement.coefficients["cohen_kappa"]
        varies = 0 < agreement.used[CoderId("ana")] < len(column)
        assert (kappa.value, kappa.undefined) == ((1, None) if varies else (None, "no variation"))


@given(shared_rows, st.lists(one_decided, max_size=10))
def test_a_coefficient_is_a_number_within_its_bounds_or_has_a_reason(
    rows: list[Row], alone: list[Row]
) -> None:
    for coefficients in figures(compare([*rows, *alone])).values():
        for coefficient in coefficients.values():
            assert (coefficient.value is None) == (coefficient.undefined is not None)
            assert coefficient.value is None or -1 <= coefficient.value <= 1


@given(tables)
def test_kappa_is_what_its_definition_gives(table: TwoByTwo) -> None:
    if table.lack is None:
        po = Fraction(table.both + table.neither, table.n)
        first, second = Fraction(table.first, table.n), Fraction(table.second, table.n)
        pe = first * second + (1 - first) * (1 - second)
        assert cohen_kappa(table).value == float((po - pe) / (1 - pe))


@given(tables)
def test_kappa_never_exceeds_the_largest_that_the_totals_allow(table: TwoByTwo) -> None:
    kappa, largest = cohen_kappa(table).value, kappa_max(table).value
    assert (kappa is None and largest is None) or (kappa or 0) <= (largest or 0)


@given(st.lists(tables, min_size=1, max_size=8))
def test_one_kappa_over_codes_lies_between_the_worst_and_the_best(several: list[TwoByTwo]) -> None:
    kappas = [kappa for table in several if (kappa := cohen_kappa(table).value) is not None]
    for overall in (pooled_kappa(several).value, mean_kappa(several).value):
        assert (overall is None) == (not kappas)
        assert overall is None or min(kappas) - 1e-12 <= overall <= max(kappas) + 1e-12


@given(tables)
def test_alpha_tends_to_scott_s_pi_with_more_units(table: TwoByTwo) -> None:
    pi = scott_pi(table).value
    alpha = krippendorff_alpha(Coincidences.met(table.as_categories())).value
    if pi is not None:
        assert alpha == pytest.approx(pi + (1 - pi) / (2 * table.n))
        cells = table.as_categories().cells.items()
        votes = Counts[bool].counted({(one, other): units for (one, other), units in cells})
        assert fleiss_kappa(votes).value == pytest.approx(pi)
