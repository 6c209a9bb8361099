"""Making a coder file and its history whole again; what is taken out is kept beside them."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import HeldError
from leadcode_tui.store.audit import Audit, audit_coder_file
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.drafts import drafts_between
from leadcode_tui.store.files import make_folder, open_to_append, replace
from leadcode_tui.store.history import history_path
from leadcode_tui.store.history_lines import read_lines
from leadcode_tui.store.locks import hold
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from leadcode_tui.model import Change
    from leadcode_tui.store.coder_file import Header
    from leadcode_tui.store.locks import Hold


@dataclass(frozen=True, slots=True)
class Backup:
    """A folder of copies, made when the first file is kept in it."""

    folder: Path
    root: Path

    def keep(self, path: Path) -> None:
        """Copy a file of the study with its mode, but for what others may do with it."""
        copy = self._place(path)
        try:
            shutil.copy2(path, copy)
        except OSError:
            copy.unlink(missing_ok=True)
            raise
        copy.chmod(stat.S_IMODE(path.stat().st_mode) & 0o770)

    def take(self, path: Path) -> None:
        """Move a file here."""
        self.keep(path)
        path.unlink()

    def drop_if_needless(self) -> None:
        """Remove the copies where every file is still as it was kept."""
        copies = [path for path in self.folder.rglob("*") if path.is_file()]
        if all(path.read_bytes() == self._original(path).read_bytes() for path in copies):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _original(self, copy: Path) -> Path:
        return self.root / copy.relative_to(self.folder)

    def _place(self, path: Path) -> Path:
        folder = self.folder
        make_folder(folder)
        for part in path.parent.relative_to(self.root).parts:
            folder /= part
            make_folder(folder)
        return folder / path.name


def mend(
    path: Path, header: Header, *, backup: Backup, clock: Callable[[], str], session: str
) -> tuple[str, ...]:
    """Make one coder's pair of files whole, and say what was done; nothing where it is sound.

    Damaged lines of the history are put aside, the file is completed from the history, and the
    history from a file that one of its checkpoints made. Raises HeldError while a session is open.
    """
    if not _needs_mending(audit_coder_file(path)):
        return ()
    held = hold(path, at=clock())
    try:
        for each in (path, history_path(path)):
            if each.exists():
                backup.keep(each)
        done = list(_without_damage(path))
        audit = audit_coder_file(path)
    except BaseException:
        held.release()
        raise
    return (*done, *_completed(audit, header, held, clock=clock, session=session))


def _needs_mending(audit: Audit) -> bool:
    history = audit.history
    if audit.is_newer:
        return False
    is_lost = audit.unreadable is not None and history.changes > 0
    is_short = history.matches and bool(audit.unaccounted or not audit.is_accounted)
    is_torn = bool(history.damaged or history.twice)
    is_old = audit.is_behind or audit.is_unmade
    return is_torn or is_lost or is_short or is_old or audit.is_foreign


def _without_damage(path: Path) -> Iterator[str]:
    """Put damaged lines aside, and drop what stands twice; say how many there were."""
    audit, history = audit_coder_file(path), history_path(path)
    damaged, twice = set(audit.history.damaged), set(audit.history.twice)
    if not damaged | twice:
        return
    aside = history.with_name(f"{history.name}.damaged")
    lines = list(read_lines(history))
    _append(aside, b"".join(line.content + b"\n" for line in lines if line.number in damaged))
    kept = [line.content + b"\n" for line in lines if line.number not in damaged | twice]
    replace(history, b"".join(kept))
    if damaged:
        yield f"{history}: {count(len(damaged), 'damaged line')} put aside in {aside.name}"
    if twice:
        yield f"{history}: {count(len(twice), 'line')} dropped that stood twice"


def _append(path: Path, content: bytes) -> None:
    if content:
        descriptor = open_to_append(path)
        with os.fdopen(descriptor, "ab") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)


def _completed(
    audit: Audit, header: Header, held: Hold, *, clock: Callable[[], str], session: str
) -> Iterator[str]:
    path = audit.path
    codings = Codings(path, header, clock=clock, session=session, take=lambda *_, **__: held)
    try:
        drafts: list[Change] = []
        if audit.history.matches:
            drafts += drafts_between(audit.history.replayed, audit.current)
        codings.record(drafts)
    finally:
        codings.close()
    yield from (f"{path}: {notice}" for notice in codings.notices)
    if drafts:
        yield f"{path}: {count(len(drafts), 'change')} taken from the file into its history"
    if codings.unsaved is not None:
        yield f"{path}: NOT SAVED: {codings.unsaved}"
    elif audit.is_behind or audit.is_unmade:
        yield f"{path}: completed from its history"


def open_held(path: Path, header: Header, *, clock: Callable[[], str], session: str) -> Codings:
    """Open a coder's file to write to it, or raise HeldError with who has it open."""
    codings = Codings(path, header, clock=clock, session=session)
    if codings.held_by is not None:
        codings.close()
        raise HeldError(f"{path}: {codings.held_by}")
    return codings
