from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.store.files import make_folder, mode_in, open_to_append, read_bytes, replace
from leadcode_tui.store.locks import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077], ids=lambda mask: f"umask {mask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture(params=[0o700, 0o750, 0o770, 0o777, 0o2770], ids=lambda mode: f"folder {mode:o}")
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    tmp_path.chmod(request.param)
    return tmp_path


def test_a_replaced_file_holds_the_new_content(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_bytes(b"long before")
    replace(path, b"now")
    assert path.read_bytes() == b"now"


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o660], ids=oct)
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, kept: int, umask: int) -> None:
    path = tmp_path / "ana.json"
    path.write_bytes(b"before")
    path.chmod(kept)
    replace(path, b"now")
    assert mode(path) == kept, f"under umask {umask:o}"


def test_a_replaced_file_is_closed_to_others_if_it_was_open_to_them(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_bytes(b"before")
    path.chmod(0o664)
    replace(path, b"now")
    assert mode(path) == 0o660


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to any group")
def test_a_replaced_file_keeps_its_group(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_bytes(b"before")
    os.chown(path, -1, 4321)
    replace(path, b"now")
    assert path.stat().st_gid == 4321


def test_a_group_that_is_not_ours_to_give_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not a member")

    path = tmp_path / "ana.json"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0,) * 5 + (-2,) + (0,) * 4))
    replace(path, b"now")
    monkeypatch.undo()
    assert path.read_bytes() == b"now"


def test_no_new_file_is_open_to_others(folder: Path, umask: int) -> None:
    replace(folder / "ana.json", b"x")
    os.close(open_to_append(folder / "ana.history.jsonl"))
    hold(folder / "ana.json", at="now").release()
    made = [path for path in folder.iterdir() if path.is_file()]
    assert len(made) >= 3
    assert [path.name for path in made if mode(path) & 0o007] == [], f"under umask {umask:o}"


def test_a_new_file_is_as_open_to_the_group_as_its_folder(folder: Path, umask: int) -> None:
    wanted = mode(folder) & 0o060 | 0o600
    replace(folder / "ana.json", b"x")
    os.close(open_to_append(folder / "ana.history.jsonl"))
    hold(folder / "ana.json", at="now").release()
    modes = {path.name: mode(path) for path in folder.iterdir() if path.is_file()}
    assert modes == dict.fromkeys(modes, wanted), f"under umask {umask:o}"
    assert mode_in(folder) == wanted


def test_a_new_folder_takes_after_its_parent_but_for_others(folder: Path, umask: int) -> None:
    make_folder(folder / "codings")
    assert mode(folder / "codings") == mode(folder) & 0o2770, f"under umask {umask:o}"


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "codings").mkdir(mode=0o700)
    make_folder(tmp_path / "codings")
    assert mode(tmp_path / "codings") == 0o700


@pytest.mark.parametrize(
    ("closed", "wanted"), [(0o500, 0o600), (0o550, 0o640), (0o070, 0o660)], ids=oct
)
def test_the_owner_can_write_a_new_file_whatever_the_folder_says(
    tmp_path: Path, closed: int, wanted: int
) -> None:
    tmp_path.chmod(closed)
    found = mode_in(tmp_path)
    tmp_path.chmod(0o700)
    assert found == wanted


@pytest.mark.parametrize("target", ["x.json", "gone/y.json"], ids=["itself", "nowhere"])
def test_a_link_that_leads_to_no_file_is_replaced(tmp_path: Path, target: str) -> None:
    path = tmp_path / "x.json"
    path.symlink_to(target)
    replace(path, b"new")
    assert not path.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "ana.json"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as told:
        replace(path, b"now")
    assert told.value.filename == str(path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_is_told_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"ana\.json: no such file or directory$"):
        read_bytes(tmp_path / "ana.json")


def test_on_a_read_only_file_system_the_file_itself_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    path = tmp_path / "ana.json"
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(OSError, match="Read-only") as told:
        replace(path, b"now")
    monkeypatch.undo()
    assert told.value.filename == str(path)
