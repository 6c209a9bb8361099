from __future__ import annotations

from math import nan
from typing import Any

import pytest

from leadcode_tui import agreement
from leadcode_tui.agreement import (
    Asked,
    IntervalKind,
    agreement_among,
    align,
    decisions_from,
    kappa_of,
)
from leadcode_tui.errors import UsageError
from leadcode_tui.model import CodeId, TranscriptId


def test_lists_of_categories_give_one_kappa() -> None:
    # Po = 3/4, Pe = (2 * 1 + 2 * 3) / 16
    assert kappa_of(list("abab"), list("abbb")).value == pytest.approx((0.75 - 0.5) / 0.5)


class Unknown:
    """What pandas has for a missing value: whether it is anything, it does not say."""

    __hash__ = object.__hash__

    def __ne__(self, other: object) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __eq__ = __ne__


@pytest.mark.parametrize("missing", [None, nan, Unknown()], ids=["none", "nan", "na"])
def test_what_is_missing_on_one_side_is_no_unit(missing: Any) -> None:
    assert kappa_of(["a", "b", missing], ["a", "b", "a"]).n == 2


def test_lists_without_a_shared_unit_have_no_kappa() -> None:
    found = kappa_of(["a", None], [None, "a"])
    assert (found.undefined, found.n) == ("no shared unit", 0)


def test_units_are_numbered_so_that_they_sort() -> None:
    (ana,) = decisions_from({"ana": ["a", None, *"aaaaaaaa"]})
    (units,) = ana.entries.values()
    assert list(units) == ["01", *(f"{number:02}" for number in range(3, 11))]


def test_numbers_are_codes_and_sets_of_codes_are_sets() -> None:
    coders = decisions_from({"ana": [1, {"a", "b"}, []], "ben": [1, ["b", "a"], ()]})
    assert agreement_among(coders).overall["percent_agreement_exact_set"].value == 1


def test_units_of_transcripts_have_intervals_by_transcript() -> None:
    columns = {"ana": list("aabbabab"), "ben": list("abbbabaa")}
    coders = decisions_from(columns, transcripts=list("11223344"))
    interval = agreement_among(coders).interval
    assert interval is not None
    assert interval.kind is IntervalKind.JACKKNIFE


def test_the_codebook_says_how_many_categories_there_are() -> None:
    columns = {"ana": list("aabb"), "ben": list("aaba")}
    s = Asked(statistics=("bennett_s",))
    few = agreement_among(decisions_from(columns), s).overall["bennett_s"]
    more = agreement_among(decisions_from(columns, codes="abc"), s).overall["bennett_s"]
    assert [few.value, more.value] == pytest.approx([0.5, (0.75 - 1 / 3) / (2 / 3)])


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"ana": ["a"], "ben": ["a", "b"]}, r"differ in length \(1, 2\)"),
        ({"ana": [""], "ben": ["a"]}, "ana, unit 1: an empty string is no code"),
        ({"ana": [["a", " "]], "ben": ["a"]}, "ana, unit 1: an empty string is no code"),
        ({"ana": [{"a": 1}], "ben": ["a"]}, "ana, unit 1: dict is no decision"),
        ({"ana": [b"a"], "ben": ["a"]}, "ana, unit 1: bytes is no decision"),
    ],
    ids=["lengths", "empty string", "empty code", "dict", "bytes"],
)
def test_what_is_no_decision_is_refused_with_its_place(columns: Any, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        decisions_from(columns)


def test_a_transcript_for_every_unit_or_for_none() -> None:
    with pytest.raises(UsageError, match="differ in length"):
        decisions_from({"ana": ["a"], "ben": ["a"]}, transcripts=["KC1", "KC2"])


def test_every_public_name_is_there_and_in_order() -> None:
    assert sorted(agreement.__all__) == sorted(set(agreement.__all__))
    for name in agreement.__all__:
        assert getattr(agreement, name) is not None


def test_a_code_that_the_codebook_alone_has_could_be_applied_by_all() -> None:
    coders = decisions_from({"ana": ["a", []], "ben": ["a", []]}, codes="ab")
    found = agreement_among(coders).codes[CodeId("b")].coefficients["cohen_kappa"]
    assert (found.undefined, found.n) == ("code never used", 2)


def test_what_the_codebook_lists_is_what_every_coder_knew() -> None:
    coders = decisions_from({"ana": ["a"], "ben": ["a"]}, codes="ab")
    assert [side.listed for side in align(coders).sides] == [{"a", "b"}] * 2
    assert agreement_among(coders).books == ()


@pytest.mark.parametrize(
    ("first", "second", "whose"), [("", "a", "first"), ("a", "", "second")], ids=["one", "other"]
)
def test_a_list_is_called_by_its_place(first: str, second: str, whose: str) -> None:
    with pytest.raises(UsageError, match=f"^{whose}, unit 1: "):
        kappa_of([first], [second])


def test_a_notebook_completes_and_finds_every_public_name() -> None:
    assert dir(agreement) == sorted(agreement.__all__)
    assert all(getattr(agreement, name) is not None for name in agreement.__all__)
    assert callable(agreement.align)


class Scalar:
    """A number as an array has it: not Python's own, and giving that when asked."""

    def __init__(self, own: float) -> None:
        self._own = own

    def item(self) -> float:
        return self._own


def test_a_column_of_numbers_with_gaps_has_the_numbers_of_one_without() -> None:
    # Po = 2/3, Pe = (1 * 2 + 2 * 1) / 9
    assert kappa_of([1.0, 2.0, nan, 2.0], [1, 2, 2, 1]).value == pytest.approx(0.4)
    cells: Any = [1.0, 1.5, [2.0]]
    (first, _) = decisions_from({"ana": cells, "ben": [1, 2, 3]})
    assert [entry.codes for entry in first.entries[TranscriptId("")].values()] == [
        ("1",),
        ("1.5",),
        ("2",),
    ]


def test_numbers_of_arrays_are_numbers() -> None:
    cells: Any = [Scalar(1), Scalar(2.0), [Scalar(1)]]
    assert kappa_of(cells, [1, 2, 1]).value == 1
