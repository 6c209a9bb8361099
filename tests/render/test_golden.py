"""Whole outputs, to be looked at; `pytest --snapshot-update` writes them anew.

The numbers in them are pinned by other tests; here it is what stands where.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rich.cells import cell_len
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from leadcode_tui.agreement import (
    AgreementReport,
    Asked,
    PartKind,
    Scale,
    UnitKind,
    Weights,
    agreement_among,
    decisions_from,
)
from leadcode_tui.errors import Problem
from leadcode_tui.model import (
    Change,
    CodeId,
    CoderId,
    Entry,
    Intention,
    SegmentId,
    TranscriptId,
    TranscriptState,
)
from leadcode_tui.render.agreement import rendered_agreement
from leadcode_tui.render.agreement_methods import methods
from leadcode_tui.render.checked import rendered_check
from leadcode_tui.render.disagreements import rendered_disagreements
from leadcode_tui.render.grid import Format
from leadcode_tui.render.merging import rendered_collisions
from leadcode_tui.render.progress import rendered_progress
from leadcode_tui.render.trail import rendered_trail
from leadcode_tui.store.merging import Collision
from leadcode_tui.study.agreeing import Compared, agree, disagreements
from leadcode_tui.study.checks.checking import StudyCheck
from leadcode_tui.study.progress import Standing, StudyProgress
from leadcode_tui.study.trail import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from syrupy.assertion import SnapshotAssertion

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "leadership"
FORMS: Final = [pytest.param(form, id=form.value) for form in Format]
PEOPLE: Final = [pytest.param(form, id=form.value) for form in Format if form in {"table", "plain"}]

VACUUM: Final = CodeId("vacuum")
#: What is asked of the two coders of the example study.
ASKED: Final = {
    "usual": Asked(),
    "all": Asked(everything=True),
    "by_role_at_level_1": Asked(by=PartKind.ROLE, level=1),
    "by_revision_of_one_code": Asked(by=PartKind.REVISION, only=(VACUUM,)),
    "characters": Asked(unit=UnitKind.CHARACTER),
    "transcripts": Asked(unit=UnitKind.TRANSCRIPT),
}
#: Three coders' marks for twelve gates, three in each of four allotments; carol was late.
MARKS: Final[Mapping[str, Sequence[str | None]]] = {
    "ana": ["shut", "ajar", "open", "shut", "open", "open", "ajar", "shut", "shut", "open"],
    "ben": ["shut", "ajar", "ajar", "shut", "open", "ajar", "ajar", "shut", "ajar", "open"],
    "carol": [None, None, None, "shut", "open", "open", "open", "shut", "ajar", "ajar"],
}
ALLOTMENTS: Final = list("AAABBBCCDD")


class Paper(SingleFileSnapshotExtension):
    """One text file for each output."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot(extension_class=Paper)


@cache
def example(name: str) -> AgreementReport:
    return agree(Compared(("ana", "ben"), EXAMPLE), ASKED[name])[0]


def gates(*coders: str, asked: Asked) -> AgreementReport:
    columns = {coder: MARKS[coder] for coder in coders}
    return agreement_among(decisions_from(columns, transcripts=ALLOTMENTS), asked)


def in_eighty_columns(shown: str) -> bool:
    return all(cell_len(line) <= 80 for line in shown.splitlines())


@pytest.mark.parametrize("name", ASKED)
def test_the_page_on_the_example_study(name: str, golden: SnapshotAssertion) -> None:
    shown = rendered_agreement(example(name), Format.TABLE)
    assert in_eighty_columns(shown)
    assert shown == golden


@pytest.mark.parametrize("form", [Format.PLAIN, Format.MARKDOWN])
def test_the_usual_page_read_out_and_for_an_appendix(
    form: Format, golden: SnapshotAssertion
) -> None:
    assert rendered_agreement(example("usual"), form) == golden


@pytest.mark.parametrize("scale", Scale)
def test_words_beside_the_figures(scale: Scale, golden: SnapshotAssertion) -> None:
    shown = rendered_agreement(example("usual"), Format.TABLE, scale=scale)
    assert in_eighty_columns(shown)
    assert shown == golden


@pytest.mark.parametrize("form", FORMS)
def test_a_report_worked_out_by_hand(
    form: Format, report: AgreementReport, golden: SnapshotAssertion
) -> None:
    assert rendered_agreement(report, form) == golden


@pytest.mark.parametrize("form", PEOPLE)
def test_three_coders_and_one_category_a_unit(form: Format, golden: SnapshotAssertion) -> None:
    report = gates("ana", "ben", "carol", asked=Asked())
    assert rendered_agreement(report, form) == golden


def test_two_coders_categories_with_weights_and_against_each_other(
    golden: SnapshotAssertion,
) -> None:
    order = tuple(map(CodeId, ("shut", "ajar", "open")))
    asked = Asked(weights=Weights.LINEAR, order=order, everything=True)
    assert rendered_agreement(gates("ana", "ben", asked=asked), Format.TABLE) == golden


@pytest.mark.parametrize("form", FORMS)
def test_the_segments_to_talk_about(form: Format, golden: SnapshotAssertion) -> None:
    found, _ = disagreements(Compared(("ana", "ben"), EXAMPLE), Asked(only=(VACUUM,)))
    assert rendered_disagreements(found, form) == golden


def test_sentences_for_a_paper(golden: SnapshotAssertion) -> None:
    order = tuple(map(CodeId, ("shut", "ajar", "open")))
    told = [
        methods(example("usual")),
        methods(example("transcripts")),
        methods(gates("ana", "ben", "carol", asked=Asked())),
        methods(gates("ana", "ben", asked=Asked(weights=Weights.QUADRATIC, order=order))),
    ]
    assert "\n\n".join(told) == golden


GATE: Final = TranscriptId("gate")
BEFORE: Final = Entry(codes=(CodeId("weather"),), memo="the goats | again")
AFTER: Final = Entry(codes=(CodeId("shared-work"), CodeId("weather")), flag=True)


def progress(form: Format) -> str:
    standings = {
        CoderId("ana"): Standing(5, 5, TranscriptState.FINISHED),
        CoderId("ben"): Standing(1, 5, TranscriptState.OPEN),
    }
    return rendered_progress(StudyProgress(tuple(standings), {GATE: standings}), form)


def trail(form: Format) -> str:
    change = Change(
        Intention.APPLY,
        GATE,
        SegmentId("0002"),
        BEFORE,
        AFTER,
        book="b1",
        session="9f3c",
        n=41,
        at="2026-11-23T10:00:07Z",
    )
    finish = Change(
        Intention.MEMO,
        GATE,
        SegmentId("0004"),
        None,
        BEFORE,
        session="9f3c",
        n=42,
        at="2026-11-23T10:00:09Z",
    )
    steps = [Step(CoderId("ana"), each) for each in (change, finish)]
    return "\n".join(rendered_trail(steps, form))


def collisions(form: Format) -> str:
    both = Collision(GATE, SegmentId("0002"), BEFORE, AFTER, AFTER)
    taken = Collision(GATE, SegmentId("0004"), None, Entry(codes=()), None)
    return rendered_collisions([both, taken], form)


def problems(form: Format) -> str:
    found = (
        Problem(Path("codebook.yaml"), 4, 11, "unknown kind 'emergant'", "did you mean emergent?"),
        Problem(Path("codings/ana.json"), 0, 0, "*no* file"),
    )
    return rendered_check(StudyCheck(found, ("a notice",), 7), form, repairs=("a repair",))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shows", [progress, trail, collisions, problems])
def test_the_results_of_the_other_commands(
    shows: Callable[[Format], str], form: Format, golden: SnapshotAssertion
) -> None:
    assert shows(form) == golden
