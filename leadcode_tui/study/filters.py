"""Which segments the steps are kept to: not visited, under one code, or flagged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Codebook, Entry


class _Kind(StrEnum):
    """Segments of a kind, by the letter that asks for them."""

    ALL = "a"
    NOT_VISITED = "n"
    CODE = "c"
    FLAGGED = "f"


@dataclass(frozen=True, slots=True)
class SegmentFilter:
    """Segments of a kind, and what people call them."""

    name: str
    kind: _Kind
    code: CodeId | None = None

    def takes(self, entry: Entry, codes: Sequence[CodeId]) -> bool:
        """Whether a segment on which a coder holds this is one of them."""
        if self.kind is _Kind.FLAGGED:
            return entry.flag
        return entry.codes is None if self.kind is _Kind.NOT_VISITED else self.code in codes


def read_filter(words: str, codebook: Codebook) -> SegmentFilter | str | None:
    """Return which segments are meant, None for all of them, or a sentence where nothing is."""
    letter, _, code = words.strip().partition(" ")
    if letter not in set(_Kind):
        return "not filtered: a all, n not visited, c with this code, f flagged"
    kind = _Kind(letter)
    if kind is _Kind.ALL:
        return None
    if kind is not _Kind.CODE:
        return SegmentFilter("flagged" if kind is _Kind.FLAGGED else "not visited", kind)
    wanted = CodeId(code.strip())
    if wanted not in codebook.by_id:
        return f"not filtered: no code {wanted!r}"
    return SegmentFilter(f"under {wanted}", kind, wanted)
