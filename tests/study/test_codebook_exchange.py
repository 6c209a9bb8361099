"""Codebooks go out to other programs and come back as they were."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.codebook import codebook_from, codebook_qdc, read_refi
from leadcode_tui.sheets import codebook_csv, codebook_xlsx, read_codebook_table

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import Codebook

#: How many codebooks each law is tried on; LEADCODE_EXAMPLES=2000 for more.
EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "40"))


class RoundTrip(Protocol):
    """Writes a codebook to a file and reads the file."""

    def __call__(
        self, codebook: Codebook, folder: Path
    ) -> tuple[Codebook, tuple[Problem, ...]]: ...


def through_csv(codebook: Codebook, folder: Path) -> tuple[Codebook, tuple[Problem, ...]]:
    path = folder / "book.csv"
    path.write_text(codebook_csv(codebook), encoding="utf-8")
    return codebook_from(read_codebook_table(path), path)[:2]


def through_xlsx(codebook: Codebook, folder: Path) -> tuple[Codebook, tuple[Problem, ...]]:
    path = folder / "book.xlsx"
    path.write_bytes(codebook_xlsx(codebook))
    return codebook_from(read_codebook_table(path), path)[:2]


def through_qdc(codebook: Codebook, folder: Path) -> tuple[Codebook, tuple[Problem, ...]]:
    path = folder / "book.qdc"
    path.write_bytes(codebook_qdc(codebook))
    return codebook_from(read_refi(path), path)[:2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.mark.parametrize(
    "through", [through_csv, through_xlsx, through_qdc], ids=["csv", "xlsx", "qdc"]
)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_any_codebook_comes_back_as_it_was(
    through: RoundTrip, codebooks: st.SearchStrategy[Codebook], folder: Path, data: st.DataObject
) -> None:
    codebook = data.draw(codebooks)
    assert through(codebook, folder) == (codebook, ())
