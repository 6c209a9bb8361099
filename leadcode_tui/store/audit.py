"""A coder file and its history held against each other; only read, never changed."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from leadcode_tui.errors import NewerFormatError, UnreadableError
from leadcode_tui.store.coder_file import MERGED, parse_coder_file
from leadcode_tui.store.differences import differences
from leadcode_tui.store.explained import is_explained
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.history import history_path
from leadcode_tui.store.history_lines import read_lines
from leadcode_tui.store.records import Checkpoint
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import Change, CoderFile
    from leadcode_tui.store.differences import Difference
    from leadcode_tui.store.history_lines import HistoryLine


@dataclass(slots=True)
class HistoryAudit:
    """What stands in a history, held against a coder file of this SHA-256.

    `damaged`, `unknown`, `twice` (the same line once more) and `contradicting` (another line of the
    same session and number) are line numbers. `matches` is whether a checkpoint made the file;
    `tail` is what came after it, or all. `replayed` is what the whole history comes to.
    """

    sha256: str
    damaged: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)
    contradicting: list[int] = field(default_factory=list)
    changes: int = 0
    matches: bool = False
    tail: list[Change] = field(default_factory=list)
    replayed: State = field(default_factory=State)
    _seen: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def take(self, line: HistoryLine) -> None:
        """Take note of the next line."""
        if line.entry is None:
            (self.unknown if line.is_unknown else self.damaged).append(line.number)
            return
        known_by = (line.entry.session, line.entry.n)
        digest = sha256(line.content).digest()[:8]
        if known_by in self._seen:
            is_same = self._seen[known_by] == digest
            (self.twice if is_same else self.contradicting).append(line.number)
        else:
            self._seen[known_by] = digest
            self._take_entry(line.entry)

    def _take_entry(self, entry: Change | Checkpoint) -> None:
        if not isinstance(entry, Checkpoint):
            self.changes += 1
            self.tail.append(entry)
            self.replayed.apply(entry)
        elif entry.sha256 == self.sha256:
            self.matches = True
            self.tail.clear()


@dataclass(frozen=True, slots=True)
class Audit:
    """A coder file, its history, and what they come to together.

    `found` is what the file holds, None where it is empty, not there or `unreadable`; `current` is
    what the next session would open with. A file that no checkpoint made may still be
    `is_explained` by its history, as when both were merged.
    """

    path: Path
    is_there: bool
    content: bytes
    found: CoderFile | None
    unreadable: str | None
    is_newer: bool
    history: HistoryAudit
    has_history: bool
    is_explained: bool
    current: State

    @property
    def is_unused(self) -> bool:
        """Whether a coder looked in, no more: there is no file, and no line in the history."""
        history = self.history
        return not (self.is_there or history.changes or history.damaged or history.unknown)

    @property
    def is_foreign(self) -> bool:
        """Whether another hand than this program's made the file what it is."""
        is_ours = self.history.matches or self.is_explained
        return bool(self.content) and not is_ours and self.history.changes > 0

    @property
    def is_unmade(self) -> bool:
        """Whether no checkpoint made the file, though its history holds all its decisions."""
        return self.is_explained and not is_merged(self.content)

    @property
    def unaccounted(self) -> tuple[Difference, ...]:
        """Where the whole history comes to something else than file and history together."""
        return differences(self.history.replayed.entries, self.current.entries)

    @property
    def is_accounted(self) -> bool:
        """Whether the history comes to all that the file holds, beside the entries."""
        replayed, current = self.history.replayed, self.current
        held, comes_to = (
            (state.books, state.transcripts, state.memos, dict(state.keys))
            for state in (current, replayed)
        )
        return held == comes_to

    @property
    def is_behind(self) -> bool:
        """Whether the file lacks what its history holds, and can be completed from it."""
        return bool(self.history.tail) and (self.history.matches or not self.content)


def audit_coder_file(path: Path) -> Audit:
    """Read a coder file and its history; either may be missing, damaged or changed.

    The file is read first: a session that writes meanwhile puts the checkpoint's line into the
    history before it replaces the file.
    """
    content, unreadable, found, is_newer = b"", None, None, False
    try:
        content = read_bytes(path) if path.exists() else b""
        found = parse_coder_file(content, path) if content else None
    except UnreadableError as error:
        unreadable = error.problem.message
        is_newer = isinstance(error, NewerFormatError)
    history = HistoryAudit(sha256(content).hexdigest())
    for line in read_lines(history_path(path)):
        history.take(line)
    return Audit(
        path=path,
        is_there=path.exists() or path.is_symlink(),
        content=content,
        found=found,
        unreadable=unreadable,
        is_newer=is_newer,
        history=history,
        has_history=history_path(path).exists(),
        is_explained=bool(content and history.changes and not history.matches)
        and is_explained(content, path, history.tail),
        current=_current(found, history),
    )


def _current(found: CoderFile | None, history: HistoryAudit) -> State:
    if found is None or (not history.matches and history.changes):
        return history.replayed
    state = State.of(found)
    for change in history.tail:
        state.apply(change)
    return state


def is_merged(content: bytes) -> bool:
    """Say whether a sound coder file says that it was merged, and not opened since."""
    return MERGED in msgspec.json.decode(
        content.removeprefix(BOM_UTF8), type=dict[str, msgspec.Raw]
    )
