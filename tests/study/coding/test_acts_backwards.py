"""Undo reads the history from its end; a plain reader from its beginning says what it must find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.model import Change, Intention
from leadcode_tui.study.coding.undo import Acts

APPLY, UNDO, REDO, MOVE = Intention.APPLY, Intention.UNDO, Intention.REDO, Intention.MOVE
intentions = st.lists(st.sampled_from([APPLY, UNDO, REDO, MOVE, Intention.FINISH]), max_size=40)


def written(wanted: list[Intention]) -> tuple[list[int], list[int], list[Change]]:
    """Write a history as a session would; return what is done and undone at its end as well."""
    done: list[int] = []
    undone: list[int] = []
    history: list[Change] = []
    for n, do in enumerate(wanted, start=1):
        if (do is UNDO and not done) or (do is REDO and not undone):
            continue
        taken_back = done.pop() if do is UNDO else undone.pop() if do is REDO else None
        undoes = None if taken_back is None else ("s", taken_back)
        history.append(Change(do, session="s", n=n, undoes=undoes))
        if do is UNDO:
            undone.append(n)
        elif do is REDO:
            done.append(n)
        elif do is not MOVE:
            done.append(n)
            undone.clear()
    return done, undone, history


@given(wanted=intentions)
def test_the_end_of_a_history_is_enough_to_know_what_is_next(wanted: list[Intention]) -> None:
    done, undone, history = written(wanted)
    acts = Acts(reversed(history))
    to_undo, to_redo = acts.to_undo(), acts.to_redo()
    assert (to_undo[0].n if to_undo else None) == (done[-1] if done else None)
    assert (to_redo[0].n if to_redo else None) == (undone[-1] if undone else None)


@given(wanted=intentions)
def test_undoing_goes_back_through_all_that_is_done(wanted: list[Intention]) -> None:
    done, _, history = written(wanted)
    acts = Acts(reversed(history))
    found = []
    while (act := acts.to_undo()) is not None:
        found.append(act[0].n)
        acts.add((Change(UNDO, session="s", n=1000 + len(found), undoes=("s", act[0].n)),))
    assert found == done[::-1]


def test_in_a_merged_history_an_undoing_takes_back_what_it_says() -> None:
    merged = [
        Change(APPLY, session="server", n=1),
        Change(APPLY, session="laptop", n=1),
        Change(UNDO, session="server", n=2, undoes=("server", 1)),
    ]
    acts = Acts(reversed(merged))
    to_undo = acts.to_undo()
    assert to_undo is not None
    assert to_undo[0].session == "laptop"
    acts.add((Change(UNDO, session="new", n=1, undoes=("laptop", 1)),))
    assert acts.to_undo() is None


def test_a_history_is_read_only_as_far_as_needed() -> None:
    read = []

    def backwards() -> object:
        for n in range(1000, 0, -1):
            read.append(n)
            yield Change(APPLY, session="s", n=n)

    Acts(backwards()).to_undo()  # type: ignore[arg-type] # a generator
    assert len(read) <= 2
