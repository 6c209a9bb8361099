"""What a coder decided as of now: the coder file, and what its history knows beyond it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.store.coder_file import blank_coder_file, parse_coder_file, read_coder_file
from leadcode_tui.store.explained import is_explained
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.history import history_path, read_tail
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import CoderFile


def read_current(path: Path) -> CoderFile:
    """Read a coder file and bring it up to its history, if one lies beside it, or lies there alone.

    A session that is open, or was cut off, has written to the history what the file lacks. A file
    that none of the history's checkpoints made counts for nothing: the history does.
    """
    if not history_path(path).exists():
        return read_coder_file(path)
    content = read_bytes(path) if path.exists() else b""
    tail = read_tail(history_path(path), sha256(content).hexdigest())
    counts = tail.matches or not tail.changes
    found = parse_coder_file(content, path) if counts else blank_coder_file(path)
    state = State.of(found)
    for change in tail.changes:
        state.apply(change)
    return replace(
        found,
        books=state.books,
        transcripts=state.transcripts,
        entries=state.entries,
        keys=state.keys,
    )


def doubt_of(path: Path) -> str | None:
    """Say that a coder file counts for nothing beside its history, if it is so."""
    if not (path.exists() and history_path(path).exists()):
        return None
    content = path.read_bytes()
    tail = read_tail(history_path(path), sha256(content).hexdigest())
    if tail.matches or not tail.changes or is_explained(content, path, tail.changes):
        return None
    return (
        f"{path} is not what its history made, so the history beside it counts: "
        "move the history away to count the file, or take it in with leadcode check --adopt"
    )
