"""Many files of a study rewritten as one: a kill at any point leaves a plan that can be finished.

The new contents are put aside first, then a plan that names them all; from then on the rewriting
counts as done, and whoever comes next carries it out to the end. Without a plan nothing happened.
Carrying it out is renaming alone: a disk that had room for the plan has room for the rest.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec

from leadcode_tui.errors import HeldError, UnreadableError, why_not
from leadcode_tui.store.files import (
    make_folder,
    name_file,
    read_bytes,
    replace,
    sync_folder,
    write_new,
)
from leadcode_tui.store.locks import hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Where contents wait, below the study's folder.
FOLDER: Final = ".rewriting"
FORMAT: Final = "leadcode.rewriting/1"
_PLAN: Final = "plan.json"


class _File(msgspec.Struct, frozen=True):
    path: str
    waiting: str
    sha256: str


class _Plan(msgspec.Struct, frozen=True):
    doing: str
    files: tuple[_File, ...]
    gone: tuple[str, ...]
    format: str = FORMAT


def rewrite(
    root: Path, doing: str, files: Mapping[Path, bytes], *, gone: Iterable[Path] = ()
) -> None:
    """Give files of a study new contents and take others away: all of it, or none.

    `doing` says what it is, for whoever finds it unfinished.
    """
    _forget(root)
    gone = tuple(gone)
    _refuse_closed_folders((*files, *gone))
    try:
        _put_all_aside(root, doing, files, gone)
    except BaseException:
        with suppress(OSError):
            _forget(root)  # on a full disk it is in the way
        raise
    finish(root)


def _refuse_closed_folders(paths: Iterable[Path]) -> None:
    """Refuse what could be carried out only in part, as files cannot be written everywhere."""
    for folder in sorted({path.parent for path in paths}):
        if os.path.lexists(folder) and not folder.is_dir():
            raise UnreadableError(folder, "it is no folder, and a folder is needed")
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise UnreadableError(folder, "you may not write in it: ask its owner for access")


def _put_all_aside(
    root: Path, doing: str, files: Mapping[Path, bytes], gone: Iterable[Path]
) -> None:
    waiting = root / FOLDER
    make_folder(waiting)
    planned = []
    for number, (path, content) in enumerate(files.items(), start=1):
        aside = f"{number:06}"
        try:
            write_new(waiting / aside, (content,), like=path)
        except OSError as error:
            name_file(error, path)
            raise
        planned.append(_File(_below(path, root), aside, sha256(content).hexdigest()))
    plan = _Plan(doing, tuple(planned), tuple(_below(path, root) for path in gone))
    replace(waiting / _PLAN, msgspec.json.format(msgspec.json.encode(plan), indent=1))


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def unfinished(root: Path) -> str | None:
    """Return what a rewriting was doing that was cut off, None where there is none."""
    plan = _read(root)
    return None if plan is None else plan.doing


def is_begun(root: Path) -> bool:
    """Whether contents were put aside, if only in part."""
    return (root / FOLDER).is_dir()


def finish(root: Path) -> str | None:
    """Carry out what was planned, and return what it was; a second time does no harm."""
    plan = _read(root)
    if plan is not None:
        for each in plan.files:
            _put(root, each)
        gone = [root / _inside(path, root) for path in plan.gone]
        for path in gone:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in (*gone, *(root / each.path for each in plan.files))}:
            if folder.is_dir():
                sync_folder(folder)
        (root / FOLDER / _PLAN).unlink()
        sync_folder(root / FOLDER)
    _forget(root)
    return None if plan is None else plan.doing


def _put(root: Path, each: _File) -> None:
    """Put a content into its place, unless it was put there before the work was cut off."""
    waiting, path = root / FOLDER / each.waiting, root / _inside(each.path, root)
    if not waiting.exists() and path.exists():
        return
    content = read_bytes(waiting)
    if sha256(content).hexdigest() != each.sha256:
        raise UnreadableError(waiting, "it is not what was planned")
    for folder in reversed(path.relative_to(root).parents):
        make_folder(root / folder)
    try:
        waiting.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            name_file(error, path)
            raise
        replace(path, content)  # its folder lies on another file system


def _inside(planned: str, root: Path) -> PurePosixPath:
    """Return a planned path; a plan cannot reach out of the study."""
    path = PurePosixPath(planned)
    if path.is_absolute() or ".." in path.parts:
        raise UnreadableError(root / FOLDER / _PLAN, f"{planned!r} lies outside the study")
    return path


def _read(root: Path) -> _Plan | None:
    path = root / FOLDER / _PLAN
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(read_bytes(path), type=_Plan)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableError(path, "it cannot be read") from error


def _forget(root: Path) -> None:
    """Drop contents that were put aside, where no plan names them."""
    if is_begun(root) and not (root / FOLDER / _PLAN).exists():
        shutil.rmtree(root / FOLDER)
        sync_folder(root)


def hold_all(
    study_file: Path, paths: Sequence[Path], folders: Iterable[Path], *, at: str
) -> ExitStack:
    """Keep every session, and every other such command, away from a study until it is closed.

    The study file is held first: whoever opens a session looks there once they have their own file,
    so that none can slip in. Raises HeldError where a session is open, also one in a folder of
    coder files that has no file yet.
    """
    held = ExitStack()
    try:
        held.callback(hold(study_file, at=at).release)
    except HeldError as error:
        raise HeldError(f"{study_file}: {error}; wait for it to end") from error
    except OSError as error:
        why = f"the study cannot be changed: {why_not(error)}"
        raise UnreadableError(study_file, why) from error
    begun = {
        lock.with_name(lock.name.removeprefix(".").removesuffix(".lock"))
        for folder in folders
        for lock in folder.glob(".*.json.lock")
    }
    try:
        for path in sorted({*paths, *begun}):
            try:
                held.callback(hold(path, at=at).release)
            except HeldError as error:
                raise HeldError(f"{path}: {error}; end that session first") from error
    except BaseException:
        held.close()
        raise
    return held
