"""Copies of a coder's file on the disk: read whole with their histories, written as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from leadcode_tui.errors import NewerFormatError, UnreadableError, UsageError
from leadcode_tui.store.checkpoint import CheckpointDatabase, put_state
from leadcode_tui.store.coder_file import Header, blank_coder_file, parse_coder_file
from leadcode_tui.store.copies import Copy, Line, read_history, session_of
from leadcode_tui.store.explained import is_explained
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.further import further_tables
from leadcode_tui.store.history import history_path
from leadcode_tui.store.records import Checkpoint, decode_line, encode_checkpoint
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.model import CoderFile
    from leadcode_tui.store.further import Tables
    from leadcode_tui.store.merging import Merged


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy as it lies on the disk.

    `further` are tables that this program does not know. `is_foreign` is whether another hand
    changed the file, so that only its history counts; `damaged` counts lines of the history.
    """

    path: Path
    header: Header
    copy: Copy
    further: Tables = field(default_factory=dict)
    content: bytes = b""
    damaged: int = 0
    is_foreign: bool = False


def read_copy(path: Path) -> CopyFile:
    """Read a coder file and its history; one of the two may be missing."""
    content = read_bytes(path) if path.exists() or not history_path(path).exists() else b""
    lines = read_bytes(history_path(path)) if history_path(path).exists() else b""
    return parse_copy(content, lines, path)


def parse_copy(content: bytes, lines: bytes, path: Path) -> CopyFile:
    """Put together what a coder file and its history hold, as the next session would find it."""
    history, damaged = read_history(lines)
    after = _after_checkpoint(history, sha256(content).hexdigest())
    if after is None and history.lines and not _is_explained(content, path, history):
        header = _header(_parsed(content, path))
        return CopyFile(path, header, history, {}, content, damaged, is_foreign=bool(content))
    is_begun = bool(content) or path.exists()
    found = parse_coder_file(content, path) if is_begun else blank_coder_file(path)
    state = history.state if after is None and history.lines else State.of(found)
    for line in after or ():
        if line.change is not None:
            state.apply(line.change)
    copy = Copy(state, history.lines, history.checkpoints)
    further = further_tables(content) if is_begun else {}
    return CopyFile(path, _header(found), copy, further, content, damaged)


def _after_checkpoint(history: Copy, digest: str) -> Sequence[Line] | None:
    """Return the lines after the last checkpoint that made a file, None where none did."""
    positions = [at for line, at in history.checkpoints if _made(line) == digest]
    return history.lines[positions[-1] :] if positions else None


def _made(checkpoint: Line) -> str | None:
    entry = decode_line(checkpoint.content.removesuffix(b"\n"))
    return entry.sha256 if isinstance(entry, Checkpoint) else None


def _is_explained(content: bytes, path: Path, history: Copy) -> bool:
    changes = [line.change for line in history.lines if line.change is not None]
    return is_explained(content, path, changes)


def _parsed(content: bytes, path: Path) -> CoderFile:
    try:
        return parse_coder_file(content, path)
    except NewerFormatError:
        raise
    except UnreadableError:
        return blank_coder_file(path)


def _header(found: CoderFile) -> Header:
    return Header(coder=found.coder, study=found.study, pass_=found.number, round=found.round)


# Both as one


def joined_header(first: CopyFile, second: CopyFile) -> Header:
    """Return whose file it is; raise UsageError where the two are not copies of one."""
    for named in ("coder", "pass_", "study", "round"):
        own, other = getattr(first.header, named), getattr(second.header, named)
        if own != other and None not in (own, other):
            raise UsageError(
                f"{first.path} and {second.path} are no copies of one file: the {named.strip('_')} "
                f"is {own} in the one and {other} in the other"
            )
    one, two = first.header, second.header
    return Header(
        coder=one.coder,
        study=one.study or two.study,
        pass_=one.pass_,
        round=one.round or two.round,
    )


def file_of(header: Header, state: State, further: Tables) -> bytes:
    """Return a coder file's bytes."""
    database = CheckpointDatabase(msgspec.json.encode(further))
    put_state(database, header, state, state.entries)
    for name, table in further.items():
        if isinstance(table, dict) and all(isinstance(kept, dict) for kept in table.values()):
            database.put(name, table)
    return b"".join(database.parts())


def history_of(merged: Merged, content: bytes) -> bytes:
    """Return a history's bytes, so that the coder file with this content is its last checkpoint."""
    digest, lines = sha256(content).hexdigest(), merged.copy.lines
    if any(at == len(lines) and _made(line) == digest for line, at in merged.copy.checkpoints):
        return merged.history
    at = max((line.at for line in lines), default="")
    line = Checkpoint(session_of(lines), 1, at, digest, len(merged.history))
    return merged.history + encode_checkpoint(line)
