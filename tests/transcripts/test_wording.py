"""Questions of the schedule are found by how they were asked, with how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import QuestionId, QuestionSource
from leadcode_tui.transcripts.wording import LIKELY, SURE, Wordings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from leadcode_tui.transcripts import Reading

SCHEDULE = {
    QuestionId("Q1"): "Who is leading on quality and safety here?",
    QuestionId("Q2"): "What gets in the way of good care on your ward?",
    QuestionId("Q3"): "Wer leitet die Verbesserung der Qualität?",
    QuestionId("Q4"): "Why?",
}


@pytest.fixture
def asked() -> dict[str, Any]:
    """Return the options of a study with this schedule."""
    return {"questions": list(SCHEDULE), "wordings": SCHEDULE}


@pytest.mark.parametrize(
    ("said", "question", "at_least"),
    [
        pytest.param("Who is leading on quality and safety here?", "Q1", 1.0, id="word for word"),
        pytest.param(
            "Right, thanks. So who, would you say, is leading on quality and safety here?",
            "Q1",
            SURE,
            id="with words around it",
        ),
        pytest.param("And what gets in the way of good care?", "Q2", LIKELY, id="a part of it"),
        pytest.param("Und wer leitet die Verbesserung der Qualitat?", "Q3", SURE, id="no accents"),
        pytest.param("why", "Q4", 1.0, id="a short question alone"),
    ],
)
def test_a_question_is_found_in_how_it_was_asked(said: str, question: str, at_least: float) -> None:
    found = Wordings(SCHEDULE, [said]).best(said)
    assert found is not None
    assert found[0] == question
    assert at_least <= found[1] <= 1


@pytest.mark.parametrize(
    "said",
    [
        "And the ward?",
        "Tell me more about that.",
        "So that is why you came here.",
        "Is it good for you?",
        "",
    ],
)
def test_what_shares_some_words_with_a_question_is_not_it(said: str) -> None:
    assert Wordings(SCHEDULE, [said]).best(said) is None


def test_a_question_holds_from_the_turn_that_asks_it_to_the_next(
    read: Callable[..., Reading], asked: dict[str, Any]
) -> None:
    talk = (
        "I: Thanks for coming.\nP: Sure.\nI: Who is leading on quality and safety here?\nP: We.\n"
        "I: Go on.\nP: All of us.\nI: What gets in the way of good care on your ward?\nP: Forms."
    )
    reading = read(talk, **asked)
    found = [(s.questions, s.by) for s in reading.transcript.segments]
    first, second = ((QuestionId(name),) for name in ("Q1", "Q2"))
    wording = QuestionSource.WORDING
    assert found == [((), None)] * 2 + [(first, wording)] * 4 + [(second, wording)] * 2
    assert [(one.question, one.segment, one.by, one.sure) for one in reading.questions] == [
        ("Q1", "0003", wording, 1.0),
        ("Q2", "0007", wording, 1.0),
    ]
    assert any("Q1 in 0003 (100%), Q2 in 0007 (100%)" in notice for notice in reading.notices)
    assert any("not found: Q3, Q4" in notice for notice in reading.notices)


def test_a_question_that_was_hardly_asked_is_said_to_be_checked(
    read: Callable[..., Reading], asked: dict[str, Any]
) -> None:
    reading = read("I: And what gets in the way of good care?\nP: Forms.", **asked)
    assert reading.questions[0].sure < SURE
    assert any("check" in notice and "0001" in notice for notice in reading.notices)


def test_what_a_participant_says_is_no_question_of_the_schedule(
    read: Callable[..., Reading], asked: dict[str, Any]
) -> None:
    reading = read("I: Go on.\nP: Who is leading on quality and safety here?", **asked)
    assert reading.questions == ()


def test_where_there_are_marks_the_wording_is_left_aside(
    read: Callable[..., Reading], asked: dict[str, Any]
) -> None:
    talk = "I: [Q2] Who is leading on quality and safety here?\nP: We."
    reading = read(talk, **asked)
    assert [(one.question, one.by) for one in reading.questions] == [("Q2", QuestionSource.MARK)]


def test_a_question_of_the_schedule_without_a_speaker_is_context(
    turns: Callable[..., list[tuple[str | None, str]]], asked: dict[str, Any]
) -> None:
    text = "Who is leading on quality and safety here?\n\nWe do.\n\nAll of us."
    assert turns(text, **asked) == [
        (None, "Who is leading on quality and safety here?"),
        ("T1", "We do."),
        ("T1", "All of us."),
    ]


def test_a_question_below_a_label_of_its_own_line_is_the_speakers(
    turns: Callable[..., list[tuple[str | None, str]]], asked: dict[str, Any]
) -> None:
    text = (
        "0:01 Ana\n\nWho is leading on quality and safety here?\n\n0:04 Mary\n\nWe do.\n\n0:05 Ana"
    )
    assert turns(text, **asked) == [
        ("Ana", "Who is leading on quality and safety here?"),
        ("Mary", "We do."),
    ]


def test_a_question_that_cues_share_is_found(
    read: Callable[..., Reading], asked: dict[str, Any]
) -> None:
    cues = ["<v INT>Who is leading on", "<v INT>quality and safety here?", "<v P1>We do."]
    body = "".join(f"00:0{n}.000 --> 00:0{n}.900\n{said}\n\n" for n, said in enumerate(cues))
    reading = read(f"WEBVTT\n\n{body}", "T1.vtt", **asked)
    assert [one.question for one in reading.questions] == ["Q1"]
