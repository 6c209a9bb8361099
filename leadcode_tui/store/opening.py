"""What a coder's file and its history come to, as a session finds them when it opens."""

from __future__ import annotations

from dataclasses import dataclass
from glob import escape
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, why_not
from leadcode_tui.store.coder_file import Header, aside_name, parse_coder_file
from leadcode_tui.store.current import read_with_tail
from leadcode_tui.store.files import replace
from leadcode_tui.store.state import State
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.model import CoderFile
    from leadcode_tui.store.history import Tail


@dataclass(frozen=True, slots=True)
class Found:
    """A coder file, the `tail` of its history, and the `state` that the two come to.

    `content` is empty where there is no file. It counts where a checkpoint made it (`tail.matches`)
    or where there is no history beside it (`is_bare`); the history holds all of it where it
    `is_explained`. Otherwise it `is_foreign`: another hand changed it, and the history counts.
    """

    content: bytes
    tail: Tail
    header: Header
    state: State
    is_explained: bool

    @property
    def is_bare(self) -> bool:
        """Whether this is a file without a history."""
        return bool(self.content) and _counts(self.tail) and not self.tail.matches

    @property
    def is_foreign(self) -> bool:
        """Whether another hand than this program's made the file what it is."""
        return bool(self.content) and not _counts(self.tail) and not self.is_explained

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.content).hexdigest()


def _counts(tail: Tail) -> bool:
    return tail.matches or not tail.changes


def find(path: Path, header: Header) -> Found:
    """Read a coder's file and its history; raise UnreadableError where it is not of this header."""
    content, tail = read_with_tail(path)
    is_explained = bool(content) and not _counts(tail) and _is_explained(content, path, tail)
    state = State()
    if content and (_counts(tail) or is_explained):
        coder_file = parse_coder_file(content, path)
        header = _joined(coder_file, header, path)
        if not is_explained:
            state = State.of(coder_file)
    for change in tail.changes:
        state.apply(change)
    return Found(content, tail, header, state, is_explained)


def _is_explained(content: bytes, path: Path, tail: Tail) -> bool:
    from leadcode_tui.store.explained import is_explained  # noqa: PLC0415 # seldom needed

    return is_explained(content, path, tail.changes)


def _joined(found: CoderFile, given: Header, path: Path) -> Header:
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


def told_of(found: Found, path: Path) -> Iterator[str]:
    """Say what had to be mended to open a coder's file, one sentence each."""
    if found.is_bare:
        yield (
            f"{path.name} had no history: it is taken as it is, and whether another hand changed "
            "it before cannot be told"
        )
    if found.tail.damaged:
        yield f"passed over: {count(found.tail.damaged, 'damaged line')} of the history"
    if found.tail.changes and not found.is_explained:
        back = sum(change.segment is not None for change in found.tail.changes)
        if back:
            yield f"{count(back, 'change')} came back from the history"


def set_aside(path: Path, content: bytes, differs: str) -> str:
    """Keep what another hand made of a coder file by another name, and say so."""
    name = aside_name(path, content)
    try:
        replace(path.with_name(name), content)
    except OSError as error:
        why = f"changed by another hand, and cannot be kept as {name}: {why_not(error)}"
        raise UnreadableError(path, why) from error
    return f"{path.name} was changed by another hand: kept as {name}, the history counts; {differs}"


def sweep(path: Path) -> None:
    """Remove temporary files that a session left which was cut off while it wrote them."""
    name, stem = escape(path.name), escape(path.stem)
    for pattern in (f".{name}.*.new", f".{stem}.found-*.new"):
        for leftover in path.parent.glob(pattern):
            leftover.unlink(missing_ok=True)
