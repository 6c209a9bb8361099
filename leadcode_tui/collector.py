"""The garbage collector at rest, where it would only walk again and again what is still needed."""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: When Python walks: after so many values that can hold others, and so many walks.
_USUAL: Final = gc.get_threshold()
#: More values than there are when a small study is on the screen, or its agreement is printed.
_SELDOM: Final = 200_000


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the collector while many small values are made and none are lost."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def begin_quickly() -> None:
    """Let the collector walk seldom: nearly all that a program makes while it starts stays."""
    gc.set_threshold(_SELDOM, *_USUAL[1:])


def begun() -> None:
    """Pass over all there is by now, and walk what comes as often as Python does.

    What a session begins with stays to its end, so that no key need wait while it is walked.
    """
    gc.freeze()
    gc.set_threshold(*_USUAL)


def leave_quickly() -> None:
    """Let the interpreter end without walking all that is left: a tenth of a short command."""
    atexit.register(gc.freeze)
