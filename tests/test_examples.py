"""The example study is what its README and the docs say of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import CoderId
from leadcode_tui.study.agreeing import Compared, agree
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.progress import study_progress

if TYPE_CHECKING:
    from leadcode_tui.agreement import AgreementReport
    from leadcode_tui.study.folder import StudyFolder

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "leadership"
#: The stakeholder groups of the study that this was made after.
ROLES = {
    "clinician",
    "commentator",
    "commentator/clinician",
    "commissioner",
    "manager",
    "manager/clinician",
    "manager/commentator",
}


@pytest.fixture(scope="module")
def study() -> StudyFolder:
    return open_study(EXAMPLE)


@pytest.fixture(scope="module")
def report() -> AgreementReport:
    return agree(Compared(("ana", "ben"), EXAMPLE))[0]


def test_there_are_eight_interviews_and_two_hundred_segments_at_least(study: StudyFolder) -> None:
    codable = study.material().codable
    assert len(codable) >= 8
    assert all(codable.values())
    assert sum(map(len, codable.values())) >= 200


def test_every_role_of_the_study_is_interviewed(study: StudyFolder) -> None:
    people = study.participants()
    assert {person.role for person in people.values()} == ROLES
    assert {t.participant for t in study.material().transcripts.values()} == set(people)


def test_the_schedule_has_five_questions_and_each_is_answered(study: StudyFolder) -> None:
    questions = {question.id for question in study.settings.schedule}
    assert len(questions) >= 5
    transcripts = study.material().transcripts.values()
    asked = {q for transcript in transcripts for s in transcript.segments for q in s.questions}
    assert asked == questions


def test_both_coders_have_been_through_it(study: StudyFolder) -> None:
    assert study.coders() == ("ana", "ben")
    for standings in study_progress(study).transcripts.values():
        for at in standings.values():
            assert at.decided >= 0.8 * at.codable


def test_kappas_range_from_poor_to_excellent(report: AgreementReport) -> None:
    coefficients = [code.coefficients["cohen_kappa"].value for code in report.codes.values()]
    kappas = [kappa for kappa in coefficients if kappa is not None]
    assert min(kappas) < 0.2
    assert max(kappas) > 0.9
    assert any(0.4 < kappa < 0.8 for kappa in kappas)


def test_one_code_was_used_by_one_coder_only(report: AgreementReport) -> None:
    tables = [code.table for code in report.codes.values() if code.table is not None]
    assert any(t.both == 0 and (t.only_first == 0) != (t.only_second == 0) for t in tables)


def test_some_segments_were_visited_by_one_coder_only(report: AgreementReport) -> None:
    assert all(report.coverage.only[CoderId(coder)] > 0 for coder in ("ana", "ben"))
    assert not report.coverage.left_out


def test_the_codebook_is_the_one_that_teams_start_from() -> None:
    shipped = ROOT / "codebooks" / "leadership.yaml"
    assert (EXAMPLE / "codebook.yaml").read_bytes() == shipped.read_bytes()


def test_the_transcripts_are_what_an_import_makes_of_the_sources(tmp_path: Path) -> None:
    for name in ("leadcode.yaml", "codebook.yaml", "participants.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    sources = sorted((EXAMPLE / "sources").iterdir())
    imported = bring_in(open_study(tmp_path), sources, Asked()).imported
    assert len(imported) == len(sources)
    assert not [problem for each in imported for problem in getattr(each, "problems", ())]
    for source in sources:
        name = f"{source.stem}.json"
        fresh = (tmp_path / "transcripts" / name).read_bytes()
        assert (EXAMPLE / "transcripts" / name).read_bytes() == fresh
    people = (EXAMPLE / "participants.csv").read_bytes()
    assert (tmp_path / "participants.csv").read_bytes() == people


def test_nobody_can_read_it_who_has_no_business_to() -> None:
    assert not (EXAMPLE / "leadcode.yaml").stat().st_mode & 0o002
