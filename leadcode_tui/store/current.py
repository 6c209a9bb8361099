"""What a coder decided as of now: the coder file, and what its history knows beyond it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.store.coder_file import blank_coder_file, parse_coder_file, read_coder_file
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.history import history_path, read_tail
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import CoderFile
    from leadcode_tui.store.history import Tail


def read_current(path: Path) -> CoderFile:
    """Read a coder file and bring it up to its history, if one lies beside it, or lies there alone.

    A session that is open, or was cut off, has written to the history what the file lacks. A file
    that none of the history's checkpoints made counts for nothing: the history does.
    """
    if not history_path(path).exists():
        return read_coder_file(path)
    return brought_up(path, *read_with_tail(path))


def read_with_tail(path: Path) -> tuple[bytes, Tail]:
    """Read the bytes of a coder file, none if it is not there, and what its history knows more."""
    content = read_bytes(path) if path.exists() else b""
    return content, read_tail(history_path(path), sha256(content).hexdigest())


def brought_up(path: Path, content: bytes, tail: Tail) -> CoderFile:
    """Return what a coder file holds once what its history knows beyond it is done."""
    counts = (content or path.exists()) and (tail.matches or not tail.changes)
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
        memos=state.memos,
    )


def doubt_about(path: Path, content: bytes, tail: Tail) -> str | None:
    """Say that a coder file counts for nothing beside its history, if it is so."""
    if tail.matches or not path.exists():
        return None
    from leadcode_tui.store.explained import is_explained  # noqa: PLC0415 # seldom in doubt

    if is_explained(content, path, tail.changes):
        return None
    return (
        f"{path} is not what its history made, so the history beside it counts: "
        "move the history away to count the file, or take it in with leadcode check --adopt"
    )
