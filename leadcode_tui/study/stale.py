"""Decisions that the codebook has left behind: made under another meaning, or without a code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.model import Book, Codebook, CodeId, Entry


class Reasons(NamedTuple):
    """Why a decision is to be read again; false where it is not.

    `redefined` are codes that it has and that mean something else since, `new` are codes that it
    never had the chance to get, and `split` are codes that it has and others took the place of.
    """

    redefined: tuple[CodeId, ...] = ()
    new: tuple[CodeId, ...] = ()
    split: tuple[tuple[CodeId, tuple[CodeId, ...]], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any reason."""
        return bool(self.redefined or self.new or self.split)

    def concern(self, code: CodeId | None) -> bool:
        """Whether one of the reasons is this code; without one, whether there is any."""
        parts = (part for whole, found in self.split for part in (whole, *found))
        return bool(self) if code is None else code in {*self.redefined, *self.new, *parts}

    def __str__(self) -> str:
        """In one line, as a coder is told at the segment."""
        told = [f"{code} was split into {' and '.join(parts)}" for code, parts in self.split]
        if self.redefined:
            told.append(f"redefined since: {', '.join(self.redefined)}")
        if self.new:
            told.append(f"new since: {', '.join(self.new)}")
        return "; ".join(told)


#: A decision that stands.
NONE = Reasons()


class Staleness:
    """Tells of any decision of a coder whether it is to be read again under today's codebook.

    A decision whose revision nobody recorded is taken to stand; so is the meaning of codes in a
    revision that an earlier version of the program recorded, without their meanings.
    """

    def __init__(self, books: Mapping[str, Book], codebook: Codebook) -> None:
        self._books = books
        self._codebook = codebook
        self._found: dict[tuple[str, tuple[CodeId, ...]], Reasons] = {}
        self._new: dict[str, tuple[CodeId, ...]] = {}
        self._redefined: dict[str, frozenset[CodeId]] = {}
        self._parts: dict[CodeId, list[CodeId]] = {}
        for code in codebook.in_use:
            for whole in code.split_from:
                self._parts.setdefault(codebook.current(whole), []).append(code.id)

    def of(self, entry: Entry) -> Reasons:
        """Return why an entry is to be read again; no decision is no stale one."""
        if entry.codes is None:
            return NONE
        decided = (entry.book, entry.codes)
        if decided not in self._found:  # few are different, however many they are
            self._found[decided] = self._reasons(entry.book, entry.codes)
        return self._found[decided]

    def _reasons(self, revision: str, decided: tuple[CodeId, ...]) -> Reasons:
        codes = [self._codebook.current(code) for code in decided]
        split = tuple((code, parts) for code in codes if (parts := self.parts_of(code)))
        book = self._books.get(revision)
        if book is None or book.sha256 == self._codebook.sha256:
            return Reasons(split=split) if split else NONE
        if revision not in self._new:
            self._new[revision] = self._new_since(book)
            self._redefined[revision] = self._redefined_since(book)
        redefined = [code for code in decided if code in self._redefined[revision]]
        now = tuple(map(self._codebook.current, redefined))
        return Reasons(now, self._new[revision], split)

    def _is_split(self, code: CodeId) -> bool:
        known = self._codebook.by_id.get(code)
        return code in self._parts and known is not None and bool(known.retired)

    def _new_since(self, book: Book) -> tuple[CodeId, ...]:
        """Return the codes that could not be applied then, by no id that they ever had.

        The parts of a code that was split are for its own segments alone to get.
        """
        had = {self._codebook.current(code) for code in book.codes if code not in book.retired}
        return tuple(
            code.id for code in self._codebook.in_use if code.id not in had and not code.split_from
        )

    def parts_of(self, code: CodeId) -> tuple[CodeId, ...]:
        """Return the codes that took the place of one that was split; none for another."""
        return tuple(self._parts[code]) if self._is_split(code) else ()

    def _redefined_since(self, book: Book) -> frozenset[CodeId]:
        """Return the codes, by their ids of then, that mean something else now.

        A code that another took over means what the team says it does: that is what merging says.
        """
        heirs = Counter(map(self._codebook.current, book.codes))
        return frozenset(
            code
            for code, meaning in book.meanings.items()
            if (now := self._codebook.by_id.get(self._codebook.current(code))) is not None
            and (code == now.id or heirs[now.id] == 1)
            and not now.retired
            and now.meaning != meaning
        )
