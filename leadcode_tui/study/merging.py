"""Two copies of one coder's file joined: from their paths to the files that are written."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from os.path import realpath
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import HeldError, LeadcodeError, NoStudyError, UsageError
from leadcode_tui.model import CoderId, Intention
from leadcode_tui.store.coder_file import HISTORY, MERGED, aside_name, named_by, parse_coder_file
from leadcode_tui.store.copies import read_history
from leadcode_tui.store.copy_files import (
    file_of,
    history_of,
    joined_header,
    parse_copy,
    read_copy,
)
from leadcode_tui.store.files import read_bytes, replace
from leadcode_tui.store.further import further_tables, joined_tables
from leadcode_tui.store.history import history_path
from leadcode_tui.store.locks import hold
from leadcode_tui.store.merging import merged
from leadcode_tui.store.state import State
from leadcode_tui.study.clock import now
from leadcode_tui.study.folder import find_study
from leadcode_tui.study.whose import is_hidden
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.store.copies import Copy
    from leadcode_tui.store.copy_files import CopyFile
    from leadcode_tui.store.merging import Collision, Merged

#: What takes something out of every line of a history.
_TAKEN_OUT: Final = (Intention.ANONYMISE, Intention.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of two copies: how many changes, and the segments that both changed.

    `is_hidden` is whether a blind study keeps from whoever merges what was decided on them.
    """

    coder: CoderId
    changes: int
    collisions: tuple[Collision, ...]
    is_hidden: bool
    notices: tuple[str, ...]


def merge_files(first: Path, second: Path, *, into: Path, base: Path | None = None) -> Joined:
    """Join two copies of one coder's file, with their histories, into a file that may be either.

    Raises HeldError where a session has one of them open, UsageError where they are no copies of
    one file or another file would be overwritten.
    """
    for path in (first, second):
        if not path.exists() and not history_path(path).exists():
            raise UsageError(f"{path}: there is no such file")
    if not into.name or into.is_dir():
        raise UsageError(
            f"--into {into} is a folder: name the file to write, as in --into ana.json"
        )
    if not into.parent.is_dir():
        raise UsageError(f"--into {into}: there is no folder {into.parent}: make it first")
    with ExitStack() as held:
        for path in {realpath(path): path for path in (first, second, into)}.values():
            _hold(path, held)
        ours, theirs = copies = read_copy(first), read_copy(second)
        header = joined_header(ours, theirs)
        _refuse_what_was_taken_out((ours.path, ours.copy), (theirs.path, theirs.copy))
        content = b"" if base is None else read_bytes(base)
        ancestor = State() if base is None else State.of(parse_coder_file(content, base))
        both = merged(ours.copy, theirs.copy, base=ancestor)
        further = joined_tables(ours.further, theirs.further, further_tables(content))
        written = file_of(header, both.copy.state, further)
        kept = _write(both, written, into=into, copies=copies)
    notices = (*_told(copies), *kept, *_told_of_memos(both))
    hidden = _is_hidden(header.coder, (into, first, second))
    return Joined(header.coder, len(both.copy.lines), both.collisions, hidden, notices)


def _is_hidden(coder: CoderId, paths: Sequence[Path]) -> bool:
    """Whether a blind study around one of the files hides the coder's decisions.

    A study file that cannot be read stops no merge, and nothing is shown.
    """
    for path in paths:
        try:
            if is_hidden(find_study(path.parent), coder):
                return True
        except NoStudyError:
            continue
        except LeadcodeError:
            return True
    return False


def _told_of_memos(both: Merged) -> Sequence[str]:
    """Say how many memos beside segments both copies changed; not on what, as it may be hidden."""
    number = len(both.memos)
    what = "1 memo was" if number == 1 else f"{number} memos were"
    told = f"beside segments {what} changed in both: the later stands, the history has the other"
    return [told] if number else []


def _hold(path: Path, held: ExitStack) -> None:
    """Keep sessions away from a file; where nothing can be written there is none to keep away."""
    try:
        held.callback(hold(path, at=now()).release)
    except HeldError as error:
        raise HeldError(f"{path}: {error}; end that session first") from error
    except OSError:
        return


def _refuse_what_was_taken_out(*copies: tuple[Path, Copy]) -> None:
    """Refuse a copy from before names, or somebody who withdrew, were taken out of the other."""
    for (path, older), (_, newer) in (copies, copies[::-1]):
        missing = _taken_out(newer) - _taken_out(older)
        if missing:
            what = "somebody withdrew" if missing[Intention.WITHDRAW] else "names were replaced"
            raise UsageError(
                f"{path} is from before {what}: it would bring back what was taken out; "
                "remove this copy, or do there what was done here, and merge then"
            )


def _taken_out(copy: Copy) -> Counter[Intention]:
    """Return how often something was taken out of a copy."""
    changes = (line.change for line in copy.lines if line.change is not None)
    return Counter(change.do for change in changes if change.do in _TAKEN_OUT)


def _write(
    both: Merged, content: bytes, *, into: Path, copies: Sequence[CopyFile]
) -> Sequence[str]:
    """Write the history first: what the file says stands in it, whenever the machine stops."""
    replaced = [each for each in copies if realpath(each.path) == realpath(into)]
    history = history_of(both, content)
    if not replaced:
        _refuse_to_overwrite(into, content)
        _refuse_to_overwrite(history_path(into), history)
    notices = [notice for each in replaced for notice in _set_aside(each)]
    replace(history_path(into), history)
    replace(into, content)
    return notices


def _refuse_to_overwrite(path: Path, content: bytes) -> None:
    if path.exists() and read_bytes(path) != content:
        raise UsageError(f"{path} exists and is neither of the two: name another file with --into")


def _set_aside(replaced: CopyFile) -> Sequence[str]:
    """Keep what the merged files do not hold of those that they replace."""
    path, notices = replaced.path, []
    if replaced.is_foreign:
        name = aside_name(path, replaced.content)
        replace(path.with_name(name), replaced.content)
        notices.append(f"{path.name} as it was found is kept as {name}")
    if replaced.damaged:
        lines = read_bytes(history_path(path))
        name = f"{path.stem}.damaged-{sha256(lines).hexdigest()[:8]}.jsonl"
        replace(path.with_name(name), lines)
        notices.append(f"the history with its damaged lines is kept as {name}")
    return notices


def _told(copies: Sequence[CopyFile]) -> Sequence[str]:
    notices = []
    for each in copies:
        if each.is_foreign:
            notices.append(f"{each.path} was changed by another hand: its history counts")
        if each.damaged:
            notices.append(
                f"{history_path(each.path)}: {count(each.damaged, 'damaged line')} passed over"
            )
    return notices


def merge_for_git(base: Path, ours: Path, theirs: Path, *, named: Path) -> Joined:
    """Join one of the two files into `ours`, as a merge driver of git is asked to.

    Each file is joined without a look at the other; opening them finds that they belong together.
    """
    with ExitStack() as held:
        if named.parent.is_dir():
            _hold(_coder_file(named), held)
        if named.name.endswith(HISTORY):
            return _merge_histories(ours, theirs, named=named)
        return _merge_coder_files(base, ours, theirs, named=named)


def _coder_file(named: Path) -> Path:
    return named.with_name(named.name.removesuffix(HISTORY).removesuffix(".json") + ".json")


def _merge_histories(ours: Path, theirs: Path, *, named: Path) -> Joined:
    (first, lost), (second, lost_too) = (read_history(read_bytes(path)) for path in (ours, theirs))
    _refuse_what_was_taken_out((ours, first), (theirs, second))
    both = merged(first, second)
    replace(ours, both.history)
    damaged = lost + lost_too
    notices = (f"{named}: {count(damaged, 'damaged line')} passed over",) if damaged else ()
    coder = CoderId(named.name.removesuffix(HISTORY))
    told = (*notices, *_told_of_memos(both))
    hidden = _is_hidden(named_by(_coder_file(named))[0], (named,))
    return Joined(coder, len(both.copy.lines), both.collisions, hidden, told)


def _merge_coder_files(base: Path, ours: Path, theirs: Path, *, named: Path) -> Joined:
    contents = [read_bytes(path) for path in (ours, theirs)]
    copies = [parse_copy(content, b"", named) for content in contents]
    header = joined_header(copies[0], copies[1])
    known = read_bytes(base)
    ancestor = State.of(parse_coder_file(known, named)) if known.strip() else State()
    both = merged(copies[0].copy, copies[1].copy, base=ancestor)
    further = joined_tables(copies[0].further, copies[1].further, further_tables(known))
    of = sorted(sha256(content).hexdigest() for content in contents)
    replace(ours, file_of(header, both.copy.state, {**further, MERGED: {"1": {"of": of}}}))
    return Joined(header.coder, len(both.copy.lines), (), False, ())  # a field
