"""Changes put at the end of a coder's files, as bytes: the history with them, and the file."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.store.copy_files import file_of, read_copy
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.history import history_path
from leadcode_tui.store.records import Checkpoint, encode_change, encode_checkpoint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.model import Change
    from leadcode_tui.store.copy_files import CopyFile


def read_sound_copy(path: Path) -> CopyFile:
    """Read a coder's file with its history; refuse what a person has to look at before."""
    found = read_copy(path)
    if found.is_foreign:
        way_out = f"leadcode check --adopt {path.stem}"
        raise UnreadableError(path, f"changed by another hand: take that in first, {way_out}")
    if found.damaged:
        raise UnreadableError(
            history_path(path),
            "it has damaged lines: put them aside first, leadcode check --repair",
        )
    return found


def with_changes(
    found: CopyFile, drafts: Sequence[Change], *, at: str, session: str
) -> tuple[bytes, bytes]:
    """Return history and coder file with changes that are one act; the entries keep their times."""
    path = history_path(found.path)
    history = bytearray(read_bytes(path) if path.exists() else b"")
    if history and not history.endswith(b"\n"):
        history += b"\n"
    state = found.copy.state
    group = 1 if len(drafts) > 1 else None
    for number, draft in enumerate(drafts, start=1):
        change = replace(draft, session=session, n=number, at=at, group=group)
        history += encode_change(change)
        state.apply(change)
    content = file_of(found.header, state, found.further)
    digest = sha256(content).hexdigest()
    history += encode_checkpoint(Checkpoint(session, len(drafts) + 1, at, digest, len(history)))
    return bytes(history), content
