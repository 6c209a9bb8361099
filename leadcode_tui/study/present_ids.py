"""Coders' codes under the ids that a codebook has now, however they were called before."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import ProblemsError, UnreadableError
from leadcode_tui.model import book_of
from leadcode_tui.store.files import read_bytes
from leadcode_tui.study.root import STUDY_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.agreement import Decisions
    from leadcode_tui.model import Book

#: No time that a coder's file has comes after it, and no revision is called so.
_NEWEST: Final = "newest"
#: How a study file names its codebook, if it does so in the plainest way.
_CODEBOOK: Final = re.compile(rb"^codebook: *([\w./-]+) *\r?$", re.MULTILINE)


def under_ids_of(codebook: Path, coders: Sequence[Decisions]) -> Sequence[Decisions]:
    """Let a codebook count as the newest.

    Without it the newest is what the coders' files have: the last that one of them decided under.
    Raises ProblemsError or UnreadableError where it cannot be read.
    """
    from leadcode_tui.codebook import load_codebook  # noqa: PLC0415 # reading YAML takes time
    from leadcode_tui.keys import RESERVED  # noqa: PLC0415

    today, problems = load_codebook(codebook, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    return _under(book_of(today, _NEWEST), coders)


def under_ids_of_study(
    root: Path, coders: Sequence[Decisions]
) -> tuple[Sequence[Decisions], tuple[str, ...]]:
    """Let the study's codebook count as the newest.

    A study file or codebook that holds mistakes changes nothing; what is wrong is said.
    """
    books = sorted(_books(coders), key=lambda book: book.at)
    try:
        path = _plainly_named(root)
        today = None if path is None else sha256(read_bytes(path)).hexdigest()
        if books and books[-1].sha256 == today:
            return coders, ()
        for book in books:
            if book.sha256 == today:
                return _under(book, coders), ()
        return under_ids_of(path or _named(root), coders), ()
    except (ProblemsError, UnreadableError) as error:
        return coders, (str(error), "codes count under the ids that they were applied with")


def _under(book: Book, coders: Sequence[Decisions]) -> Sequence[Decisions]:
    """Nobody decided under it, so it adds no codes: what nobody could apply is none of this."""
    had = {book.was.get(code, code) for each in _books(coders) for code in each.codes}
    known = {code: parent for code, parent in book.codes.items() if code in had}
    book = replace(book, at=_NEWEST, codes=known)
    return [replace(each, books={**each.books, _NEWEST: book}) for each in coders]


def _plainly_named(root: Path) -> Path | None:
    """Return the study's codebook, where the study file says plainly which it is.

    The study file is looked at, not read: reading YAML takes as long as the comparison.
    """
    named = _CODEBOOK.search(read_bytes(root / STUDY_FILE))
    if named is None or not (codebook := root / named[1].decode()).is_file():
        return None
    return codebook


def _named(root: Path) -> Path:
    """Return the study's codebook, however the study file says which it is."""
    from leadcode_tui.study.folder import open_study  # noqa: PLC0415 # reading YAML takes time

    return open_study(root).codebook_path


def _books(coders: Sequence[Decisions]) -> Sequence[Book]:
    return [book for each in coders for book in each.books.values()]
