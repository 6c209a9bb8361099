"""A coder's files said anew, line by line, for what may not stand in them any longer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import Change, Intention, StudyId, UnfinishedMemo
from leadcode_tui.store.copies import replayed
from leadcode_tui.store.copy_files import file_of, parse_copy
from leadcode_tui.store.history import history_path
from leadcode_tui.store.records import Checkpoint, encode_change, encode_checkpoint
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from leadcode_tui.store.copies import Copy
    from leadcode_tui.store.further import Tables


@dataclass(frozen=True, slots=True)
class Rewording:
    """How everything is said anew; a change or a draft that may not stay becomes None.

    `do` is what stands in the history for it having been done, once, at its end.
    """

    do: Intention
    change: Callable[[Change], Change | None]
    state: Callable[[State], State]
    words: Callable[[str], str]
    draft: Callable[[UnfinishedMemo], UnfinishedMemo | None]


def reworded_pair(
    path: Path, content: bytes, lines: bytes, rewording: Rewording, *, at: str, session: str
) -> tuple[bytes, bytes]:
    """Return a coder file and its history anew; of a file without a history, the file alone.

    Where nothing is to be said otherwise, both are as they were.
    Sessions and numbers of the lines stay. Checkpoints of files that are no more go, and one for
    the new file stands at the end. Raises UnreadableError for what cannot be understood whole.
    """
    found = parse_copy(content, lines, path)
    if found.is_foreign or found.damaged:
        raise UnreadableError(path, "it cannot be read whole: leadcode check says why")
    if any(line.change is None for line in found.copy.lines):
        raise UnreadableError(
            history_path(path), "written in part by a newer version: update first"
        )
    changes = [line.change for line in found.copy.lines if line.change is not None]
    said = [rewording.change(change) for change in changes]
    state = _said_state(found.copy, said, rewording)
    further = _walked(found.further, rewording.words)
    if (said, state, further) == (changes, found.copy.state, dict(found.further)):
        return content, lines
    study = found.header.study
    header = msgspec.structs.replace(
        found.header, study=None if study is None else StudyId(rewording.words(study))
    )
    anew = file_of(header, state, further)
    if not lines:
        return anew, b""
    history = b"".join(encode_change(change) for change in said if change is not None)
    history += encode_change(Change(rewording.do, session=session, n=1, at=at))
    checkpoint = Checkpoint(session, 2, at, sha256(anew).hexdigest(), len(history))
    return anew, history + encode_checkpoint(checkpoint)


def _said_state(copy: Copy, said: Sequence[Change | None], rewording: Rewording) -> State:
    """Return the state anew: what the lines come to, where they came to all of it before."""
    if not copy.lines or replayed(copy.lines) != copy.state:
        return rewording.state(copy.state)
    state = State()
    for change in said:
        if change is not None:
            state.apply(change)
    return state


def _walked(tables: Tables, words: Callable[[str], str]) -> Tables:
    """Return another program's tables with every text in them said anew."""
    return {words(name): walk(table, words) for name, table in tables.items()}


def walk(held: object, words: Callable[[str], str]) -> object:
    """Return what JSON holds with every text in it said anew."""
    if isinstance(held, str):
        return words(held)
    if isinstance(held, list):
        return [walk(each, words) for each in held]
    if isinstance(held, dict):
        return {words(name): walk(each, words) for name, each in held.items()}
    return held


def reworded_draft(content: bytes, rewording: Rewording) -> bytes | None:
    """Return a memo that was being written anew; None where it may not stay or cannot be read."""
    try:
        draft = msgspec.json.decode(content, type=UnfinishedMemo)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    said = rewording.draft(draft)
    return content if said == draft else None if said is None else msgspec.json.encode(said)
