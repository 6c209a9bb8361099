"""One session at a time writes a coder's file; the others learn who does."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from getpass import getuser
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

from leadcode_tui.errors import HeldError
from leadcode_tui.store.files import mode_in, replace

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock


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
    card = folder / f".{coder_file.name}.holder"
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise HeldError(f"held by {_holder(card)}") from None
    holder = Holder(_account(), socket.gethostname(), os.getpid(), at)
    with suppress(OSError):  # a full disk: the others do not learn who it is
        replace(card, msgspec.json.encode(holder))
    return Hold(lock, card)


def _account() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # in a container, say: no entry for the user, no variable either
        return f"user {os.getuid()}"


def _holder(card: Path) -> str:
    try:
        return str(msgspec.json.decode(card.read_bytes(), type=Holder))
    except (OSError, msgspec.MsgspecError):
        return "another session"
