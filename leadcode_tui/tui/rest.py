"""Something that is done once the coder rests: one timer, however many keys come before that."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump


class Rest:
    """Does something so many seconds after it was begun last."""

    def __init__(self, on: MessagePump, seconds: float, do: Callable[[], None]) -> None:
        self._on = on
        self._seconds = seconds
        self._do = do
        self._begun = 0.0
        self._is_awaited = False

    def begin(self) -> None:
        """Begin to wait, anew where it is waited already."""
        self._begun = monotonic()
        if not self._is_awaited:
            self._is_awaited = True
            self._on.set_timer(self._seconds, self._look)

    def _look(self) -> None:
        left = self._begun + self._seconds - monotonic()
        if left > 0:
            self._on.set_timer(left, self._look)
        else:
            self._is_awaited = False
            self._do()
