"""Keys as a slow link brings them: Esc and the key after it are two, and many at once are told.

A terminal sends Esc as the byte that also begins every arrow and function key. Textual takes what
follows at once for a key with alt, and loses Esc before a symbol; over a slow link Esc and the next
key often come together.

Text that is pasted where the terminal does not say so comes as keys, and each would act. More of
them in one read than anybody types are told, so that they can be taken back as one.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPE: Final = "\x1b"
#: What goes on after Esc where the terminal, not the coder, sent it.
_GOES_ON: Final = frozenset("[O]P^_X\\" + _ESCAPE)

#: More keys than this in one read are a burst: nobody types so fast.
MOST_TYPED: Final = 8
#: What comes within so many seconds of a burst goes on with it: a long text takes several reads.
SOON: Final = 0.1


class Burst(Message, bubble=False):
    """So many keys came at once, and follow; or `goes_on` with those that came before."""

    def __init__(self, keys: int, *, goes_on: bool) -> None:
        super().__init__()
        self.keys = keys
        self.goes_on = goes_on


class BurstOver(Message, bubble=False):
    """All keys of a burst were sent."""


class EscapeFirst(XTermParser):
    """Reads keys as Textual does, but for Esc and a key, which are no key with alt."""

    _burst_over = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what was read, between the signs of a burst where it is one."""
        goes_on = monotonic() - self._burst_over < SOON
        came = list(super().feed(data))
        keys = sum(isinstance(message, events.Key) for message in came)
        if keys <= (0 if goes_on else MOST_TYPED):
            yield from came
            return
        yield Burst(keys, goes_on=goes_on)
        yield from came
        yield BurstOver()
        self._burst_over = monotonic()

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
