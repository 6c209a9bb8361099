from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import Participant, ParticipantId
from leadcode_tui.sheets import participants_text, read_participants

TABLE = Path("participants.csv")


def people(text: str) -> tuple[Participant, ...]:
    found, problems = read_participants(text, TABLE)
    assert problems == ()
    return found


def problem(text: str) -> str:
    (found,) = read_participants(text, TABLE)[1]
    return str(found)


def test_a_row_is_a_participant() -> None:
    assert people("id,role\nKC010,manager\n") == (
        Participant(ParticipantId("KC010"), "manager", {}),
    )


def test_further_columns_are_attributes() -> None:
    (found,) = people("id,role,site,years\nKC010,manager,North,12\n")
    assert found.attributes == {"site": "North", "years": "12"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeffid,role\nKC010,manager\n", id="byte order mark"),
        pytest.param("id,role\r\nKC010,manager\r\n", id="Windows line ends"),
        pytest.param("ID, Role\n KC010 , manager \n", id="spaces and capitals"),
        pytest.param("id,role\n\n,\nKC010,manager\n,,\n", id="blank rows"),
        pytest.param('"id","role"\n"KC010","manager"\n', id="quoted"),
        pytest.param("role,id\nmanager,KC010", id="another order, no line end"),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(text: str) -> None:
    assert [(person.id, person.role) for person in people(text)] == [("KC010", "manager")]


def test_a_table_without_roles_is_read() -> None:
    assert people("id\nKC010\n")[0].role == ""


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("", "1:1", "empty", id="empty"),
        pytest.param("name,role\nA,B\n", "1:1", "no column 'id'", id="no id"),
        pytest.param("id;role\nKC010;manager\n", "1:1", "no column 'id'", id="semicolons"),
        pytest.param("id,role\n,manager\n", "2:1", "without an id", id="id left out"),
        pytest.param("id,role\nA,x\nB,y\nA,z\n", "4:1", "'A' stands here twice", id="twice"),
        pytest.param("id,role\nA,x,y\n", "2:1", "more cells", id="too many cells"),
        pytest.param('id,role\nA,"x\nB,y\n', "3:1", "not a CSV table", id="unclosed quote"),
        pytest.param("id,role,role\nA,x,y\n", "1:1", "'role' stands here twice", id="column twice"),
    ],
)
def test_a_mistake_has_its_line(text: str, place: str, words: str) -> None:
    sentence = problem(text)
    assert sentence.startswith(f"{TABLE}:{place}: ")
    assert words in sentence


def test_every_mistake_is_told_at_once() -> None:
    found, problems = read_participants("id,role\n,x\nA,x\nA,y\nB,z\n", TABLE)
    assert [mistake.line for mistake in problems] == [2, 4]
    assert [person.id for person in found] == ["A", "B"]


def test_an_escape_sequence_is_made_visible() -> None:
    (found,) = people("id,role\nKC010,\x1b[2Jmanager\n")
    assert "\x1b" not in found.role


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=10)


@given(
    ids=st.lists(words, min_size=1, max_size=5, unique=True),
    role=words,
    site=words | st.just(""),
)
def test_participants_are_read_as_they_were_written(ids: list[str], role: str, site: str) -> None:
    written = tuple(Participant(ParticipantId(name), role, {"site": site}) for name in ids)
    assert people(participants_text(written)) == written
