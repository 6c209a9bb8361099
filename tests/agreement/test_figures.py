"""Which figures there are for what is asked, and which interval each of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import (
    STATISTICS,
    Asked,
    CategoryTable,
    Coefficient,
    Coincidences,
    Counts,
    Decision,
    Decisions,
    IntervalKind,
    Metric,
    TwoByTwo,
    UnitKind,
    Weights,
    agreement_among,
    alpha_over_sets,
    bootstrap,
    bootstrap_over_sets,
    cohen_kappa,
    decisions_from,
    figures,
    jaccard,
    jackknife,
    kappa_of,
    krippendorff_alpha,
    large_sample_ac1,
    large_sample_kappa,
    linear_weights,
    masi,
    mean_pair_agreement,
    percent_agreement,
    weighted_kappa,
)
from leadcode_tui.agreement.distances import masi_by_size
from leadcode_tui.agreement.estimating import NOT_LARGE_SAMPLE
from leadcode_tui.agreement.set_alpha import alpha_of_sets
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

if TYPE_CHECKING:
    from leadcode_tui.agreement import AgreementReport

Write = Callable[..., Decisions]

#: Two coders' categories in five transcripts of eight units.
ANA = "aabb-cababcabc--bbaacc-aaaab-bcccabcab-a"
BEN = "aabbbcababc-bc--bbabcc-aaaab-bcacabcabca"
TRANSCRIPTS = [letter for letter in "vwxyz" for _ in range(8)]


def cells(line: str) -> list[list[str]]:
    return [[] if letter == "-" else [letter] for letter in line]


def compare(asked: Asked, *lines: str, transcripts: bool = True) -> AgreementReport:
    columns = {f"c{number}": cells(line) for number, line in enumerate(lines or (ANA, BEN))}
    return agreement_among(
        decisions_from(columns, transcripts=TRANSCRIPTS if transcripts else ()), asked
    )


def of_a(report: AgreementReport, name: str = "cohen_kappa") -> Coefficient:
    return report.codes[CodeId("a")].coefficients[name]


def tables_of_a() -> list[TwoByTwo]:
    found = []
    for start in range(0, 40, 8):
        pairs = list(zip(ANA[start : start + 8], BEN[start : start + 8], strict=True))
        both = pairs.count(("a", "a"))
        first, second = ([pair[which] for pair in pairs].count("a") for which in (0, 1))
        found.append(TwoByTwo(both, first - both, second - both, 8 - first - second + both))
    return found


def test_a_code_s_kappa_has_the_jackknife_over_its_transcripts() -> None:
    assert of_a(compare(Asked())) == jackknife(tables_of_a(), cohen_kappa)


def test_a_wider_confidence_is_asked_of_it() -> None:
    wide = jackknife(tables_of_a(), cohen_kappa, confidence=0.99)
    assert of_a(compare(Asked(confidence=0.99))) == wide


def test_a_bootstrap_draws_transcripts_from_its_seed() -> None:
    asked = Asked(
        interval=IntervalKind.BOOTSTRAP,
        seed=7,
        draws=200,
        confidence=0.9,
        statistics=("cohen_kappa",),
    )
    wanted = bootstrap(tables_of_a(), cohen_kappa, seed=7, draws=200, confidence=0.9)
    assert of_a(compare(asked)) == wanted


def test_large_sample_theory_takes_all_units_for_independent() -> None:
    whole = TwoByTwo(0, 0, 0, 0)
    for table in tables_of_a():
        whole += table
    found = of_a(compare(Asked(interval=IntervalKind.LARGE_SAMPLE)))
    assert found == large_sample_kappa(whole.as_categories())


def test_a_large_sample_error_of_zero_makes_no_interval() -> None:
    perfect = kappa_of(list("abab"), list("abab"))
    assert (perfect.value, perfect.se, perfect.low, perfect.high) == (1, 0, None, None)
    assert perfect.no_interval == "its large-sample standard error is 0"


@pytest.mark.parametrize("neither", range(1, 20))
def test_rounding_is_not_taken_for_a_large_sample_error(neither: int) -> None:
    ana, ben = "n" * (neither + 2), "yy" + "n" * neither  # the first coder says no to all
    found = kappa_of(list(ana), list(ben))
    assert (found.value, found.se, found.low, found.high) == (0, 0, None, None)
    alike = Counts.of([["c", "b", "d", "d"]] * neither)
    assert neither == 1 or large_sample_ac1(alike, categories=4).se == 0


def test_what_has_no_large_sample_interval_here_says_so() -> None:
    report = compare(Asked(interval=IntervalKind.LARGE_SAMPLE))
    assert of_a(report, "pabak").no_interval == NOT_LARGE_SAMPLE
    assert of_a(report, "kappa_max").no_interval is None


def test_what_is_undefined_says_nothing_of_intervals() -> None:
    report = compare(Asked(interval=IntervalKind.LARGE_SAMPLE), "a-", "a-", transcripts=False)
    sets = report.overall["percent_agreement"], report.codes[CodeId("a")].coefficients["p_neg"]
    assert sets[0].no_interval == NOT_LARGE_SAMPLE
    undefined = compare(Asked(interval=IntervalKind.LARGE_SAMPLE), "aa", "aa", transcripts=False)
    assert of_a(undefined, "p_neg").value is None
    assert of_a(undefined, "p_neg").no_interval is None


@pytest.mark.parametrize("name", ["prevalence_index", "bias_index", "kappa_max"])
def test_what_describes_a_table_has_no_interval(name: str) -> None:
    found = of_a(compare(Asked()), name)
    assert found.value is not None
    assert (found.low, found.no_interval) == (None, None)


def test_the_limits_of_a_share_lie_between_0_and_1() -> None:
    found = of_a(compare(Asked()), "p_neg")
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < found.high < 1


def test_the_usual_figures_are_few() -> None:
    report = compare(Asked())
    assert set(report.overall) == {
        "pooled_kappa",
        "mean_kappa",
        "krippendorff_alpha_masi",
        "percent_agreement_exact_set",
        "cohen_kappa",
        "percent_agreement",
        "kappa_max",
        "krippendorff_alpha",
    }
    assert set(report.codes[CodeId("a")].coefficients) == {
        "cohen_kappa",
        "percent_agreement",
        "pabak",
        "p_pos",
        "p_neg",
        "prevalence_index",
        "bias_index",
        "kappa_max",
    }


def test_three_coders_usual_figures_are_of_all_of_them() -> None:
    report = compare(Asked(), ANA, BEN, ANA)
    assert set(report.overall) == {
        "krippendorff_alpha_masi",
        "percent_agreement_exact_set",
        "krippendorff_alpha",
        "percent_agreement",
        "fleiss_kappa",
    }
    assert set(report.codes[CodeId("a")].coefficients) == {
        "krippendorff_alpha",
        "percent_agreement",
        "fleiss_kappa",
    }


def test_everything_is_every_statistic() -> None:
    report = compare(Asked(everything=True))
    assert {*report.overall, *report.codes[CodeId("a")].coefficients} == set(STATISTICS)


def test_one_category_a_unit_makes_alpha_over_sets_alpha() -> None:
    overall = compare(Asked()).overall
    assert overall["krippendorff_alpha_masi"].value == pytest.approx(
        overall["krippendorff_alpha"].value
    )


def test_distances_of_large_sets_are_worked_out_for_the_pairs_that_there_are() -> None:
    """Forty units with some hundred codes each: not every distance that sets so large can have."""
    draw, asked = Random(1), Counter[tuple[int, int, int]]()  # noqa: S311 # no secret
    codes = [CodeId(f"c{number}") for number in range(1000)]
    rows = [[frozenset(draw.sample(codes, draw.randint(1, 999))) for _ in "ab"] for _ in range(40)]

    def counting(one: int, other: int, common: int) -> float:
        asked[one, other, common] += 1
        return masi_by_size(one, other, common)

    met = Coincidences.of(Counts.of(rows))
    found = alpha_of_sets(met, counting)
    assert asked.total() <= len(met.values) ** 2 + len(rows)
    assert found.value == pytest.approx(krippendorff_alpha(met, masi).value)


def test_coders_who_all_decided_everything_have_the_kappas_of_pairs() -> None:
    overall = compare(Asked(everything=True), ANA, BEN).overall
    assert overall["conger_kappa"].value == overall["light_kappa"].value
    assert overall["light_kappa"].value == overall["cohen_kappa"].value


def test_light_s_kappa_is_the_mean_over_the_pairs() -> None:
    report = compare(Asked(everything=True), ANA, BEN, ANA)
    kappas = [pair.overall["cohen_kappa"].value or 0 for pair in report.pairs]
    assert report.overall["light_kappa"].value == pytest.approx(sum(kappas) / 3)


def test_kappas_of_pairs_need_every_coder_on_every_shared_unit(decisions: Write) -> None:
    coders = [decisions("ana", "a|b|a|."), decisions("ben", "a|a|b|."), decisions("cat", "a|b|.|a")]
    overall = agreement_among(coders, Asked(everything=True)).overall
    assert overall["conger_kappa"].undefined == "not every coder decided every unit"
    assert overall["conger_kappa"].n == 3


def test_a_unit_of_one_coder_alone_keeps_nobody_from_the_kappas_of_pairs(decisions: Write) -> None:
    coders = [decisions("ana", "a|b|."), decisions("ben", "a|a|."), decisions("cat", "a|b|a")]
    overall = agreement_among(coders, Asked(everything=True)).overall
    assert overall["conger_kappa"].value is not None


@pytest.mark.parametrize(
    "name", ["cohen_kappa", "krippendorff_alpha", "fleiss_kappa", "light_kappa"]
)
def test_sets_of_codes_have_no_figure_of_one_category(decisions: Write, name: str) -> None:
    coders = [decisions("ana", "a b|-|a"), decisions("ben", "a|-|a")]
    found = agreement_among(coders, Asked(everything=True)).overall[name]
    assert (found.undefined, found.n) == ("segments carry several codes", 3)


ORDERED = ("1223", "1233")


def ordered(asked: Asked, *lines: str) -> AgreementReport:
    return compare(asked, *(lines or ORDERED), transcripts=False)


def test_near_misses_are_some_agreement_under_weights() -> None:
    order = tuple(map(CodeId, "123"))
    linear = ordered(Asked(weights=Weights.LINEAR, order=order)).overall["cohen_kappa"]
    # the coders disagree once in four, by half of the whole distance
    first, second = {1: 1, 2: 2, 3: 1}, {1: 1, 2: 1, 3: 2}
    by_chance = sum(first[i] * second[j] * abs(i - j) / 2 for i in first for j in second) / 16
    assert linear.value == pytest.approx(1 - (0.5 / 4) / by_chance)
    assert linear.low is not None


def test_quadratic_weights_forgive_near_misses_more() -> None:
    order = tuple(map(CodeId, "123"))
    values = [
        ordered(Asked(weights=weights, order=order)).overall["cohen_kappa"].value or 0
        for weights in (None, Weights.LINEAR, Weights.QUADRATIC)
    ]
    assert values == sorted(values)
    assert values[0] < values[2]


def test_a_category_outside_the_order_leaves_weights_undefined() -> None:
    asked = Asked(weights=Weights.LINEAR, order=tuple(map(CodeId, "12")))
    for interval in (IntervalKind.LARGE_SAMPLE, IntervalKind.JACKKNIFE):
        found = ordered(Asked(weights=asked.weights, order=asked.order, interval=interval))
        weighted = found.overall["cohen_kappa"]
        assert (weighted.undefined, weighted.n) == ("a category has no place in the order", 4)


def test_no_code_has_no_place_in_an_order() -> None:
    found = ordered(Asked(metric=Metric.ORDINAL), "12-", "122").overall["krippendorff_alpha"]
    assert (found.undefined, found.n) == ("a category has no place in the order", 3)


@pytest.mark.parametrize("metric", [Metric.INTERVAL, Metric.RATIO])
def test_codes_that_are_no_numbers_have_no_distance(metric: Metric) -> None:
    found = compare(Asked(metric=metric)).overall["krippendorff_alpha"]
    assert (found.undefined, found.n) == ("codes are not numbers", 40)


@pytest.mark.parametrize("odd", ["nan", "inf"])
def test_what_is_no_finite_number_has_no_distance(odd: str) -> None:
    coders = decisions_from({"ana": ["1", "2", odd], "ben": ["1", "2", "2"]})
    found = agreement_among(coders, Asked(metric=Metric.INTERVAL)).overall["krippendorff_alpha"]
    assert (found.undefined, found.n) == ("codes are not numbers", 3)


def test_numbers_are_apart_by_their_squared_difference() -> None:
    # values 1 1 2 2 2 3 3 3: Do = 2 * 1 / 8; De over 56 ordered pairs
    found = ordered(Asked(metric=Metric.INTERVAL)).overall["krippendorff_alpha"]
    values = [1, 1, 2, 2, 2, 3, 3, 3]
    expected = sum((i - j) ** 2 for i in values for j in values) / 56
    assert found.value == pytest.approx(1 - (2 / 8) / expected)


def test_the_codebook_s_order_stands_where_no_other_is_given() -> None:
    columns = {"ana": list("1223"), "ben": list("1233")}
    coders = decisions_from(columns, codes="123")
    by_book = agreement_among(coders, Asked(metric=Metric.ORDINAL)).overall["krippendorff_alpha"]
    order = tuple(map(CodeId, "123"))
    asked = Asked(metric=Metric.ORDINAL, order=order)
    assert by_book == agreement_among(coders, asked).overall["krippendorff_alpha"]
    turned = Asked(metric=Metric.ORDINAL, order=tuple(map(CodeId, "213")))
    assert by_book != agreement_among(coders, turned).overall["krippendorff_alpha"]


def test_no_code_is_one_more_category_by_chance() -> None:
    s = Asked(statistics=("bennett_s",))
    assert ordered(s, "11", "12").overall["bennett_s"].value == 0
    # q = 3: 1, 2 and no code
    found = ordered(s, "112-", "122-").overall["bennett_s"].value
    assert found == pytest.approx((3 / 4 - 1 / 3) / (2 / 3))


def test_kappas_of_one_category_are_those_of_the_whole_table() -> None:
    table = CategoryTable({("1", "1"): 1, ("2", "2"): 1, ("2", "3"): 1, ("3", "3"): 1})
    assert ordered(Asked()).overall["cohen_kappa"] == large_sample_kappa(table)


def met_by_transcript() -> list[Coincidences[frozenset[str]]]:
    return [
        Coincidences.of(
            Counts.of(
                [
                    (frozenset(mine.strip("-")), frozenset(yours.strip("-")))
                    for mine, yours in zip(
                        ANA[start : start + 8], BEN[start : start + 8], strict=True
                    )
                ]
            )
        )
        for start in range(0, 40, 8)
    ]


@pytest.mark.parametrize(
    ("name", "distance"),
    [("krippendorff_alpha_masi", masi), ("krippendorff_alpha_jaccard", jaccard)],
    ids=["masi", "jaccard"],
)
def test_alpha_over_sets_has_the_jackknife_over_its_transcripts(
    name: str, distance: Callable[[frozenset[str], frozenset[str]], float]
) -> None:
    found = compare(Asked(everything=True)).overall[name]
    wanted = jackknife(met_by_transcript(), lambda met: krippendorff_alpha(met, distance))
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [wanted.value, wanted.se, wanted.low, wanted.high]
    )


@pytest.mark.parametrize(
    ("name", "distance"),
    [("krippendorff_alpha_masi", masi), ("krippendorff_alpha_jaccard", jaccard)],
    ids=["masi", "jaccard"],
)
def test_alpha_over_sets_has_the_bootstrap_of_its_transcripts(
    name: str, distance: Callable[[frozenset[str], frozenset[str]], float]
) -> None:
    asked = Asked(
        everything=True, interval=IntervalKind.BOOTSTRAP, seed=3, draws=150, confidence=0.9
    )
    found = compare(asked).overall[name]
    wanted = bootstrap(
        met_by_transcript(),
        lambda met: krippendorff_alpha(met, distance),
        seed=3,
        draws=150,
        confidence=0.9,
    )
    assert found.n == wanted.n
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [wanted.value, wanted.se, wanted.low, wanted.high]
    )


def test_2000_draws_and_95_per_cent_are_usual_for_alpha_over_sets_too() -> None:
    found = bootstrap_over_sets(random_sets(5), seed=1)
    wanted = bootstrap(random_sets(5), alpha_of_sets, seed=1, draws=2000, confidence=0.95)
    assert [found.se, found.low, found.high] == pytest.approx([wanted.se, wanted.low, wanted.high])


@pytest.mark.parametrize(
    ("row", "why"), [("a", "no variation"), (None, "no shared unit")], ids=["the same", "alone"]
)
def test_alpha_over_sets_without_a_value_says_why_whatever_the_interval(
    row: str | None, why: str
) -> None:
    code = frozenset({CodeId("a")})
    alike = Coincidences.of(Counts.of([[code, None if row is None else code]] * 3))
    wanted = Coefficient(None, 0 if row is None else 3, why)
    assert alpha_of_sets(alike) == wanted
    assert alpha_over_sets([alike]) == wanted
    assert bootstrap_over_sets([alike] * 5, seed=1) == Coefficient(None, 5 * wanted.n, why)


def random_sets(units: int) -> list[Coincidences[frozenset[CodeId]]]:
    """Return what meets in five transcripts of so many units, up to three of eight codes each."""
    random = Random(units)  # noqa: S311 # not for secrets

    def drawn() -> frozenset[CodeId]:
        return frozenset(map(CodeId, random.sample("abcdefgh", random.randrange(4))))

    return [
        Coincidences.of(Counts.of([[drawn(), drawn()] for _ in range(units)])) for _ in range(5)
    ]


@pytest.mark.parametrize("sets", [4, 31, 32, 63, 64])
def test_alpha_over_sets_counts_every_pair_however_many_sets_there_are(sets: int) -> None:
    different = [
        frozenset({CodeId(f"a{number % 8}"), CodeId(f"b{number // 8}")}) for number in range(sets)
    ]
    other = frozenset({CodeId("z")})
    tables = [
        Coincidences.of(
            Counts.of([*([each, each] for each in different[at % 2 :]), [different[at], other]])
        )
        for at in (0, 1, sets // 2, sets - 1)
    ]
    found = alpha_over_sets(tables)
    wanted = jackknife(tables, lambda met: krippendorff_alpha(met, masi))
    assert found.low is not None
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [wanted.value, wanted.se, wanted.low, wanted.high]
    )


@pytest.mark.parametrize("seed", range(4, 11))
def test_sets_that_differ_in_one_transcript_alone_give_alpha_no_interval(seed: int) -> None:
    # Sums of distances that are taken away again leave roundings, where nothing must be left.
    random = Random(seed)  # noqa: S311 # not for secrets
    same = frozenset({CodeId("a")})

    def drawn() -> frozenset[CodeId]:
        return frozenset(map(CodeId, random.sample("abcdefg", random.randrange(7))))

    alike = [Coincidences.of(Counts.of([[same, same]] * random.randrange(1, 9))) for _ in range(4)]
    varied = Coincidences.of(Counts.of([[drawn(), drawn()] for _ in range(10)]))
    found = alpha_over_sets([*alike, varied])
    assert found.no_interval == "undefined without one of the transcripts"


def test_alpha_over_sets_of_which_each_occurs_once_has_an_interval() -> None:
    words = [("ab", "bc"), ("c", "cd"), ("ef", "efg"), ("gh", "h")]
    tables = [
        Coincidences.of(Counts.of([[frozenset(map(CodeId, word)) for word in unit]]))
        for unit in words
    ]
    found = alpha_over_sets(tables)
    wanted = jackknife(tables, lambda met: krippendorff_alpha(met, masi))
    assert wanted.no_interval is None
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [wanted.value, wanted.se, wanted.low, wanted.high]
    )


@pytest.mark.parametrize("units", [20, 70], ids=["few sets a transcript", "many"])
def test_alpha_over_many_sets_is_that_of_the_distances_one_by_one(units: int) -> None:
    found = alpha_over_sets(random_sets(units))
    wanted = jackknife(random_sets(units), lambda met: krippendorff_alpha(met, masi))
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [wanted.value, wanted.se, wanted.low, wanted.high]
    )


def test_transcripts_add_up_to_one_table_of_categories() -> None:
    report = compare(Asked(interval=IntervalKind.LARGE_SAMPLE))
    table = CategoryTable(Counter(zip(ANA, BEN, strict=True)))
    assert report.overall["cohen_kappa"] == large_sample_kappa(table)
    assert report.confusion is not None
    assert report.confusion.n == 40
    assert {
        ("".join(mine) or "-", "".join(yours) or "-"): count
        for (mine, yours), count in report.confusion.cells.items()
    } == table.cells


def test_figures_of_several_say_whose_and_of_how_much_they_are() -> None:
    report = compare(Asked(), ANA, BEN, ANA[:-1] + "b")
    assert (report.coders, report.figures.shared) == (("c0", "c1", "c2"), 40)
    assert report.codes[CodeId("a")].transcripts == 5


def test_characters_have_alpha_over_sets_without_an_interval() -> None:
    entries = {
        TranscriptId(name): {
            SegmentId("1"): Decision((CodeId("a"),), chars=3),
            SegmentId("2"): Decision((), chars=9),
        }
        for name in "vwxyz"
    }
    odd = {**entries, TranscriptId("v"): {SegmentId("2"): Decision((CodeId("a"),), chars=9)}}
    coders = [Decisions(CoderId("ana"), entries), Decisions(CoderId("ben"), odd)]
    report = agreement_among(coders, Asked(unit=UnitKind.CHARACTER))
    found = report.overall["krippendorff_alpha_masi"]
    assert found.value is not None
    assert (found.n, found.low, found.no_interval) == (57, None, None)


def several_sets(line: str) -> list[list[str]]:
    """Return sets of codes: an `a` stands for a and b together."""
    return [["a", "b"] if letter == "a" else cells(letter)[0] for letter in line]


def compare_sets(asked: Asked, *lines: str) -> AgreementReport:
    columns = {f"c{number}": several_sets(line) for number, line in enumerate(lines)}
    return agreement_among(decisions_from(columns, transcripts=TRANSCRIPTS), asked)


def coincidences(*lines: str) -> list[Coincidences[frozenset[str]]]:
    """Return what met in each transcript."""
    columns = [[frozenset(each) for each in several_sets(line)] for line in lines]
    rows = list(zip(*columns, strict=True))
    return [Coincidences.of(Counts.of(rows[start : start + 8])) for start in range(0, 40, 8)]


THIRD = "aabb-cabab-abc--bcbaacc-baaab-bcacabcab-"


def test_alpha_with_jaccard_has_the_interval_of_its_own_distance_and_confidence() -> None:
    asked = Asked(statistics=("krippendorff_alpha_jaccard",), confidence=0.8)
    found = compare_sets(asked, ANA, BEN).overall["krippendorff_alpha_jaccard"]
    met = coincidences(ANA, BEN)
    expected = jackknife(met, lambda whole: krippendorff_alpha(whole, jaccard), confidence=0.8)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    drawn = Asked(
        statistics=asked.statistics, interval=IntervalKind.BOOTSTRAP, confidence=0.8, draws=100
    )
    found = compare_sets(drawn, ANA, BEN).overall["krippendorff_alpha_jaccard"]
    expected = bootstrap(
        met,
        lambda whole: krippendorff_alpha(whole, jaccard),
        seed=drawn.seed,
        draws=100,
        confidence=0.8,
    )
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_alpha_over_sets_of_three_coders_is_alpha_with_the_masi_distance() -> None:
    met = coincidences(ANA, BEN, THIRD)
    expected = jackknife(met, lambda whole: krippendorff_alpha(whole, masi))
    found = compare_sets(Asked(), ANA, BEN, THIRD).overall["krippendorff_alpha_masi"]
    assert found.value == pytest.approx(expected.value)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_a_statistic_over_sets_is_computed_by_itself() -> None:
    alone = compare_sets(Asked(statistics=("kupper_hafner",)), ANA, BEN)
    beside = compare_sets(Asked(everything=True), ANA, BEN)
    assert alone.overall["kupper_hafner"] == beside.overall["kupper_hafner"]
    assert alone.overall["kupper_hafner"].value is not None


def tables_of_categories(ana: str, ben: str) -> list[CategoryTable[str]]:
    pairs = list(zip(ana, ben, strict=True))
    return [CategoryTable(Counter(pairs[start : start + 8])) for start in range(0, 40, 8)]


def test_a_share_of_categories_has_its_interval_between_0_and_1() -> None:
    expected = jackknife(tables_of_categories(ANA, THIRD), percent_agreement, least=0)
    assert expected.low is not None
    assert compare(Asked(), ANA, THIRD).overall["percent_agreement"] == expected
    report = compare(Asked(), ANA, BEN, THIRD)
    rows = list(zip(ANA, BEN, THIRD, strict=True))
    counts = [Counts.of(rows[start : start + 8]) for start in range(0, 40, 8)]
    assert report.overall["percent_agreement"] == jackknife(counts, mean_pair_agreement, least=0)


def test_the_highest_kappa_describes_and_has_no_interval() -> None:
    found = compare(Asked()).overall["kappa_max"]
    assert (found.low, found.high, found.se, found.no_interval) == (None, None, None, None)


def test_weighted_kappa_has_the_jackknife_over_transcripts() -> None:
    asked = Asked(weights=Weights.LINEAR, order=(CodeId("a"), CodeId("b"), CodeId("c")))
    lines = [line.replace("-", "b") for line in (ANA, BEN)]
    tables = tables_of_categories(*lines)
    expected = jackknife(tables, lambda table: weighted_kappa(table, linear_weights("abc")))
    assert compare(asked, *lines).overall["cohen_kappa"] == expected


def test_weights_go_by_the_order_of_the_codebook() -> None:
    book = Book("scale", "", "", dict.fromkeys(map(CodeId, ("low", "middle", "high"))))

    def rater(name: str, line: str) -> Decisions:
        entries = {
            SegmentId(str(number)): Decision((CodeId(word),), book="b1")
            for number, word in enumerate(line.split())
        }
        return Decisions(CoderId(name), {TranscriptId("T"): entries}, books={"b1": book})

    coders = [rater("ana", "low low high middle"), rater("ben", "middle low high middle")]
    ordered = Asked(weights=Weights.LINEAR, order=tuple(book.codes))
    found = agreement_among(coders, Asked(weights=Weights.LINEAR)).overall["cohen_kappa"]
    assert found.value == agreement_among(coders, ordered).overall["cohen_kappa"].value
    assert found.value == pytest.approx(5 / 7)


def test_large_sample_limits_are_as_sure_as_is_asked() -> None:
    def asked(confidence: float, weights: Weights | None = None) -> Asked:
        order = tuple(map(CodeId, "abc")) if weights else ()
        return Asked(
            interval=IntervalKind.LARGE_SAMPLE,
            confidence=confidence,
            everything=True,
            weights=weights,
            order=order,
        )

    def width(report: AgreementReport, name: str) -> float:
        found = report.overall[name]
        assert found.low is not None
        assert found.high is not None
        return found.high - found.low

    lines = [line.replace("-", "b") for line in (ANA, BEN, THIRD)]
    ratio = NormalDist().inv_cdf(0.9) / NormalDist().inv_cdf(0.975)
    for name, coders, weights in (
        ("cohen_kappa", 2, None),
        ("cohen_kappa", 2, Weights.LINEAR),
        ("gwet_ac1", 3, None),
    ):
        wide, narrow = (
            width(compare(asked(sure, weights), *lines[:coders]), name) for sure in (0.95, 0.8)
        )
        assert narrow / wide == pytest.approx(ratio)


def test_characters_have_no_interval_by_theory_either() -> None:
    def coder(name: str, *codes: str) -> Decisions:
        entries = {
            SegmentId(str(number)): Decision((CodeId(code),), chars=5)
            for number, code in enumerate(codes)
        }
        return Decisions(CoderId(name), {TranscriptId("T"): entries})

    asked = Asked(unit=UnitKind.CHARACTER, interval=IntervalKind.LARGE_SAMPLE)
    report = agreement_among([coder("ana", "a", "b", "a"), coder("ben", "a", "b", "b")], asked)
    assert (of_a(report).value is None, of_a(report).low, of_a(report).se) == (False, None, None)


def test_where_alpha_over_sets_takes_too_long_the_units_are_still_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figures, "MOST_SETS", 2)
    found = compare_sets(Asked(), ANA, BEN).overall["krippendorff_alpha_masi"]
    assert (found.value, found.n, found.undefined) == (None, 40, figures.TOO_MANY_SETS)


def test_rounding_is_not_taken_for_what_varies_without_a_transcript() -> None:
    varied = [("abde", "bde"), ("abcd", "e"), ("cde", ""), ("acd", "acde")]
    parts = [met_in(varied), *(met_in([("bce", "bce")] * units) for units in (1, 3, 1, 1, 1, 3))]
    found = alpha_over_sets(parts)
    assert (found.value is None, found.low) == (False, None)
    assert found.no_interval == "undefined without one of the transcripts"


def met_in(units: Sequence[tuple[str, str]]) -> Coincidences[frozenset[CodeId]]:
    """Return what met in a transcript, of units with one letter a code."""
    return Coincidences.of(Counts.of([[frozenset(map(CodeId, c)) for c in row] for row in units]))
