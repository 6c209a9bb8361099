"""Rows of the panes: exactly as wide as asked, whatever is in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from leadcode_tui.keys import KeyTable
from leadcode_tui.model import (
    Code,
    CodeId,
    Segment,
    SegmentId,
    TranscriptId,
)
from leadcode_tui.study.coding import acts
from leadcode_tui.study.material import Place
from leadcode_tui.text import sanitise
from leadcode_tui.tui.panes.codes import CodesPane
from leadcode_tui.tui.passages import OfInterview, Passage
from leadcode_tui.tui.reading import Mark, Reading
from leadcode_tui.tui.views import code_rows, definition_parts, hint, status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.tui.widgets.rows import Row
    from tests.tui.conftest import OpenSession

WIDTHS = range(60, 201)
#: Names of speakers and words that have led others' screens astray.
NAMES = ["INT", "Dr. van der Berg-Szczepański of the Northern Trust", "領導者", "e\u0301ve", ""]
WORDS = [
    "plain words " * 20,
    "x" * 300,
    "领导力" * 60,
    "👩🏽‍⚕️ " * 40,
    "[red]not a colour[/red] [@click=app.quit]press[/]",
    "\x1b]0;title\x07 \x1b[31mred\x1b[0m \u202eback",
    "one\ntwo\n\nthree",
    "",
]


def text(row: Row) -> str:
    return "".join(span.text for span in row)


def cells(rows: Sequence[Row]) -> list[int]:
    return [cell_len(text(row)) for row in rows]


class Talk(tuple[Passage, ...]):
    """Passages of no material."""

    __slots__ = ()

    def block(self, place: Place) -> int:
        return [passage.place for passage in self].index(place)


def talk() -> Talk:
    """Return a talk in which each of the names says all of the words."""
    said = [(name or None, words) for name in NAMES for words in WORDS]
    return Talk(
        passage(words, speaker=name, number=number)
        for number, (name, words) in enumerate(said, start=1)
    )


def passage(words: str, *, speaker: str | None = "P01", number: int = 1) -> Passage:
    segment = Segment(SegmentId(f"{number:04}"), speaker, words)
    return Passage(Place(TranscriptId("hard"), segment.id), segment, is_codable=False)


@pytest.fixture
def session(open_as: OpenSession) -> Session:
    """Return a session with codes, a memo and a flag on its first segment."""
    opened = open_as()
    for code in opened.material.codebook.codes:
        acts.apply_code(opened, code.id)
    acts.act_with_words(opened, "memo", "why always goats")
    acts.act(opened, "segment.flag")
    return opened


def test_status_is_as_wide_as_the_screen_and_names_the_coder(session: Session) -> None:
    lines = [text(status(session, width)) for width in WIDTHS]
    assert list(map(cell_len, lines)) == list(WIDTHS)
    assert all(line.endswith("  ana  saved ") for line in lines)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_long_name_of_a_coder_stays_whole(open_as: OpenSession, width: int) -> None:
    name = "wilhelmina-of-the-northern-trust"
    line = text(status(open_as(name), width))
    assert cell_len(line) == width
    assert name in line


@pytest.mark.parametrize("width", WIDTHS)
def test_the_hint_fits_and_tells_how_to_get_help_and_out(width: int) -> None:
    line = hint(KeyTable(), width)
    assert len(line) <= width
    assert "? help  q quit" in line


@pytest.mark.parametrize("width", [23, 28, 46, 48, 88, 168])
def test_no_row_of_a_transcript_is_wider_than_its_pane(session: Session, width: int) -> None:
    view = Reading(talk(), width)
    for block in range(len(view)):
        rows = view.rows(block, session)
        assert max(cells(rows)) <= width
        assert len(rows) == view.height(block)


@pytest.mark.parametrize("width", [28, 48, 88])
def test_no_row_of_a_coded_transcript_is_wider_than_its_pane(session: Session, width: int) -> None:
    place = session.here
    view = Reading(OfInterview(session.material, place.transcript), width)
    last = text(view.rows(view.block(place), session)[-1])
    assert cell_len(last) <= width
    assert last.rstrip().endswith("memo !")
    assert "more" in last or "[weather]" in last


def test_a_row_says_every_word_of_a_segment(session: Session) -> None:
    view = Reading(talk(), 40)
    assert "".join(text(row) for row in view.rows(0, session)).split() == ["INT", *WORDS[0].split()]


def test_what_could_act_on_the_terminal_is_made_visible(session: Session) -> None:
    view = Reading(talk(), 60)
    shown = "".join(text(row) for row in view.rows(WORDS.index(WORDS[5]), session))
    assert "\x1b" not in shown
    assert "␛]0;title␇" in shown
    assert "<U+202E>back" in shown


@pytest.mark.parametrize("width", [23, 40, 88])
@pytest.mark.parametrize("words", [*WORDS[:-1], "in the lane \x1b we all dug"])
def test_marked_characters_stand_out_and_no_others(
    session: Session, words: str, width: int
) -> None:
    start, stop = len(words) // 4, len(words) // 2 + 1
    view = Reading(Talk([passage(words)]), width)
    rows = view.rows(0, session, [Mark(start, stop, "hit")])
    hit = "".join(span.text for row in rows for span in row if span.look == "hit")
    assert "".join(hit.split()) == "".join(sanitise(words[start:stop]).split())
    assert "".join(map(text, rows)).split() == "".join(map(text, view.rows(0, session))).split()


@pytest.mark.parametrize("size", [(26, 10), (28, 3), (28, 1), (40, 30)])
def test_rows_of_codes_fill_their_pane_and_no_more(session: Session, size: tuple[int, int]) -> None:
    codes = [code.id for code in session.material.codebook.codes]
    for highlighted in codes:
        rows = code_rows(session, codes, highlighted, size)
        assert set(cells(rows)) == {size[0]}
        assert len(rows) <= max(size[1], 2)
        assert any(highlighted in text(row) for row in rows)


def test_pages_of_codes_are_turned_and_the_first_comes_after_the_last(session: Session) -> None:
    pane = CodesPane(session.material.codebook)
    codes = [code.id for code in session.material.codebook.in_use]
    shown = []
    for by in (0, +1, +1, +1, -1):
        pane.turn_page(by)
        rows, _ = pane.panes(session, Region(0, 0, 27, 6))
        shown.append([text(row).split()[-2] for row in rows.rows[1:]])
    assert shown == [codes[:2], codes[2:4], codes[4:], codes[:2], codes[4:]]


def test_applied_codes_are_marked_with_a_star(open_as: OpenSession) -> None:
    session = open_as()
    acts.apply_code(session, CodeId("weather"))
    rows = code_rows(session, [CodeId("rota"), CodeId("weather")], None, (28, 10))
    assert [text(row).split() for row in rows[1:]] == [["r", "rota", "0"], ["*w", "weather", "1"]]


@pytest.mark.parametrize("size", [(28, 4), (28, 12), (90, 2)])
def test_a_definition_keeps_to_its_pane_and_says_when_it_is_cut(size: tuple[int, int]) -> None:
    code = Code(
        CodeId("weather"),
        "Weather 天気 " * 4,
        definition="blamed or thanked " * 9,
        include=("x" * 90, "frost"),
        exclude=("small talk",),
        examples=("it rained, so we did not meet",),
    )
    first, *further = definition_parts(code, "", size, ",")
    assert len(first) == size[1]
    for part in (first, *further):
        assert max(cells(part)) <= size[0]
        assert len(part) <= size[1]
        assert text(part[-1]) == "… goes on: ," or part is further[-1]


@pytest.mark.parametrize("size", [(28, 3), (28, 4), (28, 12), (90, 3)])
@pytest.mark.parametrize("memo", ["", "what it is coming to mean " * 12])
def test_the_parts_of_a_definition_have_all_of_it(size: tuple[int, int], memo: str) -> None:
    code = Code(
        CodeId("weather"),
        "Weather",
        definition="blamed or thanked " * 9,
        include=("heat " * 18, "frost"),
        exclude=("small talk",),
    )
    first, *further = definition_parts(code, memo, size, ",")
    shown = " ".join(text(row) for part in (first, *further) for row in part)
    for words in ("Weather", code.definition, *code.include, *code.exclude, memo):
        assert Counter(words.split()) <= Counter(shown.replace("…", " ").replace(";", "").split())


def test_a_short_definition_stands_whole() -> None:
    code = Code(CodeId("rota"), "Rota", definition="Turns taken.", exclude=("paid work",))
    (part,) = definition_parts(code, "", (28, 9), ",")
    assert [text(row) for row in part] == ["Rota", "Turns taken.", "Not: paid work"]
