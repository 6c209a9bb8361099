from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import Participant, ParticipantId
from leadcode_tui.sheets import read_participants, with_participants

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


def with_new(text: str, *new: str) -> str:
    return with_participants(text, [ParticipantId(name) for name in new])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("id,role\n", "P7,\n", id="a table without rows"),
        pytest.param("id,role,age,site\n", "P7,,,\n", id="columns without rows"),
        pytest.param("role,ID,Note,Ward\nnurse,P1,x,3\n", ",P7,,\n", id="another order"),
        pytest.param("id,role\r\nP1,nurse\r\n", "P7,\r\n", id="Windows line ends"),
        pytest.param("id,role\rP1,nurse\r", "P7,\r", id="line ends of old Macs"),
        pytest.param("id,role\nP1,nurse", "\nP7,\n", id="no line end"),
        pytest.param("id,role\r\nP1,nurse", "\r\nP7,\r\n", id="no line end, Windows"),
        pytest.param("\ufeffid,role\n", "P7,\n", id="byte order mark"),
        pytest.param("\n\n id , role\n\nP1,  nurse\n", "P7,\n", id="blank rows and spaces"),
        pytest.param('"id","role"\n"P1","head, nurse"\n', "P7,\n", id="quoted"),
        pytest.param("id\n", "P7\n", id="ids alone"),
    ],
)
def test_a_new_participant_is_a_line_below_a_table_that_stays_as_it_is(
    text: str, line: str
) -> None:
    assert with_new(text, "P7") == text + line


def test_a_new_id_is_quoted_where_a_table_needs_it() -> None:
    assert with_new("id,role\n", 'Reed, "Dana"') == 'id,role\n"Reed, ""Dana""",\n'


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=10)
TABLES = ["id,role,Ward\n", "Ward,ID\r\n3,one who was there\r\n", "role,Ward,id"]


@given(table=st.sampled_from(TABLES), new=st.lists(words, min_size=1, max_size=5, unique=True))
def test_who_is_added_is_read_after_who_was_there(table: str, new: list[str]) -> None:
    added = tuple(Participant(ParticipantId(name), "", {"ward": ""}) for name in new)
    assert people(with_new(table, *new)) == (*people(table), *added)
