"""A line on stderr that says how long work takes, where somebody sits and waits for it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

#: Work that is done sooner says nothing; after that, the line changes so often.
_PATIENCE: Final = 1.0
#: Back to the beginning of the line, and nothing behind what follows.
_ANEW: Final = "\r\x1b[K"


@contextmanager
def waiting(doing: str, *, on: TextIO | None = None, patience: float = _PATIENCE) -> Iterator[None]:
    """Show on a terminal what is being done and for how long; take the line away at the end."""
    paper = sys.stderr if on is None else on
    if not paper.isatty():
        yield
        return
    done = Event()
    teller = Thread(target=_tell, args=(doing, paper, done, patience), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(doing: str, paper: TextIO, done: Event, patience: float) -> None:
    began = monotonic()
    told = False
    while not done.wait(patience):
        paper.write(f"{_ANEW}{doing} ... {monotonic() - began:.0f} s")
        paper.flush()
        told = True
    if told:
        paper.write(_ANEW)
        paper.flush()
