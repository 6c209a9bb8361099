from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    Decision,
    Decisions,
    NoticeKind,
    UnitKind,
    agreement_among,
)
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

Write = Callable[..., Decisions]
Many = Callable[[str, str, int], Decisions]


def texts(report: AgreementReport, kind: NoticeKind) -> list[tuple[str | None, str]]:
    return [(notice.code, notice.text) for notice in report.notices if notice.kind is kind]


def test_a_rare_code_gets_one_notice(many: Many) -> None:
    report = agreement_among([many("ana", "ab-", 12), many("ben", "a--", 12)])
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("b", "a rare code: used by ana 12 times, ben 0 times, in 12 transcripts")
    ]


def test_a_code_in_few_transcripts_is_rare_however_often_it_was_used(many: Many) -> None:
    report = agreement_among([many("ana", "aaaa-", 9), many("ben", "aaaa-", 9)])
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("a", "a rare code: used by ana 36 times, ben 36 times, in 9 transcripts")
    ]


def spread_out(coder: str, *uses: int) -> Decisions:
    """Return who gave codes a, b, ... to so many of 100 segments in each of 10 transcripts."""
    decided = {
        SegmentId(str(number)): Decision(
            tuple(
                CodeId(code) for code, times in zip("abcde", uses, strict=False) if number < times
            )
        )
        for number in range(100)
    }
    return Decisions(CoderId(coder), {TranscriptId(f"T{n}"): decided for n in range(10)})


def test_one_of_five_codes_with_half_of_the_weight_dominates_the_pooled_kappa() -> None:
    # 1 - Pe = 2 p (1 - p): .5 for a, .0392 for the others
    report = agreement_among([spread_out(name, 50, 2, 2, 2, 2) for name in ("ana", "ben")])
    assert texts(report, NoticeKind.COMMON_CODES) == [
        (
            None,
            ("common codes dominate the pooled kappa: half of its weight lies on 1 of 5 codes (a)"),
        )
    ]


def test_dominating_codes_are_named_heaviest_first() -> None:
    coders = [
        Decisions(
            CoderId(name),
            {
                TranscriptId("T"): {
                    SegmentId(str(number)): Decision(
                        tuple(
                            CodeId(f"c{code}")
                            for code in range(10)
                            if number < (60, 50, *[1] * 8)[code]
                        )
                    )
                    for number in range(100)
                }
            },
        )
        for name in ("ana", "ben")
    ]
    [(_, text)] = texts(agreement_among(coders), NoticeKind.COMMON_CODES)
    assert text.endswith("half of its weight lies on 2 of 10 codes (c1, c0)")


def test_codes_of_like_weight_do_not_dominate() -> None:
    report = agreement_among([spread_out(name, 50, 30, 20, 10, 2) for name in ("ana", "ben")])
    assert texts(report, NoticeKind.COMMON_CODES) == []


def test_a_code_is_spread_over_the_transcripts_where_somebody_used_it(many: Many) -> None:
    ana, ben = many("ana", "b-" * 10, 12), many("ben", "b-" * 10, 12)
    often = {SegmentId(str(number)): Decision((CodeId("a"),)) for number in range(20)}
    mine = {**ana.entries, TranscriptId("T0"): often, TranscriptId("T1"): often}
    yours = {**ben.entries, TranscriptId("T0"): often, TranscriptId("T2"): often}
    report = agreement_among([replace(ana, entries=mine), replace(ben, entries=yours)])
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("a", "a rare code: used by ana 40 times, ben 40 times, in 3 transcripts")
    ]


def test_codes_without_a_kappa_are_counted(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a z|z"), decisions("ben", "a z|z")])
    assert texts(report, NoticeKind.UNDEFINED_KAPPAS) == [
        (None, "1 of 2 codes have no kappa: the mean is over the others")
    ]


def test_segments_whose_text_differs_are_named(decisions: Write) -> None:
    ana = decisions("ana", "|".join("a" * 7), text="00c1e9aa")
    ben = decisions("ben", "|".join("a" * 7), text="9f3a1c2b")
    also = TranscriptId("KC011")
    both = {also: {SegmentId("0001"): Decision(())}}
    report = agreement_among(
        [
            replace(ana, entries={**ana.entries, **both}),
            replace(ben, entries={**ben.entries, **both}),
        ]
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
    report = agreement_among([decisions("ana", "a a|-"), decisions("ben", "a|-")])
    assert texts(report, NoticeKind.DUPLICATES) == [
        (None, "ana has a code twice on 1 segment: it counts once")
    ]


def test_interviewer_turns_that_were_coded_are_left_out_and_named(decisions: Write) -> None:
    codable = {TranscriptId("KC010"): {SegmentId("0002")}}
    ana = replace(decisions("ana", "a|-"), codable=codable)
    report = agreement_among([ana, replace(decisions("ben", "a|-"), codable=codable)])
    assert texts(report, NoticeKind.NOT_CODABLE) == [
        (None, "1 segment left out as not codable: KC010 0001")
    ]


def test_a_code_that_one_codebook_has_is_missing_and_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    ana = replace(decisions("ana", "a|b"), books={"": book("ab")})
    ben = replace(decisions("ben", "a|-"), books={"": book("a")})
    report = agreement_among([ana, ben])
    assert report.codes[CodeId("b")].coefficients["cohen_kappa"].undefined == "no shared unit"
    assert texts(report, NoticeKind.N_DIFFERS) == []
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
    report = agreement_among([ana, replace(ana, coder=CoderId("ben"))])
    assert texts(report, NoticeKind.N_DIFFERS) == [
        (
            None,
            "n differs between codes (1 to 2): all weigh equally in the pooled and the mean kappa",
        )
    ]


def test_nothing_is_said_where_nothing_is_to_be_minded(many: Many) -> None:
    report = agreement_among([many("ana", "ab", 20), many("ben", "ab", 20)])
    assert report.notices == ()


def test_a_code_that_one_of_three_codebooks_lacks_is_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    coders = [
        replace(decisions(name, "a|-"), books={"": book(codes)})
        for name, codes in (("ana", "ab"), ("ben", "ab"), ("cat", "a"))
    ]
    assert texts(agreement_among(coders), NoticeKind.ONE_CODEBOOK) == [
        ("b", "cat decided under no codebook that has it: missing there")
    ]


def test_too_few_transcripts_for_intervals_are_said(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a|-"), decisions("ben", "a|-")])
    assert texts(report, NoticeKind.FEW_TRANSCRIPTS) == [
        (None, "only 1 transcript with a shared unit: intervals need 4 or more")
    ]


def test_units_of_no_transcript_are_rare_by_their_number_alone() -> None:
    column = {SegmentId(str(n)): Decision((CodeId("a" if n % 2 else "b"),)) for n in range(40)}
    coders = [Decisions(CoderId(name), {TranscriptId(""): column}) for name in ("ana", "ben")]
    assert agreement_among(coders).notices == ()


def test_a_rare_code_is_counted_on_segments_whatever_the_units(many: Many) -> None:
    coders = [many(name, "ab-", 12) for name in ("ana", "ben")]
    report = agreement_among(coders, Asked(unit=UnitKind.TRANSCRIPT))
    assert texts(report, NoticeKind.RARE_CODE) == []


def test_ten_uses_in_ten_transcripts_are_enough(many: Many) -> None:
    report = agreement_among([many("ana", "a-", 10), many("ben", "a-", 10)])
    assert texts(report, NoticeKind.RARE_CODE) == []


def test_four_transcripts_are_enough_for_intervals(many: Many) -> None:
    report = agreement_among([many("ana", "a-", 4), many("ben", "a-", 4)])
    assert texts(report, NoticeKind.FEW_TRANSCRIPTS) == []


def test_characters_are_not_told_of_too_few_transcripts() -> None:
    entries = {TranscriptId("T"): {SegmentId("1"): Decision((CodeId("a"),), chars=9)}}
    coders = [Decisions(CoderId(name), entries) for name in ("ana", "ben")]
    report = agreement_among(coders, Asked(unit=UnitKind.CHARACTER))
    assert texts(report, NoticeKind.FEW_TRANSCRIPTS) == []


def test_where_no_code_has_a_kappa_nothing_is_said_of_the_others(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a b"), decisions("ben", "a b")])
    assert texts(report, NoticeKind.UNDEFINED_KAPPAS) == []
    assert texts(report, NoticeKind.COMMON_CODES) == []


@pytest.mark.parametrize(
    ("mine", "yours", "differ"),
    [("3f", "3f", False), ("3f", "77", True), ("", "", False)],
    ids=["one fingerprint", "another fingerprint", "no fingerprint, the same codes"],
)
def test_revisions_differ_by_their_fingerprint_if_they_have_one(
    decisions: Write, book: Callable[..., Book], mine: str, yours: str, *, differ: bool
) -> None:
    coders = [
        replace(decisions(name, "a|-"), books={"": replace(book("ab"), sha256=sha256)})
        for name, sha256 in (("ana", mine), ("ben", yours))
    ]
    assert bool(texts(agreement_among(coders), NoticeKind.REVISIONS_DIFFER)) == differ
