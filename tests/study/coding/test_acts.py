from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.keys import COMMANDS
from leadcode_tui.model import CodeId
from leadcode_tui.study.coding.acts import (
    ACTS,
    ACTS_WITH_WORDS,
    act,
    act_with_words,
    apply_code,
    finish,
    remove_code,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.coding.session import Session

    Opens = Callable[..., Session]

COMMAND_IDS = {command.id for command in COMMANDS}


def test_every_act_is_a_command() -> None:
    assert (ACTS.keys() | ACTS_WITH_WORDS.keys()) - COMMAND_IDS == set()


def test_no_act_is_in_both_tables() -> None:
    assert ACTS.keys() & ACTS_WITH_WORDS.keys() == set()


@pytest.mark.parametrize("command", ACTS)
def test_every_act_answers_in_a_sentence(session: Session, command: str) -> None:
    assert "\n" not in act(session, command)


@pytest.mark.parametrize("command", ACTS_WITH_WORDS)
@pytest.mark.parametrize("words", ["", "4", "[red]\x1b[2J"], ids=repr)
def test_every_act_takes_any_words(session: Session, command: str, words: str) -> None:
    assert "\x1b" not in act_with_words(session, command, words)


def test_a_session_that_only_reads_says_who_writes(session: Session, opens: Opens) -> None:
    session.apply(CodeId("clout"))
    second = opens()
    while second.ahead():
        second.step(+1)
    answers = [
        apply_code(second, CodeId("vacuum")),
        finish(second),
        act(second, "segment.flag"),
        act_with_words(second, "memo", "x"),
    ]
    second.first()
    answers.append(remove_code(second, CodeId("clout")))
    assert all(answer.startswith("read only, held by") for answer in answers)
