from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    Decision,
    Decisions,
    IntervalKind,
    NoticeKind,
    UnitKind,
    agreement_among,
    told_renames,
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


def test_a_code_in_few_transcripts_is_told_however_often_it_was_used(many: Many) -> None:
    report = agreement_among([many("ana", "aaaa-", 9), many("ben", "aaaa-", 9)])
    assert texts(report, NoticeKind.RARE_CODE) == []
    assert texts(report, NoticeKind.CODE_IN_FEW_TRANSCRIPTS) == [
        ("a", "a code in few transcripts: used by ana 36 times, ben 36 times, in 9 transcripts")
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


def test_exactly_half_of_the_weight_is_enough_to_dominate() -> None:
    # One coder alone used them: 1 - Pe is the share of segments, .48 for a, four times .12
    coders = [spread_out("ana", 48, 12, 12, 12, 12), spread_out("ben", 0, 0, 0, 0, 0)]
    [(_, text)] = texts(agreement_among(coders), NoticeKind.COMMON_CODES)
    assert text.endswith("half of its weight lies on 1 of 5 codes (a)")


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
    assert texts(report, NoticeKind.CODE_IN_FEW_TRANSCRIPTS) == [
        ("a", "a code in few transcripts: used by ana 40 times, ben 40 times, in 3 transcripts")
    ]


def test_codes_without_a_kappa_are_counted(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a z|z"), decisions("ben", "a z|z")])
    assert texts(report, NoticeKind.UNDEFINED_KAPPAS) == [
        (None, "1 of 2 codes has no kappa: the mean is over the others")
    ]


def test_several_codes_without_a_kappa_are_counted(decisions: Write) -> None:
    report = agreement_among([decisions("ana", "a y z|y z"), decisions("ben", "a y z|y z")])
    assert texts(report, NoticeKind.UNDEFINED_KAPPAS) == [
        (None, "2 of 3 codes have no kappa: the mean is over the others")
    ]


def test_rare_codes_after_one_that_cannot_be_compared_are_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    ana = replace(decisions("ana", "b|a"), books={"": book("ab")})
    ben = replace(decisions("ben", "b|-"), books={"": book("b")})
    assert texts(agreement_among([ana, ben]), NoticeKind.RARE_CODE) == [
        ("b", "a rare code: used by ana once, ben once, in 1 transcript")
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


def test_a_code_of_a_codebook_that_nobody_decided_under_is_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    books = {"": book("a"), "b2": book("ab", at="2026-02-01")}
    coders = [replace(decisions(name, "a|-"), books=books) for name in ("ana", "ben")]
    assert texts(agreement_among(coders), NoticeKind.ONE_CODEBOOK) == [
        ("b", "nobody decided under a codebook that has it")
    ]


def test_a_rare_code_of_units_in_no_transcript_is_in_no_number_of_transcripts(
    decisions: Write,
) -> None:
    coders = [decisions("ana", "a|a|-", transcript=""), decisions("ben", "a|-|-", transcript="")]
    assert texts(agreement_among(coders), NoticeKind.RARE_CODE) == [
        ("a", "a rare code: used by ana 2 times, ben once")
    ]


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
    assert texts(report, NoticeKind.CODE_IN_FEW_TRANSCRIPTS) == []


def test_ten_uses_in_ten_transcripts_are_enough(many: Many) -> None:
    report = agreement_among([many("ana", "a-", 10), many("ben", "a-", 10)])
    assert texts(report, NoticeKind.RARE_CODE) == []
    assert texts(report, NoticeKind.CODE_IN_FEW_TRANSCRIPTS) == []


def test_intervals_by_transcript_need_transcripts() -> None:
    column = {SegmentId(str(n)): Decision((CodeId("a" if n % 2 else "b"),)) for n in range(40)}
    coders = [Decisions(CoderId(name), {TranscriptId(""): column}) for name in ("ana", "ben")]
    report = agreement_among(coders, Asked(interval=IntervalKind.JACKKNIFE))
    assert texts(report, NoticeKind.FEW_TRANSCRIPTS) == [
        (None, "no unit belongs to a transcript: intervals need 4 or more")
    ]


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


def test_codes_that_count_under_another_id_are_named_with_it(
    decisions: Write, book: Callable[..., Book]
) -> None:
    was = {"power": "clout", "might": "clout", "mood": "climate", "unused": "clout"}
    newest = book(["clout", "climate", "trust"], at="2026-02-01", was=was)
    ana = decisions("ana", "power | might | mood | trust | power mood")
    ben = replace(decisions("ben", "clout | clout | climate | trust | -"), books={"b2": newest})
    [(_, text)] = texts(agreement_among([ana, ben]), NoticeKind.RENAMED)
    told = "3 codes were renamed or merged since, and counted so"
    assert text == f"{told}: might, power as clout; mood as climate"
    only = Asked(only=(CodeId("mood"),))
    assert texts(agreement_among([ana, ben], only), NoticeKind.RENAMED) == [
        (None, "1 code was renamed or merged since, and counted so: mood as climate")
    ]


@pytest.mark.parametrize(
    ("letters", "end"), [("abcde", "; e as e-now"), ("abcdef", "; e as e-now; ...")]
)
def test_of_many_renames_five_are_named(
    decisions: Write, book: Callable[..., Book], letters: str, end: str
) -> None:
    was = {letter: f"{letter}-now" for letter in letters}
    coders = [decisions(coder, " | ".join(letters)) for coder in ("ana", "ben")]
    newer = replace(coders[0], books={"b2": book(was.values(), was=was)})
    [(_, text)] = texts(agreement_among([newer, coders[1]]), NoticeKind.RENAMED)
    assert text.endswith(end)


def test_codes_under_the_ids_that_coders_gave_are_not_named(
    decisions: Write, book: Callable[..., Book]
) -> None:
    newest = book(["clout"], was={"power": "clout"})
    ana, ben = decisions("ana", "clout | -"), decisions("ben", "clout | clout")
    report = agreement_among([replace(ana, books={"b2": newest}), ben])
    assert texts(report, NoticeKind.RENAMED) == []


def test_of_five_segments_left_out_none_is_left_unnamed(decisions: Write) -> None:
    coders = [
        decisions(coder, "a|a|a|a|a", text=coder, transcript="KC010") for coder in ("ana", "ben")
    ]
    rest = [decisions(coder, "a|b", transcript="KC020") for coder in ("ana", "ben")]
    both = [
        replace(one, entries={**one.entries, **more.entries})
        for one, more in zip(coders, rest, strict=True)
    ]
    [(_, text)] = texts(agreement_among(both), NoticeKind.TEXT_DIFFERS)
    assert text.endswith("KC010 0004, KC010 0005")


def test_segments_under_different_revisions_are_counted_over_all_transcripts(
    many: Many, book: Callable[..., Book]
) -> None:
    ana, ben = under(many("ana", "ab", 3), book("ab")), under(many("ben", "ab", 3), book("abc"))
    [(_, text)] = texts(agreement_among([ana, ben]), NoticeKind.REVISIONS_DIFFER)
    assert text.startswith("6 of 6 segments were decided")


def under(decisions: Decisions, book: Book) -> Decisions:
    """Return the decisions as made under a codebook."""
    return replace(decisions, books={"": book})


def test_a_revision_without_a_fingerprint_differs_from_none_that_is_unknown(
    many: Many, book: Callable[..., Book]
) -> None:
    ana = under(many("ana", "ab", 1), replace(book("ab"), sha256=""))
    report = agreement_among([ana, many("ben", "ab", 1)])
    assert texts(report, NoticeKind.REVISIONS_DIFFER) == []


def test_what_reads_the_pooled_kappa_is_said_where_it_is_told(
    many: Many, book: Callable[..., Book]
) -> None:
    line = "a" * 20 + "bcde" + "-" * 16
    ana = under(many("ana", line, 2), book("abcde"))
    without_b = {segment: each._replace(book="b1") for segment, each in decided(ana).items()}
    ben = replace(
        many("ben", line, 2),
        entries={**ana.entries, TranscriptId("T0"): without_b},
        books={"": book("abcde"), "b1": book("acde")},
    )
    kinds = {NoticeKind.N_DIFFERS, NoticeKind.COMMON_CODES}
    usual = agreement_among([ana, ben])
    assert kinds <= {notice.kind for notice in usual.notices}
    other = agreement_among([ana, ben], Asked(statistics=("percent_agreement_exact_set",)))
    assert not kinds & {notice.kind for notice in other.notices}


def decided(decisions: Decisions) -> dict[SegmentId, Decision]:
    """Return what was decided in the first transcript, but b."""
    return {
        segment: Decision(tuple(code for code in entry.codes or () if code != "b"))
        for segment, entry in decisions.entries[TranscriptId("T0")].items()
    }


def test_codes_without_a_kappa_are_counted_beside_the_mean(
    many: Many, book: Callable[..., Book]
) -> None:
    ana, ben = (under(many(name, "ab-", 2), book("abc")) for name in ("ana", "ben"))
    [(_, text)] = texts(agreement_among([ana, ben]), NoticeKind.UNDEFINED_KAPPAS)
    assert text == "1 of 3 codes has no kappa: the mean is over the others"


def test_all_coders_whose_codebooks_lack_a_code_are_named(
    many: Many, book: Callable[..., Book]
) -> None:
    coders = [
        under(many(name, "a-", 1), book(codes))
        for name, codes in (("ana", "ab"), ("ben", "ab"), ("cyd", "a"), ("dan", "a"))
    ]
    assert texts(agreement_among(coders), NoticeKind.ONE_CODEBOOK) == [
        ("b", "cyd, dan decided under no codebook that has it: missing there")
    ]


def test_rare_codes_are_counted_on_segments_whatever_the_units(many: Many) -> None:
    coders = [many("ana", "aa-", 3), many("ben", "a--", 3)]
    report = agreement_among(coders, Asked(unit=UnitKind.TRANSCRIPT))
    assert texts(report, NoticeKind.RARE_CODE) == [
        ("a", "a rare code: used by ana 6 times, ben 3 times, in 3 transcripts")
    ]


def test_beside_a_list_of_decisions_the_same_is_told(
    decisions: Write, book: Callable[..., Book]
) -> None:
    ana, ben = decisions("ana", "power | trust"), decisions("ben", "clout | trust")
    newer = replace(ana, books={"b2": book(["clout", "trust"], was={"power": "clout"})})
    told = texts(agreement_among([newer, ben]), NoticeKind.RENAMED)
    assert [(None, text) for text in told_renames([newer, ben])] == told
    assert len(told) == 1
    assert told_renames([ana, ben]) == ()
