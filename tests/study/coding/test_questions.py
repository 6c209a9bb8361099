"""A question that a coder says segments answer: in the transcript, for all, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import CodeId, CoderId, QuestionSource
from leadcode_tui.store.changing import change_transcript_file
from leadcode_tui.store.transcript_files import write_transcript_file
from leadcode_tui.study.coding.asking import with_answers
from leadcode_tui.study.coding.opening import open_loose, open_session
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.importing import Asked, bring_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from leadcode_tui.model import Transcript
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.folder import StudyFolder

    Opens = Callable[[str], Session]

STUDY = """\
study: s
title: S
codebook: codebook.yaml
schedule:
  - {id: Q1, question: Who leads?}
  - {id: Q2, question: Who else?}
  - {id: Q3, question: What changed?}
"""
#: Segments 1, 3 and 5 are the interviewer's.
TALK = "INT: [Q1] Who?\n\nP: We.\n\nINT: So?\n\nP: Nobody.\n\nINT: [Q2] Else?\n\nP: You.\n"


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    (tmp_path / "leadcode.yaml").write_text(STUDY)
    (tmp_path / "codebook.yaml").write_text("codebook: c\ncodes: [ward, nobody]\n")
    paths = [tmp_path / f"{name}.txt" for name in ("KC01", "KC02")]
    for path in paths:
        path.write_text(TALK)
    folder = open_study(tmp_path)
    bring_in(folder, paths, Asked(("INT",)))
    return folder


@pytest.fixture
def opens(study: StudyFolder) -> Iterator[Opens]:
    opened: list[Session] = []

    def open_as(coder: str) -> Session:
        session, _ = open_session(study, CoderId(coder))
        opened.append(session)
        return session

    yield open_as
    for session in opened:
        session.close()


@pytest.fixture
def session(opens: Opens) -> Session:
    return opens("ana")


BEFORE = "1 1 1 1 2 2"


def answers(transcript: Transcript) -> str:
    """Return the question of each segment: `1 1 1 1 2 2`."""
    return " ".join("+".join(q[1:] for q in s.questions) or "-" for s in transcript.segments)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Q3", "3 3 1 1 2 2"),
        ("q3", "3 3 1 1 2 2"),
        ("Q3 4", "1 1 1 3 2 2"),
        ("Q3 3-4", "1 1 3 3 2 2"),
        ("Q3 3 - 4", "1 1 3 3 2 2"),
        ("Q3 4-", "1 1 1 3 3 3"),
        ("Q3 KC01:04-05", "1 1 1 3 3 2"),
        ("Q1,Q3 6", "1 1 1 1 2 1+3"),
        ("- 4", "1 1 1 - 2 2"),
    ],
)
def test_segments_answer_what_is_said(
    session: Session, study: StudyFolder, words: str, kept: str
) -> None:
    said = session.set_question(words)
    assert "by hand" in said
    on_disk = study.transcript(session.here.transcript)
    assert answers(on_disk) == answers(session.material.transcripts[on_disk.id]) == kept
    by_hand = [s.by is QuestionSource.HAND for s in on_disk.segments]
    others = [
        now != was for now, was in zip(kept.split(), ["1", "1", "1", "1", "2", "2"], strict=True)
    ]
    assert all(hand for hand, other in zip(by_hand, others, strict=True) if other)


def test_no_word_of_the_transcript_changes_and_no_other_segment(
    session: Session, study: StudyFolder
) -> None:
    before = study.transcript(session.here.transcript)
    session.set_question("Q3 4")
    after = study.transcript(before.id)
    assert (after.source, after.speakers, after.title) == (
        before.source,
        before.speakers,
        before.title,
    )
    assert [s.text for s in after.segments] == [s.text for s in before.segments]
    unlike = [s.id for s, was in zip(after.segments, before.segments, strict=True) if s != was]
    assert unlike == ["0004"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "KC01:2 answers Q1; the schedule has Q1, Q2, Q3"),
        (",", "no question ','"),
        ("Q9", "no question 'Q9': Q1, Q2, Q3, or - for none"),
        ("Q3 9", "KC01 has no segment 9: it has 6"),
        ("Q3 2-9", "KC01 has no segment 9: it has 6"),
        ("Q3 4-2", "2 comes before 4"),
        ("Q3 KC09:2", "no transcript 'KC09'"),
        ("Q3 here", "no segments 'here': as in 41, 41-50, 41- or KC01:41-50"),
    ],
)
def test_what_cannot_be_meant_is_told_and_changes_nothing(
    session: Session, study: StudyFolder, words: str, sentence: str
) -> None:
    assert session.set_question(words).startswith(sentence)
    assert answers(study.transcript(session.here.transcript)) == "1 1 1 1 2 2"


def test_goto_and_the_order_by_question_follow(session: Session) -> None:
    session.change_order()
    session.goto("KC02:4")
    session.set_question("Q3 3-6")
    assert str(session.here) == "KC02:4"
    assert session.answers is not None
    assert (session.answers.question, len([*session.answers.places(session.material)])) == ("Q3", 4)
    session.goto("KC01")
    assert session.goto("Q3") == ""
    assert str(session.here) == "KC02:4"


def test_by_question_ends_where_no_segment_answers_one_any_more(session: Session) -> None:
    session.change_order()
    for name in ("KC01", "KC02"):
        session.set_question(f"- {name}:1-6")
    assert session.answers is None
    assert session.change_order().startswith("no segment has a question")


def test_undo_takes_questions_and_decisions_back_in_their_order(
    session: Session, study: StudyFolder
) -> None:
    session.apply(CodeId("ward"))
    session.set_question("Q3 2")
    session.set_question("Q2 2")
    session.apply(CodeId("nobody"))
    told = [session.undo() for _ in range(5)]
    assert told == [
        "undone: + nobody on KC01:2",
        "undone: question of KC01:2, again Q3",
        "undone: question of KC01:2, again Q1",
        "undone: + ward on KC01:2",
        "nothing to undo",
    ]
    back = study.transcript(session.here.transcript)
    assert answers(back) == "1 1 1 1 2 2"
    assert {s.by for s in back.segments} == {QuestionSource.MARK}


def test_what_two_coders_say_at_once_both_stands(opens: Opens, study: StudyFolder) -> None:
    ana, ben = opens("ana"), opens("ben")
    ana.set_question("Q3 2")
    ben.set_question("Q2 4")
    assert answers(study.transcript(ana.here.transcript)) == "1 3 1 2 2 2"
    ana.undo()
    assert answers(study.transcript(ana.here.transcript)) == "1 1 1 2 2 2"


def test_a_session_follows_what_another_coder_says(opens: Opens, study: StudyFolder) -> None:
    ana, ben = opens("ana"), opens("ben")
    assert ben.look_around() == ""
    ben.change_order()
    ana.set_question("Q3 2")
    assert ben.look_around() == "KC01: somebody said of segments which question they answer"
    assert ben.answers is not None
    assert (str(ben.here), ben.answers.question) == ("KC01:2", "Q3")
    assert ben.look_around() == ana.look_around() == ""
    (study.transcripts_path / "KC01.json").write_text("{", encoding="utf-8")
    assert ben.look_around() == ""


def test_another_text_on_the_disk_is_not_written_over(session: Session, study: StudyFolder) -> None:
    path = study.transcripts_path / "KC01.json"
    path.write_text(path.read_text().replace("Nobody.", "Somebody."))
    before = path.read_bytes()
    assert "its text is another one now" in session.set_question("Q3 2")
    assert path.read_bytes() == before


def test_who_can_only_read_changes_no_question(opens: Opens, study: StudyFolder) -> None:
    opens("ana")
    assert "read only" in opens("ana").set_question("Q3 2")
    assert answers(study.transcript(study.transcript_ids()[0])) == "1 1 1 1 2 2"


def test_outside_a_study_there_are_no_questions(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "cb.yaml").write_text("codebook: c\ncodes: [ward]\n")
    session, _ = open_loose(tmp_path / "talk.txt", tmp_path / "cb.yaml", CoderId("ana"))
    session.close()
    assert "outside any" in session.set_question("Q3")


def test_a_transcript_that_changes_is_never_read_half(study: StudyFolder) -> None:
    name = study.transcript_ids()[0]
    path = study.transcripts_path / f"{name}.json"
    seen: list[str] = []

    def change(found: Transcript) -> Transcript:
        changed = with_answers(found, {found.segments[0].id: ((), QuestionSource.HAND)})
        seen.append(answers(study.transcript(name)))
        return changed

    change_transcript_file(path, change)
    assert seen == ["1 1 1 1 2 2"]
    assert answers(study.transcript(name)) == "- 1 1 1 2 2"
    write_transcript_file(path, study.transcript(name))
