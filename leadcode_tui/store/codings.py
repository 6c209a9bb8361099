"""A coder's file held open: every change goes to the history first, the file follows later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace as with_
from errno import EEXIST
from functools import cached_property
from hashlib import file_digest, sha256
from itertools import islice
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import HeldError, UnreadableError, why_not
from leadcode_tui.model import Change, Entry, Intention, Memo
from leadcode_tui.store.coder_file import MERGED
from leadcode_tui.store.files import make_folder, replace_by_parts
from leadcode_tui.store.history import (
    History,
    history_path,
    read_changes,
    read_changes_backwards,
)
from leadcode_tui.store.locks import Hold, hold
from leadcode_tui.store.opening import find, set_aside, sweep, told_of
from leadcode_tui.store.records import Checkpoint, encode_change, encode_checkpoint
from leadcode_tui.store.state import State
from leadcode_tui.store.unfinished import (
    drop_unfinished,
    keep_unfinished,
    read_unfinished,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from leadcode_tui.model import SegmentId, TranscriptId, UnfinishedMemo
    from leadcode_tui.store.checkpoint import CheckpointDatabase
    from leadcode_tui.store.coder_file import Header

#: How many changes are made into lines at once where a file without a history is copied into one.
_AT_ONCE: Final = 1000


class Codings:
    """One coder's codings, read from checkpoint and history, and written to both.

    `held_by` says who else writes the file, or why it cannot be written; then nothing can be
    recorded here. A session that holds it `can_be_taken_over`. `notices` are sentences about what
    was found and mended; `last` is where the coder was.
    """

    def __init__(  # all that a session is given
        self,
        path: Path,
        header: Header,
        *,
        clock: Callable[[], str],
        session: str,
        take: Callable[..., Hold] = hold,
    ) -> None:
        self._path = path
        self._clock = clock
        self._session = session
        self._header = header
        self._n = 0
        #: The number of the first change of an act that goes on.
        self._act: int | None = None
        self._recorded: list[Change] = []
        #: Up to this number changes are in the history alone, and not in `_recorded` as well.
        self._adopted = 0
        self._changed: set[str] = set()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="checkpoint")
        self._writing: Future[None] | None = None
        self._since_checkpoint = 0
        self._fault: str | None = None
        self.held_by: str | None = None
        self.can_be_taken_over = False
        self._hold: Hold | None = None
        self._history: History | None = None
        try:
            self._take_hold(take)
            self._open()
        except BaseException:
            self._let_go()
            raise

    def _take_hold(self, take: Callable[..., Hold]) -> None:
        try:
            self._hold = take(self._path, at=self._clock())
            self._history = History(history_path(self._path))
        except HeldError as error:
            self.held_by, self.can_be_taken_over = str(error), True
        except OSError as error:
            self.held_by = f"the files cannot be written: {why_not(error)}"
            self._let_go()

    def _open(self) -> None:
        found = find(self._path, self._header)
        self._header, self.state = found.header, found.state
        self.last = _place(found.tail.last)
        self.notices = tuple(told_of(found, self._path))
        self._known = found.digest
        self._kept = found.content
        for change in found.tail.changes:
            self._mark(change)
        if found.is_foreign:
            self._kept = b""
            self.notices = (*self._set_aside(found.content), *self.notices)
        if not found.tail.matches and not found.is_bare:
            self._changed.update(self.state.entries)
        if self._history is not None:
            sweep(self._path)
            if found.is_bare:
                self._adopt()
                self._write_checkpoint_line(self._known)  # the file holds all of it

    @cached_property
    def _database(self) -> CheckpointDatabase:
        """What the coder file is made of, begun with what it holds."""
        from leadcode_tui.store.checkpoint import CheckpointDatabase  # noqa: PLC0415 # not at once

        database = CheckpointDatabase(self._kept)
        database.put(MERGED, {})
        self._kept = b""
        return database

    def _encoded(self) -> Sequence[bytes]:
        """Return what the coder file holds as soon as it has caught up, in parts."""
        from leadcode_tui.store.checkpoint import put_state  # noqa: PLC0415 # not at once

        put_state(self._database, self._header, self.state, self._changed)
        return self._database.parts()

    def _set_aside(self, content: bytes) -> tuple[str, ...]:
        """Keep a file that no checkpoint made, by another name, and say how it differs."""
        from leadcode_tui.store.differences import told_of_found  # noqa: PLC0415 # seldom needed

        differs = told_of_found(self.state, content, self._path)
        if self._history is None:
            return ()
        return (set_aside(self._path, content, differs),)

    def _adopt(self) -> None:
        """Write what a file without a history holds into the new history, so that it is whole.

        The checkpoint line comes first: cut off midway, the file still counts, and not the part of
        it that was copied. What the file holds already need not be put into it again.
        """
        from leadcode_tui.store.drafts import drafts_between  # noqa: PLC0415 # seldom needed

        changed = frozenset(self._changed)
        self._write_checkpoint_line(self._known)
        self.begin_act()
        drafts = drafts_between(State(), self.state)
        while some := tuple(islice(drafts, _AT_ONCE)):
            self.record(some)
        self.end_act()
        self._recorded.clear()
        self._adopted = self._n
        self._changed = {*changed}

    @property
    def unsaved(self) -> str | None:
        """Why the last change could not be written, or None when everything is."""
        return (self._history.fault if self._history else None) or self._fault

    def retry(self) -> None:
        """Try again to write what could not be written."""
        if self._history is not None and self._history.is_gone:
            self._begin_anew()
        elif self._history is not None:
            self._history.append(b"")
            self.checkpoint()

    def _begin_anew(self) -> None:
        """Write everything again, where the files were removed under this session."""
        try:
            make_folder(self._path.parent)
            taken = hold(self._path, at=self._clock())
            history = History(history_path(self._path))
        except (OSError, HeldError):
            return  # `unsaved` goes on saying that the files were removed
        self._let_go()
        self._hold, self._history, self._fault = taken, history, None
        self._changed.update(self.state.entries)
        self._adopt()

    def keep_unfinished(self, memo: UnfinishedMemo) -> None:
        """Keep a memo that is still being written; what cannot be written is left out."""
        if self._history is not None:
            with suppress(OSError):
                keep_unfinished(self._path, memo)

    def unfinished(self) -> UnfinishedMemo | None:
        """Return the memo that an earlier session was cut off in, if this one may finish it."""
        return read_unfinished(self._path) if self._history is not None else None

    def drop_unfinished(self) -> None:
        """Forget a memo that is finished."""
        with suppress(OSError):
            drop_unfinished(self._path)

    def write_copy(self, folder: Path) -> Path:
        """Write a complete coder file into another folder, and return its path."""
        path = folder / self._path.name
        if path.exists():
            raise FileExistsError(EEXIST, f"{path} is there already")
        replace_by_parts(path, self._encoded())
        return path

    @property
    def is_dirty(self) -> bool:
        """Whether there are changes that the coder file does not hold yet."""
        return self._since_checkpoint > 0

    def record(self, drafts: Sequence[Change]) -> tuple[Change, ...]:
        """Write changes to the history, let them take effect, and return them as written.

        Several are one act, and are undone together.
        """
        if self._history is None:
            raise HeldError(self.held_by or "the file is closed")
        if not drafts:
            return ()
        at, group = self._clock(), self._act or (self._n + 1 if len(drafts) > 1 else None)
        changes = tuple(self._stamped(draft, at=at, group=group) for draft in drafts)
        self._history.append(b"".join(map(encode_change, changes)))
        for change in changes:
            self.state.apply(change)
            self._mark(change)
        self._recorded += changes
        if changes[-1].do is not Intention.ADOPT:
            self.last = _place(changes[-1]) or self.last
        return changes

    def begin_act(self) -> None:
        """Let all that is recorded from now on be one act, until `end_act`."""
        self._act = self._act or self._n + 1

    def end_act(self) -> None:
        """Let what is recorded be acts by themselves again."""
        self._act = None

    @property
    def in_act(self) -> int:
        """How many changes were recorded since an act was begun."""
        return self._n + 1 - self._act if self._act else 0

    def _stamped(self, draft: Change, *, at: str, group: int | None) -> Change:
        self._n += 1
        after = draft.after
        if (isinstance(after, Entry) and draft.do is not Intention.ADOPT) or (
            isinstance(after, Memo) and not after.at
        ):
            after = with_(after, at=at)
        return with_(draft, session=self._session, n=self._n, at=at, after=after, group=group)

    def _mark(self, change: Change) -> None:
        self._since_checkpoint += 1
        if change.transcript is not None and change.segment is not None:
            self._changed.add(change.transcript)

    def _is_read(self, change: Change) -> bool:
        """Whether a change is known from the history alone."""
        return change.session != self._session or change.n <= self._adopted

    def changes(self) -> Iterator[Change]:
        """Yield the whole history, oldest first, with what could not be written yet."""
        for change in read_changes(history_path(self._path)):
            if self._is_read(change):
                yield change
        yield from self._recorded

    def changes_backwards(self) -> Iterator[Change]:
        """Yield the history as it is now, latest first: who undoes seldom needs all of it."""
        recorded = tuple(self._recorded)
        yield from reversed(recorded)
        for change in read_changes_backwards(history_path(self._path)):
            if self._is_read(change):
                yield change

    def checkpoint(self) -> None:
        """Begin to bring the coder file up to the history; a thread writes it."""
        if self._history is None or not self.is_dirty or self._is_writing():
            return
        parts = self._encoded()
        digest = _digest_of(parts)
        self._write_checkpoint_line(digest)
        if self._history.fault:
            return  # a file that is ahead of its history would pass for one that another hand made
        self._changed.clear()
        self._since_checkpoint = 0
        self._writing = self._worker.submit(self._write, self._history, parts, digest)

    def _write_checkpoint_line(self, digest: str) -> None:
        if self._history is not None:
            self._n += 1
            line = Checkpoint(self._session, self._n, self._clock(), digest, self._history.length)
            self._history.append(encode_checkpoint(line))

    def _is_writing(self) -> bool:
        return self._writing is not None and not self._writing.done()

    def _write(self, history: History, parts: Sequence[bytes], digest: str) -> None:
        try:
            history.sync()
            self._keep_found()
            replace_by_parts(self._path, parts)
        except (OSError, UnreadableError) as error:
            self._fault = why_not(error) if isinstance(error, OSError) else str(error)
            self._since_checkpoint += 1
        else:
            self._known = digest
            self._fault = None

    def _keep_found(self) -> None:
        """Set a file aside that another hand changed while this session was open."""
        if not self._path.exists() or not self._path.stat().st_size:
            return
        with self._path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        if digest != self._known:
            found = self._path.read_bytes()
            self.notices = (*self.notices, *self._set_aside(found))

    def close(self) -> None:
        """Write everything, and let the next session have the file."""
        if self._writing is not None:
            self._writing.result()
        self.checkpoint()
        self._worker.shutdown(wait=True)
        self._let_go()

    def _let_go(self) -> None:
        if self._history is not None:
            self._history.close()
            self._fault = self._history.fault or self._fault
            self._history = None
        if self._hold is not None:
            self._hold.release()
            self._hold = None


def _place(change: Change | None) -> tuple[TranscriptId, SegmentId] | None:
    if change is None or change.transcript is None or change.segment is None:
        return None
    return change.transcript, change.segment


def _digest_of(parts: Sequence[bytes]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
