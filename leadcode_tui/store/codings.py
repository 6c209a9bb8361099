"""A coder's file held open: every change goes to the history first, the file follows later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace as with_
from errno import EEXIST
from functools import cached_property
from glob import escape
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

from leadcode_tui.errors import HeldError, UnreadableError, why_not
from leadcode_tui.model import Change, CoderFile, Entry, Intention, Memo
from leadcode_tui.store.coder_file import MERGED, Header, parse_coder_file
from leadcode_tui.store.files import (
    make_folder,
    read_bytes,
    replace,
    replace_by_parts,
)
from leadcode_tui.store.history import (
    History,
    history_path,
    read_changes,
    read_changes_backwards,
    read_tail,
)
from leadcode_tui.store.locks import Hold, hold
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
    from leadcode_tui.store.history import Tail


class Codings:
    """One coder's codings, read from checkpoint and history, and written to both.

    `held_by` says who else writes the file; then nothing can be recorded here. `notices` are
    sentences about what was found and mended; `last` is where the coder was.
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
            self.held_by = str(error)
        except OSError as error:
            self.held_by = f"the files cannot be written: {why_not(error)}"
            self._let_go()

    def _open(self) -> None:
        content = read_bytes(self._path) if self._path.exists() else b""
        self._known = sha256(content).hexdigest()
        tail = read_tail(history_path(self._path), self._known)
        self.last = _place(tail.last)
        is_foreign = bool(content) and not tail.matches and not tail.changes
        self._is_explained = (
            bool(tail.changes) and not tail.matches and self._explains(content, tail)
        )
        self.state, self.notices = self._found(content, tail, is_foreign=is_foreign)
        is_kept = tail.matches or is_foreign or self._is_explained
        self._kept = content if is_kept else b""
        if not tail.matches and not is_foreign:
            self._changed.update(self.state.entries)
        if self._history is not None:
            self._sweep()
            if is_foreign:
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

    def _explains(self, content: bytes, tail: Tail) -> bool:
        from leadcode_tui.store.explained import is_explained  # noqa: PLC0415 # seldom needed

        return is_explained(content, self._path, tail.changes)

    def _found(
        self, content: bytes, tail: Tail, *, is_foreign: bool
    ) -> tuple[State, tuple[str, ...]]:
        notices = []
        found = State()
        if content and (tail.matches or is_foreign):
            coder_file = parse_coder_file(content, self._path)
            self._header = _header(coder_file, self._header, self._path)
            found = State.of(coder_file)
            if is_foreign:
                notices.append(
                    f"{self._path.name} had no history: it is taken as it is, and whether another "
                    "hand changed it before cannot be told"
                )
        elif self._is_explained:
            self._header = _header(parse_coder_file(content, self._path), self._header, self._path)
        for change in tail.changes:
            found.apply(change)
            self._mark(change)
        if content and not (tail.matches or is_foreign or self._is_explained):
            notices += self._set_aside(content, found)
        if tail.damaged:
            notices.append(f"{tail.damaged} damaged line(s) of the history were passed over")
        if tail.changes and not is_foreign and not self._is_explained:
            back = sum(change.segment is not None for change in tail.changes)
            notices.append(f"{back} change{'' if back == 1 else 's'} came back from the history")
        return found, tuple(notices)

    def _set_aside(self, content: bytes, ours: State) -> tuple[str, ...]:
        """Keep a file that no checkpoint made, by another name, and say how it differs."""
        from leadcode_tui.store.differences import told_of_found  # noqa: PLC0415 # seldom needed

        differs = told_of_found(ours, content, self._path)
        if self._history is None:
            return ()
        name = f"{self._path.stem}.found-{sha256(content).hexdigest()[:8]}.json"
        try:
            replace(self._path.with_name(name), content)
        except OSError as error:
            why = f"changed by another hand, and cannot be kept as {name}: {why_not(error)}"
            raise UnreadableError(self._path, why) from error
        changed = f"{self._path.name} was changed by another hand: kept as {name}"
        return (f"{changed}, the history counts; {differs}",)

    def _sweep(self) -> None:
        """Remove temporary files that a session left which was cut off while it wrote them."""
        name, stem = escape(self._path.name), escape(self._path.stem)
        for pattern in (f".{name}.*.new", f"..{name}.holder.*.new", f".{stem}.found-*.new"):
            for leftover in self._path.parent.glob(pattern):
                leftover.unlink(missing_ok=True)

    def _adopt(self) -> None:
        """Write what a file without a history holds into the new history, so that it is whole.

        The checkpoint line comes first: cut off midway, the file still counts, and not the part of
        it that was copied. What the file holds already need not be put into it again.
        """
        changed = frozenset(self._changed)
        self._write_checkpoint_line(self._known)
        self.begin_act()
        self.record([*self._adopted_beside()])
        for transcript, entries in self.state.entries.items():
            self.record(
                [
                    Change(Intention.ADOPT, transcript, segment, after=entry, book=entry.book)
                    for segment, entry in entries.items()
                ]
            )
        for transcript, status in self.state.transcripts.items():
            self.record([Change(Intention.OPEN, transcript, after=status)])
        self.end_act()
        self._recorded.clear()
        self._adopted = self._n
        self._changed = {*changed}

    def _adopted_beside(self) -> Iterator[Change]:
        """Yield what a file holds beside what is held on segments, as changes."""
        for name, book in self.state.books.items():
            yield Change(Intention.BOOK, after=book, book=name)
        if self.state.keys:
            yield Change(Intention.KEYS, after=self.state.keys)
        for memo in self.state.memos.values():
            yield Change(Intention.MEMO, after=memo)

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
            self.notices = (*self.notices, *self._set_aside(found, self.state))

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


def _header(found: CoderFile, given: Header, path: Path) -> Header:
    """Return whose file this is; refuse to go on in the file of somebody or something else."""
    if found.coder != given.coder:
        raise UnreadableError(path, f"this is the file of {found.coder}, and not of {given.coder}")
    if found.study and given.study and found.study != given.study:
        raise UnreadableError(path, f"this is of the study {found.study}, and not {given.study}")
    if found.round and given.round and found.round != given.round:
        raise UnreadableError(
            path,
            f"this is of the round {found.round}, and the study is at {given.round}: move the file "
            "and its history into a folder of that name, and begin anew",
        )
    return Header(
        coder=found.coder,
        study=found.study or given.study,
        pass_=found.number,
        round=found.round or given.round,
    )


def _place(change: Change | None) -> tuple[TranscriptId, SegmentId] | None:
    if change is None or change.transcript is None or change.segment is None:
        return None
    return change.transcript, change.segment


def _digest_of(parts: Sequence[bytes]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
