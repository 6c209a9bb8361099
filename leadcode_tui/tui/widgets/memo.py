"""The pane a memo is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


class MemoPane(TextArea):
    """Opens below the transcript, which makes room; Esc keeps what was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "keep the memo", show=False, priority=True),
    ]

    class Left(Message):
        """The coder has finished with the memo."""

    def __init__(self) -> None:
        super().__init__(id="memo", soft_wrap=True, theme="css", tab_behavior="focus")
        self.cursor_blink = False
        self._opened = ""

    @property
    def is_open(self) -> bool:
        """Whether a memo is being written."""
        return bool(self.display)

    @property
    def is_changed(self) -> bool:
        """Whether the memo differs from what was opened."""
        return self.text != self._opened

    def open(self, text: str) -> None:
        """Show a memo and let it be changed."""
        shown = sanitise(text)
        self.load_text(shown)
        self._opened = self.text
        self.move_cursor(self.document.end)
        self.display = True

    def close(self) -> None:
        """Give the room back."""
        self.display = False

    def action_leave(self) -> None:
        """Say that the coder has finished."""
        self.post_message(self.Left())

    def on_paste(self, event: events.Paste) -> None:
        """Let nothing in that acts on a terminal; the text area takes the event after this."""
        event.text = sanitise(event.text)
