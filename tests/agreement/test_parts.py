"""The same figures part by part, pair by pair and round by round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leadcode_tui.agreement import (
    Asked,
    Decision,
    Decisions,
    Figures,
    NoticeKind,
    Parting,
    PartKind,
    UnitKind,
    agreement_among,
    agreement_by_round,
)
from leadcode_tui.errors import NoSharedUnitError, UsageError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

Write = Callable[..., Decisions]


def kappa(figures: Figures) -> float | str | None:
    found = figures.codes[CodeId("a")].coefficients["cohen_kappa"]
    return found.undefined if found.value is None else found.value


def in_transcripts(coder: str, **lines: str) -> Decisions:
    """Return decisions by transcript, a letter a segment: `-` is no code, `.` not visited."""
    return Decisions(
        CoderId(coder),
        {
            TranscriptId(name): {
                SegmentId(str(number)): Decision((CodeId(cell),) if cell != "-" else ())
                for number, cell in enumerate(line)
                if cell != "."
            }
            for name, line in lines.items()
        },
    )


def test_every_transcript_is_a_part() -> None:
    coders = [
        in_transcripts("ana", KC1="aa--", KC2="a-a-", KC3="a"),
        in_transcripts("ben", KC1="aa--", KC2="-a-a", KC3="."),
    ]
    report = agreement_among(coders, Asked(by=PartKind.TRANSCRIPT))
    assert {label: kappa(part) for label, part in report.parts.items()} == {
        "KC1": 1,
        "KC2": -1,
        "KC3": "no shared unit",
    }


def test_a_part_without_any_unit_has_no_figure_of_any_kind() -> None:
    codable = {TranscriptId(name): frozenset(map(SegmentId, "01")) for name in ("KC1", "KC2")}
    coders = [
        replace(in_transcripts(name, KC1="a-", KC2="a."), codable=codable)
        for name in ("ana", "ben")
    ]
    asked = Asked(unit=UnitKind.TRANSCRIPT, by=PartKind.TRANSCRIPT, everything=True)
    part = agreement_among(coders, asked).parts["KC2"]
    assert {found.undefined for found in part.overall.values()} == {"no shared unit"}


def test_every_two_coders_are_a_part() -> None:
    coders = [
        in_transcripts(name, KC1=line)
        for name, line in (("ana", "aa--"), ("ben", "aa--"), ("cat", "a--a"))
    ]
    report = agreement_among(coders, Asked(by=PartKind.CODER_PAIR))
    assert {label: kappa(part) for label, part in report.parts.items()} == {
        "ana & ben": 1,
        "ana & cat": 0,
        "ben & cat": 0,
    }


def revision(name: str, at: str) -> Book:
    return Book("codes", name * 8, at, {CodeId("a"): None})


def test_every_revision_of_the_codebook_is_a_part_in_time() -> None:
    books = {"new": revision("2", "2026-02-01"), "old": revision("1", "2026-01-01")}

    def decided(coder: str, *cells: tuple[str, str]) -> Decisions:
        entries = {
            SegmentId(str(number)): Decision((CodeId("a"),) if code else (), book=book)
            for number, (code, book) in enumerate(cells)
        }
        return Decisions(CoderId(coder), {TranscriptId("T"): entries}, books=books)

    new = [("a", "new"), ("", "new")]
    ana = decided("ana", ("a", "old"), ("", "old"), *new, ("a", "old"))
    ben = decided("ben", ("", "old"), ("a", "old"), *new, ("a", "new"))
    report = agreement_among([ana, ben], Asked(by=PartKind.REVISION))
    assert [(label, part.shared, kappa(part)) for label, part in report.parts.items()] == [
        ("codes 11111111", 2, -1),
        ("codes 22222222", 2, 1),
        ("different revisions", 1, "no variation"),
    ]


def test_a_segment_that_one_coder_decided_belongs_to_that_coder_s_revision() -> None:
    books = {"b1": revision("1", "2026-01-01")}
    shared = {SegmentId("1"): Decision((CodeId("a"),), book="b1")}
    alone = {**shared, SegmentId("2"): Decision((), book="b1")}
    coders = [
        Decisions(CoderId(name), {TranscriptId("T"): entries}, books=books)
        for name, entries in (("ana", alone), ("ben", shared))
    ]
    report = agreement_among(coders, Asked(by=PartKind.REVISION))
    assert list(report.parts) == ["codes 11111111"]


def test_segments_without_a_codebook_are_a_part_of_their_own() -> None:
    coders = [in_transcripts(name, KC1="a-") for name in ("ana", "ben")]
    assert list(agreement_among(coders, Asked(by=PartKind.REVISION)).parts) == ["no codebook"]


def test_a_segment_can_belong_to_several_parts_or_to_none() -> None:
    coders = [in_transcripts(name, KC1="a-a") for name in ("ana", "ben")]
    labels = {"0": ["Q1"], "1": ["Q1", "Q2"], "2": []}
    parting = Parting(lambda _, segment: labels[segment], order=("Q2", "Q1", "Q3"))
    report = agreement_among(coders, Asked(by=PartKind.QUESTION), parting=parting)
    assert [(label, part.shared) for label, part in report.parts.items()] == [
        ("Q2", 1),
        ("Q1", 2),
        ("Q3", 0),
    ]
    told = [each.text for each in report.notices if each.kind is NoticeKind.PARTS_DIFFER]
    assert told == [
        "1 of 3 shared segments belong to no question: no part counts them",
        "1 of 3 shared segments belong to several: each question counts them",
    ]


def test_nothing_is_said_where_every_shared_segment_is_in_one_part() -> None:
    # What one coder alone decided is in no figure, and so in none that a part has.
    coders = [in_transcripts("ana", KC1="a-."), in_transcripts("ben", KC1="aaa")]
    parting = Parting(lambda _, segment: ["Q1"] if segment != "2" else [])
    report = agreement_among(coders, Asked(by=PartKind.QUESTION), parting=parting)
    assert NoticeKind.PARTS_DIFFER not in {each.kind for each in report.notices}


def test_a_transcript_is_decided_for_a_part_where_its_segments_of_that_part_are() -> None:
    listed = {TranscriptId("KC1"): {SegmentId("0"), SegmentId("1"), SegmentId("2")}}
    coders = [
        replace(in_transcripts(name, KC1=line, KC2="a"), codable=listed)
        for name, line in (("ana", "aaa"), ("ben", "aa."))
    ]
    parting = Parting(lambda _, segment: ["Q2" if segment == "2" else "Q1"])
    asked = Asked(by=PartKind.QUESTION, unit=UnitKind.TRANSCRIPT)
    report = agreement_among(coders, asked, parting=parting)
    assert report.coverage.shared == 1
    assert {label: part.shared for label, part in report.parts.items()} == {"Q1": 2, "Q2": 0}


@pytest.mark.parametrize("by", [PartKind.QUESTION, PartKind.ROLE])
def test_what_the_study_alone_knows_is_asked_of_it(by: PartKind) -> None:
    coders = [in_transcripts(name, KC1="a-") for name in ("ana", "ben")]
    with pytest.raises(UsageError, match=f"by {by} need the study"):
        agreement_among(coders, Asked(by=by))


def in_round(name: str, *coders: Decisions) -> list[Decisions]:
    return [replace(coder, round=name) for coder in coders]


def test_rounds_stand_side_by_side_and_the_last_one_speaks() -> None:
    training = in_round(
        "training", in_transcripts("ana", KC1="a-"), in_transcripts("ben", KC1="-a")
    )
    main = in_round("main", in_transcripts("ana", KC2="aa-"), in_transcripts("ben", KC2="aa-"))
    report = agreement_by_round({"training": training, "main": main})
    assert {label: kappa(part) for label, part in report.parts.items()} == {
        "training": -1,
        "main": 1,
    }
    assert (report.round, report.asked.by, kappa(report.figures)) == ("main", PartKind.ROUND, 1)


def test_a_round_without_a_shared_segment_is_undefined_beside_the_others() -> None:
    training = in_round(
        "training", in_transcripts("ana", KC1="a."), in_transcripts("ben", KC1=".a")
    )
    main = in_round("main", in_transcripts("ana", KC2="a-"), in_transcripts("ben", KC2="a-"))
    report = agreement_by_round({"training": training, "main": main})
    assert kappa(report.parts["training"]) == "no shared unit"


def test_the_last_round_has_to_have_something_to_say() -> None:
    training = in_round(
        "training", in_transcripts("ana", KC1="a-"), in_transcripts("ben", KC1="a-")
    )
    main = in_round("main", in_transcripts("ana", KC1="a."), in_transcripts("ben", KC1=".a"))
    with pytest.raises(NoSharedUnitError):
        agreement_by_round({"training": training, "main": main})


def test_a_file_that_lies_under_another_round_is_refused() -> None:
    coders = [in_transcripts("ana", KC1="a-"), in_transcripts("ben", KC1="a-")]
    with pytest.raises(UsageError, match=r"stands for the round training, and says .* of main"):
        agreement_by_round({"training": in_round("main", *coders), "main": coders})


def test_what_is_asked_is_asked_of_every_round() -> None:
    training = in_round(
        "training", in_transcripts("ana", KC1="ab-b"), in_transcripts("ben", KC1="ab-a")
    )
    main = in_round("main", in_transcripts("ana", KC2="ab"), in_transcripts("ben", KC2="ab"))
    asked = Asked(unit=UnitKind.TRANSCRIPT, only=(CodeId("b"),), by=PartKind.ROUND)
    report = agreement_by_round({"training": training, "main": main}, asked)
    assert report.asked.unit is UnitKind.TRANSCRIPT
    for part in report.parts.values():
        assert (part.shared, list(part.codes)) == (1, ["b"])


def test_every_round_is_rolled_up() -> None:
    tree = {"": Book("codes", "", "", {CodeId("a"): None, CodeId("x"): CodeId("a")})}
    rounds = {
        name: [
            replace(coder, books=tree)
            for coder in (in_transcripts("ana", KC1="xa-"), in_transcripts("ben", KC1="ax-"))
        ]
        for name in ("training", "main")
    }
    report = agreement_by_round(rounds, Asked(level=1))
    assert {label: kappa(part) for label, part in report.parts.items()} == {
        "training": 1,
        "main": 1,
    }


def test_parts_of_transcripts_know_which_transcript_a_segment_is_of() -> None:
    listed = {TranscriptId("KC1"): {SegmentId("0"), SegmentId("1")}}
    coders = [
        replace(in_transcripts(name, KC1="a", KC2="a"), codable=listed) for name in ("ana", "ben")
    ]
    parting = Parting(lambda transcript, _: [transcript])
    asked = Asked(by=PartKind.ROLE, unit=UnitKind.TRANSCRIPT)
    report = agreement_among(coders, asked, parting=parting)
    assert {label: part.shared for label, part in report.parts.items()} == {"KC1": 0, "KC2": 1}


def test_revisions_stand_in_time_whatever_comes_first_in_the_text() -> None:
    books = {"b2": revision("2", "2026-02-01"), "b1": revision("1", "2026-01-01")}
    entries = {
        SegmentId("1"): Decision((CodeId("a"),), book="b2"),
        SegmentId("2"): Decision((), book="b1"),
    }
    coders = [
        Decisions(CoderId(name), {TranscriptId("T"): entries}, books=books)
        for name in ("ana", "ben")
    ]
    report = agreement_among(coders, Asked(by=PartKind.REVISION))
    assert list(report.parts) == ["codes 11111111", "codes 22222222"]
