"""Many files as one: a plan that can be finished, and cannot reach out of the study."""

from __future__ import annotations

import errno
import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.store.rewriting import FOLDER, finish, is_begun, rewrite, unfinished

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir(mode=0o750)
    (folder / "a.json").write_bytes(b"old")
    (folder / "a.json").chmod(0o640)
    (folder / "b.json").write_bytes(b"gone")
    return folder


def plan(root: Path, path: str, content: bytes = b"new", digest: str | None = None) -> None:
    """Leave a study as a command leaves it that was cut off right after it planned."""
    waiting = root / FOLDER
    waiting.mkdir(exist_ok=True)
    (waiting / "000001").write_bytes(content)
    digest = sha256(content).hexdigest() if digest is None else digest
    file = {"path": path, "waiting": "000001", "sha256": digest}
    planned = {"doing": "update of KC01", "files": [file], "gone": ["b.json"]}
    (waiting / "plan.json").write_text(json.dumps(planned | {"format": "leadcode.rewriting/1"}))


def test_files_get_their_contents_and_others_go_and_nothing_stays_behind(root: Path) -> None:
    new = root / "deep" / "c.json"
    rewrite(root, "update", {root / "a.json": b"new", new: b"c"}, gone=[root / "b.json"])
    assert sorted(path.name for path in root.iterdir()) == ["a.json", "deep"]
    assert ((root / "a.json").read_bytes(), new.read_bytes()) == (b"new", b"c")
    assert (root / "a.json").stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o007 == 0
    assert not is_begun(root)


def test_what_was_planned_is_finished_and_a_second_time_does_no_harm(root: Path) -> None:
    plan(root, "a.json")
    assert unfinished(root) == "update of KC01"
    assert finish(root) == "update of KC01"
    assert finish(root) is None
    assert [path.name for path in root.iterdir()] == ["a.json"]
    assert (root / "a.json").read_bytes() == b"new"


def test_contents_without_a_plan_are_dropped(root: Path) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "000001").write_bytes(b"half")
    assert (is_begun(root), unfinished(root)) == (True, None)
    assert finish(root) is None
    assert not is_begun(root)
    assert (root / "a.json").read_bytes() == b"old"


@pytest.mark.parametrize("path", ["../out.json", "/out.json", "deep/../../out.json"])
def test_a_plan_cannot_reach_out_of_the_study(root: Path, path: str) -> None:
    plan(root, path)
    with pytest.raises(UnreadableError, match="lies outside the study"):
        finish(root)
    assert not (root.parent / "out.json").exists()


def test_contents_that_are_not_what_was_planned_are_refused(root: Path) -> None:
    plan(root, "a.json", digest="0" * 64)
    with pytest.raises(UnreadableError, match="it is not what was planned"):
        finish(root)
    assert (root / "a.json").read_bytes() == b"old"


def test_a_plan_that_cannot_be_read_is_told(root: Path) -> None:
    plan(root, "a.json")
    (root / FOLDER / "plan.json").write_bytes(b'{"doing":')
    with pytest.raises(UnreadableError, match="it cannot be read"):
        finish(root)


def test_a_full_disk_before_the_plan_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as told:
        rewrite(root, "update", {root / "a.json": b"new"}, gone=[root / "b.json"])
    assert told.value.filename == str(root / "a.json")
    assert sorted(path.name for path in root.iterdir()) == ["a.json", "b.json"]
    assert (root / "a.json").read_bytes() == b"old"


def test_what_is_planned_needs_no_more_room(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(root, "a.json")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("leadcode_tui.store.rewriting.replace", full)
    monkeypatch.setattr("leadcode_tui.store.rewriting.write_new", full)
    finish(root)
    assert [path.name for path in root.iterdir()] == ["a.json"]
    assert (root / "a.json").read_bytes() == b"new"


def test_a_folder_on_another_file_system_gets_its_file_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.replace

    def within_a_folder(source: Path, target: Path) -> None:
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(os, "replace", within_a_folder)
    rewrite(root, "update", {root / "a.json": b"new"})
    assert (root / "a.json").read_bytes() == b"new"
    assert not is_begun(root)


def test_what_was_put_into_its_place_before_is_left_as_it_is(root: Path) -> None:
    plan(root, "a.json")
    (root / FOLDER / "000001").unlink()
    (root / "a.json").write_bytes(b"new, and changed by hand since")
    assert finish(root) == "update of KC01"
    assert (root / "a.json").read_bytes() == b"new, and changed by hand since"


def test_a_content_that_is_missing_is_told(root: Path) -> None:
    plan(root, "c.json")
    (root / FOLDER / "000001").unlink()
    with pytest.raises(UnreadableError, match="000001: no such file"):
        finish(root)


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o770])
def test_a_new_file_is_as_open_as_its_folder_will_be(root: Path, mode: int) -> None:
    root.chmod(mode | 0o700)
    rewrite(root, "import", {root / "deep" / "deeper" / "c.json": b"c"})
    path = root / "deep" / "deeper" / "c.json"
    assert path.stat().st_mode & 0o777 == mode & 0o660 | 0o600
    assert path.parent.stat().st_mode & 0o777 == mode | 0o700


def test_a_file_where_a_folder_is_needed_is_told_before_anything_is_written(root: Path) -> None:
    with pytest.raises(UnreadableError, match=r"b\.json: it is no folder, and a folder is needed"):
        rewrite(root, "import", {root / "a.json": b"new", root / "b.json" / "KC01.json": b"c"})
    assert (root / "a.json").read_bytes() == b"old"
    assert not is_begun(root)


def test_where_not_all_may_be_written_nothing_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = root / "transcripts"
    closed.mkdir()
    monkeypatch.setattr(os, "access", lambda path, _: path != closed)
    with pytest.raises(UnreadableError, match=r"transcripts: you may not write in it"):
        rewrite(root, "withdrawal", {root / "a.json": b"new"}, gone=[closed / "KC01.json"])
    assert (root / "a.json").read_bytes() == b"old"
    assert not is_begun(root)
