"""Two revisions of a codebook held against each other: files, git's, or what a coder coded with."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leadcode_tui.codebook import changes_between, changes_since, read_codebook
from leadcode_tui.codebook.files import load_text
from leadcode_tui.errors import ProblemsError, UnreadableError, UsageError
from leadcode_tui.store.current import read_current
from leadcode_tui.study.books import book_asked
from leadcode_tui.study.coder import coder_name
from leadcode_tui.study.folder import find_study
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from leadcode_tui.codebook import BookChanges
    from leadcode_tui.model import Book, Codebook, CoderFile
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class BookDiff:
    """What changed, from which revision to which; `lacks` says what cannot be known of it."""

    old: str
    new: str
    changes: BookChanges
    lacks: str = ""


def book_diff(old: str | None, new: str | None, here: Path) -> BookDiff:
    """Compare two codebooks, each a file or a revision of git.

    Without the second it is the study's file as it is, without both that and git's HEAD.
    """
    before, after = old or "HEAD", _read_asked(new, here)
    return BookDiff(before, after[0], changes_between(_read_asked(before, here)[1], after[1]))


def diff_since_coder(coder: str, here: Path) -> BookDiff:
    """Compare the revision that a coder decided under last with the codebook as it is."""
    study = find_study(here)
    known = study.coders()
    named = coder_name(coder)
    if named not in known:
        raise UsageError(f"{coder} has not begun{did_you_mean(coder, known)}")
    book = _last_book(read_current(study.coder_file(named)))
    if book is None:
        raise UsageError(f"{coder} has decided nothing yet, or under a codebook that was not noted")
    lacks = "" if book.meanings else "an earlier version did not note what codes meant"
    name = f"{coder}, {book.at}" if book.at else coder
    return BookDiff(name, str(study.codebook_path), changes_since(book, study.codebook()), lacks)


def _last_book(found: CoderFile) -> Book | None:
    """Return the revision of the newest decision."""
    decided = (
        (entry.at, found.books[entry.book])
        for entries in found.entries.values()
        for entry in entries.values()
        if entry.codes is not None and entry.book in found.books
    )
    return max(decided, key=lambda pair: pair[0], default=("", None))[1]


def _read_asked(asked: str | None, here: Path) -> tuple[str, Codebook]:
    """Return a codebook with its name: of the study, of a file, or else of a revision of git."""
    if asked is None or Path(asked).is_file():
        path, _ = book_asked(None if asked is None else Path(asked), here)
        return str(path), _whole(load_text(path)[0], path)
    study = find_study(here)
    return asked, _whole(_from_git(asked, study), Path(f"{asked}:{study.codebook_path.name}"))


def _whole(text: str, path: Path) -> Codebook:
    book, problems = read_codebook(text, path)
    if problems:
        raise ProblemsError(problems)
    return book


def _from_git(revision: str, study: StudyFolder) -> str:
    """Return the codebook as git has it at a revision."""
    path = study.codebook_path
    if revision.startswith("-") or path.is_symlink():
        raise UsageError(f"{revision!r} is no file, and git has no revision of that name")
    asked = ["git", "-C", str(path.parent), "cat-file", "blob", f"{revision}:./{path.name}"]
    try:
        found = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 # no shell
    except OSError:
        raise UsageError(f"{revision} is no file, and there is no git to ask") from None
    if found.returncode:
        raise UsageError(f"{revision} is no file, and git has no {path.name} at such a revision")
    try:
        return found.stdout.decode()
    except UnicodeDecodeError:
        raise UnreadableError(f"{revision}:{path.name}", "it is not in UTF-8") from None
