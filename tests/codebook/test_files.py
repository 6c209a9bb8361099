"""What cannot be read as text is refused with the reason, whatever lies at the path."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import load_codebook, load_study_settings
from leadcode_tui.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOADERS = pytest.mark.parametrize("load", [load_codebook, load_study_settings])


def test_a_codebook_knows_the_hash_of_its_bytes(tmp_path: Path) -> None:
    octets = b"\xef\xbb\xbfcodebook: b\r\ncodes: [a]\r\n"
    path = tmp_path / "b.yaml"
    path.write_bytes(octets)
    codebook, problems = load_codebook(path)
    assert problems == ()
    assert codebook.sha256 == sha256(octets).hexdigest()


def test_problems_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("codebook: b\ncodes: [a, a]\n", encoding="utf-8")
    [problem] = load_codebook(path)[1]
    assert str(problem).startswith(f"{path}:2:12: ")


def test_the_reserved_keys_are_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("codebook: b\ncodes: [{id: a, key: q}]\n", encoding="utf-8")
    [problem] = load_codebook(path, reserved="q")[1]
    assert problem.message == "the key 'q' belongs to the program"


def test_study_settings_are_loaded(tmp_path: Path) -> None:
    path = tmp_path / "leadcode.yaml"
    path.write_text("study: s\ncodebook: c.yaml\n", encoding="utf-8")
    settings, problems = load_study_settings(path)
    assert problems == ()
    assert settings is not None
    assert settings.id == "s"


@LOADERS
@pytest.mark.parametrize(
    ("octets", "why"),
    [
        pytest.param(
            b"a: b\nc: \xe9t\xe9\n", "line 2 is not in UTF-8: save the file as UTF-8", id="latin 1"
        ),
        pytest.param(
            "a: b".encode("utf-16"), "this is UTF-16: save the file as UTF-8", id="utf 16"
        ),
        pytest.param(
            "a: b".encode("utf-32"), "this is UTF-32: save the file as UTF-8", id="utf 32"
        ),
        pytest.param(b"PK\x03\x04\0\0", "this is a binary file, no text in UTF-8", id="binary"),
        pytest.param(
            b"#" * 5_000_001, "it is larger than 5 MB: no hand-made file is", id="too large"
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_reason(
    octets: bytes, why: str, load: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(octets)
    with pytest.raises(UnreadableError) as refused:
        load(path)
    assert str(refused.value) == f"{path}: {why}"


@LOADERS
def test_a_missing_file_is_said_to_be_missing(
    load: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(UnreadableError, match=r"there is no such file$"):
        load(tmp_path / "b.yaml")


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"this is a folder, and a file is needed$"):
        load_codebook(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(UnreadableError, match="this is a device or a pipe"):
        load_codebook(path)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.touch()
    with pytest.raises(UnreadableError, match=r"it cannot be read: not a directory$"):
        load_codebook(path / "c.yaml")


def test_a_disk_that_fails_without_a_word_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError

    path = tmp_path / "b.yaml"
    path.touch()
    monkeypatch.setattr(type(path), "open", fail)
    with pytest.raises(UnreadableError, match=r"it cannot be read: the system does not say why$"):
        load_codebook(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_others_is_said_to_be_theirs(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.touch(mode=0o000)
    with pytest.raises(UnreadableError, match=r"you may not read it: ask its owner for access$"):
        load_codebook(path)
