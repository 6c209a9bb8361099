"""What became of a codebook: which codes came, went, changed their ids or their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Code, Codebook, CodeId


@dataclass(frozen=True, slots=True)
class BookChanges:
    """The difference of two revisions; a code that has another id now was renamed or merged."""

    added: tuple[CodeId, ...]
    removed: tuple[CodeId, ...]
    renamed: tuple[tuple[CodeId, CodeId], ...]
    redefined: tuple[CodeId, ...]

    def __str__(self) -> str:
        """In one line, as a coder is told while coding."""
        parts = [
            _named("new", self.added),
            _named("gone", self.removed),
            _named("redefined", self.redefined),
            _named("renamed", [f"{old} to {new}" for old, new in self.renamed]),
        ]
        return "; ".join(filter(None, parts)) or "no code changed"


def changes_between(old: Codebook, new: Codebook) -> BookChanges:
    """Return what changed from one revision of a codebook to another."""
    before = {code.id: code for code in old.codes}
    after = {code.id: code for code in new.codes}
    gone = [code for code in before if code not in after]
    renamed = [(code, new.current(code)) for code in gone if new.current(code) in after]
    moved = {now for _, now in renamed}
    return BookChanges(
        added=tuple(code for code in after if code not in before and code not in moved),
        removed=tuple(code for code in gone if new.current(code) not in after),
        renamed=tuple(renamed),
        redefined=tuple(
            code
            for code, now in after.items()
            if code in before and _meaning(before[code]) != _meaning(now)
        ),
    )


def _meaning(code: Code) -> object:
    return (code.definition, code.include, code.exclude)


def _named(what: str, names: Sequence[str]) -> str:
    return f"{what} {', '.join(names)}" if names else ""
