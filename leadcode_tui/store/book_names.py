"""One name for one revision of the codebook, in every copy of a coder's file."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.model import Book, Entry, book_id
from leadcode_tui.store.copies import Copy, Line, common_length, encoded
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import Change, Document


def with_common_books(copies: Sequence[Copy]) -> Sequence[Copy]:
    """Give each revision one name in all copies, and no name to two.

    A name that is in doubt is made from the revision's content, in every copy: so it does not
    matter in which order copies come together.
    """
    revisions = [_revisions(copy) for copy in copies]
    return [
        _renamed(
            copy,
            {
                name: book_id(content)
                for name, content in own.items()
                if name != book_id(content) and _is_in_doubt(name, content, revisions)
            },
        )
        for copy, own in zip(copies, revisions, strict=True)
    ]


def _is_in_doubt(name: str, content: str, revisions: Sequence[Mapping[str, str]]) -> bool:
    """Whether a name means something else in a copy, or was replaced there earlier."""
    return any(
        each[name] != content if name in each else each.get(book_id(content)) == content
        for each in revisions
    )


def _revisions(copy: Copy) -> Mapping[str, str]:
    """Return the SHA-256 of each revision that a copy names."""
    books = {
        line.change.book: line.change.after
        for line in copy.lines
        if line.change is not None and isinstance(line.change.after, Book)
    } | copy.state.books
    return {name: book.sha256 or _digest(book) for name, book in books.items()}


def _digest(book: Book) -> str:
    return sha256(encoded(replace(book, at=""))).hexdigest()


def _renamed(copy: Copy, names: Mapping[str, str]) -> Copy:
    """Return a copy with other names; its checkpoints count from before the first of them."""
    if not names:
        return copy
    lines = tuple(_renamed_line(line, names) for line in copy.lines)
    alike = common_length(lines, copy.lines)
    checkpoints = tuple((line, min(position, alike)) for line, position in copy.checkpoints)
    return Copy(_renamed_state(copy.state, names), lines, checkpoints)


def _renamed_state(state: State, names: Mapping[str, str]) -> State:
    return State(
        books={names.get(name, name): book for name, book in state.books.items()},
        transcripts=state.transcripts,
        entries={
            transcript: {
                segment: _renamed_entry(entry, names) for segment, entry in entries.items()
            }
            for transcript, entries in state.entries.items()
        },
        keys=state.keys,
        memos=state.memos,
    )


def _renamed_line(line: Line, names: Mapping[str, str]) -> Line:
    if line.change is None:
        return line
    renamed = _renamed_change(line.change, names)
    return line if renamed == line.change else Line.of(renamed)


def _renamed_change(change: Change, names: Mapping[str, str]) -> Change:
    return replace(
        change,
        book=names.get(change.book, change.book),
        before=_renamed_document(change.before, names),
        after=_renamed_document(change.after, names),
    )


def _renamed_document(held: Document | None, names: Mapping[str, str]) -> Document | None:
    return _renamed_entry(held, names) if isinstance(held, Entry) else held


def _renamed_entry(entry: Entry, names: Mapping[str, str]) -> Entry:
    return replace(entry, book=names[entry.book]) if entry.book in names else entry
