"""A memo that is still being written, kept beside the coder file until it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import UnfinishedMemo
from leadcode_tui.store.files import read_bytes, replace

if TYPE_CHECKING:
    from pathlib import Path


def keep_unfinished(coder_file: Path, memo: UnfinishedMemo) -> None:
    """Keep a memo as far as it is written."""
    replace(unfinished_path(coder_file), encode_unfinished(memo))


def encode_unfinished(memo: UnfinishedMemo) -> bytes:
    """Return a memo as its file holds it."""
    return msgspec.json.encode(memo)


def read_unfinished(coder_file: Path) -> UnfinishedMemo | None:
    """Return the memo that a session was cut off in, if it was."""
    try:
        return msgspec.json.decode(read_bytes(unfinished_path(coder_file)), type=UnfinishedMemo)
    except (UnreadableError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def drop_unfinished(coder_file: Path) -> None:
    """Forget a memo that is finished."""
    unfinished_path(coder_file).unlink(missing_ok=True)


def unfinished_path(coder_file: Path) -> Path:
    """Return where such a memo lies."""
    return coder_file.with_name(f".{coder_file.name}.unfinished")
