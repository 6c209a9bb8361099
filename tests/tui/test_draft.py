"""A memo that is being written: letters, moves, and the rows that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from leadcode_tui.tui.draft import Draft

if TYPE_CHECKING:
    from leadcode_tui.tui.widgets.rows import Row

WIDTH = 20
_SIGNS = st.sampled_from([*"ab c\n领", "e\u0301", "👩🏽‍⚕️", "🇬🇧"])
_TEXTS = st.lists(_SIGNS, max_size=60).map("".join)
_KEYS = st.sampled_from(
    [
        *("left", "right", "up", "down", "home", "end", "ctrl+left", "ctrl+right", "ctrl+home"),
        *(
            "ctrl+end",
            "backspace",
            "delete",
            "ctrl+w",
            "ctrl+u",
            "ctrl+k",
            "enter",
            "a",
            "领",
            "f5",
        ),
    ]
)


def press(draft: Draft, *keys: str) -> Draft:
    for key in keys:
        draft = draft.typed(key, key if len(key) == 1 else None, WIDTH)
    return draft


def written(text: str) -> Draft:
    return Draft(text, len(text))


def shown(row: Row) -> str:
    return "".join(span.text for span in row)


@pytest.mark.parametrize(
    ("text", "keys", "left"),
    [
        pytest.param("goat", ["left", "b"], "goabt", id="left"),
        pytest.param("goat", ["home", "delete"], "oat", id="home, delete"),
        pytest.param("two words", ["ctrl+w"], "two ", id="a word back"),
        pytest.param("two words", ["ctrl+left", "x"], "two xwords", id="to the word before"),
        pytest.param("one\ntwo", ["up", "x"], "onex\ntwo", id="up"),
        pytest.param("one\ntwo", ["up", "up", "x"], "xone\ntwo", id="up from the first row"),
        pytest.param("one\ntwo", ["ctrl+home", "end", "enter"], "one\n\ntwo", id="end, Enter"),
        pytest.param("one\ntwo", ["home", "backspace"], "onetwo", id="join lines"),
        pytest.param("one two", ["ctrl+u"], "", id="to the beginning of the line"),
        pytest.param("one two", ["home", "ctrl+right", "ctrl+k"], "one ", id="to its end"),
        pytest.param("a👩🏽‍⚕️", ["backspace"], "a", id="a joined emoji is one sign"),
        pytest.param("ae\u0301", ["left", "x"], "axe\u0301", id="an accent stays with its letter"),
        pytest.param("goat", ["f5", "ctrl+left", "right"], "goat", id="moves change nothing"),
    ],
)
def test_keys_write_and_delete(text: str, keys: list[str], left: str) -> None:
    assert press(written(text), *keys).text == left


@given(text=_TEXTS, keys=st.lists(_KEYS, max_size=30))
def test_the_cursor_stands_once_on_the_page_whatever_was_typed(text: str, keys: list[str]) -> None:
    draft = press(written(text), *keys)
    assert 0 <= draft.at <= len(draft.text)
    rows = draft.rows(WIDTH, 5)
    cursors = [span for row in rows for span in row if span.look == "reverse"]
    assert len(cursors) == 1
    assert len(rows) <= 5


@given(text=_TEXTS)
def test_rows_hold_the_text(text: str) -> None:
    rows = Draft(text).rows(WIDTH, 100)
    assert "".join("".join(map(shown, rows)).split()) == "".join(text.split())
    assert all(cell_len(shown(row).rstrip()) <= WIDTH for row in rows)


def test_what_is_put_in_cannot_act_on_a_terminal() -> None:
    assert Draft().with_text("a\x1b[31mb\u202e").text == "a␛[31mb<U+202E>"


def test_a_letter_with_ctrl_writes_nothing() -> None:
    assert Draft().typed("ctrl+g", "\x07", WIDTH).text == ""
