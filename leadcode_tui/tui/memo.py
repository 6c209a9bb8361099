"""A memo that is being written: on what, and the rows that show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.text import sanitise
from leadcode_tui.tui.draft import Draft
from leadcode_tui.tui.ruling import ruled
from leadcode_tui.tui.widgets.rows import row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.model import About
    from leadcode_tui.study.material import Place
    from leadcode_tui.tui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that is open, and how it is kept; `opened` is what it was before."""

    on: Place | About
    keep: Callable[[str], str]
    draft: Draft
    opened: str

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what was opened."""
        return self.draft.text != self.opened

    def typed(self, key: str, character: str | None, width: int) -> Memo:
        """Return the memo after a key."""
        return replace(self, draft=self.draft.typed(key, character, width))

    def pasted(self, text: str) -> Memo:
        """Return the memo with a text put in."""
        return replace(self, draft=self.draft.with_text(text))

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return so many rows: what it is on, and the page with the cursor."""
        written = self.draft.rows(width, height - 1)
        blank = [row("")] * (height - 1 - len(written))
        return [ruled(f"memo on {self.on}", width), *written, *blank]


def open_memo(on: Place | About, text: str, keep: Callable[[str], str]) -> Memo:
    """Return a memo to be changed, with the cursor at its end."""
    shown = sanitise(text)
    return Memo(on, keep, Draft(shown, len(shown)), shown)
