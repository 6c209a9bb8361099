"""Reading and replacing files so that a crash leaves the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, refuse_endless, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: When a file was written last, how long it is, and which one it is.
Stamp = tuple[int, int, int]
#: A link that leads nowhere, or to itself, is no file: it is replaced as one that is missing.
_NOTHING_THERE = (errno.ENOENT, errno.ELOOP)
#: What others than owner and group may do with a file of a study: nothing.
_NOT_OTHERS = 0o770


def read_bytes(path: Path) -> bytes:
    """Read a file whole; raise UnreadableError with the reason in plain words."""
    try:
        refuse_endless(path)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, why_not(error)) from error


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes with a file, whether it is written over or replaced; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def mode_in(folder: Path) -> int:
    """Return the mode for a new file: as open to the group as its folder, never to others.

    Its owner can always write it, also where the folder is closed for now.
    """
    return folder.stat().st_mode & _NOT_OTHERS & 0o666 | 0o600


def is_shared_in_part(folder: Path) -> bool:
    """Whether a group may write in a folder whose new files are not made the group's."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_IWGRP) and not mode & stat.S_ISGID


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there, as open to the group as its parent, never to others.

    A parent's setgid bit is taken on, so that the group stays the study's.
    """
    if not path.is_dir():
        path.mkdir()
        path.chmod(stat.S_IMODE(path.parent.stat().st_mode) & (stat.S_ISGID | _NOT_OTHERS))


def open_to_append(path: Path) -> int:
    """Open a file to append to, and return its descriptor; a new one gets its folder's mode."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        refuse_endless(path)
        return os.open(path, os.O_WRONLY | os.O_APPEND)
    os.fchmod(descriptor, mode_in(path.parent))
    return descriptor


def replace(path: Path, content: bytes) -> None:
    """Put a file in place of another: temporary file, fsync, rename, fsync of the folder.

    The new file keeps the mode and the group of the one it replaces.
    """
    replace_by_parts(path, (content,))


def replace_by_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Put a file in place of another as `replace` does, without having it in memory as a whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write_new(temporary, parts, like=path)
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):  # where nothing can be written, nothing can be removed
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            name_file(error, path)
        raise
    sync_folder(path.parent)


def name_file(error: OSError, path: Path) -> None:
    """Let an error name a file that people know; the system knows a temporary one, or none."""
    error.filename, error.filename2 = str(path), None


def write_new(path: Path, parts: Iterable[bytes], *, like: Path) -> None:
    """Write a file that is to take the place of another, with the mode and group it gets there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        _take_after(descriptor, like)
        file.writelines(parts)
        file.flush()
        os.fsync(descriptor)


def _take_after(descriptor: int, like: Path) -> None:
    try:
        found = like.stat()
        mode, group = stat.S_IMODE(found.st_mode) & _NOT_OTHERS, found.st_gid
    except OSError as error:
        if error.errno not in _NOTHING_THERE:
            raise
        folder = next(each for each in like.parents if each.is_dir())
        mode, group = mode_in(folder), _group_in(folder, descriptor)
    if group != os.fstat(descriptor).st_gid:
        with suppress(PermissionError):  # not a member: the group of where it was written stands
            os.fchown(descriptor, -1, group)
    os.fchmod(descriptor, mode)


def _group_in(folder: Path, descriptor: int) -> int:
    """Return the group for a new file: the folder's, where that is shared by the setgid bit."""
    found = folder.stat()
    return found.st_gid if found.st_mode & stat.S_ISGID else os.fstat(descriptor).st_gid


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
