"""Taking what another hand changed in a coder's file into its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import Change, Intention
from leadcode_tui.store.coder_file import parse_coder_file, set_aside_of
from leadcode_tui.store.differences import differences, memos_apart
from leadcode_tui.store.drafts import adoption_of, memo_drafts
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.mending import open_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import About, CoderFile, Memo, SegmentId, TranscriptId
    from leadcode_tui.store.coder_file import Header
    from leadcode_tui.store.codings import Codings
    from leadcode_tui.store.differences import Difference


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was taken from a file that had been set aside, and what was left.

    `left` are differences on which the coder decided after that file; `memos` are those taken that
    are on no segment; `unreadable` says why nothing could be taken at all.
    """

    path: Path
    taken: tuple[Difference, ...] = ()
    left: tuple[Difference, ...] = ()
    memos: tuple[About, ...] = ()
    unreadable: str | None = None


def adopt(
    path: Path, header: Header, *, clock: Callable[[], str], session: str
) -> tuple[tuple[Adoption, ...], tuple[str, ...]]:
    """Take the decisions of every file that was set aside, the newest first; say what was found.

    Opening sets a changed file aside, so that there is one way for all. What was taken is renamed
    when all is saved; cut off before, the next time takes nothing twice. Raises HeldError while a
    session is open.
    """
    codings = open_held(path, header, clock=clock, session=session)
    try:
        adoptions = tuple(_adopt(codings, found, clock()) for found in _newest_first(path))
    finally:
        codings.close()
    if codings.unsaved is not None:
        raise UnreadableError(path, f"NOT SAVED: {codings.unsaved}")
    return tuple(_renamed(adoption) for adoption in adoptions), codings.notices


def _newest_first(path: Path) -> Sequence[Path]:
    return sorted(set_aside_of(path), key=lambda found: found.stat().st_mtime_ns, reverse=True)


def _adopt(codings: Codings, path: Path, at: str) -> Adoption:
    try:
        theirs = parse_coder_file(read_bytes(path), path)
    except UnreadableError as error:
        return Adoption(path, unreadable=error.problem.message)
    found = differences(codings.state.entries, theirs.entries)
    left = frozenset(_decided_later(found, theirs, _touched(codings)))
    taken = tuple(each for each in found if each not in left)
    memos = _later_memos(codings.state.memos, theirs.memos, at)
    drafts = [*_drafts(codings, taken, theirs, at), *memo_drafts(codings.state.memos, memos)]
    codings.record(drafts)
    return Adoption(path, taken, tuple(each for each in found if each in left), (*memos,))


def _later_memos(
    ours: Mapping[About, Memo], theirs: Mapping[About, Memo], at: str
) -> Mapping[About, Memo]:
    """Return the other hand's memos that the coder did not write anew since; none is taken away."""
    return {
        about: replace(theirs[about], at=at)
        for about in memos_apart(ours, theirs)
        if about in theirs
        and (about not in ours or not theirs[about].at or ours[about].at <= theirs[about].at)
    }


def _touched(codings: Codings) -> Mapping[tuple[TranscriptId, SegmentId], str]:
    """Return when each segment was changed last."""
    return {
        (change.transcript, change.segment): change.at
        for change in codings.changes()
        if change.transcript is not None
        and change.segment is not None
        and change.do is not Intention.MOVE
    }


def _decided_later(
    found: Sequence[Difference],
    theirs: CoderFile,
    touched: Mapping[tuple[TranscriptId, SegmentId], str],
) -> Iterator[Difference]:
    """Yield the segments that were changed after the file was written.

    An entry says when it was made. One that is missing was removed by the other hand if anything in
    the file is younger than it; if nothing is, the file is simply older.
    """
    youngest = max(
        (entry.at for kept in theirs.entries.values() for entry in kept.values()), default=""
    )
    for each in found:
        changed = touched.get((each.transcript, each.segment), "")
        if each.theirs is None:
            is_later = changed > youngest
        else:
            is_later = bool(each.theirs.at) and changed > each.theirs.at
        if is_later:
            yield each


def _drafts(
    codings: Codings, taken: Sequence[Difference], theirs: CoderFile, at: str
) -> Iterator[Change]:
    for name in sorted({each.theirs.book for each in taken if each.theirs} & {*theirs.books}):
        if name not in codings.state.books:
            yield Change(Intention.BOOK, after=theirs.books[name], book=name)
    for transcript in sorted({each.transcript for each in taken} & {*theirs.transcripts}):
        if transcript not in codings.state.transcripts:
            yield Change(Intention.OPEN, transcript, after=theirs.transcripts[transcript])
    for each in taken:
        after = None if each.theirs is None else replace(each.theirs, at=at)
        yield adoption_of(each, after)


def _renamed(adoption: Adoption) -> Adoption:
    if adoption.unreadable is not None:
        return adoption
    name = adoption.path.name.replace(".found-", ".adopted-")
    return replace(adoption, path=adoption.path.rename(adoption.path.with_name(name)))
