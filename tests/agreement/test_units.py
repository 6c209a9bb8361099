"""Characters and whole transcripts as units."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    Decision,
    Decisions,
    Reason,
    TwoByTwo,
    UnitKind,
    agreement_among,
    align,
)
from leadcode_tui.agreement.units import by_transcript
from leadcode_tui.errors import NoSharedUnitError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

BRATIAA = Path(__file__).parents[3] / "shared" / "samples" / "doublecoded" / "bratiaa"
CHARACTERS = Asked(unit=UnitKind.CHARACTER, everything=True)
TRANSCRIPTS = Asked(unit=UnitKind.TRANSCRIPT)

Spans = Mapping[str, Sequence[tuple[int, int]]]


def spanned(coder: str, *segments: Spans | None, chars: int = 10) -> Decisions:
    """Return decisions on segments of so many characters: codes with spans, () for the whole."""
    entries = {
        SegmentId(str(number)): Decision(
            tuple(map(CodeId, spans)),
            spans={CodeId(code): tuple(ranges) for code, ranges in spans.items() if ranges},
            chars=chars,
        )
        for number, spans in enumerate(segments)
        if spans is not None
    }
    return Decisions(CoderId(coder), {TranscriptId("T"): entries})


def table(report: AgreementReport, code: str = "a") -> TwoByTwo:
    found = report.codes[CodeId(code)].table
    assert found is not None
    return found


def by_character(*coders: Decisions) -> AgreementReport:
    return agreement_among(coders, CHARACTERS)


def test_characters_are_counted_by_what_holds_for_them() -> None:
    report = by_character(spanned("ana", {"a": [(0, 6)]}), spanned("ben", {"a": [(4, 9)]}))
    assert table(report) == TwoByTwo(both=2, only_first=4, only_second=3, neither=1)
    assert report.coverage.shared == 10


def test_a_code_without_spans_holds_for_the_whole_segment() -> None:
    report = by_character(spanned("ana", {"a": []}), spanned("ben", {"a": [(0, 3)]}))
    assert table(report) == TwoByTwo(both=3, only_first=7, only_second=0, neither=0)


def test_spans_that_overlap_or_touch_count_each_character_once() -> None:
    report = by_character(
        spanned("ana", {"a": [(0, 4), (2, 6), (6, 8)]}), spanned("ben", {"a": []})
    )
    assert table(report) == TwoByTwo(both=8, only_first=0, only_second=2, neither=0)


def test_a_span_of_the_first_or_the_last_character_is_one_character() -> None:
    report = by_character(spanned("ana", {"a": [(0, 1), (9, 10)]}), spanned("ben", {}))
    assert table(report) == TwoByTwo(both=0, only_first=2, only_second=0, neither=8)


def test_a_span_beyond_the_end_stops_there() -> None:
    report = by_character(spanned("ana", {"a": [(8, 99)]}), spanned("ben", {}))
    assert table(report) == TwoByTwo(both=0, only_first=2, only_second=0, neither=8)


def test_characters_of_segments_that_one_coder_decided_are_not_shared() -> None:
    report = by_character(spanned("ana", {"a": []}, {"a": []}), spanned("ben", {"a": []}, None))
    assert (report.coverage.shared, report.coverage.only) == (10, {"ana": 10, "ben": 0})
    assert report.coverage.only_codings == {"ana": 1, "ben": 0}


def test_a_segment_of_unknown_length_is_left_out_and_named() -> None:
    known = spanned("ana", {"a": []}, {})
    entries = {**known.entries[TranscriptId("T")], SegmentId("1"): Decision(())}
    coders = [
        replace(known, coder=CoderId(name), entries={TranscriptId("T"): entries})
        for name in ("ana", "ben")
    ]
    report = agreement_among(coders, CHARACTERS)
    assert report.coverage.left_out == ((Reason.NO_LENGTH, "T", "1", ("ana", "ben")),)
    assert report.coverage.shared == 10


def test_two_earlier_codes_that_are_one_now_hold_together() -> None:
    book = {"": Book("codes", "", "", {CodeId("a"): None}, {CodeId("b"): CodeId("a")})}
    ana = replace(spanned("ana", {"a": [(0, 3)], "b": [(2, 5)]}), books=book)
    report = by_character(ana, replace(spanned("ben", {"a": [(0, 5)]}), books=book))
    assert table(report) == TwoByTwo(both=5, only_first=0, only_second=0, neither=5)


def test_of_two_codes_that_are_one_now_the_whole_segment_counts() -> None:
    book = {"": Book("codes", "", "", {CodeId("a"): None}, {CodeId("b"): CodeId("a")})}
    ana = replace(spanned("ana", {"a": [], "b": [(2, 5)]}), books=book)
    ben = replace(spanned("ben", {"b": [], "a": [(2, 5)]}), books=book)
    assert table(by_character(ana, ben)) == TwoByTwo(10, 0, 0, 0)


def test_a_span_of_another_code_does_not_narrow_one_for_the_whole_segment() -> None:
    book = {"": Book("codes", "", "", {CodeId("a"): None}, {CodeId("b"): CodeId("a")})}
    ana = replace(spanned("ana", {"b": []}), books=book)
    ben = replace(spanned("ben", {"a": [(0, 4)]}), books=book)
    assert table(by_character(ana, ben)) == TwoByTwo(4, 6, 0, 0)


def test_a_parent_holds_where_any_of_its_children_does() -> None:
    book = {"": Book("codes", "", "", {CodeId("a"): None, CodeId("x"): CodeId("a")})}
    ana = replace(spanned("ana", {"x": [(0, 3)]}), books=book)
    ben = replace(spanned("ben", {"a": [(0, 5)]}), books=book)
    report = agreement_among([ana, ben], replace(CHARACTERS, level=1))
    assert table(report) == TwoByTwo(both=3, only_first=0, only_second=2, neither=5)


def test_nvivo_s_example_gives_its_percentage() -> None:
    # NVivo's help: of 1000 characters 50 coded by both, 150 by one of them, 800 by neither: 85 %
    coders = [
        spanned("ana", {"trust": [(0, 150)]}, chars=1000),
        spanned("ben", {"trust": [(100, 200)]}, chars=1000),
    ]
    trust = by_character(*coders).codes[CodeId("trust")].coefficients
    assert trust["percent_agreement"].value == 0.85
    assert trust["cohen_kappa"].value == pytest.approx(0.318182, abs=1e-6)
    assert trust["jaccard_index"].value == 0.25


def annotated(name: str) -> Decisions:
    """Return one annotator's documents: each a segment, its labels codes with spans."""
    entries: dict[TranscriptId, dict[SegmentId, Decision]] = {}
    for path in sorted((BRATIAA / name).glob("*.ann")):
        spans: dict[CodeId, list[tuple[int, int]]] = {}
        for line in path.read_text("utf-8").splitlines():
            label, *places = line.split("\t")[1].split(" ", maxsplit=1)
            for place in places[0].split(";"):
                start, end = map(int, place.split())
                spans.setdefault(CodeId(label), []).append((start, end))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        decision = Decision(
            tuple(spans),
            spans={code: tuple(found) for code, found in spans.items()},
            chars=len(text),
        )
        entries[TranscriptId(path.stem)] = {SegmentId("1"): decision}
    return Decisions(CoderId(name), entries)


@pytest.mark.samples
@pytest.mark.skipif(not BRATIAA.is_dir(), reason="the shared samples are not beside the checkout")
def test_the_characters_of_four_annotators_agree_as_scikit_learn_says() -> None:
    expected: Any = json.loads((BRATIAA / "expected.json").read_text("utf-8"))
    for one, other in combinations(expected["annotators"], 2):
        report = by_character(annotated(one), annotated(other))
        for code, wanted in expected["pairs"][f"{one}-{other}"].items():
            if code == "instance_f1":
                continue
            cells = (wanted["both"], wanted["a_only"], wanted["b_only"], wanted["neither"])
            assert table(report, code) == TwoByTwo(*cells)
            found = report.codes[code].coefficients
            for name, theirs in (
                ("percent_agreement", "percent_agreement"),
                ("cohen_kappa", "cohen_kappa"),
                ("krippendorff_alpha", "krippendorff_alpha_nominal"),
                ("pabak", "pabak"),
            ):
                assert found[name].value == pytest.approx(wanted[theirs], abs=5e-7)


def read(coder: str, *lines: str) -> Decisions:
    """Return a transcript a line, a segment a letter: `-` is no code, `.` not visited."""
    return Decisions(
        CoderId(coder),
        {
            TranscriptId(f"T{number}"): {
                SegmentId(str(place)): Decision((CodeId(cell),) if cell != "-" else ())
                for place, cell in enumerate(line)
                if cell != "."
            }
            for number, line in enumerate(lines)
        },
    )


def test_a_transcript_has_the_codes_that_were_used_in_it() -> None:
    coders = [read("ana", "a-b", "--", "-a"), read("ben", "--a", "b-", "a-")]
    report = agreement_among(coders, TRANSCRIPTS)
    assert table(report) == TwoByTwo(both=2, only_first=0, only_second=0, neither=1)
    assert table(report, "b") == TwoByTwo(both=0, only_first=1, only_second=1, neither=1)


def test_a_transcript_with_an_undecided_segment_is_missing_for_its_coder() -> None:
    coders = [read("ana", "a-", "a-"), read("ben", "a.", "a-")]
    report = agreement_among(coders, TRANSCRIPTS)
    assert (report.coverage.shared, report.coverage.only) == (1, {"ana": 1, "ben": 0})


def test_a_codable_segment_that_nobody_decided_leaves_the_transcript_missing() -> None:
    listed = {TranscriptId("T0"): {SegmentId("0"), SegmentId("1")}}
    coders = [replace(read(name, "a", "a"), codable=listed) for name in ("ana", "ben")]
    assert agreement_among(coders, TRANSCRIPTS).coverage.shared == 1


def test_no_transcript_that_both_finished_is_refused() -> None:
    with pytest.raises(
        NoSharedUnitError, match="no transcript was decided as a whole by both ana and ben"
    ):
        agreement_among([read("ana", "a-"), read("ben", "a.")], TRANSCRIPTS)


def test_a_code_that_was_new_for_a_part_of_a_transcript_is_missing_there_unless_used() -> None:
    books = {
        "b1": Book("codes", "1", "2026-01-01", {CodeId("a"): None}),
        "b2": Book("codes", "2", "2026-02-01", {CodeId("a"): None, CodeId("b"): None}),
    }
    early, late = Decision((), book="b1"), Decision((), book="b2")
    used = Decision((CodeId("b"),), book="b2")
    entries = {
        TranscriptId("early"): {SegmentId("1"): early, SegmentId("2"): late},
        TranscriptId("used"): {SegmentId("1"): early, SegmentId("2"): used},
    }
    ana = Decisions(CoderId("ana"), entries, books=books)
    report = agreement_among([ana, replace(ana, coder=CoderId("ben"))], TRANSCRIPTS)
    assert table(report, "b") == TwoByTwo(both=1, only_first=0, only_second=0, neither=0)
    assert table(report, "a").n == 2


def test_who_did_not_finish_a_transcript_limits_nobody_s_codes() -> None:
    def book(*codes: str) -> dict[str, Book]:
        return {"": Book("codes", "", "", dict.fromkeys(map(CodeId, codes)))}

    ana = replace(read("ana", "bb", "aa"), books=book("a", "b"))
    ben = replace(read("ben", "aa", "aa"), books=book("a", "b"))
    cat = replace(read("cat", "a.", "aa"), books=book("a"))
    report = agreement_among([ana, ben, cat], TRANSCRIPTS)
    # In the first, ana and ben differ; in the second, all are alike.
    assert report.overall["percent_agreement_exact_set"].value == 0.5


def test_a_transcript_that_is_a_unit_has_its_own_name() -> None:
    coders = [spanned("ana", {"a": []}), spanned("ben", {"a": []})]
    aligned = by_transcript(align(coders), coders)
    assert [(name, unit.segment) for name, [unit] in aligned.units.items()] == [("T", "T")]
