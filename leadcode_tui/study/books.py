"""The codebook that is meant, a named file or the one of the study around; and what is in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.codebook import below, codebook_notices, load_codebook
from leadcode_tui.codebook.files import load_text
from leadcode_tui.errors import ProblemsError, UnknownNameError
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import CodeId
from leadcode_tui.study.folder import find_study
from leadcode_tui.study.whose import shown_uses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import Code, Codebook, CoderId
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class BookCheck:
    """What is wrong in a codebook, and what is worth a look."""

    path: Path
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def book_asked(named: Path | None, here: Path) -> tuple[Path, StudyFolder | None]:
    """Return the codebook's path, and the study that it is of unless a file is named.

    Raises NoStudyError where none is named and there is no study.
    """
    if named is not None:
        return named, None
    study = find_study(here)
    return study.codebook_path, study


def check_book(named: Path | None, here: Path) -> BookCheck:
    """Read a codebook; how often its codes are used is known in a study alone."""
    path, study = book_asked(named, here)
    book, problems = load_codebook(path, reserved=RESERVED)
    used = shown_uses(study, book) if study is not None and not problems else {}
    uses = sum(used.values(), Counter[CodeId]())
    return BookCheck(path, problems, codebook_notices(load_text(path)[0], path, uses or None))


@dataclass(frozen=True, slots=True)
class ShownBook:
    """A codebook, and on how many segments each coder has each code."""

    book: Codebook
    uses: Mapping[CoderId, Mapping[CodeId, int]]


def shown_book(named: Path | None, here: Path, *, under: str | None = None) -> ShownBook:
    """Return a codebook, or one code of it with all below it; uses are known in a study alone."""
    path, study = book_asked(named, here)
    book, problems = load_codebook(path, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    uses = {} if study is None else shown_uses(study, book)
    if under is not None and CodeId(under) not in book.by_id:
        raise UnknownNameError("code", under, tuple(book.by_id))
    codes = book.codes if under is None else below(book.codes, CodeId(under))
    return ShownBook(replace(book, codes=_rooted(codes)), uses)


def _rooted(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """Let a branch begin with its own first code."""
    return (replace(codes[0], parent=None), *codes[1:]) if codes else ()
