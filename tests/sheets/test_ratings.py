"""Ratings in tables: wide, long and 0/1 say the same; what cannot be meant has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.errors import ProblemsError, UnreadableError, UsageError
from leadcode_tui.sheets.layout import RatingsLayout
from leadcode_tui.sheets.ratings import read_ratings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: For each coder, each unit's codes: None is not visited.
Decided = dict[str, dict[str, tuple[str, ...] | None]]


def read(folder: Path, text: str, **layout: object) -> Decided:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    coders, _ = read_ratings(path, RatingsLayout(**layout))  # type: ignore[arg-type]
    return {
        coder.coder: {
            unit: decided.codes
            for entries in coder.entries.values()
            for unit, decided in entries.items()
        }
        for coder in coders
    }


def problems(folder: Path, text: str, **layout: object) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        read(folder, text, **layout)
    return [str(each).removeprefix(f"{folder}/") for each in caught.value.problems]


def test_a_wide_table_has_a_column_for_each_coder(tmp_path: Path) -> None:
    assert read(tmp_path, "unit,ana,ben\n1,a,a; b\n2,-,\n") == {
        "ana": {"1": ("a",), "2": ()},
        "ben": {"1": ("a", "b")},
    }


@pytest.mark.parametrize("sign", ["_", ".", " ", "-"])
def test_codes_by_coders_are_not_taken_for_coders(sign: str, tmp_path: Path) -> None:
    names = [f"{code}{sign}{coder}" for code in ("trust", "power") for coder in ("ana", "ben")]
    text = f"unit,{','.join(names)}\n1,1,0,0,1\n2,0,0,,1\n"
    with pytest.raises(UsageError, match=r"trust.ana, trust.ben, \.\.\. hold 0 and 1 alone"):
        read(tmp_path, text)
    assert set(read(tmp_path, text, columns="{coder}")) == set(names)
    assert set(read(tmp_path, text.replace("1,1,0,0,1", "1,3,0,0,1"))) == set(names)


@pytest.mark.parametrize("names", ["ana,ben", "team_ana,team_ben", "a_1,b_2,c_3,d_1"])
def test_coders_may_rate_with_0_and_1(names: str, tmp_path: Path) -> None:
    row = ",".join("1" for _ in names.split(","))
    assert set(read(tmp_path, f"unit,{names}\n1,{row}\n")) == set(names.split(","))


def test_a_pattern_of_coders_leaves_out_the_units(tmp_path: Path) -> None:
    text = "interview,unit,ana,ben\nI1,1,a,b\n"
    assert set(read(tmp_path, text, columns="{coder}")) == {"ana", "ben"}


def test_an_empty_cell_is_no_code_where_that_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "unit,ana,ben\n1,a,\n", empty_is_no_code=True)
    assert found["ben"] == {"1": ()}


def test_the_first_column_has_the_units_unless_another_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "statement,ana,ben\ns1,a,b\n")["ana"] == {"s1": ("a",)}
    assert read(tmp_path, "ana,ben,unit\na,b,s1\n")["ana"] == {"s1": ("a",)}


def test_a_column_of_transcripts_parts_the_units(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("transcript,unit,ana,ben\nKC1,1,a,a\nKC2,1,b,a\n")
    (ana, _), _ = read_ratings(path, RatingsLayout())
    assert {name: dict(units) for name, units in ana.entries.items()} == {
        "KC1": {"1": ana.entries["KC1"]["1"]},  # type: ignore[index]
        "KC2": {"1": ana.entries["KC2"]["1"]},  # type: ignore[index]
    }
    assert ana.entries["KC2"]["1"].codes == ("b",)  # type: ignore[index]


def test_a_long_table_has_a_row_for_each_code(tmp_path: Path) -> None:
    text = "unit,coder,code\n1,ana,a\n1,ana,b\n1,ben,a\n2,ana,-\n2,ben,\n"
    assert read(tmp_path, text) == {"ana": {"1": ("a", "b"), "2": ()}, "ben": {"1": ("a",)}}


def test_the_columns_of_a_long_table_can_be_named(tmp_path: Path) -> None:
    text = "text,who,what\n1,ana,a\n1,ben,b\n"
    found = read(tmp_path, text, unit="text", coder="who", code="what")
    assert found == {"ana": {"1": ("a",)}, "ben": {"1": ("b",)}}


def test_a_pattern_finds_a_column_of_0_and_1_for_each_code_and_coder(tmp_path: Path) -> None:
    text = "id,buy-in_ana,clout_ana,buy-in_ben,clout_ben\n1,1,0,1,1\n2,0,0,,\n"
    assert read(tmp_path, text, columns="{code}_{coder}") == {
        "ana": {"1": ("buy-in",), "2": ()},
        "ben": {"1": ("buy-in", "clout")},
    }


def test_a_pattern_without_codes_finds_the_coders(tmp_path: Path) -> None:
    text = "id,rater ana,rater ben,comment\n1,a,b,hm\n"
    assert read(tmp_path, text, columns="rater {coder}") == {
        "ana": {"1": ("a",)},
        "ben": {"1": ("b",)},
    }


def test_a_list_of_columns_leaves_the_others_out(tmp_path: Path) -> None:
    assert set(read(tmp_path, "id,ana,ben,comment\n1,a,b,hm\n", columns="ana, ben")) == {
        "ana",
        "ben",
    }


CODE = st.sampled_from(["a", "b", "c"])
CELLS = st.none() | st.frozensets(CODE).map(lambda codes: tuple(sorted(codes)))
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12)


@given(rows=ROWS)
def test_wide_long_and_0_1_say_the_same(
    rows: Sequence[tuple[tuple[str, ...] | None, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [(("a",), ("b",)), *rows]
    folder = tmp_path_factory.mktemp("same")
    wide = ["unit,ana,ben"]
    long = ["unit,coder,code"]
    switches = ["unit," + ",".join(f"{code}|{coder}" for coder in ("ana", "ben") for code in "abc")]
    for number, row in enumerate(rows):
        cells = ["" if codes is None else ";".join(codes) or "-" for codes in row]
        wide.append(f"u{number},{','.join(cells)}")
        held = ["" if codes is None else str(int(code in codes)) for codes in row for code in "abc"]
        switches.append(f"u{number},{','.join(held)}")
        for coder, codes in zip(("ana", "ben"), row, strict=True):
            if codes is not None:
                long += [f"u{number},{coder},{code}" for code in codes or "-"]
    found = [
        read(folder, "\n".join(wide)),
        read(folder, "\n".join(long)),
        read(folder, "\n".join(switches), columns="{code}|{coder}"),
    ]
    assert sorted(map(_sorted, found), key=str) == [_sorted(found[0])] * 3


def _sorted(found: Mapping[str, Mapping[str, tuple[str, ...] | None]]) -> object:
    return {
        coder: {unit: sorted(codes or ()) for unit, codes in sorted(units.items())}
        for coder, units in found.items()
    }


@pytest.mark.parametrize(
    ("text", "layout", "told"),
    [
        (
            "unit,ana,ben\n1,a,b\n1,b,b\n",
            {},
            ["ratings.csv:3:1: the unit '1' stands in row 2 too"],
        ),
        (
            "unit,ana,ana,ben,ana\n1,a,b,b,a\n",
            {},
            [f"ratings.csv:1:{column}: a second column 'ana'" for column in (3, 5)],
        ),
        ("unit,ana,ben\n1,a,b,c\n", {}, ["ratings.csv:2:4: a cell beyond the last heading"]),
        ("unit,ana,ben\n,a,b\n", {}, ["ratings.csv:2:1: no unit in a row that has cells"]),
        (
            "unit,coder,code\n1,,a\n1,ben,a\n",
            {},
            ["ratings.csv:2:2: no coder in a row that rates a unit"],
        ),
        (
            "unit,coder,code\n1,ana,a\n1,ana,-\n1,ben,a\n",
            {},
            ["ratings.csv:3:3: ana gave 1 a code in one row, and none in another"],
        ),
        (
            "id,a_ana,a_ben\n1,maybe,1\n2,1,2\n",
            {"columns": "{code}_{coder}"},
            [
                "ratings.csv:2:2: 'maybe' is neither 1 nor 0",
                "ratings.csv:3:3: '2' is neither 1 nor 0",
            ],
        ),
        (
            "id,a_ana,b_ana,a_ben,b_ben\n1,1,,1,0\n",
            {"columns": "{code}_{coder}"},
            ["ratings.csv:2:3: empty, and other cells of ana in this row are not"],
        ),
    ],
    ids=["unit-twice", "coder-twice", "overlong", "no-unit", "no-coder", "both", "0-1", "half"],
)
def test_what_cannot_be_meant_is_told_with_row_and_column(
    tmp_path: Path, text: str, layout: dict[str, object], told: list[str]
) -> None:
    assert problems(tmp_path, text, **layout) == told


@pytest.mark.parametrize(
    ("text", "layout", "sentence"),
    [
        ("unit,ana\n1,a\n", {}, "needs two coders, and its headings have ana"),
        ("unit,ana,ben\n1,a,b\n", {"unit": "untit"}, r"no column 'untit' \(did you mean unit"),
        ("unit,ana,ben\n1,a,b\n", {"columns": "{code}_{coder}"}, "no column is like"),
        ("unit,ana,ben\n1,a,b\n", {"columns": "{coder}{coder}"}, "a coder or a code twice"),
        ("unit,who,code\n1,ana,b\n", {"coder": "who", "code": "codes"}, "no column 'codes'"),
        ("text,who,what\n1,ana,b\n", {"coder": "who"}, "name both"),
        ("unit" + "".join(f",c{n}" for n in range(201)) + "\n1\n", {}, "201 coders, .*200 at most"),
    ],
    ids=["one", "typo", "no-match", "twice", "no-code", "half-named", "too-many"],
)
def test_headings_that_do_not_fit_are_refused_with_what_there_is(
    tmp_path: Path, text: str, layout: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        read(tmp_path, text, **layout)


def test_a_table_can_have_thousands_of_codes(tmp_path: Path) -> None:
    codes = [f"c{number}" for number in range(5000)]
    heading = ",".join(["unit", *(f"{code}_{coder}" for code in codes for coder in ("ana", "ben"))])
    row = ",".join(
        ["1", *(cell for number, _ in enumerate(codes) for cell in ("1", f"{number % 2}"))]
    )
    decided = read(tmp_path, f"{heading}\n{row}\n", columns="{code}_{coder}")
    assert decided == {"ana": {"1": tuple(codes)}, "ben": {"1": tuple(codes[1::2])}}


def test_two_hundred_coders_are_not_too_many(tmp_path: Path) -> None:
    coders = [f"c{number}" for number in range(200)]
    row = ",".join(["1", *("a" for _ in coders)])
    assert list(read(tmp_path, f"unit,{','.join(coders)}\n{row}\n")) == coders


def test_a_missing_table_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises((UnreadableError, OSError)):
        read_ratings(tmp_path / "gone.csv", RatingsLayout())


def doubts(folder: Path, text: str, **layout: object) -> list[str]:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    _, told = read_ratings(path, RatingsLayout(**layout))  # type: ignore[arg-type]
    return [doubt.removeprefix(f"{path}: ") for doubt in told]


def test_what_other_programs_write_for_a_gap_is_told_until_it_is_named(tmp_path: Path) -> None:
    table = "unit,ana,ben\n1,a,NA\n2,NA,b\n3,a,a\n"
    assert doubts(tmp_path, table) == [
        "'NA' counts as a code, in 2 cells: if it says that nobody rated, add --missing NA"
    ]
    named = {"missing": frozenset({"NA"})}
    assert doubts(tmp_path, table, **named) == []
    assert read(tmp_path, table, **named) == {
        "ana": {"1": ("a",), "3": ("a",)},
        "ben": {"2": ("b",), "3": ("a",)},
    }


def test_a_gap_can_be_named_in_every_layout(tmp_path: Path) -> None:
    named = {"missing": frozenset({"99"})}
    long = "unit,coder,code\n1,ana,a\n1,ben,99\n2,ana,99\n2,ben,a\n"
    assert read(tmp_path, long, **named) == {"ana": {"1": ("a",)}, "ben": {"2": ("a",)}}
    switches = "unit,a_ana,b_ana,a_ben,b_ben\n1,1,0,99,99\n2,99,99,1,1\n"
    assert read(tmp_path, switches, columns="{code}_{coder}", **named) == {
        "ana": {"1": ("a",)},
        "ben": {"2": ("a", "b")},
    }


def test_a_whole_number_of_a_column_with_gaps_is_the_number(tmp_path: Path) -> None:
    table = "unit,ana,ben\n1,1.0,1\n2,2.0,2\n3,,1\n"
    assert read(tmp_path, table) == {
        "ana": {"1": ("1",), "2": ("2",)},
        "ben": {"1": ("1",), "2": ("2",), "3": ("1",)},
    }
    assert doubts(tmp_path, table) == ["1.0 counts as 1, 2.0 counts as 2"]


def test_numbers_of_one_kind_stay_as_they_are_written(tmp_path: Path) -> None:
    table = "unit,ana,ben\n1,1.0,1.1\n2,2.0,2.0\n"
    assert read(tmp_path, table)["ana"] == {"1": ("1.0",), "2": ("2.0",)}
    assert doubts(tmp_path, table) == []


def test_0_and_1_may_have_a_decimal_point(tmp_path: Path) -> None:
    table = "unit,a_ana,b_ana,a_ben,b_ben\n1,1.0,0.0,1,0\n2,,,0,1\n"
    assert read(tmp_path, table, columns="{code}_{coder}")["ana"] == {"1": ("a",)}
    with pytest.raises(UsageError, match="hold 0 and 1 alone"):
        read(tmp_path, table)


def test_a_gap_hides_no_columns_of_0_and_1(tmp_path: Path) -> None:
    table = "unit,a_ana,b_ana,a_ben,b_ben\n1,1,0,NA,NA\n2,0,1,1,1\n"
    with pytest.raises(UsageError, match="hold 0 and 1 alone"):
        read(tmp_path, table)
    assert problems(tmp_path, table, columns="{code}_{coder}") == [
        f"ratings.csv:2:{column}: 'NA' is neither 1 nor 0 "
        "(--missing NA, if it says that nobody rated)"
        for column in (4, 5)
    ]


def test_what_stands_beside_ratings_is_no_coder(tmp_path: Path) -> None:
    table = "transcript,unit,ana,ben,distance,Text\nT,1,a,b,1.0,what was said\n"
    assert read(tmp_path, table) == {"ana": {"1": ("a",)}, "ben": {"1": ("b",)}}
    assert doubts(tmp_path, table) == [
        "no coder, and left out: distance, Text (--columns says who is one)"
    ]
    assert [*read(tmp_path, table, columns="ana,Text")] == ["ana", "Text"]


def test_codes_that_differ_in_case_alone_are_told(tmp_path: Path) -> None:
    table = "unit,ana,ben\n1,Trust,trust\n2,trust,doubt\n"
    assert doubts(tmp_path, table) == ["Trust and trust count as different codes: write them alike"]
