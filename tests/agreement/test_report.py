from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leadcode_tui.agreement import (
    AgreementReport,
    Decision,
    Decisions,
    NoticeKind,
    agreement_between,
    worst_first,
)
from leadcode_tui.errors import DifferentStudiesError, NoSharedUnitError, UsageError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, StudyId, TranscriptId

Write = Callable[..., Decisions]


def texts(report: AgreementReport, kind: NoticeKind) -> list[tuple[str | None, str]]:
    return [(notice.code, notice.text) for notice in report.notices if notice.kind is kind]


def many(coder: str, line: str, transcripts: int) -> Decisions:
    """Return the same decisions, one letter a segment, in each of so many transcripts."""
    decided = {
        SegmentId(str(number)): Decision(() if letter == "-" else (CodeId(letter),))
        for number, letter in enumerate(line)
    }
    return Decisions(CoderId(coder), {TranscriptId(f"T{n}"): decided for n in range(transcripts)})


def test_coverage_says_what_the_figures_rest_on(decisions: Write) -> None:
    report = agreement_between(decisions("ana", "a|b|-|a b"), decisions("ben", "a|-|a|."))
    coverage = report.coverage
    assert (coverage.shared, coverage.transcripts, coverage.left_out) == (3, 1, ())
    assert coverage.only == {"ana": 1, "ben": 0}
    assert coverage.only_codings == {"ana": 2, "ben": 0}


def test_a_code_has_its_table_and_every_coefficient(decisions: Write) -> None:
    report = agreement_between(decisions("ana", "a|a|-|-"), decisions("ben", "a|-|-|-"))
    agreement = report.codes[CodeId("a")]
    assert (agreement.table.both, agreement.table.only_first, agreement.table.neither) == (1, 1, 2)
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
    report = agreement_between(decisions("ana", "a|b|-|-"), decisions("ben", "a|-|-|b"))
    # Po = 2/4, Pe = (1*1 + 1*1 + 2*2)/16
    assert report.overall["cohen_kappa"].value == pytest.approx((0.5 - 0.375) / (1 - 0.375))
    assert report.overall["percent_agreement"].value == 0.5


@pytest.mark.parametrize("name", ["cohen_kappa", "percent_agreement", "kappa_max"])
def test_sets_of_codes_have_no_kappa_of_one_category(decisions: Write, name: str) -> None:
    report = agreement_between(decisions("ana", "a b|-"), decisions("ben", "a|-"))
    assert report.overall[name].undefined == "segments carry several codes"


def test_sets_of_codes_agree_where_they_are_the_same(decisions: Write) -> None:
    report = agreement_between(decisions("ana", "a b|-|a"), decisions("ben", "b a|-|b"))
    assert report.overall["percent_agreement_exact_set"].value == pytest.approx(2 / 3)


def test_the_worst_kappa_stands_first_and_undefined_last(decisions: Write) -> None:
    report = agreement_between(
        decisions("ana", "a b 0|a 0|0 b|0"), decisions("ben", "a 0|a b 0|0 b|0 b")
    )
    kappas = [agreement.coefficients["cohen_kappa"].value for _, agreement in worst_first(report)]
    assert [code for code, _ in worst_first(report)] == ["b", "a", "0"]
    assert kappas[0] is not None
    assert kappas[0] < 0


def test_a_rare_code_gets_one_notice() -> None:
    report = agreement_between(many("ana", "ab-", 12), many("ben", "a--", 12))
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("b", "a rare code: ana used it 12 times, ben 0 times, in 12 transcripts")
    ]


def test_a_code_in_few_transcripts_is_rare_however_often_it_was_used() -> None:
    report = agreement_between(many("ana", "aaaa-", 9), many("ben", "aaaa-", 9))
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("a", "a rare code: ana used it 36 times, ben 36 times, in 9 transcripts")
    ]


def test_common_codes_dominate_the_pooled_kappa() -> None:
    report = agreement_between(many("ana", "aaabcccccc", 10), many("ben", "aaabcccccc", 10))
    # 1 - Pe: .48 for c, .18 for b
    assert texts(report, NoticeKind.COMMON_CODES) == [
        (None, "common codes dominate the pooled kappa: c weighs 2.7 times as much as b")
    ]


def test_codes_without_a_kappa_are_counted(decisions: Write) -> None:
    report = agreement_between(decisions("ana", "a z|z"), decisions("ben", "a z|z"))
    assert texts(report, NoticeKind.UNDEFINED_KAPPAS) == [
        (None, "1 of 2 codes have no kappa: the mean is over the others")
    ]


def test_segments_whose_text_differs_are_named(decisions: Write) -> None:
    ana = decisions("ana", "|".join("a" * 7), text="00c1e9aa")
    ben = decisions("ben", "|".join("a" * 7), text="9f3a1c2b")
    also = TranscriptId("KC011")
    both = {also: {SegmentId("0001"): Decision(())}}
    report = agreement_between(
        replace(ana, entries={**ana.entries, **both}), replace(ben, entries={**ben.entries, **both})
    )
    assert texts(report, NoticeKind.TEXT_DIFFERS) == [
        (
            None,
            (
                "7 segments left out because the text differs: "
                "KC010 0001, KC010 0002, KC010 0003, KC010 0004, KC010 0005, ..."
            ),
        )
    ]
    assert len(report.coverage.left_out) == 7


def test_a_code_listed_twice_is_said_of_the_coder_who_did(decisions: Write) -> None:
    report = agreement_between(decisions("ana", "a a|-"), decisions("ben", "a|-"))
    assert texts(report, NoticeKind.DUPLICATES) == [
        (None, "ana has a code twice on 1 segment: it counts once")
    ]


def test_interviewer_turns_that_were_coded_are_left_out_and_named(decisions: Write) -> None:
    codable = {TranscriptId("KC010"): {SegmentId("0002")}}
    ana = replace(decisions("ana", "a|-"), codable=codable)
    report = agreement_between(ana, replace(decisions("ben", "a|-"), codable=codable))
    assert texts(report, NoticeKind.NOT_CODABLE) == [
        (None, "1 segment left out as not codable: KC010 0001")
    ]


def test_a_code_that_one_codebook_has_is_missing_and_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    ana = replace(decisions("ana", "a|b"), books={"": book("ab")})
    ben = replace(decisions("ben", "a|-"), books={"": book("a")})
    report = agreement_between(ana, ben)
    assert report.codes[CodeId("b")].coefficients["cohen_kappa"].undefined == "no shared unit"
    assert texts(report, NoticeKind.ONE_CODEBOOK) == [
        ("b", "only ana decided under a codebook that has it: nothing to compare")
    ]
    assert texts(report, NoticeKind.REVISIONS_DIFFER) == [
        (None, "2 of 2 segments were decided under different revisions of the codebook")
    ]


def test_codes_with_fewer_units_than_others_are_said(book: Callable[..., Book]) -> None:
    transcript, first, second = TranscriptId("T"), SegmentId("1"), SegmentId("2")
    books = {"b1": book("a"), "b2": book("ab")}
    decided = {first: Decision((CodeId("a"),), book="b1"), second: Decision((), book="b2")}
    ana = Decisions(CoderId("ana"), {transcript: decided}, books=books)
    report = agreement_between(ana, replace(ana, coder=CoderId("ben")))
    assert texts(report, NoticeKind.N_DIFFERS) == [
        (
            None,
            "n differs between codes (1 to 2): all weigh equally in the pooled and the mean kappa",
        )
    ]


def test_nothing_is_said_where_nothing_is_to_be_minded() -> None:
    report = agreement_between(many("ana", "ab", 20), many("ben", "ab", 20))
    assert report.notices == ()


def test_two_coders_without_a_shared_segment_are_refused(decisions: Write) -> None:
    with pytest.raises(NoSharedUnitError, match="no segment was decided by both ana and ben"):
        agreement_between(decisions("ana", "a|."), decisions("ben", ".|a"))


def test_two_studies_are_refused(decisions: Write) -> None:
    ana = replace(decisions("ana", "a"), study=StudyId("nhs"))
    ben = replace(decisions("ben", "a"), study=StudyId("schools"))
    with pytest.raises(DifferentStudiesError, match="ana coded the study nhs, ben the study"):
        agreement_between(ana, ben)


def test_the_same_pass_twice_is_refused(decisions: Write) -> None:
    with pytest.raises(UsageError, match="ana is named twice"):
        agreement_between(decisions("ana", "a"), decisions("ana", "a"))


def test_two_rounds_are_refused(decisions: Write) -> None:
    ana = replace(decisions("ana", "a"), round="training")
    with pytest.raises(UsageError, match="round training, ben's of main"):
        agreement_between(ana, replace(decisions("ben", "a"), round="main"))


def test_one_coder_in_two_passes_is_compared(decisions: Write) -> None:
    ana = decisions("ana", "a|-")
    report = agreement_between(ana, replace(ana, number=2))
    assert report.coders == ("ana", "ana.2")
    assert report.overall["cohen_kappa"].value == 1
