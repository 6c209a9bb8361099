"""The codebook's file changes while somebody codes: the session follows, or keeps the last good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import CodeId, CodeKind, CoderId
from leadcode_tui.study.coding.opening import open_loose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.study.coding.session import Session

BOOK = """\
codebook: wards
codes:
  # who leads
  - id: vacuum
    definition: Nobody leads.
  - buy-in
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "wards.yaml"
    path.write_text(BOOK, "utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path, book: Path) -> Iterator[Session]:
    (tmp_path / "talk.txt").write_text("INT: Who?\nP: Nobody.\nINT: Never?\nP: Matrons.\n", "utf-8")
    opened, _ = open_loose(tmp_path / "talk.txt", book, CoderId("ana"))
    yield opened
    opened.close()


def written(book: Path, text: str) -> None:
    """Replace the file as editors do: another one takes its place."""
    new = book.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(book)


def test_a_file_that_stays_says_nothing(session: Session) -> None:
    assert session.look_at_codebook() == ""


def test_a_change_is_told_in_one_line_and_followed(session: Session, book: Path) -> None:
    written(book, BOOK.replace("Nobody leads.", "Nobody does.").replace("buy-in", "clout"))
    assert session.look_at_codebook() == "codebook: new clout; gone buy-in; redefined vacuum"
    assert [code.id for code in session.material.codebook.codes] == ["vacuum", "clout"]
    assert session.look_at_codebook() == ""


def test_no_code_that_stays_gets_another_key(session: Session, book: Path) -> None:
    before = session.keys.codes[CodeId("buy-in")]
    written(book, BOOK.replace("  - buy-in", "  - {id: bravery, key: e}\n  - buy-in"))
    session.look_at_codebook()
    assert session.keys.codes[CodeId("buy-in")] == before
    assert session.keys.codes[CodeId("bravery")] == "e"


def test_decisions_from_then_on_are_made_under_the_new_revision(
    session: Session, book: Path
) -> None:
    session.apply(CodeId("vacuum"))
    written(book, BOOK + "  - clout\n")
    session.look_at_codebook()
    session.step(+1)
    session.apply(CodeId("vacuum"))
    places = session.uses(CodeId("vacuum"))
    assert len({session.entry(place).book for place in places}) == 2


def test_a_renamed_code_keeps_its_uses(session: Session, book: Path) -> None:
    session.apply(CodeId("buy-in"))
    written(book, BOOK.replace("- buy-in", "- {id: assent, was: [buy-in]}"))
    assert session.look_at_codebook() == "codebook: renamed buy-in to assent"
    assert session.codes(session.here) == ("assent",)
    assert session.counts[CodeId("assent")] == 1


@pytest.mark.parametrize("broken", ["codebook: [", "codebook: wards\ncodes:\n  - a\n  - a\n"])
def test_a_broken_file_keeps_the_old_codebook_and_says_where(
    session: Session, book: Path, broken: str
) -> None:
    written(book, broken)
    told = session.look_at_codebook()
    assert told.startswith(f"the old codebook stays: {book.name}:")
    assert session.apply(CodeId("vacuum")).startswith("+ vacuum")


def test_a_file_that_is_gone_keeps_the_old_codebook(session: Session, book: Path) -> None:
    book.unlink()
    assert session.look_at_codebook().startswith("the old codebook stays: ")
    book.write_text(BOOK, "utf-8")
    assert session.look_at_codebook() == "the codebook is good again: nothing changed"


def test_a_new_code_goes_into_the_file_and_onto_the_segment(session: Session, book: Path) -> None:
    told = session.new_code("hand-over, Hand over, What is said, and to whom.")
    assert told.startswith("new code hand-over, key h; + hand-over")
    lines = book.read_text("utf-8").removeprefix(BOOK).splitlines()
    assert [line.strip("- ").partition(":")[0] for line in lines] == [
        *("id", "name", "kind", "definition"),
    ]
    assert session.codes(session.here) == ("hand-over",)
    added = session.material.codebook.by_id[CodeId("hand-over")]
    assert (added.kind, added.definition) == (CodeKind.EMERGENT, "What is said, and to whom.")
    assert added.examples == ()


@pytest.mark.parametrize(
    ("words", "why"),
    [("vacuum", "no code can be added"), ("...", "cannot be an id"), ("", "cannot be an id")],
)
def test_a_code_that_cannot_be_is_not_added(
    session: Session, book: Path, words: str, why: str
) -> None:
    assert why in session.new_code(words)
    assert book.read_text("utf-8") == BOOK


def test_a_file_that_changed_meanwhile_is_not_written_over(session: Session, book: Path) -> None:
    written(book, BOOK + "  - clout\n")
    assert "changed meanwhile" in session.new_code("hand-over")
    assert book.read_text("utf-8") == BOOK + "  - clout\n"


def test_a_change_while_the_session_opened_is_not_missed(tmp_path: Path, book: Path) -> None:
    (tmp_path / "talk.txt").write_text("INT: Who?\nP: Nobody.\n", "utf-8")
    opened, _ = open_loose(tmp_path / "talk.txt", book, CoderId("ben"))
    written(book, BOOK + "  - clout\n")  # nobody has looked yet
    assert opened.look_at_codebook() == "codebook: new clout"
    opened.close()


def test_another_name_key_or_place_is_told_too(session: Session, book: Path) -> None:
    written(book, BOOK.replace("- buy-in", "- {id: buy-in, name: Assent}"))
    assert session.look_at_codebook() == "codebook: altered buy-in"


def test_a_link_to_the_codebook_stays_a_link(session: Session, book: Path) -> None:
    home = book.with_name("shared.yaml")
    book.replace(home)
    book.symlink_to(home)
    session.new_code("hand-over")
    assert book.is_symlink()
    assert "hand-over" in home.read_text("utf-8")


def test_who_can_only_read_adds_no_code(tmp_path: Path, session: Session, book: Path) -> None:
    assert session.held_by is None
    reader, _ = open_loose(tmp_path / "talk.txt", book, CoderId("ana"))
    assert reader.new_code("hand-over").startswith("no code added: read only, held by")
    assert book.read_text("utf-8") == BOOK
    reader.close()
