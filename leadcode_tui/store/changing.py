"""Changing a transcript that others may read, or change, at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from leadcode_tui.errors import HeldError, UnreadableError, why_not
from leadcode_tui.store.files import mode_in
from leadcode_tui.store.transcript_files import read_transcript_file, write_transcript_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.model import Transcript

#: How many seconds somebody else has to finish a change.
_PATIENCE: Final = 5.0


def change_transcript_file(path: Path, change: Callable[[Transcript], Transcript]) -> Transcript:
    """Change a transcript as it stands on the disk now, one account at a time; return it.

    Who reads meanwhile gets the file as it was or as it is. Raises HeldError where somebody else
    is at it for long, UnreadableError where it cannot be written.
    """
    try:
        lock = FileLock(path.with_name(f".{path.name}.lock"), mode=mode_in(path.parent))
        with lock.acquire(timeout=_PATIENCE):
            changed = change(read_transcript_file(path))
            write_transcript_file(path, changed)
    except Timeout:
        raise HeldError(f"{path.name} is being changed by somebody else: try again") from None
    except OSError as error:
        raise UnreadableError(path, f"it cannot be written: {why_not(error)}") from error
    return changed
