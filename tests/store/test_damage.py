"""Damaged files and many sessions at once: what is read is right, or it is said."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import CoderId, Entry, Intention
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.history import read_changes
from leadcode_tui.store.records import Checkpoint, decode_line
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from leadcode_tui.model import Change

    Opens = Callable[[], Codings]
    Applies = Callable[..., Change]

#: Bytes at the end of the history that are cut off one by one, and bytes that are flipped.
CUTS, FLIPS = 2000, 500


@pytest.fixture
def pristine(opens: Opens, applies: Applies, tmp_path: Path) -> Path:
    """A folder with the two files of a coder: a checkpoint halfway, and a tail beyond it."""
    session = opens()
    for number in range(12):
        session.record([applies(f"{number:04}", "vacuum")])
    session.close()
    session = opens()
    for number in range(6, 18):
        session.record([applies(f"{number:04}", "clout")])
    kept = tmp_path / "pristine"
    kept.mkdir()
    for name in ("ana.json", "ana.history.jsonl"):
        shutil.copy(tmp_path / name, kept)
    return kept


def held(state: State) -> Mapping[str, tuple[str, ...] | None]:
    return {
        segment: entry.codes for kept in state.entries.values() for segment, entry in kept.items()
    }


def told_by(history: bytes) -> State:
    """Return what the intact lines of a history hold together."""
    state = State()
    for line in history.splitlines():
        entry = decode_line(line)
        if entry is not None and not isinstance(entry, Checkpoint):
            state.apply(entry)
    return state


def opened(folder: Path) -> State:
    codings = Codings(
        folder / "ana.json",
        Header(coder=CoderId("ana")),
        clock=lambda: "2026-11-23T12:00:00Z",
        session="after",
    )
    codings.close()
    return codings.state


def assert_right(folder: Path, history: bytes, *, ever: Counter[tuple[str, object]]) -> None:
    """Nothing was read that was never decided, and all that the intact lines hold is there."""
    found = held(opened(folder))
    assert all(ever[decision] for decision in found.items())
    lost = held(told_by(history)).keys() - found.keys()
    assert not lost


@pytest.fixture
def ever(pristine: Path) -> Counter[tuple[str, object]]:
    """Every decision that was ever made on a segment."""
    return Counter(
        (change.segment, change.after.codes)
        for change in read_changes(pristine / "ana.history.jsonl")
        if change.segment is not None and isinstance(change.after, Entry)
        if change.do is Intention.APPLY
    )


def test_a_history_cut_at_any_of_its_last_bytes_reads_right(
    pristine: Path, tmp_path: Path, ever: Counter[tuple[str, object]]
) -> None:
    whole = (pristine / "ana.history.jsonl").read_bytes()
    for cut in range(len(whole) - CUTS, len(whole)):
        folder = tmp_path / "cut"
        shutil.copytree(pristine, folder)
        (folder / "ana.history.jsonl").write_bytes(whole[:cut])
        assert_right(folder, whole[:cut], ever=ever)
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["ana.json", "ana.history.jsonl"])
def test_a_flipped_byte_never_makes_a_decision(
    pristine: Path, tmp_path: Path, ever: Counter[tuple[str, object]], name: str
) -> None:
    chance = random.Random(20261123)  # noqa: S311 # nothing secret
    whole = (pristine / name).read_bytes()
    for _ in range(FLIPS // 2):
        folder = tmp_path / "flipped"
        shutil.copytree(pristine, folder)
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(content)
        assert_right(folder, (folder / "ana.history.jsonl").read_bytes(), ever=ever)
        shutil.rmtree(folder)


#: Opens the file again and again, records when it may, and says how often it did.
HAMMER = """
import sys
from pathlib import Path
from leadcode_tui.model import Change, CodeId, Entry, Intention, SegmentId, TranscriptId
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings

wrote = 0
for turn in range(60):
    codings = Codings(
        Path(sys.argv[1]), Header(coder="ana"), clock=lambda: "now", session=f"{sys.argv[2]}-{turn}"
    )
    if codings.held_by is None:
        for number in range(5):
            place = TranscriptId("T"), SegmentId(f"{sys.argv[2]}-{turn}-{number}")
            codings.record([Change(Intention.APPLY, *place, after=Entry(codes=(CodeId("c"),)))])
            wrote += 1
    codings.close()
print(wrote)
"""


def test_of_sessions_that_hammer_one_file_exactly_one_writes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    sessions = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(path), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("a", "b", "c")
    ]
    wrote = sum(int(session.communicate()[0]) for session in sessions)
    assert all(session.returncode == 0 for session in sessions)
    changes = list(read_changes(tmp_path / "ana.history.jsonl"))
    written = [change.session for change in changes if change.segment is not None]
    turns = [name for at, name in enumerate(written) if at == 0 or written[at - 1] != name]
    assert len(turns) == len(set(turns)), "two sessions wrote at once"
    assert wrote == len(written) == len(held(opened(tmp_path)))
    assert wrote > 0
