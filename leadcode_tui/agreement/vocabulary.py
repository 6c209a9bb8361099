"""Which codes a coder knew at each decision, and what they are called now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, overload

from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import Book


class Vocabulary(NamedTuple):
    """One coder's codes under the ids that count: those of now, rolled up where that is asked.

    `known` has, for each codebook revision, the codes that could be applied (None: any). `sets` has
    every list of codes that occurs, as a set; `repeating` are the lists that name a code twice.
    """

    known: Mapping[str, frozenset[CodeId] | None]
    sets: Mapping[tuple[CodeId, ...] | None, frozenset[CodeId]]
    repeating: AbstractSet[tuple[CodeId, ...] | None]

    @property
    def used(self) -> frozenset[CodeId]:
        """The codes that occur in a decision."""
        return frozenset[CodeId]().union(*self.sets.values())


def vocabulary(
    decisions: Decisions,
    renamed: Mapping[CodeId, CodeId],
    *,
    chosen: AbstractSet[CodeId] | None = None,
) -> Vocabulary:
    """Return what one coder knew, of the chosen codes alone if there is a choice.

    A code that was applied under a revision which does not list it was known there all the same.
    """
    applied = _applied(decisions)
    lists = {codes for distinct in applied.values() for codes in distinct}
    sets: dict[tuple[CodeId, ...] | None, frozenset[CodeId]] = {
        codes: _among(current(codes, renamed), chosen) for codes in lists
    }
    return Vocabulary(
        known={
            book: _among(
                _known(decisions.books.get(book), renamed, [sets[codes] for codes in distinct]),
                chosen,
            )
            for book, distinct in applied.items()
        },
        sets=sets,
        repeating={codes for codes in lists if len(set(codes)) < len(codes)},
    )


def rolled_up(
    books: Collection[Book], renamed: Mapping[CodeId, CodeId], *, level: int
) -> Mapping[CodeId, CodeId]:
    """Return the code that each code counts as when the tree of codes is cut at a level.

    Level 1 are the codes without a parent. A code at that level or above counts as itself; where
    revisions place a code differently, the newest counts.
    """
    parents: dict[CodeId, CodeId | None] = {}
    for book in sorted(books, key=lambda book: book.at):
        parents |= {
            renamed.get(code, code): None if parent is None else renamed.get(parent, parent)
            for code, parent in book.codes.items()
        }
    every = {*parents, *renamed}
    return {code: _ancestor(renamed.get(code, code), parents, level) for code in every}


def _ancestor(code: CodeId, parents: Mapping[CodeId, CodeId | None], level: int) -> CodeId:
    line = [code]
    while (parent := parents.get(line[-1])) is not None and parent not in line:
        line.append(parent)
    return line[max(len(line) - level, 0)]


def current(codes: Iterable[CodeId], renamed: Mapping[CodeId, CodeId]) -> frozenset[CodeId]:
    """Return codes under the ids that they have now, each once."""
    return frozenset(renamed.get(code, code) for code in codes)


def renames(books: Collection[Book]) -> Mapping[CodeId, CodeId]:
    """Return earlier ids, each with the id that it has now, after all revisions in their order.

    A revision that lists an id among its own codes leaves it as it is: there it is no earlier id.
    """
    in_time = sorted(books, key=lambda book: book.at)
    earlier = {code for book in in_time for code in book.was}
    return {code: now for code in earlier if (now := _now(code, in_time)) != code}


def renames_of_given(
    coders: Iterable[Decisions], renamed: Mapping[CodeId, CodeId]
) -> Mapping[CodeId, CodeId]:
    """Return the renames of ids that coders gave, leaving out those of ids in no decision."""
    if not renamed:
        return renamed
    given = {
        code
        for coder in coders
        for lists in _applied(coder).values()
        for codes in lists
        for code in codes
    }
    return {code: present for code, present in renamed.items() if code in given}


def codebook_order(books: Collection[Book], renamed: Mapping[CodeId, CodeId]) -> list[CodeId]:
    """Return all codes under their present ids, as the newest codebook has them, then the older."""
    newest_first = sorted(books, key=lambda book: book.at, reverse=True)
    return list(
        dict.fromkeys(renamed.get(code, code) for book in newest_first for code in book.codes)
    )


def _now(code: CodeId, books: Sequence[Book]) -> CodeId:
    for book in books:
        if code not in book.codes:
            code = book.was.get(code, code)
    return code


def _applied(decisions: Decisions) -> Mapping[str, AbstractSet[tuple[CodeId, ...]]]:
    """Return the distinct lists of codes under each revision: few, however many the decisions."""
    pairs = {
        (entry.book, entry.codes)
        for entries in decisions.entries.values()
        for entry in entries.values()
    }
    applied: dict[str, set[tuple[CodeId, ...]]] = {}
    for book, codes in pairs:
        if codes is not None:
            applied.setdefault(book, set()).add(codes)
    return applied


@overload
def _among(codes: frozenset[CodeId], chosen: AbstractSet[CodeId] | None) -> frozenset[CodeId]: ...
@overload
def _among(
    codes: frozenset[CodeId] | None, chosen: AbstractSet[CodeId] | None
) -> frozenset[CodeId] | None: ...
def _among(
    codes: frozenset[CodeId] | None, chosen: AbstractSet[CodeId] | None
) -> frozenset[CodeId] | None:
    """Return the chosen ones of some codes; None are all codes there are."""
    if codes is None or chosen is None:
        return codes
    return codes & chosen


def _known(
    book: Book | None,
    renamed: Mapping[CodeId, CodeId],
    applied: Iterable[AbstractSet[CodeId]],
) -> frozenset[CodeId] | None:
    if book is None:
        return None
    in_use = book.codes if not book.retired else {*book.codes} - {*book.retired}
    return current(in_use, renamed).union(*applied)
