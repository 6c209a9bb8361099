"""Changing the codebook's file: spliced, refused where somebody else changed it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING

from leadcode_tui import codebook as books  # loads a module when a name of it is asked for
from leadcode_tui.errors import UsageError
from leadcode_tui.model import Code, CodeId
from leadcode_tui.store.files import read_bytes, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.codebook import BookChanges, Position
    from leadcode_tui.errors import Problem
    from leadcode_tui.model import CodeKind


@dataclass(frozen=True, slots=True)
class BookChange:
    """A change of a codebook's text, what it means for the codes, and what to look at after it."""

    path: Path
    before: str
    after: str
    changes: BookChanges
    notices: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """Yield the lines that go, after a -, and those that come, after a +."""
        old, new = self.before.splitlines(), self.after.splitlines()
        return islice(unified_diff(old, new, n=0, lineterm=""), 2, None)


def plan_add(path: Path, code: Code, under: str | None) -> BookChange:
    """Add a code, the last below another or of those without a parent."""
    return _planned(path, lambda text: books.add_code(text, code, path, books.Under(under)))


def new_code(code: str, *, name: str, kind: CodeKind, definition: str) -> Code:
    """Return a code as it is asked for; its name is made of its id where none is given."""
    return Code(CodeId(code), name or books.name_from(code), kind=kind, definition=definition)


def plan_rename(path: Path, old: str, new: str | None, name: str | None) -> BookChange:
    """Give a code another id, another name, or both."""
    if new is None and name is None:
        raise UsageError(f"say what {old} is to be called: another id, --name, or both")

    def change(text: str) -> str:
        if name is not None:
            text = books.name_code(text, CodeId(old), name, path)
        return text if new is None else books.rename_code(text, CodeId(old), CodeId(new), path)

    return _planned(path, change)


def position_asked(
    *, under: str | None, before: str | None, after: str | None, top: bool
) -> Position:
    """Return the one place that is meant."""
    if sum([under is not None, before is not None, after is not None, top]) != 1:
        raise UsageError("name one place: --under, --before, --after or --top")
    if before is not None:
        return books.Beside(before, is_after=False)
    return books.Under(under) if after is None else books.Beside(after)


def plan_move(path: Path, code: str, position: Position) -> BookChange:
    """Move a code, with all below it."""
    return _planned(path, lambda text: books.move_code(text, CodeId(code), position, path))


def plan_merge(path: Path, gone: Sequence[str], into: str) -> BookChange:
    """Let one code take over the codings of others, and the codes below them."""

    def change(text: str) -> str:
        for code in gone:
            text = books.merge_code(text, CodeId(code), CodeId(into), path)
        return text

    return _planned(path, change)


def plan_split(path: Path, code: str, parts: Sequence[str]) -> BookChange:
    """Retire a code for two others or more."""
    wanted = [CodeId(part) for part in parts]
    return _planned(path, lambda text: books.split_code(text, CodeId(code), wanted, path))


def plan_retire(path: Path, code: str, why: str) -> BookChange:
    """Let a code be applied no more."""
    return _planned(path, lambda text: books.retire_code(text, CodeId(code), why, path))


def _planned(path: Path, change: Callable[[str], str]) -> BookChange:
    from leadcode_tui.codebook.files import load_text  # noqa: PLC0415 # sessions seldom need yaml

    before, _ = load_text(path)
    after = change(before)
    old, _ = books.read_codebook(before, path)
    new, _ = books.read_codebook(after, path)
    known = {notice.message for notice in books.pointer_notices(before, path)}
    notices = [each for each in books.pointer_notices(after, path) if each.message not in known]
    return BookChange(path, before, after, books.changes_between(old, new), tuple(notices))


def write_change(planned: BookChange) -> None:
    """Write a change; raise UsageError where the file is not the one that it was made for."""
    write_book(planned.path, planned.before, planned.after)


def write_book(path: Path, before: str, after: str) -> None:
    """Put a codebook's new text in place of the one that it was made from.

    A link stays one: the file that it leads to is written. Raises UsageError where it changed.
    """
    if read_bytes(path) != before.encode():
        raise UsageError(f"{path} was changed meanwhile: look at it, and ask again")
    replace(path.resolve(), after.encode())
