"""What is wrong between a coder file and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem, why_not
from leadcode_tui.store.coder_file import set_aside_of
from leadcode_tui.store.differences import differences, memos_apart, told, told_of_found
from leadcode_tui.store.history import history_path
from leadcode_tui.study.root import file_name
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.model import CoderFile
    from leadcode_tui.store.audit import Audit
    from leadcode_tui.store.state import State

_REPAIR: Final = "leadcode check --repair"
#: How many lines of one kind are listed before the rest is counted.
_LISTED: Final = 20


def audit_problems(audit: Audit, *, is_open: bool) -> Iterator[Problem]:
    """Yield what is wrong; of a file that is open, not what its session will put right."""
    yield from _line_problems(audit)
    if audit.is_newer:
        yield Problem(audit.path, 0, 0, audit.unreadable or "")
    elif audit.unreadable is not None:
        yield _unreadable(audit, audit.unreadable)
    elif audit.is_foreign and audit.found is not None:
        yield _foreign(audit, _how_apart(audit.current, audit.found))
    elif audit.is_unmade:
        message = "no checkpoint of its history made it, but the history holds all its decisions"
        yield Problem(audit.path, 0, 0, message, _REPAIR)
    elif audit.is_behind and not is_open:
        yield _behind(audit)
    elif not (audit.found or audit.history.changes or audit.is_unused or is_open):
        yield Problem(audit.path, 0, 0, "no decision is left: the file and its history are empty")
    yield from _unaccounted(audit)
    for path in set_aside_of(audit.path):
        yield _set_aside(audit, path)


def audit_notices(audit: Audit, *, is_open: bool) -> Iterator[str]:
    """Yield what is no mistake, but to be known."""
    if is_open:
        yield f"{audit.path}: a session is open on it"
    elif audit.is_unused:
        yield f"{audit.path}: {file_name(audit.path)} looked in, and decided nothing yet"
    if not audit.has_history:
        yield (
            f"{audit.path}: it has no history, so that changes by another hand cannot be detected"
        )


def _line_problems(audit: Audit) -> Iterator[Problem]:
    lines = audit.history
    path = history_path(audit.path)
    kinds: Sequence[tuple[Sequence[int], str, str]] = (
        (lines.damaged, "damaged: its check value does not hold", f"{_REPAIR} puts it aside"),
        (lines.unknown, "intact, but of a kind that this version does not know", "update leadcode"),
        (lines.twice, "stands here a second time", _REPAIR),
        (lines.contradicting, "another change has the same session and number", "the first counts"),
    )
    for numbers, message, hint in kinds:
        for number in numbers[:_LISTED]:
            yield Problem(path, number, 1, message, hint)
        if len(numbers) > _LISTED:
            more = f"{count(len(numbers) - _LISTED, 'more line')} like this one"
            yield Problem(path, numbers[_LISTED], 1, f"{message}; {more}", hint)


def _unreadable(audit: Audit, why: str) -> Problem:
    if not audit.history.changes:
        return Problem(audit.path, 0, 0, f"{why}; no history holds its decisions")
    decided = count(_decisions(audit), "decision")
    return Problem(audit.path, 0, 0, f"{why}; its history holds {decided}", _REPAIR)


def _decisions(audit: Audit) -> int:
    entries = audit.current.entries.values()
    return sum(entry.codes is not None for kept in entries for entry in kept.values())


def _foreign(audit: Audit, how: str) -> Problem:
    message = f"changed by another hand than leadcode's; the history counts; {how}"
    return Problem(audit.path, 0, 0, message, f"to take the file's: {_adopt(audit.path)}")


def _how_apart(ours: State, theirs: CoderFile) -> str:
    memos = memos_apart(ours.memos, theirs.memos)
    return told(differences(ours.entries, theirs.entries), memos)


def _adopt(path: Path) -> str:
    return f"leadcode check --adopt {file_name(path)}"


def _behind(audit: Audit) -> Problem:
    number = len(audit.history.tail)
    what = "the file is missing" if not audit.content else "the file is behind"
    changes = "1 change stands" if number == 1 else f"{number} changes stand"
    return Problem(audit.path, 0, 0, f"{what}: {changes} in its history alone", _REPAIR)


def _unaccounted(audit: Audit) -> Iterator[Problem]:
    """Yield what an authentic file holds and its history cannot have led to."""
    if not audit.history.matches or audit.found is None:
        return
    found = audit.unaccounted
    if found:
        message = f"the history does not come to what the file holds; {told(found)}"
        yield Problem(history_path(audit.path), 0, 0, message, _REPAIR)
    elif not audit.is_accounted:
        message = (
            "the history does not come to the file's codebook revisions, keys, memos or positions"
        )
        yield Problem(history_path(audit.path), 0, 0, message, _REPAIR)


def _set_aside(audit: Audit, path: Path) -> Problem:
    try:
        how = told_of_found(audit.current, path.read_bytes(), path)
    except OSError as error:
        how = why_not(error)
    message = f"set aside when another hand had changed {audit.path.name}; {how}"
    return Problem(path, 0, 0, message, f"to take its decisions: {_adopt(audit.path)}")
