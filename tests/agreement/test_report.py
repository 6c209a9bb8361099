from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil

import pytest

from leadcode_tui.agreement import (
    Asked,
    Decision,
    Decisions,
    IntervalKind,
    TwoByTwo,
    UnitKind,
    agreement_among,
    figures,
    headline,
    worst_first,
)
from leadcode_tui.errors import DifferentStudiesError, NoSharedUnitError, UsageError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, StudyId, TranscriptId

Write = Callable[..., Decisions]
Many = Callable[[str, str, int], Decisions]


def test_coverage_says_what_the_figures_rest_on(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|b|-|a b"), decisions("ben", "a|-|a|.")])
    coverage = report.coverage
    assert (coverage.shared, coverage.transcripts, coverage.left_out) == (3, 1, ())
    assert coverage.only == {"ana": 1, "ben": 0}
    assert coverage.only_codings == {"ana": 2, "ben": 0}


def test_transcripts_are_those_with_a_shared_segment() -> None:
    def coder(name: str, *transcripts: str) -> Decisions:
        column = {SegmentId("1"): Decision((CodeId("a"),))}
        return Decisions(CoderId(name), dict.fromkeys(map(TranscriptId, transcripts), column))

    report = agreement_among([coder("ana", "K1", "K2", "K3"), coder("ben", "K1", "K3", "K4")])
    assert (report.coverage.transcripts, report.figures.transcripts) == (2, 2)
    plain = agreement_among([coder("ana", ""), coder("ben", "")])
    assert (plain.coverage.shared, plain.coverage.transcripts) == (1, 0)


def test_a_code_has_its_table_and_every_coefficient(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|a|-|-"), decisions("ben", "a|-|-|-")])
    agreement = report.codes[CodeId("a")]
    assert agreement.table == TwoByTwo(both=1, only_first=1, only_second=0, neither=2)
    assert agreement.used == {"ana": 2, "ben": 1}
    assert {name: found.value for name, found in agreement.coefficients.items()} == {
        "cohen_kappa": 0.5,
        "percent_agreement": 0.75,
        "prevalence_index": 0.25,
        "bias_index": 0.25,
        "p_pos": pytest.approx(2 / 3),
        "p_neg": 0.8,
        "pabak": 0.5,
        "kappa_max": 0.5,
    }


def test_one_category_a_unit_gives_one_kappa_with_no_code_as_a_category(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|b|-|-"), decisions("ben", "a|-|-|b")])
    # Po = 2/4, Pe = (1*1 + 1*1 + 2*2)/16
    assert report.overall["cohen_kappa"].value == pytest.approx((0.5 - 0.375) / (1 - 0.375))
    assert report.overall["percent_agreement"].value == 0.5


@pytest.mark.parametrize("name", ["cohen_kappa", "percent_agreement", "kappa_max"])
def test_sets_of_codes_have_no_kappa_of_one_category(decisions: Write, name: str) -> None:
    report = agreement_among([decisions("ana", "a b|-"), decisions("ben", "a|-")])
    assert report.overall[name].undefined == "segments carry several codes"


def test_sets_of_codes_agree_where_they_are_the_same(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a b|-|a"), decisions("ben", "b a|-|b")])
    assert report.overall["percent_agreement_exact_set"].value == pytest.approx(2 / 3)


def test_the_worst_kappa_stands_first_and_undefined_last(decisions: Write) -> None:
    report = agreement_among(
        [decisions("ana", "a b 0|a 0|0 b|0"), decisions("ben", "a 0|a b 0|0 b|0 b")]
    )
    kappas = [
        agreement.coefficients["cohen_kappa"].value for _, agreement in worst_first(report.figures)
    ]
    assert [code for code, _ in worst_first(report.figures)] == ["b", "a", "0"]
    assert kappas[0] is not None
    assert kappas[0] < 0


def test_two_coders_without_a_shared_segment_are_refused(decisions: Write) -> None:
    with pytest.raises(NoSharedUnitError, match="no segment was decided by both ana and ben"):
        agreement_among([decisions("ana", "a|."), decisions("ben", ".|a")])


def test_two_studies_are_refused(decisions: Write) -> None:
    ana = replace(decisions("ana", "a"), study=StudyId("nhs"))
    ben = replace(decisions("ben", "a"), study=StudyId("schools"))
    with pytest.raises(DifferentStudiesError, match="ana coded the study nhs, ben the study"):
        agreement_among([ana, ben])


def test_a_file_that_names_no_study_is_compared_with_one_that_does(decisions: Write) -> None:
    ana = replace(decisions("ana", "a"), study=StudyId("nhs"))
    assert agreement_among([ana, decisions("ben", "a")]).coverage.shared == 1


def test_the_round_is_what_any_file_says_of_it(decisions: Write) -> None:
    ana, ben = decisions("ana", "a"), replace(decisions("ben", "a"), round="main")
    assert agreement_among([ana, ben]).round == "main"


def test_the_same_pass_twice_is_refused(decisions: Write) -> None:
    with pytest.raises(UsageError, match="ana is named twice"):
        agreement_among([decisions("ana", "a"), decisions("ana", "a")])


def test_two_rounds_are_refused(decisions: Write) -> None:
    ana = replace(decisions("ana", "a"), round="training")
    with pytest.raises(UsageError, match="round training, ben's of main"):
        agreement_among([ana, replace(decisions("ben", "a"), round="main")])


def test_one_coder_in_two_passes_is_compared(decisions: Write) -> None:
    ana = decisions("ana", "a|-")
    report = agreement_among([ana, replace(ana, number=2)])
    assert report.coders == ("ana", "ana.2")
    assert report.overall["cohen_kappa"].value == 1


def test_one_coder_s_passes_are_said_to_be(decisions: Write) -> None:
    ana = decisions("ana", "a|-")
    assert agreement_among([ana, replace(ana, number=2)]).intra
    assert not agreement_among([ana, decisions("ben", "a|-")]).intra


def test_passes_of_one_coder_are_not_mixed_with_other_coders(decisions: Write) -> None:
    ana = decisions("ana", "a|-")
    with pytest.raises(UsageError, match=r"ana and ana\.2 are passes of one coder"):
        agreement_among([ana, replace(ana, number=2), decisions("ben", "a|-")])


def test_one_coder_alone_is_refused(decisions: Write) -> None:
    with pytest.raises(UsageError, match="agreement needs two coders"):
        agreement_among([decisions("ana", "a|-")])


def test_three_coders_of_whom_no_two_share_a_segment_are_refused(decisions: Write) -> None:
    coders = [decisions("ana", "a|.|."), decisions("ben", ".|a|."), decisions("cat", ".|.|a")]
    with pytest.raises(NoSharedUnitError, match="by any two of ana, ben, cat"):
        agreement_among(coders)


def test_a_pair_without_a_shared_unit_is_undefined_beside_pairs_that_have_one(
    decisions: Write,
) -> None:
    coders = [decisions("ana", "a|-|."), decisions("ben", "a|-|a"), decisions("cat", ".|.|a")]
    pairs = {" ".join(pair.coders): pair for pair in agreement_among(coders).pairs}
    assert pairs["ana cat"].shared == 0
    assert {found.undefined for found in pairs["ana cat"].overall.values()} == {"no shared unit"}
    assert pairs["ana ben"].codes[CodeId("a")].coefficients["cohen_kappa"].value == 1


def test_three_coders_have_alpha_and_no_table(decisions: Write) -> None:
    coders = [decisions(name, "a|-|a") for name in ("ana", "ben", "cat")]
    agreement = agreement_among(coders).codes[CodeId("a")]
    assert agreement.table is None
    assert agreement.used == {"ana": 2, "ben": 2, "cat": 2}
    assert headline(agreement).value == agreement.coefficients["krippendorff_alpha"].value == 1


def test_units_that_all_left_empty_are_counted(decisions: Write) -> None:
    coders = [decisions("ana", "-|-|a|-"), decisions("ben", "-|a|a|.")]
    coverage = agreement_among(coders).coverage
    assert (coverage.empty, coverage.shared, coverage.decided) == (1, 3, 4)


def test_units_that_all_decided_are_counted_beside_those_of_two(decisions: Write) -> None:
    coders = [decisions("ana", "a|-|a|b"), decisions("ben", "a|a|.|b"), decisions("cat", "-|.|a|.")]
    coverage = agreement_among(coders).coverage
    assert (coverage.by_all, coverage.shared) == (1, 4)


def test_what_one_alone_decided_is_added_up(decisions: Write) -> None:
    coders = [decisions("ana", "a|b|a b|a|a b c"), decisions("ben", "a|.|.|.|.")]
    coverage = agreement_among(coders).coverage
    assert coverage.only == {"ana": 4, "ben": 0}
    assert coverage.only_codings == {"ana": 7, "ben": 0}


def test_the_confusion_of_two_coders_has_no_code_as_a_category(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|-|b"), decisions("ben", "a|a|a")])
    assert report.confusion is not None
    assert {
        (" ".join(mine), " ".join(yours)): count
        for (mine, yours), count in report.confusion.cells.items()
    } == {("a", "a"): 1, ("", "a"): 1, ("b", "a"): 1}


def test_sets_of_codes_have_no_confusion(decisions: Write) -> None:
    coders = [decisions("ana", "a b|-"), decisions("ben", "a|a")]
    assert agreement_among(coders).confusion is None


def test_the_revisions_of_the_codebook_are_named_in_time(
    decisions: Write, book: Callable[..., Book]
) -> None:
    old = replace(book("a"), sha256="3f9a1c2b77")
    new = replace(book("ab", at="2026-02-01"), sha256="77aa01f2aa")
    coders = [
        replace(decisions("ana", "a"), books={"": new}),
        replace(decisions("ben", "a"), books={"": old}),
    ]
    assert agreement_among(coders).books == ("leadership 3f9a1c2b", "leadership 77aa01f2")


def test_codes_and_statistics_that_there_are_not_are_refused(decisions: Write) -> None:
    coders = [decisions("ana", "a"), decisions("ben", "a")]
    with pytest.raises(UsageError, match="no code 'z'"):
        agreement_among(coders, Asked(only=(CodeId("z"),)))
    with pytest.raises(UsageError, match="no statistic 'kapa': there are "):
        agreement_among(coders, Asked(statistics=("kapa",)))


def test_statistics_that_are_named_are_computed_alone(decisions: Write) -> None:
    coders = [decisions("ana", "a|-"), decisions("ben", "a|-")]
    report = agreement_among(coders, Asked(statistics=("pooled_kappa", "gwet_ac1")))
    assert set(report.overall) == {"pooled_kappa", "gwet_ac1"}
    assert set(report.codes[CodeId("a")].coefficients) == {"cohen_kappa", "gwet_ac1"}


@pytest.mark.parametrize(
    ("transcript", "kind"),
    [("KC010", IntervalKind.JACKKNIFE), ("", IntervalKind.LARGE_SAMPLE)],
    ids=["of transcripts", "of none"],
)
def test_the_usual_interval_is_by_transcript_where_there_are_any(
    decisions: Write, transcript: str, kind: IntervalKind
) -> None:
    coders = [decisions(name, "a|-|a", transcript=transcript) for name in ("ana", "ben")]
    interval = agreement_among(coders).interval
    assert interval is not None
    assert interval.kind is kind


def test_characters_have_no_interval() -> None:
    column = {
        SegmentId("1"): Decision((CodeId("a"),), chars=9),
        SegmentId("2"): Decision((), chars=4),
    }
    entries = {TranscriptId(f"T{number}"): column for number in range(5)}
    other = {**entries, TranscriptId("T0"): {SegmentId("1"): Decision((), chars=9)}}
    coders = [Decisions(CoderId("ana"), entries), Decisions(CoderId("ben"), other)]
    report = agreement_among(coders, Asked(unit=UnitKind.CHARACTER))
    assert report.interval is None
    assert report.overall["pooled_kappa"].low is None
    assert report.overall["pooled_kappa"].no_interval is None


def test_the_interval_says_how_it_was_made_and_what_narrows_it(many: Many) -> None:
    ana, ben = many("ana", "aab--b-", 6), many("ben", "aa--bb-", 6)
    odd = {TranscriptId("T0"): {SegmentId("1"): Decision(())}}
    report = agreement_among([ana, replace(ben, entries={**ben.entries, **odd})])
    assert report.interval is not None
    assert report.interval.method.startswith("jackknife by transcript")
    planning = report.planning
    assert planning is not None
    assert planning.statistic == "pooled_kappa"
    assert planning.needed > planning.transcripts == 6


def test_alpha_over_very_many_sets_is_left_to_who_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, decisions: Write
) -> None:
    monkeypatch.setattr(figures, "MOST_SETS", 2)
    coders = [decisions("ana", "a|b|c|a"), decisions("ben", "a|b|c|b")]
    usual, asked = agreement_among(coders), agreement_among(coders, Asked(everything=True))
    assert usual.overall["krippendorff_alpha_masi"].undefined == figures.TOO_MANY_SETS
    assert asked.overall["krippendorff_alpha_masi"].value is not None
    monkeypatch.setattr(figures, "MOST_SETS", 3)
    assert agreement_among(coders).overall["krippendorff_alpha_masi"].value is not None


@pytest.mark.parametrize(
    ("transcripts", "wished"), [(6, 0.1), (12, 0.05), (60, None)], ids=["wide", "narrow", "enough"]
)
def test_what_is_planned_for_is_the_next_width_that_is_not_reached(
    many: Many, transcripts: int, wished: float | None
) -> None:
    ana, ben = many("ana", "aabb--", transcripts), many("ben", "aabb--", transcripts)
    odd = {
        TranscriptId(f"T{n}"): {**ben.entries[TranscriptId(f"T{n}")], SegmentId("0"): Decision(())}
        for n in range(3)
    }
    planning = agreement_among([ana, replace(ben, entries={**ben.entries, **odd})]).planning
    assert (planning and planning.wished) == wished
    assert planning is None or planning.needed == ceil(
        transcripts * (planning.half_width / planning.wished) ** 2
    )


def test_large_sample_intervals_plan_no_transcripts(many: Many) -> None:
    coders = [many("ana", "aab-b-", 6), many("ben", "aabb--", 6)]
    report = agreement_among(coders, Asked(interval=IntervalKind.LARGE_SAMPLE))
    assert report.planning is None


def test_without_a_figure_over_all_codes_nothing_is_planned(many: Many) -> None:
    coders = [many("ana", "aab-b-", 6), many("ben", "aabb--", 6)]
    assert agreement_among(coders, Asked(statistics=("pabak",))).planning is None


def test_of_two_coders_the_pair_is_the_whole(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|b|-"), decisions("ben", "a|-|-")])
    assert report.pairs == (report.figures,)


def test_three_coders_have_no_confusion_matrix(decisions: Write) -> None:
    coders = [decisions(name, "a|b|-") for name in ("ana", "ben", "cyd")]
    assert agreement_among(coders).confusion is None
    assert agreement_among(coders[:2]).confusion is not None


def test_planning_for_three_coders_goes_by_alpha_over_sets() -> None:
    coders = [_varied(name, seed) for seed, name in enumerate(("ana", "ben", "cyd"))]
    planning = agreement_among(coders).planning
    assert planning is not None
    assert planning.statistic == "krippendorff_alpha_masi"


def _varied(name: str, seed: int) -> Decisions:
    """Return decisions in six transcripts, of which each has some that are the coder's alone."""
    entries = {
        TranscriptId(f"T{which}"): {
            SegmentId(str(number)): Decision(
                (CodeId("ab"[(number + (which + number + seed) % 4 // 3) % 2]),)
            )
            for number in range(10)
        }
        for which in range(6)
    }
    return Decisions(CoderId(name), entries)


def test_how_intervals_were_made_is_said_in_full(many: Many) -> None:
    coders = [many("ana", "ab-", 4), many("ben", "aa-", 4)]
    found = agreement_among(coders, Asked(confidence=0.9)).interval
    assert found is not None
    how = "jackknife by transcript on Fisher's z (shares: on the logit), Student's t with the "
    worth = "effective number of the 4 transcripts less 1 as degrees of freedom"
    assert (found.confidence, found.method) == (0.9, how + worth)
    found = agreement_among(coders, Asked(interval=IntervalKind.LARGE_SAMPLE)).interval
    assert found is not None
    assert found.method == (
        "large-sample formula (Fleiss, Cohen & Everitt 1969; Gwet 2008), units taken as independent"
    )


def test_what_is_refused_is_said_in_full(decisions: Write) -> None:
    ana, ben = decisions("ana", "a"), decisions("ben", "a")
    assert refusal(ana) == "agreement needs two coders, or two passes of one"
    passes = "ana and ana.2 are passes of one coder: compare them by themselves, "
    assert refusal(ana, replace(ana, number=2), ben) == passes + "or one of them with the others"
    rounds = "ana's decisions are of the round training, ben's of main: "
    in_rounds = replace(ana, round="training"), replace(ben, round="main")
    assert refusal(*in_rounds) == rounds + "compare coders within one round"


def refusal(*coders: Decisions) -> str:
    with pytest.raises(UsageError) as refused:
        agreement_among(coders)
    return str(refused.value)


def test_where_nothing_is_shared_what_was_left_out_is_counted(decisions: Write) -> None:
    coders = [decisions("ana", "a|b", text="one"), decisions("ben", "a|b", text="two")]
    with pytest.raises(NoSharedUnitError) as refused:
        agreement_among(coders)
    assert "(left out as not comparable: 2)" in str(refused.value)


def test_of_three_coders_a_pair_has_its_characters_counted() -> None:
    def coder(name: str, code: str) -> Decisions:
        entries = {SegmentId("1"): Decision((CodeId(code),), chars=7)}
        return Decisions(CoderId(name), {TranscriptId("T"): entries})

    coders = [coder("ana", "a"), coder("ben", "b"), coder("cyd", "a")]
    report = agreement_among(coders, Asked(unit=UnitKind.CHARACTER))
    assert [pair.shared for pair in report.pairs] == [7, 7, 7]
