"""A bar on stderr that says how many of several files are through, where somebody waits."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: Fewer files are through before a bar is read.
_MANY: Final = 2


@contextmanager
def counted(paths: Sequence[Path], doing: str) -> Iterator[Iterable[Path]]:
    """Give out paths one by one, and show on a terminal how far it is."""
    if len(paths) < _MANY or not sys.stderr.isatty():
        yield paths
        return
    bar = click.progressbar(
        paths,
        label=doing,
        file=sys.stderr,
        show_pos=True,
        item_show_func=lambda path: "" if path is None else sanitise_line(path.name),
    )
    with bar as counting:
        yield counting
