"""A second reading of the same material: nothing of the first is shown, and both are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.model import About, CodeId, CoderId, MemoOn
from leadcode_tui.study.agreeing import Compared, agree
from leadcode_tui.study.coding.first_minute import is_first
from leadcode_tui.study.coding.opening import Reading, open_loose, open_session
from leadcode_tui.study.coding.orders import Order
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.progress import study_progress
from leadcode_tui.study.trail import study_trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.folder import StudyFolder

    Reads = Callable[..., Session]

ANA, WARD = CoderId("ana"), CodeId("ward")
TALK = "INT: [Q1] Who leads?\n\nKC01: The ward.\n\nINT: [Q2] And who else?\n\nKC01: Nobody.\n"


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    schedule = "schedule:\n  - {id: Q1, question: Who?}\n  - {id: Q2, question: Who else?}\n"
    (tmp_path / "leadcode.yaml").write_text(
        f"study: s\ntitle: S\ncodebook: codebook.yaml\n{schedule}"
    )
    (tmp_path / "codebook.yaml").write_text("codebook: c\ncodes: [ward, nobody]\n")
    for name in ("KC01", "KC02"):
        (tmp_path / f"{name}.txt").write_text(TALK.replace("KC01", name))
    folder = open_study(tmp_path)
    bring_in(folder, [tmp_path / "KC01.txt", tmp_path / "KC02.txt"], Asked())
    return folder


@pytest.fixture
def reads(study: StudyFolder) -> Iterator[Reads]:
    """Open ana's session of a pass and in an order; all are closed in the end."""
    opened: list[Session] = []

    def read(number: int = 1, order: Order | None = None) -> Session:
        session, _ = open_session(study, ANA, reading=Reading(number, order))
        opened.append(session)
        return session

    yield read
    for session in opened:
        session.close()


@pytest.fixture
def first(reads: Reads) -> Session:
    """Let ana have read everything once."""
    session = reads()
    session.apply(WARD)
    session.write_memo("the ward again")
    session.write_memo("too wide?", About(MemoOn.CODE, WARD))
    session.flag()
    session.step(+1)
    session.nothing()
    session.close()
    return session


def test_a_second_pass_shows_nothing_of_the_first(first: Session, reads: Reads) -> None:
    assert first.who == "ana"
    second = reads(2)
    assert second.who == "ana pass 2"
    assert second.here == (places := second._walk.places)[0]
    assert not any(map(second.is_decided, places))
    assert not any(second.entry(place).memo or second.entry(place).flag for place in places)
    assert second.find_memos("") == []
    assert sum(second.counts.values()) == 0
    assert second.uses(WARD) == []
    assert [len(group.places) for group in second.compare(WARD)] == [0, 0, 0]
    assert second.progress().decided == second.progress().passed == 0
    assert second.undo() == "nothing to undo"
    assert second.filter_segments(f"c {WARD}") == "only segments under ward: 0 of 4"
    assert second.filter_segments("f") == "only segments flagged: 0 of 4"


def test_a_second_pass_changes_nothing_of_the_first(
    first: Session, reads: Reads, study: StudyFolder
) -> None:
    before = study.coder_file(ANA).read_bytes()
    second = reads(2)
    second.apply(CodeId("nobody"))
    second.write_memo("otherwise now")
    second.close()
    assert study.coder_file(ANA).read_bytes() == before
    assert first.codes(second.here) == (WARD,)
    assert study.coder_file(ANA, 2).name == "ana.2.json"
    again = reads(2)
    assert again.codes(again.here) == ("nobody",)


def test_codes_keep_the_keys_of_the_first_pass(
    first: Session, reads: Reads, study: StudyFolder
) -> None:
    codebook = study.codebook_path
    codebook.write_text("codebook: c\ncodes: [whale, ward, nobody]\n")
    assert first.keys.codes[WARD] == reads(2).keys.codes[WARD] == "w"


@pytest.mark.usefixtures("first")
def test_agree_compares_the_passes_of_one_coder(reads: Reads, study: StudyFolder) -> None:
    second = reads(2)
    second.apply(WARD)
    second.close()
    report, _ = agree(Compared(("ana", "ana.2"), study.root))
    assert report.coverage.shared == 1


@pytest.mark.usefixtures("first")
def test_status_counts_a_second_pass_by_itself(reads: Reads, study: StudyFolder) -> None:
    reads(2).apply(WARD)
    progress = study_progress(study)
    assert progress.coders == ("ana", "ana.2")
    decided = {coder: at.decided for coder, at in progress.transcripts["KC01"].items()}  # type: ignore[index]
    assert decided == {"ana": 2, "ana.2": 1}


@pytest.mark.usefixtures("first")
def test_the_trail_of_a_pass_is_asked_for_by_its_number(reads: Reads, study: StudyFolder) -> None:
    second = reads(2)
    second.apply(CodeId("nobody"))
    shown = {
        number: [step.change.do for step in study_trail(study, coder="ana", number=number)]
        for number in (1, 2)
    }
    assert "nothing" in shown[1]
    assert [do for do in shown[2] if do not in {"book", "keys", "open"}] == ["apply"]


@pytest.mark.parametrize(("number", "missing"), [(2, "ana"), (3, "ana.2")])
def test_no_pass_begins_before_the_one_that_it_follows(
    study: StudyFolder, number: int, missing: str
) -> None:
    if number == 3:
        open_session(study, ANA)[0].close()
        study.coder_file(ANA).write_text('{"file":{}}')
    with pytest.raises(UsageError, match=f"no pass {number} before {missing} has begun"):
        open_session(study, ANA, reading=Reading(number))


@pytest.mark.usefixtures("first")
def test_a_second_pass_teaches_no_keys(reads: Reads) -> None:
    assert not is_first(reads(2))


def test_a_file_outside_a_study_is_read_twice_as_well(tmp_path: Path) -> None:
    talk, book = tmp_path / "talk.txt", tmp_path / "cb.yaml"
    talk.write_text(TALK)
    book.write_text("codebook: c\ncodes: [ward]\n")
    once, _ = open_loose(talk, book, ANA)
    once.apply(WARD)
    once.close()
    twice, _ = open_loose(talk, book, ANA, reading=Reading(2))
    assert twice.codes(twice.here) == ()
    twice.apply(WARD)
    twice.close()
    assert (tmp_path / "talk.ana.2.json").exists()


# In which order


def test_the_order_is_that_of_the_last_session(reads: Reads) -> None:
    session = reads(order=Order.QUESTION)
    assert session.order is Order.QUESTION
    session.apply(WARD)
    session.close()
    again = reads()
    assert again.order is Order.QUESTION
    again.change_order()
    again.close()
    assert reads().order is Order.INTERVIEW


def test_each_coder_file_has_an_order_of_its_own(first: Session, reads: Reads) -> None:
    assert first.order is Order.INTERVIEW
    second = reads(2, order=Order.QUESTION)
    second.apply(WARD)
    second.close()
    assert reads(1).order is Order.INTERVIEW
    assert reads(2).order is Order.QUESTION


def test_who_begins_reads_by_interview_whatever_lay_here_before(
    reads: Reads, study: StudyFolder
) -> None:
    session = reads(order=Order.QUESTION)
    session.apply(WARD)
    session.close()
    for path in study.codings_path.iterdir():
        path.unlink()
    assert reads().order is Order.INTERVIEW


def test_an_order_that_was_remembered_and_cannot_be_is_no_news(
    reads: Reads, study: StudyFolder
) -> None:
    begun = reads(order=Order.QUESTION)
    begun.apply(WARD)
    begun.close()
    for path in study.transcripts_path.glob("*.json"):
        path.write_text(path.read_text().replace('["Q1"]', "[]").replace('["Q2"]', "[]"))
    session, said = open_session(study, ANA)
    session.close()
    assert session.order is Order.INTERVIEW
    assert not any("order" in sentence for sentence in said)
    session, said = open_session(study, ANA, reading=Reading(order=Order.QUESTION))
    session.close()
    assert any("no segment has a question" in sentence for sentence in said)
