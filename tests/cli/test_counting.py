from __future__ import annotations

import io
from pathlib import Path

import pytest

from leadcode_tui.cli.counting import counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


PATHS = [Path(f"KC{number:02}\x1b[2J.txt") for number in range(1, 4)]


def test_a_bar_counts_files_on_a_terminal_and_shows_their_names_made_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = Terminal()
    monkeypatch.setattr("sys.stderr", paper)
    with counted(PATHS, "reading") as paths:
        assert list(paths) == PATHS
    assert "3/3" in paper.getvalue()
    assert "KC02\u241b[2J.txt" in paper.getvalue()
    assert "\x1b[2J" not in paper.getvalue()


@pytest.mark.parametrize("number", [1, 3])
def test_nothing_is_shown_of_one_file_or_where_nobody_looks(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = Terminal() if number == 1 else io.StringIO()
    monkeypatch.setattr("sys.stderr", paper)
    with counted(PATHS[:number], "reading") as paths:
        assert list(paths) == PATHS[:number]
    assert paper.getvalue() == ""
