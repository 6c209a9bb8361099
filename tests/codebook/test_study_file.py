"""The study file becomes settings, and each mistake in it a sentence at its place."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import read_study_settings
from leadcode_tui.codebook.identifiers import ID_RULE
from leadcode_tui.model import (
    Codable,
    CoderId,
    Question,
    QuestionId,
    SegmentUnit,
    StudyId,
    StudySettings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.errors import Problem

    Marked = Callable[[str], tuple[str, list[tuple[int, int]]]]
    Reads = Callable[[str], tuple[Problem, ...]]

HERE = Path("leadcode.yaml")
TOP = "study: s\ncodebook: c.yaml\n"

STUDY = """\
study: nhs-leadership            # id
title: Leadership for quality and safety
codebook: codebooks/leadership.yaml
segment: paragraph
codable: all
schedule:
  - id: Q1
    question: Who is leading on quality and safety?
  - id: Q7
    question: "What does leading mean: in commissioning?"
    asked: [commissioner]
attribution: "{id}, {years in post}"
blind: false
rounds: [training, main]
coders: [ana, ben.jones]
"""


def settings(text: str) -> StudySettings:
    """Read a study file that has no problems."""
    found, problems = read_study_settings(text, HERE)
    assert problems == ()
    assert found is not None
    return found


def test_every_key_is_read() -> None:
    assert settings(STUDY) == StudySettings(
        StudyId("nhs-leadership"),
        "Leadership for quality and safety",
        PurePosixPath("codebooks/leadership.yaml"),
        segment=SegmentUnit.PARAGRAPH,
        codable=Codable.ALL,
        schedule=(
            Question(QuestionId("Q1"), "Who is leading on quality and safety?"),
            Question(
                QuestionId("Q7"), "What does leading mean: in commissioning?", ("commissioner",)
            ),
        ),
        attribution="{id}, {years in post}",
        blind=False,
        rounds=("training", "main"),
        coders=(CoderId("ana"), CoderId("ben.jones")),
    )


def test_two_lines_are_enough() -> None:
    assert settings(TOP) == StudySettings(StudyId("s"), "S", PurePosixPath("c.yaml"))


def test_a_key_that_nothing_follows_leaves_what_holds_without_it() -> None:
    empty = "title:\nsegment:\ncodable:\nschedule:\nattribution:\nblind:\nrounds:\ncoders:\n"
    assert settings(TOP + empty) == settings(TOP)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("true", True), ("yes", True), ("Yes", True), ("false", False), ("no", False), ("NO", False)],
)
def test_blind_takes_yes_and_no(written: str, meant: bool) -> None:  # noqa: FBT001 - a parameter
    assert settings(f"{TOP}blind: {written}\n").blind is meant


@pytest.mark.parametrize("written", ["./c.yaml", "a/b/c.yaml", "c d.yaml", "führung.yaml"])
def test_a_codebook_lies_below_the_study(written: str) -> None:
    assert settings(f"study: s\ncodebook: {written}\n").codebook == PurePosixPath(written)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param(
            "▶study: s\n", "a study has no codebook", "add a line codebook: ...", id="no codebook"
        ),
        pytest.param(
            "▶codebook: c.yaml\n", "a study has no study", "add a line study: ...", id="no id"
        ),
        pytest.param(
            "study: ▶my study\ncodebook: c.yaml\n",
            "'my study' is not well-formed as the study's id",
            ID_RULE,
            id="malformed id",
        ),
        pytest.param(
            "study: s\ncodebook:▶\n",
            "codebook names no file",
            "as in codebook: codebook.yaml",
            id="empty path",
        ),
        pytest.param(
            "study: s\ncodebook: ▶.\n",
            "codebook names no file",
            "as in codebook: codebook.yaml",
            id="the folder",
        ),
        pytest.param(
            "study: s\ncodebook: ▶/c.yaml\n",
            "the codebook lies outside the study's folder",
            "copy the codebook into the study's folder, and give its path from there",
            id="absolute path",
        ),
        pytest.param(
            "study: s\ncodebook: ▶a/../../c.yaml\n",
            "the codebook lies outside the study's folder",
            "copy the codebook into the study's folder, and give its path from there",
            id="path upwards",
        ),
        pytest.param(
            "study: s\ncodebook: ▶~/c.yaml\n",
            "the codebook lies outside the study's folder",
            "copy the codebook into the study's folder, and give its path from there",
            id="home",
        ),
        pytest.param(
            "study: s\ncodebook: ▶C:/c.yaml\n",
            "a path with \\ or a drive",
            "write it with /, below the study",
            id="windows drive",
        ),
        pytest.param(
            "study: s\ncodebook: ▶a\\c.yaml\n",
            "a path with \\ or a drive",
            "write it with /, below the study",
            id="backslash",
        ),
        pytest.param(
            "study: s\ncodebook: ▶[c]\n", "codebook is a text, and this is a list", "", id="list"
        ),
        pytest.param(
            TOP + "▶sgement: turn\n",
            "unknown key 'sgement' in a study",
            "did you mean segment?",
            id="typo",
        ),
        pytest.param(
            TOP + "segment: ▶turns\n", "unknown segment 'turns'", "did you mean turn?", id="segment"
        ),
        pytest.param(
            TOP + "codable: ▶none\n",
            "unknown codable 'none'",
            "there are: participants, all",
            id="codable",
        ),
        pytest.param(
            TOP + "blind: ▶maybe\n", "blind is true or false, and this is 'maybe'", "", id="blind"
        ),
        pytest.param(
            TOP + "schedule: ▶Q1\n",
            "schedule is a list, and this is a text",
            "written as [one, two], or one to a line, each after '- '",
            id="schedule",
        ),
        pytest.param(
            TOP + "schedule:\n  - ▶Q1\n",
            "a question is written as lines of key: text, and this is a text",
            "the keys are: id, question, asked",
            id="question",
        ),
        pytest.param(
            TOP + "schedule:\n  - ▶id: Q1\n",
            "a question has no question",
            "add a line question: ...",
            id="no wording",
        ),
        pytest.param(
            TOP + "schedule:\n  - ▶question: Who?\n",
            "a question has no id",
            "add a line id: ...",
            id="no question id",
        ),
        pytest.param(
            TOP + "schedule:\n  - {id: ▶Q 1, question: a}\n",
            "'Q 1' is not well-formed as a question's id",
            ID_RULE,
            id="malformed question id",
        ),
        pytest.param(
            TOP + "schedule:\n  - {id: Q1, question: a}\n  - {id: ▶Q1, question: b}\n",
            "the id 'Q1' belongs to the question at line 4 already",
            "give this question another",
            id="question twice",
        ),
        pytest.param(
            TOP + "schedule:\n  - {id: Q1, question: a, asked: ▶boss}\n",
            "asked is a list, and this is a text",
            "written as [one, two], or one to a line, each after '- '",
            id="asked",
        ),
        pytest.param(
            TOP + "rounds: [main, ▶main]\n", "'main' stands twice in rounds", "", id="round twice"
        ),
        pytest.param(
            TOP + "rounds: [▶round 2]\n",
            "'round 2' is not well-formed as an entry of rounds",
            ID_RULE,
            id="round",
        ),
        pytest.param(
            TOP + "coders: [▶a/b]\n",
            "'a/b' cannot name a coder's file",
            "take the / out",
            id="coder with a slash",
        ),
        *(
            pytest.param(
                f'{TOP}attribution: ▶"{written}"\n',
                "the braces of the attribution do not match up",
                "each placeholder stands in one pair, as in {role} ({id})",
                id=written,
            )
            for written in (
                "{role",
                "role}",
                "{}",
                "{ }",
                "{{id}}",
                "{a{id}}",
                "{id!r}",
                "{id:>9}",
                "{id.__class__}",
                "{id[0]}",
            )
        ),
    ],
)
def test_a_mistake_has_its_sentence_and_its_place(
    text: str, message: str, hint: str, marked: Marked, study_problems: Reads
) -> None:
    text, [place] = marked(text)
    [problem] = study_problems(text)
    assert (problem.line, problem.column) == place
    assert (problem.message, problem.hint) == (message, hint)


def test_a_misspelt_word_gets_a_suggestion(study_problems: Reads) -> None:
    [problem] = study_problems(TOP + "segment: sentances\n")
    assert problem.hint == "did you mean sentence?"


def test_all_mistakes_come_at_once_and_in_order(marked: Marked, study_problems: Reads) -> None:
    text, places = marked("study: s\ncodebook: ▶/c\n▶titel: T\nblind: ▶2\nrounds: ▶a\n")
    assert [(p.line, p.column) for p in study_problems(text)] == places


@pytest.mark.parametrize("text", ["", "study: s\n", "codebook: c.yaml\n", "- a\n"])
def test_there_are_no_settings_without_a_study_and_its_codebook(text: str) -> None:
    found, problems = read_study_settings(text, HERE)
    assert found is None
    assert problems


def test_settings_come_beside_a_mistake_in_what_can_be_left_out() -> None:
    found, problems = read_study_settings(TOP + "segment: x\nrounds: [a]\n", HERE)
    assert problems
    assert found is not None
    assert found.rounds == ("a",)
