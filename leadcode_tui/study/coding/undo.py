"""What can be undone and redone, worked out from the history alone."""

from __future__ import annotations

from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import Change, Entry, Intention, Memo
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
    Intention.REANCHOR,
    Intention.ANONYMISE,
    Intention.WITHDRAW,
}


class Acts:
    """The acts that can be undone, and those that were; each is one change or a group of them.

    The history is read from its end, and only as far back as undoing has gone: in a large study
    the whole of it takes seconds. What an undoing took back it says itself: in a history that was
    merged it need not be the act before it.
    """

    def __init__(self, history_backwards: Iterable[Change]) -> None:
        since = takewhile(_is_on_this_text, history_backwards)
        own = (change for change in since if change.do not in _BESIDE)
        groups = groupby(own, key=lambda c: (c.session, c.group or c.n))
        self._older = (tuple(act)[::-1] for _, act in groups)
        self._done: list[Sequence[Change]] = []
        self._undone: list[Sequence[Change]] = []
        #: Lines, of those not read yet, that were undone.
        self._taken_back: set[tuple[str, int]] = set()
        for act in reversed(self._since_the_last_new_act()):
            self.add(act)

    def _since_the_last_new_act(self) -> Sequence[Sequence[Change]]:
        """Return the latest act that neither undid nor redid, and all after it, latest first."""
        latest = []
        for act in self._older:
            latest.append(act)
            if act[0].do not in (Intention.UNDO, Intention.REDO):
                break
        return latest

    def to_undo(self) -> Sequence[Change] | None:
        """Return the act that is undone next."""
        if not self._done:
            self._read_on()
        return self._done[-1] if self._done else None

    def to_redo(self) -> Sequence[Change] | None:
        """Return the undoing that is taken back next."""
        return self._undone[-1] if self._undone else None

    def _read_on(self) -> None:
        for act in self._older:
            if act[0].do is Intention.UNDO:
                self._taken_back |= _undone_by(act)
            elif not self._taken_back & _lines(act):
                self._done.append(act)
                return

    def add(self, act: Sequence[Change]) -> None:
        """Take note of what the coder did."""
        act = [change for change in act if change.do not in _BESIDE]
        if not act:
            return
        do = act[0].do
        if do is Intention.UNDO:
            if not _drop(self._done, act):
                self._taken_back |= _undone_by(act)
            self._undone.append(act)
        elif do is Intention.REDO:
            _drop(self._undone, act)
            self._done.append(act)
        elif self._done and _is_one_act(self._done[-1][0], act[0]):
            self._done[-1] = [*self._done[-1], *act]
        else:
            self._done.append(act)
            self._undone.clear()


def _is_on_this_text(change: Change) -> bool:
    """Whether a change, and all after it, was made on the texts as they are now.

    What was decided before a transcript was corrected cannot be brought back: its words, and the
    places of its spans, may be others.
    """
    return change.do is not Intention.REANCHOR


def _is_one_act(before: Change, change: Change) -> bool:
    is_grouped = change.group is not None
    return is_grouped and (before.session, before.group) == (change.session, change.group)


def _drop(acts: list[Sequence[Change]], later: Sequence[Change]) -> bool:
    """Take the act away that a later one undoes, and say whether it was there."""
    for at in range(len(acts) - 1, -1, -1):
        if _undone_by(later) & _lines(acts[at]):
            del acts[at]
            return True
    return False


def _undone_by(act: Sequence[Change]) -> set[tuple[str, int]]:
    return {change.undoes for change in act if change.undoes is not None}


def _lines(act: Sequence[Change]) -> set[tuple[str, int]]:
    return {(change.session, change.n) for change in act}


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
    for held in (change.after, change.before):
        if isinstance(held, Memo):
            return f"memo on {held.about}"
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
