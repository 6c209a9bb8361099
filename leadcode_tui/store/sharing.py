"""Who may read and write the files of a study: others nothing, the group all or nothing."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from leadcode_tui.errors import Problem, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: What others than owner and group could do.
_OTHERS: Final = 0o007
#: What members of the group need of a file in a shared folder.
_GROUP: Final = 0o060
#: The name of a temporary file, with the process that wrote it.
_LEFTOVER: Final = re.compile(r"\..+\.(\d+)\.new")


def sharing_problems(folder: Path, files: Sequence[Path]) -> Iterator[Problem]:
    """Yield who can do too much or too little with a folder and these files in it."""
    at = _mode(folder)
    if at is None:
        return
    yield from _open_to_others(folder, at)
    is_shared = bool(at & stat.S_IWGRP)
    if is_shared and not at & stat.S_ISGID:
        message = "the group may write here, but the setgid bit is missing: new files get the group"
        yield Problem(folder, 0, 0, f"{message} of who makes them", f"chmod g+s {folder}")
    for path in files:
        mode = _mode(path)
        if mode is not None:
            yield from _open_to_others(path, mode)
            if is_shared and path.is_file() and mode & _GROUP != _GROUP:
                message = "the folder is shared, but the group cannot read and write this file"
                yield Problem(path, 0, 0, message, f"chmod g+rw {path}")


def _open_to_others(path: Path, mode: int) -> Iterator[Problem]:
    if mode & _OTHERS:
        message = f"others than owner and group have access (mode {mode & 0o777:o})"
        yield Problem(path, 0, 0, message, f"chmod o= {path}")


def _mode(path: Path) -> int | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return None if stat.S_ISLNK(found.st_mode) else found.st_mode


def mended(path: Path) -> str | None:
    """Take others' access away and set a shared folder's setgid bit; say what was done."""
    mode = _mode(path)
    if mode is None:
        return None
    wanted = stat.S_IMODE(mode) & ~_OTHERS
    if stat.S_ISDIR(mode) and mode & stat.S_IWGRP:
        wanted |= stat.S_ISGID
    if wanted == stat.S_IMODE(mode):
        return None
    try:
        path.chmod(wanted)
    except OSError as error:
        return f"{path}: its mode cannot be changed: {why_not(error)}; its owner can"
    return f"{path}: mode {stat.S_IMODE(mode):o} is now {wanted:o}"


def entries_of(folder: Path) -> tuple[Path, ...]:
    """Return what lies in a folder, sorted; nothing where it cannot be looked into."""
    with suppress(OSError):
        return tuple(sorted(folder.iterdir()))
    return ()


def leftovers_in(folder: Path) -> tuple[Path, ...]:
    """Return temporary files of processes that are gone, so that nobody finishes them."""
    return tuple(path for path in entries_of(folder) if _is_leftover(path))


def _is_leftover(path: Path) -> bool:
    named = _LEFTOVER.fullmatch(path.name)
    return named is not None and not _is_alive(int(named[1]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def is_held(coder_file: Path) -> bool:
    """Say whether a session is open on a coder's file; nothing is left behind by asking."""
    lock = coder_file.with_name(f".{coder_file.name}.lock")
    if not lock.exists():
        return False
    asked = FileLock(lock)
    try:
        asked.acquire(blocking=False)
    except Timeout:
        return True
    except OSError:  # not ours to lock: the session that made it is another account's
        return False
    asked.release()
    return False
