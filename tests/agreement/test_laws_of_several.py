"""What holds for any number of coders, whatever they decided, and whatever is asked of it."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import combinations
from operator import add
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    Decision,
    Decisions,
    Figures,
    PartKind,
    TwoByTwo,
    UnitKind,
    agreement_among,
    align,
)
from leadcode_tui.errors import NoSharedUnitError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Codes = frozenset[str] | None
Row = tuple[Codes, ...]

NAMES = ("ana", "ben", "cat", "dan")
TREE = {CodeId("a"): None, CodeId("b"): CodeId("a"), CodeId("c"): CodeId("a"), CodeId("d"): None}
BOOK = Book("codes", "3f9a1c2b", "2026-01-01", TREE)
ALL = Asked(everything=True)
ALPHA = Asked(statistics=("krippendorff_alpha", "krippendorff_alpha_masi"))

code_sets = st.frozensets(st.sampled_from("abcd"), max_size=3)
cells = st.one_of(st.none(), code_sets)


def rows_of(coders: int) -> st.SearchStrategy[list[Row]]:
    """Return units decided by any of so many coders, the first by all of them."""
    first = st.tuples(*[code_sets] * coders)
    return st.builds(
        lambda row, rest: [row, *rest], first, st.lists(st.tuples(*[cells] * coders), max_size=16)
    )


def coders(rows: Sequence[Row], book: Book = BOOK) -> list[Decisions]:
    """Return decisions on units that are dealt out to five transcripts."""
    found = []
    for name, column in zip(NAMES, zip(*rows, strict=True), strict=False):
        entries: dict[TranscriptId, dict[SegmentId, Decision]] = {}
        for number, codes in enumerate(column):
            if codes is not None:
                here = entries.setdefault(TranscriptId(f"T{number % 5}"), {})
                listed = tuple(sorted(map(CodeId, codes)))
                here[SegmentId(f"{number:04}")] = Decision(listed, book="b1", chars=7)
        found.append(Decisions(CoderId(name), entries, books={"b1": book}))
    return found


def numbers(figures: Figures) -> Mapping[tuple[str, str], float | str | None]:
    """Return every value, or why there is none; sums of distances differ in the last digits."""
    told = {("", name): found for name, found in figures.overall.items()} | {
        (code, name): found
        for code, agreement in figures.codes.items()
        for name, found in agreement.coefficients.items()
    }
    return {
        name: found.undefined if found.value is None else round(found.value, 9) + 0.0
        for name, found in told.items()
    }


def ask(rows: Sequence[Row], asked: Asked = ALL) -> AgreementReport:
    return agreement_among(coders(rows), asked)


@given(rows_of(3), st.permutations([0, 1, 2]))
def test_the_order_of_the_coders_changes_nothing(rows: list[Row], order: list[int]) -> None:
    turned = [tuple(row[which] for which in order) for row in rows]
    assert numbers(ask(turned).figures) == numbers(ask(rows).figures)


@given(rows_of(3), st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types its Random as object
    assert numbers(ask(shuffled).figures) == numbers(ask(rows).figures)


@given(rows_of(3), st.permutations("abcd"))
def test_the_names_of_the_codes_change_nothing(rows: list[Row], names: Sequence[str]) -> None:
    other = dict(zip("abcd", names, strict=True))
    renamed = [
        tuple(codes and frozenset(other[code] for code in codes) for codes in row) for row in rows
    ]
    found, before = (numbers(ask(each, ALPHA).figures) for each in (renamed, rows))
    assert {(code, name): found[other.get(code, ""), name] for code, name in before} == before


@given(st.lists(code_sets, min_size=1, max_size=20))
def test_identical_coding_has_an_alpha_of_1_wherever_it_varies(
    column: list[frozenset[str]],
) -> None:
    report = ask([(codes, codes, codes) for codes in column], ALPHA)
    for agreement in report.codes.values():
        alpha = agreement.coefficients["krippendorff_alpha"]
        varies = 0 < agreement.used[CoderId("ana")] < len(column)
        assert (alpha.value, alpha.undefined is None) == ((1, True) if varies else (None, False))
    sets = report.overall["krippendorff_alpha_masi"]
    assert sets.value == (1 if len(set(column)) > 1 else None)


@given(rows_of(4))
def test_a_pair_says_what_its_two_coders_say_by_themselves(rows: list[Row]) -> None:
    everybody = coders(rows)
    for pair, two in zip(ask(rows).pairs, combinations(everybody, 2), strict=True):
        assert numbers(pair) == numbers(agreement_among(two, ALL).figures)


@given(rows_of(3), st.lists(st.sampled_from([0, 1, 2]), max_size=5))
def test_units_that_one_coder_decided_change_no_alpha(rows: list[Row], alone: list[int]) -> None:
    more: list[Row] = [
        tuple(frozenset("a") if which == who else None for which in range(3)) for who in alone
    ]
    names = ("krippendorff_alpha", "krippendorff_alpha_masi", "percent_agreement_exact_set")
    before, after = ask(rows), ask([*rows, *more])
    for name in names:
        assert after.overall[name].value == pytest.approx(before.overall[name].value)


@given(rows_of(2))
def test_the_tables_of_the_parts_add_up_to_the_whole(rows: list[Row]) -> None:
    report = ask(rows, Asked(by=PartKind.TRANSCRIPT))
    for code, agreement in report.codes.items():
        tables = [part.codes[code].table for part in report.parts.values()]
        whole = reduce(add, [table for table in tables if table is not None], TwoByTwo(0, 0, 0, 0))
        assert whole == agreement.table


@given(rows_of(2))
def test_one_part_that_has_everything_says_what_the_whole_does(rows: list[Row]) -> None:
    report = ask(rows, replace(ALL, by=PartKind.REVISION))
    assert list(report.parts) == ["codes 3f9a1c2b"]
    assert numbers(report.parts["codes 3f9a1c2b"]) == numbers(report.figures)


@given(rows_of(2), st.sampled_from("abcd"))
def test_a_code_by_itself_has_the_figures_that_it_has_among_others(
    rows: list[Row], code: str
) -> None:
    alone = ask(rows, replace(ALL, only=(CodeId(code),)))
    among = {key: value for key, value in numbers(ask(rows).figures).items() if key[0] == code}
    assert {key: value for key, value in numbers(alone.figures).items() if key[0]} == among


@given(rows_of(2))
def test_a_level_rolls_up_what_was_coded_below_it(rows: list[Row]) -> None:
    def up(codes: Codes) -> Codes:
        return codes and frozenset("d" if code == "d" else "a" for code in codes)

    top = Book("codes", "3f9a1c2b", "2026-01-01", {CodeId("a"): None, CodeId("d"): None})
    rolled = [tuple(map(up, row)) for row in rows]
    by_hand = agreement_among(coders(rolled, top), ALL).figures
    assert numbers(ask(rows, replace(ALL, level=1)).figures) == numbers(by_hand)


@given(rows_of(2))
def test_a_level_below_all_codes_changes_nothing(rows: list[Row]) -> None:
    assert numbers(ask(rows, replace(ALL, level=2)).figures) == numbers(ask(rows).figures)


@given(rows_of(3))
def test_segments_of_equal_length_without_spans_agree_as_their_characters_do(
    rows: list[Row],
) -> None:
    # Alpha and AC1 know how many values there are, so they differ a little.
    names = {"cohen_kappa", "percent_agreement", "pooled_kappa", "percent_agreement_exact_set"}
    for segments, characters in zip(
        ask(rows).pairs, ask(rows, replace(ALL, unit=UnitKind.CHARACTER)).pairs, strict=True
    ):
        assert {key: value for key, value in numbers(characters).items() if key[1] in names} == {
            key: value for key, value in numbers(segments).items() if key[1] in names
        }


@given(rows_of(2))
def test_a_transcript_holds_a_code_that_any_of_its_segments_holds(rows: list[Row]) -> None:
    whole: dict[int, list[Row]] = {}
    for number, row in enumerate(rows):
        if row == (None, None):
            continue  # no file knows of it
        whole.setdefault(number % 5, []).append(row)
    expected = sum(
        all(None not in row for row in part)
        and any("a" in (row[0] or ()) for row in part)
        and any("a" in (row[1] or ()) for row in part)
        for part in whole.values()
    )
    try:
        report = ask(rows, Asked(unit=UnitKind.TRANSCRIPT))
    except NoSharedUnitError:
        assert all(any(None in row for row in part) for part in whole.values())
    else:
        table = report.codes[CodeId("a")].table
        assert table is not None
        assert table.both == expected


@given(rows_of(3))
def test_the_coverage_counts_every_decided_unit_once(rows: list[Row]) -> None:
    coverage = ask(rows).coverage
    decided = sum(any(codes is not None for codes in row) for row in rows)
    assert coverage.decided == decided == coverage.shared + sum(coverage.only.values())
    assert sum(map(len, align(coders(rows)).units.values())) == decided
