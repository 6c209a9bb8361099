"""A reader of another package comes in by an entry point, and is trusted with nothing."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.formats import ENTRY_POINTS
from leadcode_tui.transcripts.material import Block, Material
from tests.transcripts.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.transcripts import Reading
    from leadcode_tui.transcripts.decoding import TranscriptFile


def read(file: TranscriptFile) -> Material:
    """Read a made-up format: a line for each turn, with the speaker before an equals sign."""
    lines = (line.partition(b"=") for line in file.raw.splitlines())
    return Material(
        tuple(
            Block(words.decode(), number, who.decode())
            for number, (who, _, words) in enumerate(lines, start=1)
        )
    )


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install two readers of another package: one for .talk, and one that would take .txt."""
    points = EntryPoints(
        EntryPoint(name, __name__, ENTRY_POINTS) for name in ("talk", ".TXT", "other")
    )
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: points)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the package that the docs show, and return its folder."""
    page = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
    _, toml, python, *_ = re.split(r"^```(?:toml|python)\n", page, flags=re.MULTILINE)
    (tmp_path / "leadcode_talk.py").write_text(python.partition("```")[0], encoding="utf-8")
    points = tomllib.loads(toml.partition("```")[0])["project"]["entry-points"][ENTRY_POINTS]
    about = tmp_path / "leadcode_talk-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: leadcode-talk\nVersion: 1.0\n", encoding="utf-8")
    listed = "".join(f"{name} = {module}\n" for name, module in points.items())
    (about / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\n{listed}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "leadcode_talk", raising=False)
    return tmp_path


@pytest.mark.usefixtures("installed")
def test_the_package_that_the_docs_show_reads_its_format(read: Callable[..., Reading]) -> None:
    segments = read("INT=Who leads?\nKC010=We do.\n", "T1.talk").transcript.segments
    assert [(s.speaker, s.text) for s in segments] == [("INT", "Who leads?"), ("KC010", "We do.")]
    with pytest.raises(UnreadableError, match="line 2 has no speaker: write one"):
        read("INT=Who leads?\nWe do.\n", "T1.talk")


@pytest.mark.parametrize("module", ["", "import nothing_of_this_name", "raise AttributeError"])
def test_a_package_that_cannot_be_started_is_named(
    module: str, installed: Path, read: Callable[..., Reading]
) -> None:
    (installed / "leadcode_talk.py").write_text(module, encoding="utf-8")
    with pytest.raises(UnreadableError, match="that leadcode-talk brings cannot be started"):
        read("INT=Who leads?", "T1.talk")


@pytest.mark.usefixtures("foreign")
def test_a_format_of_another_package_is_read(read: Callable[..., Reading]) -> None:
    segments = read("INT=Who leads?\nKC010=We do.\n", "T1.talk").transcript.segments
    assert [(s.speaker, s.text) for s in segments] == [("INT", "Who leads?"), ("KC010", "We do.")]


@pytest.mark.usefixtures("foreign")
def test_what_it_reads_is_made_safe(read: Callable[..., Reading]) -> None:
    (segment,) = read("A\x1bna=We\x1b[2J\u202edo", "T1.TALK").transcript.segments
    assert (segment.speaker, segment.text) == ("A␛na", "We␛[2J<U+202E>do")


@pytest.mark.usefixtures("foreign")
def test_it_does_not_take_the_place_of_ours(read: Callable[..., Reading]) -> None:
    segments = read("I: Who?\nP: We=all.").transcript.segments
    assert [segment.speaker for segment in segments] == ["I", "P"]


@pytest.mark.usefixtures("foreign")
def test_a_refusal_names_its_format_too(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnreadableError, match=r"\.talk"):
        read("x", "T1.xyz")
