"""What became of a codebook is told in the team's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadcode_tui.codebook import (
    Beside,
    BookChanges,
    Under,
    changes_between,
    changes_since,
    merge_code,
    move_code,
    read_codebook,
    rename_code,
    retire_code,
    split_code,
)
from leadcode_tui.model import Book, Codebook, CodeId

HERE = Path("codebook.yaml")
OLD = """\
codebook: ward
codes:
  - id: leading
    definition: Somebody leads.
    codes:
      - by-example
      - by-rota
  - id: weather
    key: w
"""


def book(text: str) -> Codebook:
    found, problems = read_codebook(text, HERE)
    assert problems == ()
    return found


def remembered(codebook: Codebook) -> Book:
    """Return a revision as a coder's file has it."""
    return Book(
        name=codebook.id,
        sha256="",
        at="",
        codes={code.id: code.parent for code in codebook.codes},
        was=codebook.renamed,
        meanings={code.id: code.meaning for code in codebook.codes},
        retired=tuple(code.id for code in codebook.codes if code.retired),
    )


def a(code: str) -> CodeId:
    return CodeId(code)


CHANGED = [
    (OLD, "no code changed"),
    (
        move_code(OLD, a("by-rota"), Beside("by-example", is_after=False), HERE),
        "codes in another order",
    ),
    (f"{OLD}  - night\n", "new night"),
    (OLD.replace("      - by-rota\n", ""), "gone by-rota"),
    (OLD.replace("Somebody leads.", "Anybody leads."), "redefined leading"),
    (rename_code(OLD, a("by-rota"), a("by-plan"), HERE), "renamed by-rota to by-plan"),
    (rename_code(OLD, a("leading"), a("lead"), HERE), "renamed leading to lead"),
    (merge_code(OLD, a("by-rota"), a("leading"), HERE), "merged by-rota into leading"),
    (retire_code(OLD, a("weather"), "too rare", HERE), "retired weather"),
    (move_code(OLD, a("by-rota"), Under("weather"), HERE), "moved by-rota under weather"),
    (move_code(OLD, a("by-rota"), Under(), HERE), "moved by-rota to the top"),
    (
        split_code(OLD, a("weather"), [a("rain"), a("sun")], HERE),
        "new rain, sun; split weather into rain and sun",
    ),
    (
        OLD.replace(
            "      - by-example\n      - by-rota\n", "      - {id: c, was: [by-example, by-rota]}\n"
        ),
        "merged by-example into c, by-rota into c",
    ),
]


@pytest.mark.parametrize(("text", "told"), CHANGED, ids=[told for _, told in CHANGED])
def test_a_change_is_told_from_files_and_from_a_coders_file(text: str, told: str) -> None:
    old, new = book(OLD), book(text)
    assert str(changes_between(old, new)) == told
    assert str(changes_since(remembered(old), new)) == told


def test_what_is_neither_meaning_nor_place_is_told_where_the_texts_are_at_hand() -> None:
    new = book(OLD.replace("key: w", "key: r"))
    [change] = changes_between(book(OLD), new).changes
    assert str(BookChanges((change,))) == "altered weather"
    assert [(d.part, d.before, d.after) for d in change.details] == [("key", "w", "r")]
    assert changes_since(remembered(book(OLD)), new).changes == ()


def test_a_code_that_is_used_again_is_told() -> None:
    gone = book(retire_code(OLD, a("weather"), "too rare", HERE))
    assert str(changes_between(gone, book(OLD))) == "in use again weather"
