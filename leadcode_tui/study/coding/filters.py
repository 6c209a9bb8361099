"""Which segments the steps are kept to: not visited, stale, under one code, or flagged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Codebook, Entry
    from leadcode_tui.study.stale import Reasons


class SegmentKind(StrEnum):
    """Segments of a kind, by the letter that asks for them."""

    ALL = "a"
    NOT_VISITED = "n"
    CODE = "c"
    FLAGGED = "f"
    STALE = "s"


#: What can be asked for, as people are told it.
KINDS: Final = "a all, n not visited, c this code, f flagged, s stale"
_NAMES: Final = {
    SegmentKind.NOT_VISITED: "not visited",
    SegmentKind.FLAGGED: "flagged",
    SegmentKind.STALE: "stale",
}
#: Those that are asked for with a code; stale ones may be.
_OF_CODES: Final = (SegmentKind.CODE, SegmentKind.STALE)


class SegmentFilter(NamedTuple):
    """Segments of a kind, and what people call them."""

    name: str
    kind: SegmentKind
    code: CodeId | None = None

    def takes(self, entry: Entry, codes: Sequence[CodeId], reasons: Reasons) -> bool:
        """Whether a segment on which a coder holds this is one of them."""
        if self.kind is SegmentKind.STALE:
            return reasons.concern(self.code)
        if self.kind is SegmentKind.FLAGGED:
            return entry.flag
        return entry.codes is None if self.kind is SegmentKind.NOT_VISITED else self.code in codes


def read_filter(words: str, codebook: Codebook) -> SegmentFilter | str | None:
    """Return which segments are meant, None for all of them, or a sentence where nothing is."""
    letter, _, code = words.strip().partition(" ")
    if letter not in set(SegmentKind):
        return f"not filtered: {KINDS}"
    kind = SegmentKind(letter)
    if kind is SegmentKind.ALL:
        return None
    wanted = CodeId(code.strip())
    if kind not in _OF_CODES or (kind is SegmentKind.STALE and not wanted):
        return SegmentFilter(_NAMES[kind], kind)
    if wanted not in codebook.by_id:
        return f"not filtered: no code {wanted!r}"
    name = f"under {wanted}" if kind is SegmentKind.CODE else f"stale because of {wanted}"
    return SegmentFilter(name, kind, wanted)
