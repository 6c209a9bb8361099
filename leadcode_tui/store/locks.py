"""One session at a time writes a coder's file; the others learn who does."""

from __future__ import annotations

import errno
import os
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from getpass import getuser
from typing import TYPE_CHECKING, Final

import msgspec
from filelock import FileLock, Timeout

from leadcode_tui.errors import HeldError
from leadcode_tui.store.files import mode_in, name_file, open_to_append

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock


#: What the system says where nothing can be written: no right to, or a read-only file system.
_MAY_NOT_WRITE: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
#: How many seconds a session has to save all and end.
_PATIENCE: Final = 5.0
#: How many seconds one who only looks waits for another who does.
_GLANCE: Final = 0.2


class Holder(msgspec.Struct, frozen=True):
    """The session that writes: account, machine, process, and since when (ISO 8601, UTC)."""

    account: str
    host: str
    process: int
    since: str

    def __str__(self) -> str:
        """Who it is, in words."""
        return f"{self.account} on {self.host}, process {self.process}, since {self.since}"


@dataclass(slots=True)
class Hold:
    """The right to write a coder's file, until it is released or this process ends."""

    lock: BaseFileLock
    card: Path

    def release(self) -> None:
        """Let the next session write."""
        self.card.unlink(missing_ok=True)
        self.lock.release()


def hold(coder_file: Path, *, at: str) -> Hold:
    """Take hold of a coder's file, or raise HeldError with who holds it.

    The system lets go of the lock when a process dies in any way, so that none is ever stale. Who
    holds it stands on a card beside the lock.
    """
    folder = coder_file.parent
    lock = FileLock(folder / f".{coder_file.name}.lock", mode=mode_in(folder))
    card = _card(coder_file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise HeldError(f"held by {_read(card) or 'another session'}") from None
    except OSError as error:
        name_file(error, coder_file)
        raise
    try:
        _put_card(card, at)
    except BaseException:
        lock.release()
        raise
    return Hold(lock, card)


def refuse_held(path: Path) -> None:
    """Raise HeldError while somebody holds a file; it is not taken.

    Who may write nothing beside it cannot ask, and changes nothing either.
    """
    lock = path.with_name(f".{path.name}.lock")
    if not lock.exists():
        return
    try:
        with FileLock(lock, timeout=_GLANCE, mode=mode_in(path.parent)):
            pass
    except Timeout:
        raise HeldError(f"held by {_read(_card(path)) or 'another command'}") from None
    except OSError as error:
        if error.errno not in _MAY_NOT_WRITE:
            name_file(error, path)
            raise


def _put_card(card: Path, at: str) -> None:
    """Say who holds the file. No card is better than one that names a process of before.

    It need not outlast the machine, as no lock does: nobody waits until it is on the disk.
    """
    card.unlink(missing_ok=True)
    holder = Holder(_account(), socket.gethostname(), os.getpid(), at)
    with (
        suppress(OSError),  # a full disk: the others do not learn who it is
        os.fdopen(open_to_append(card), "wb") as file,
    ):
        file.write(msgspec.json.encode(holder))


def take_over(coder_file: Path, *, at: str) -> Hold:
    """Take hold of a coder's file; a session that holds it is asked to save all and end.

    Raises HeldError where the session cannot be asked, or does not end.
    """
    try:
        return hold(coder_file, at=at)
    except HeldError:
        _ask_to_end(_card(coder_file))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(HeldError):
            return hold(coder_file, at=at)
        time.sleep(0.05)
    return hold(coder_file, at=at)


def _ask_to_end(card: Path) -> None:
    holder = _read(card)
    if holder is None:
        raise HeldError("held by another session, and it left no word of who it is")
    if holder.host != socket.gethostname():
        raise HeldError(f"held by {holder}: it can be ended only on that machine")
    if holder.process == os.getpid():
        raise HeldError(f"held by {holder}: that is this process, end its other session first")
    try:
        os.kill(holder.process, signal.SIGTERM)
    except PermissionError:
        raise HeldError(f"held by {holder}: only {holder.account} can end it") from None
    except ProcessLookupError:
        return


def _account() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # in a container, say: no entry for the user, no variable either
        return f"user {os.getuid()}"


def _read(card: Path) -> Holder | None:
    try:
        return msgspec.json.decode(card.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return None


def _card(coder_file: Path) -> Path:
    return coder_file.with_name(f".{coder_file.name}.holder")
