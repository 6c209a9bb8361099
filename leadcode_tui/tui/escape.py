"""Esc and the key after it as two keys, however fast they come.

A terminal sends Esc as the byte that also begins every arrow and function key. Textual takes what
follows at once for a key with alt, and loses Esc before a symbol; over a slow link Esc and the next
key often come together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPE: Final = "\x1b"
#: What goes on after Esc where the terminal, not the coder, sent it.
_GOES_ON: Final = frozenset("[O]P^_X\\" + _ESCAPE)


class EscapeFirst(XTermParser):
    """Reads keys as Textual does, but for Esc and a key, which are no key with alt."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002
        first, second = sequence[:1], sequence[1:]
        if first == _ESCAPE and len(second) == 1 and second not in _GOES_ON:
            yield events.Key("escape", _ESCAPE)
            yield from super()._sequence_to_key_events(second)
        else:
            yield from super()._sequence_to_key_events(sequence, alt)


def install() -> None:
    """Let Textual read keys so: its driver asks for the parser by this name."""
    linux_driver.XTermParser = EscapeFirst  # type: ignore[attr-defined]
