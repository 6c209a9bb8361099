"""Tables of who said what: their columns are found or named, and their words come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError, UsageError
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

ANSWER = "We do,\nall of us; \u201cdaily\u201d."
SAID = [("INT", "Who leads?"), ("KC010", "We do, all of us; \u201cdaily\u201d."), ("INT", "Good.")]
TALK = [("INT", "Who leads?"), ("KC010", ANSWER), ("INT", "Good.")]


def rows(*headings: str) -> list[list[str]]:
    return [list(headings), *map(list, TALK)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (offices.table_text(rows("Speaker", "Words")), "T1.csv"),
        (offices.table_text(rows("Speaker", "Words"), ";"), "T1.csv"),
        (offices.table_text(rows("Speaker", "Words"), "\t"), "T1.tsv"),
        (offices.table_text(rows("Speaker", "Words")).encode("utf-16"), "T1.csv"),
        ("\ufeff" + offices.table_text(rows("Speaker", "Words")), "T1.csv"),
        ("sep=;\r\n" + offices.table_text(rows("Speaker", "Words"), ";"), "T1.csv"),
        (offices.xlsx(rows("Speaker", "Words")), "T1.xlsx"),
        (offices.ods(rows("Speaker", "Words")), "T1.ods"),
    ],
    ids=["csv", "semicolons", "tsv", "utf-16", "with a mark", "sep=", "xlsx", "ods"],
)
def test_a_row_is_a_turn(content: bytes | str, name: str, turns: Turns) -> None:
    assert turns(content, name) == SAID


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("SPEAKER", "TRANSCRIPT"),
        ("Spkr", "Content"),
        ("who", "utterance"),
        ("Sprecher", "Äußerung"),
        ("Sprecherin", "Inhalt"),
        ("Locuteur", "Texte"),
        ("Hablante", "Intervención"),
        ("Spreker", "Tekst"),
        ("participant_id", "Response"),
    ],
)
def test_columns_are_known_by_their_headings(speaker: str, text: str, turns: Turns) -> None:
    assert turns(offices.table_text(rows(speaker, text)), "T1.csv") == SAID


@pytest.mark.parametrize(
    "columns", ["text=B,speaker=A", "speaker = a, text = b", "text=2,speaker=1", "text=2,speaker=A"]
)
def test_columns_can_be_named_by_heading_or_number(columns: str, turns: Turns) -> None:
    found = turns(offices.table_text(rows("A", "B")), "T1.csv", columns=columns)
    assert [turn for turn in found if turn[1] != "B"] == SAID


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("text=Wrods", r"no column 'Wrods' \(did you mean Words\?\)"),
        ("speaker=Speaker", "which column holds the words"),
        ("words=Words", "say it as in --columns text=Content"),
        ("Words", "say it as in --columns text=Content"),
        ("text=9", "no column '9'"),
    ],
)
def test_columns_that_cannot_be_are_refused(columns: str, sentence: str, turns: Turns) -> None:
    with pytest.raises(UsageError, match=sentence):
        turns(offices.table_text(rows("Speaker", "Words")), "T1.csv", columns=columns)


def test_a_table_without_known_words_is_refused_with_its_headings(turns: Turns) -> None:
    with pytest.raises(UnreadableError, match=r"--columns text=.*\(columns: A, B\)"):
        turns(offices.table_text(rows("A", "B")), "T1.csv")


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        pytest.param("00:01:02.500", "1:03", (62.5, 63.0), id="clock"),
        pytest.param("[0:05]", "", (5.0, None), id="in brackets"),
        pytest.param("62.5", "63,25", (62.5, 63.25), id="seconds"),
        pytest.param("7680", "15920", (7.68, 15.92), id="milliseconds"),
        pytest.param("7", "15", (7.0, 15.0), id="whole seconds"),
        pytest.param("later", "x", (None, None), id="no time"),
    ],
)
def test_times_are_clocks_seconds_or_milliseconds(
    start: str, end: str, seconds: tuple[float, float], read: Callable[..., Reading]
) -> None:
    content = offices.table_text([["start", "end", "text"], [start, end, "We lead."]])
    (segment,) = read(content, "T1.csv").transcript.segments
    assert (segment.start, segment.end) == pytest.approx(seconds)


def test_a_stretch_of_time_in_one_cell_has_two_ends(read: Callable[..., Reading]) -> None:
    content = offices.table_text([["Timespan", "Content"], ["0:01.0 - 1:05.2", "We lead."]])
    (segment,) = read(content, "T1.csv").transcript.segments
    assert (segment.start, segment.end) == (1.0, 65.2)


def test_what_is_taken_for_what_is_said(read: Callable[..., Reading]) -> None:
    content = offices.table_text([["id", "text", "mood"], ["1", "We lead.", "good"]])
    notices = read(content, "T1.csv").notices
    assert "columns: words from 'text'" in notices
    assert "columns left out: id, mood" in notices


def test_a_row_without_a_speaker_goes_on_for_the_one_before(turns: Turns) -> None:
    content = offices.table_text([["who", "text"], ["P:", "We lead."], ["", "All of us."]])
    assert turns(content, "T1.csv") == [("P", "We lead.\nAll of us.")] or turns(
        content, "T1.csv"
    ) == [("P", "We lead."), ("P", "All of us.")]


def test_a_cell_may_hold_a_whole_talk(turns: Turns) -> None:
    talk = "[doctor] who leads ?\n[patient] we do .\n[doctor] all ?\n[patient] yes ."
    content = offices.table_text([["id", "dialogue"], ["1", talk]])
    assert [speaker for speaker, _ in turns(content, "T1.csv")] == ["doctor", "patient"] * 2
    assert turns(content, "T1.csv")[1] == ("patient", "we do .")


def test_quotes_in_a_table_with_tabs_are_those_of_the_talk(turns: Turns) -> None:
    text = 'start\tend\ttext\n0\t900\t"all" he said\n900\t1800\tand "so\n1800\t2500\t"whole"\n'
    assert [words for _, words in turns(text, "T1.tsv")] == ['"all" he said', 'and "so', "whole"]


def test_a_plain_text_that_is_a_table_is_read_as_one(turns: Turns) -> None:
    text = "Line\tSpkr\tStTime\tContent\n1\tINT\t0.5\tWho leads?\n2\tKC010\t1.5\tWe do.\n"
    assert turns(text, "T1.txt") == [("INT", "Who leads?"), ("KC010", "We do.")]


def test_a_talk_with_a_tab_in_its_first_line_is_no_table(turns: Turns) -> None:
    assert turns("INT:\tWho leads the text?\nP:\tWe.") == [
        ("INT", "Who leads the text?"),
        ("P", "We."),
    ]
