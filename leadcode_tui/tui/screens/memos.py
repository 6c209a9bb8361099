"""Memos on the screen: opened, written, and kept when the coder leaves or the connection does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.model import About, CodeId, MemoOn
from leadcode_tui.study.coding import acts
from leadcode_tui.study.material import Place
from leadcode_tui.text import sanitise_line
from leadcode_tui.tui.rest import Rest

if TYPE_CHECKING:
    from textual import events

    from leadcode_tui.tui.memo import Memo
    from leadcode_tui.tui.screens.panes import Panes

#: A memo that is being written is kept after so many seconds without a key.
PAUSE: Final = 0.3


class Memos:
    """Writes one memo at a time."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._pause = Rest(panes, PAUSE, self._keep_unfinished)

    def open(self, on: Place | About) -> None:
        """Open the memo on the current segment, or on what is no segment."""
        from leadcode_tui.tui.memo import open_memo  # noqa: PLC0415 # not at once

        session = self._panes.session
        self._panes.message = ""
        self._panes.memo = open_memo(
            on, session.memo(on), lambda text: acts.write_memo(session, text, on)
        )

    def open_other(self, letter: str | None) -> None:
        """Open the memo on the highlighted code, the transcript or the study."""
        about = self._panes.session.about(letter or "", self._panes.codes.highlighted)
        if about is None:
            self._panes.message = "no memo opened: c this code, t this transcript, s the study"
        else:
            self.open(about)

    def go(self, on: Place | About) -> None:
        """Go to the segment that a memo is on, or open a memo that is on none."""
        session = self._panes.session
        if isinstance(on, Place):
            session.jump(on)
            self._panes.message = f"memo: {sanitise_line(session.memo(on))}"
            return
        if on.on is MemoOn.CODE and on.id in session.material.codebook.by_id:
            self._panes.codes.highlighted = CodeId(on.id)
        self.open(on)

    def take(self, memo: Memo, event: events.Key) -> None:
        """Let a key write, or keep the memo and leave."""
        if event.key in {"escape", "ctrl+g"}:
            self.keep()
        else:
            self._write(memo.typed(event.key, event.character, self._panes.memo_width))

    def paste(self, memo: Memo, text: str) -> None:
        """Put a text into the memo."""
        self._write(memo.pasted(text))

    def keep(self) -> None:
        """Keep a memo that is being written; nothing where none is."""
        memo, self._panes.memo = self._panes.memo, None
        if memo is not None:
            kept = memo.keep(memo.draft.text) if memo.is_changed else "memo unchanged"
            self._panes.message = kept

    def _write(self, memo: Memo) -> None:
        """Go on with a memo, and keep what is written of it as soon as the coder pauses."""
        self._panes.memo = memo
        self._pause.begin()

    def _keep_unfinished(self) -> None:
        memo = self._panes.memo
        if memo is not None and memo.is_changed:
            about = memo.on if isinstance(memo.on, About) else None
            self._panes.session.keep_unfinished(memo.draft.text, about)
