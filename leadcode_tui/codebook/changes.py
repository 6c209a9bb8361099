"""What became of a codebook: which codes came, went, changed their ids or their meaning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook.identifiers import name_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from leadcode_tui.model import Book, Code, Codebook, CodeId


class ChangeKind(StrEnum):
    """What became of a code, as people call it; in the order in which they are told."""

    ADDED = "new"
    REMOVED = "gone"
    REDEFINED = "redefined"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"
    RESTORED = "in use again"
    MOVED = "moved"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Detail:
    """A part of a code as it was and as it is."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CodeChange:
    """What became of one code; `into` are the codes that it is now, or the one above it."""

    kind: ChangeKind
    code: CodeId
    into: tuple[CodeId, ...] = ()
    details: tuple[Detail, ...] = ()

    def __str__(self) -> str:
        """In a few words."""
        others = " and ".join(self.into)
        if self.kind is ChangeKind.RENAMED:
            return f"{self.code} to {others}"
        if self.kind is ChangeKind.MOVED:
            return f"{self.code} under {others}" if others else f"{self.code} to the top"
        return f"{self.code} into {others}" if others else self.code


@dataclass(frozen=True, slots=True)
class BookChanges:
    """The difference of two revisions.

    A code is redefined where its definition or its bounds are others, and altered where anything
    else is, its place apart: its name, kind, key or examples. `is_reordered` says that codes that
    both revisions have stand in another order.
    """

    changes: tuple[CodeChange, ...]
    is_reordered: bool = False

    def __str__(self) -> str:
        """In one line, as a coder is told while coding."""
        told = [
            f"{kind} {', '.join(map(str, found))}"
            for kind in ChangeKind
            if (found := [change for change in self.changes if change.kind is kind])
        ]
        return "; ".join(told) or self.without_change

    @property
    def without_change(self) -> str:
        """What is said where nothing became of any code."""
        return "codes in another order" if self.is_reordered else "no code changed"


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is known of a code in a revision: of one in a coder's file less than of a codebook."""

    parent: CodeId | None
    retired: bool
    meaning: str | None
    parts: Mapping[str, str] = field(default_factory=dict)


#: What a code means, and the rest of what it says; as the keys of the file.
_MEANING: Final = ("definition", "include", "exclude")
_REST: Final = ("name", "kind", "key", "examples")


def changes_between(old: Codebook, new: Codebook) -> BookChanges:
    """Return what changed from one revision of a codebook to another."""
    return _compared({code.id: _sketch(code) for code in old.codes}, new)


def changes_since(book: Book, new: Codebook) -> BookChanges:
    """Return what changed since a revision that a coder's file remembers: it has no texts."""
    before = {
        code: _Sketch(parent, code in book.retired, book.meanings.get(code))
        for code, parent in book.codes.items()
    }
    return _compared(before, new)


def _sketch(code: Code) -> _Sketch:
    parts = {
        "name": code.name,
        "kind": code.kind or "",
        "key": code.key or "",
        "definition": code.definition,
        "include": "\n".join(code.include),
        "exclude": "\n".join(code.exclude),
        "examples": "\n".join(code.examples),
    }
    return _Sketch(code.parent, bool(code.retired), code.meaning, parts)


def _compared(before: Mapping[CodeId, _Sketch], new: Codebook) -> BookChanges:
    after = {code.id: _sketch(code) for code in new.codes}
    gone = [code for code in before if code not in after]
    heirs = Counter(new.current(code) for code in before)
    # A code that has another id now goes on under it, unless others went into the same one.
    now = {code: new.current(code) for code in before if heirs[new.current(code)] == 1}
    now |= {code: code for code in before if code in after}
    kept = [(code, now[code]) for code in before if now.get(code) in after]
    made = [
        *_added(new, {*before, *(heir for _, heir in kept)}),
        *(_fate(code, new, after, is_alone=code in now) for code in gone),
        *(change for was, code in kept for change in _within(was, before[was], code, after[code])),
        *_moved(before, after, kept, new.current),
        *_split(before, new),
    ]
    split = {change.code for change in made if change.kind is ChangeKind.SPLIT}
    told = [c for c in made if c.kind is not ChangeKind.RETIRED or c.code not in split]
    order = list(ChangeKind)
    places = {code: place for place, code in enumerate(after)}
    stand = [places[code] for _, code in kept]
    return BookChanges(
        tuple(sorted(told, key=lambda change: order.index(change.kind))),
        is_reordered=stand != sorted(stand),
    )


def _added(new: Codebook, known: set[CodeId]) -> Iterator[CodeChange]:
    for code in new.codes:
        if code.id not in known and not known.intersection(code.was):
            yield CodeChange(ChangeKind.ADDED, code.id)


def _fate(
    code: CodeId, new: Codebook, after: Mapping[CodeId, _Sketch], *, is_alone: bool
) -> CodeChange:
    heir = new.current(code)
    if heir not in after:
        return CodeChange(ChangeKind.REMOVED, code)
    return CodeChange(ChangeKind.RENAMED if is_alone else ChangeKind.MERGED, code, (heir,))


def _within(old: CodeId, was: _Sketch, code: CodeId, now: _Sketch) -> Iterator[CodeChange]:
    if was.retired != now.retired:
        yield CodeChange(ChangeKind.RETIRED if now.retired else ChangeKind.RESTORED, code)
    if was.meaning is not None and was.meaning != now.meaning:
        yield CodeChange(ChangeKind.REDEFINED, code, (), _details(was, now, _MEANING))
    names = (was.parts.get("name"), now.parts["name"])
    is_made = names == (name_from(old), name_from(code))  # its name goes with its id
    rest = _details(was, now, _REST[1:] if is_made else _REST)
    if rest:
        yield CodeChange(ChangeKind.ALTERED, code, (), rest)


def _details(was: _Sketch, now: _Sketch, parts: Sequence[str]) -> tuple[Detail, ...]:
    return tuple(
        Detail(part, was.parts[part], now.parts[part])
        for part in parts
        if part in was.parts and was.parts[part] != now.parts[part]
    )


def _moved(
    before: Mapping[CodeId, _Sketch],
    after: Mapping[CodeId, _Sketch],
    kept: Sequence[tuple[CodeId, CodeId]],
    current: Callable[[CodeId], CodeId],
) -> Iterator[CodeChange]:
    for was, code in kept:
        above = before[was].parent
        there = after[code].parent
        if (None if above is None else current(above)) != there:
            into = () if there is None else (there,)
            yield CodeChange(ChangeKind.MOVED, code, into)


def _split(before: Mapping[CodeId, _Sketch], new: Codebook) -> Iterator[CodeChange]:
    """Yield the codes that new ones say they were split from."""
    parts: dict[CodeId, list[CodeId]] = {}
    for code in new.codes:
        for whole in code.split_from if code.id not in before else ():
            parts.setdefault(new.current(whole), []).append(code.id)
    for whole, found in parts.items():
        yield CodeChange(ChangeKind.SPLIT, whole, tuple(found))
