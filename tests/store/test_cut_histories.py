from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.store import history
from leadcode_tui.store.history import read_tail
from leadcode_tui.store.records import Checkpoint, decode_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.model import Change
    from leadcode_tui.store.codings import Codings

    Opens = Callable[[], Codings]
    Crashes = Callable[[Codings], None]
    Applies = Callable[..., Change]

#: How much of the end is cut off, a byte at a time: two lines and a bit.
LAST = 400


@pytest.fixture
def whole(
    opens: Opens, crashes: Crashes, applies: Applies, history_file: Path, *, keep: bool
) -> bytes:
    """Return the history of a session that recorded six decisions, with or without its file."""
    session = opens()
    for number in range(6):
        session.record([applies(f"{number:04}", "vacuum")])
        if keep and number == 2:
            session.checkpoint()
            session._worker.submit(lambda: None).result()
    crashes(session)
    return history_file.read_bytes()


@pytest.fixture(params=[False, True], ids=["history alone", "with a checkpoint"])
def keep(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def intact(content: bytes) -> set[str]:
    lines = map(decode_line, content.split(b"\n"))
    return {str(line.segment) for line in lines if line and not isinstance(line, Checkpoint)}


def test_a_history_cut_anywhere_keeps_every_decision_of_its_intact_lines(
    opens: Opens, crashes: Crashes, history_file: Path, whole: bytes
) -> None:
    assert intact(whole) == {f"{number:04}" for number in range(6)}
    for cut in range(len(whole) - LAST, len(whole) + 1):
        history_file.write_bytes(whole[:cut])
        again = opens()
        found = {str(place) for kept in again.state.entries.values() for place in kept}
        crashes(again)
        assert found == intact(whole[:cut]), f"cut at {cut} of {len(whole)}"


def test_what_follows_a_torn_line_is_read(
    opens: Opens, crashes: Crashes, history_file: Path, applies: Applies, whole: bytes
) -> None:
    history_file.write_bytes(whole[:-20])
    again = opens()
    again.record([applies("0077", "vacuum")])
    crashes(again)
    assert intact(history_file.read_bytes()) == intact(whole[:-20]) | {"0077"}


def test_a_last_line_that_lacks_only_its_end_counts(
    opens: Opens, crashes: Crashes, history_file: Path, applies: Applies, whole: bytes
) -> None:
    history_file.write_bytes(whole[:-1])
    again = opens()
    again.record([applies("0077", "vacuum")])
    crashes(again)
    assert intact(history_file.read_bytes()) == intact(whole) | {"0077"}


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\n\n\n", b"\x00" * 5000, b"no line end", b"{}\n{}\n"], ids=repr
)
def test_a_history_of_noise_says_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ana.history.jsonl"
    path.write_bytes(content)
    tail = read_tail(path, "ab")
    assert (tail.changes, tail.matches, tail.last) == ((), False, None)


@pytest.mark.parametrize("block", [1, 2, 7, 64, 1 << 16], ids=lambda size: f"{size} bytes at once")
@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"a", b"a\n", b"\na", b"a\nbb\n\nccc\n", b"a\nbb\n\nccc", b"x" * 200 + b"\ny"],
    ids=repr,
)
def test_lines_are_the_same_from_the_end_however_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, block: int
) -> None:
    path = tmp_path / "ana.history.jsonl"
    path.write_bytes(content)
    monkeypatch.setattr(history, "_BLOCK", block)
    lines = [line for line in content.split(b"\n") if line]
    assert list(history._lines_backwards(path)) == lines[::-1]
