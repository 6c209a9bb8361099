"""Builders that the tests of this floor share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from leadcode_tui.codebook import read_codebook, read_study_settings, yaml_nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.errors import Problem

    Marked = Callable[[str], tuple[str, list[tuple[int, int]]]]
    Reads = Callable[[str], tuple[Problem, ...]]

HERE = Path("codebook.yaml")


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], ids=["parser in C", "parser in Python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML was built without its C parser")
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, request.param))


@pytest.fixture
def marked() -> Marked:
    """Take the marks ▶ out of a text, and say at which line and column each stood."""

    def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
        places = []
        for number, line in enumerate(text.split("\n"), start=1):
            pieces = line.split("▶")
            ends = [sum(map(len, pieces[: count + 1])) for count in range(len(pieces) - 1)]
            places += [(number, end + 1) for end in ends]
        return text.replace("▶", ""), places

    return unmark


@pytest.fixture
def codebook_problems() -> Reads:
    return lambda text: read_codebook(text, HERE)[1]


@pytest.fixture
def study_problems() -> Reads:
    return lambda text: read_study_settings(text, HERE)[1]
