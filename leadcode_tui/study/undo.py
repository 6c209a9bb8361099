"""What can be undone and redone, worked out from the history alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import Change, Entry, Intention
from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Changes that are no act of the coder's, and so are not undone.
_BESIDE: Final = {
    Intention.MOVE,
    Intention.OPEN,
    Intention.BOOK,
    Intention.KEYS,
    Intention.ADOPT,
}


class Acts:
    """The acts that can be undone, and those that were; each is one change or a group of them."""

    def __init__(self, history: Iterable[Change]) -> None:
        self.done: list[Sequence[Change]] = []
        self.undone: list[Sequence[Change]] = []
        for _, act in groupby(history, key=lambda c: (c.session, c.group or c.n)):
            self.add(tuple(act))

    def add(self, act: Sequence[Change]) -> None:
        """Take note of what the coder did."""
        do = act[0].do
        if do in _BESIDE:
            return
        if do is Intention.UNDO:
            _take(self.done)
            self.undone.append(act)
        elif do is Intention.REDO:
            _take(self.undone)
            self.done.append(act)
        else:
            self.done.append(act)
            self.undone.clear()


def _take(acts: list[Sequence[Change]]) -> None:
    if acts:
        acts.pop()


def inverse(act: Sequence[Change], do: Intention) -> tuple[Change, ...]:
    """Return the changes that take an act back, last first."""
    return tuple(
        Change(
            do=do,
            transcript=change.transcript,
            segment=change.segment,
            before=change.after,
            after=change.before,
            undoes=(change.session, change.n),
            book=change.book,
        )
        for change in reversed(act)
    )


def describe(change: Change) -> str:
    """Say what a change did, and where: `+ vacuum - clout on KC010:41`."""
    if change.transcript is None or change.segment is None:
        return f"{change.transcript} finished"
    before = change.before if isinstance(change.before, Entry) else Entry()
    after = change.after if isinstance(change.after, Entry) else Entry()
    return f"{' '.join(_differences(before, after))} on {Place(change.transcript, change.segment)}"


def _differences(before: Entry, after: Entry) -> list[str]:
    had, has = before.codes or (), after.codes or ()
    told = [f"+ {code}" for code in has if code not in had]
    told += [f"- {code}" for code in had if code not in has]
    if not told and before.codes != after.codes:
        told = ["nothing applies" if after.codes is not None else "no decision"]
    if before.memo != after.memo:
        told.append("memo")
    if before.flag != after.flag:
        told.append("flag")
    return told
