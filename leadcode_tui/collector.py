"""The garbage collector at rest, where it would only walk again and again what is still needed."""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


def begin_quickly() -> Callable[[], None]:
    """Pause the collector until what is returned is called, and then pass over all there is.

    What a session begins with stays to its end, so that no key need wait while it is walked.
    """
    gc.disable()

    def begun() -> None:
        gc.freeze()
        gc.enable()

    return begun


def leave_quickly() -> None:
    """Let the interpreter end without walking all that is left: a tenth of a short command."""
    atexit.register(gc.freeze)
