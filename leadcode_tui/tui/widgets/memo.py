"""The pane a memo is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual.binding import BindingType


class MemoPane(TextArea):
    """Opens over the lower part of the screen; Esc keeps what was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "keep the memo", show=False, priority=True),
    ]

    class Left(Message):
        """The coder has finished with the memo."""

    def __init__(self) -> None:
        super().__init__(id="memo", soft_wrap=True, theme="css", tab_behavior="focus")
        self.cursor_blink = False

    @property
    def is_open(self) -> bool:
        """Whether a memo is being written."""
        return bool(self.display)

    def open(self, text: str) -> None:
        """Show a memo and let it be changed."""
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.display = True
        self.focus()

    def close(self) -> None:
        """Give the room back."""
        self.display = False

    def action_leave(self) -> None:
        """Say that the coder has finished."""
        self.post_message(self.Left())
