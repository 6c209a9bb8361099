from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.model import Change
    from leadcode_tui.store.codings import Codings

    Opens = Callable[[], Codings]
    Crashes = Callable[[Codings], None]
    Applies = Callable[..., Change]


class Disk:
    """A disk that takes so many bytes more, and then no more."""

    def __init__(self) -> None:
        self.room = 10**9
        self._write = os.write

    def write(self, descriptor: int, content: bytes) -> int:
        taken = bytes(content[: self.room])
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(taken)
        return self._write(descriptor, taken)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "write", disk.write)
    return disk


def decided(codings: Codings) -> set[str]:
    return {str(place) for entries in codings.state.entries.values() for place in entries}


@pytest.mark.parametrize("room", [0, 1, 100], ids=lambda room: f"{room} bytes left")
def test_a_decision_that_cannot_be_written_is_kept_and_told(
    opens: Opens, applies: Applies, disk: Disk, room: int
) -> None:
    session = opens()
    disk.room = room
    session.record([applies("0002", "vacuum")])
    assert session.unsaved == "no space left on device"
    assert decided(session) == {"0002"}
    disk.room = 10**9


@pytest.mark.parametrize("room", [0, 1, 100], ids=lambda room: f"{room} bytes left")
def test_the_next_decision_writes_what_could_not_be_written(
    opens: Opens, crashes: Crashes, applies: Applies, disk: Disk, room: int
) -> None:
    session = opens()
    disk.room = room
    session.record([applies("0002", "vacuum")])
    disk.room = 10**9
    session.record([applies("0004", "vacuum")])
    assert session.unsaved is None
    crashes(session)
    again = opens()
    assert decided(again) == {"0002", "0004"}
    assert not any("damaged" in notice for notice in again.notices)


def test_a_coder_file_never_gets_ahead_of_its_history(
    opens: Opens, crashes: Crashes, applies: Applies, disk: Disk, coder_file: Path
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    disk.room = 50
    session.record([applies("0004", "vacuum")])
    session.checkpoint()
    crashes(session)
    disk.room = 10**9
    assert decided(opens()) == {"0002"}
    assert list(coder_file.parent.glob("ana.found-*")) == []


def test_a_checkpoint_that_was_put_off_is_made_up_for(
    opens: Opens, applies: Applies, disk: Disk, coder_file: Path
) -> None:
    session = opens()
    disk.room = 50
    session.record([applies("0004", "vacuum")])
    session.checkpoint()
    disk.room = 10**9
    session.close()
    assert b'"0004"' in coder_file.read_bytes()


def test_a_coder_file_that_cannot_be_replaced_is_told_and_tried_again(
    opens: Opens, applies: Applies, coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    session = opens()
    session.record([applies("0002", "vacuum")])
    monkeypatch.setattr("leadcode_tui.store.codings.replace_by_parts", full)
    session.checkpoint()
    assert session._writing is not None
    session._writing.result()
    assert "no space left" in str(session.unsaved)
    monkeypatch.undo()
    session.close()
    assert session.unsaved is None
    assert b'"0002"' in coder_file.read_bytes()


def test_a_foreign_file_that_cannot_be_kept_is_not_written_over(
    opens: Opens, applies: Applies, coder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    session = opens()
    session.record([applies("0002", "vacuum")])
    session.checkpoint()
    assert session._writing is not None
    session._writing.result()
    coder_file.write_bytes(b"{}")
    session.record([applies("0004", "vacuum")])
    monkeypatch.setattr("leadcode_tui.store.opening.replace", full)
    session.close()
    assert "cannot be kept" in str(session.unsaved)
    assert coder_file.read_bytes() == b"{}"
