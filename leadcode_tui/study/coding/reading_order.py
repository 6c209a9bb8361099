"""In which order a coder read last: remembered for each coder file, on this account."""

from __future__ import annotations

import os
from contextlib import suppress
from os.path import realpath
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from leadcode_tui.study.coding.orders import Order

if TYPE_CHECKING:
    from pathlib import Path


def orders_path() -> Path:
    """Return where the coder files are kept that are read by question, one on a line."""
    return user_state_path("leadcode") / "by-question"


def remembered_order(coder_file: Path) -> Order:
    """Return the order in which a coder read last."""
    return Order.QUESTION if _name(coder_file) in _by_question() else Order.INTERVIEW


def remember_order(coder_file: Path, order: Order) -> None:
    """Keep the order; where it cannot be kept, the next session reads by interview."""
    name, known = _name(coder_file), _by_question()
    kept = [each for each in known if each != name] + [name] * (order is Order.QUESTION)
    if kept == known:
        return
    path = orders_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.writelines(f"{each}\n" for each in kept)


def _name(coder_file: Path) -> str:
    """Return a file's whole path on one line."""
    return realpath(coder_file).replace("\n", " ")


def _by_question() -> list[str]:
    try:
        text = orders_path().read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return text.splitlines()
