"""The changes that lead from what is held to what is to be held, before they are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.model import Change, Intention
from leadcode_tui.store.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadcode_tui.model import About, Entry, Memo
    from leadcode_tui.store.differences import Difference
    from leadcode_tui.store.state import State


def drafts_between(before: State, after: State) -> Iterator[Change]:
    """Yield the changes that lead from one state to another; books and memos are only added."""
    for name, book in after.books.items():
        if before.books.get(name) != book:
            yield Change(Intention.BOOK, after=book, book=name)
    if dict(before.keys) != dict(after.keys):
        yield Change(Intention.KEYS, before=before.keys or None, after=after.keys)
    yield from memo_drafts(before.memos, after.memos)
    for each in differences(before.entries, after.entries):
        yield adoption_of(each, each.theirs)
    for transcript, status in after.transcripts.items():
        earlier = before.transcripts.get(transcript)
        if earlier != status:
            yield Change(Intention.OPEN, transcript, before=earlier, after=status)


def memo_drafts(ours: Mapping[About, Memo], theirs: Mapping[About, Memo]) -> Iterator[Change]:
    """Yield the changes that lead from some memos to others; none is taken away."""
    for about, memo in theirs.items():
        if ours.get(about) != memo:
            yield Change(Intention.MEMO, before=ours.get(about), after=memo)


def adoption_of(difference: Difference, after: Entry | None) -> Change:
    """Return the change that puts an entry in place of ours."""
    return Change(
        Intention.ADOPT,
        difference.transcript,
        difference.segment,
        before=difference.ours,
        after=after,
        book=after.book if after else "",
    )
