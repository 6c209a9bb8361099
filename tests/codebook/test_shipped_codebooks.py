"""Every codebook that we ship is one that a team can start from at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import codebook_notices, load_codebook
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import CodeKind

if TYPE_CHECKING:
    from leadcode_tui.model import Codebook

SHIPPED = sorted(Path(__file__).parents[2].glob("codebooks/*.yaml"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "leadership" / "codebook.yaml"


def test_there_are_at_least_three() -> None:
    assert len(SHIPPED) >= 3


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_codebook_has_no_problems(path: Path) -> None:
    _, problems = load_codebook(path, reserved=RESERVED)
    assert list(map(str, problems)) == []


@pytest.mark.parametrize("path", [*SHIPPED, EXAMPLE], ids=lambda path: path.stem)
def test_a_shipped_codebook_gives_nothing_to_notice(path: Path) -> None:
    assert list(map(str, codebook_notices(path.read_text(encoding="utf-8"), path))) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_codebook_goes_by_the_name_of_its_file(path: Path) -> None:
    assert load_codebook(path)[0].id == path.stem


@pytest.mark.parametrize("part", ["definition", "include", "exclude", "examples"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_code_is_explained_in_full(path: Path, part: str) -> None:
    codebook, _ = load_codebook(path)
    assert [code.id for code in codebook.codes if not getattr(code, part)] == []


@pytest.mark.parametrize("name", ["implementation", "patient-experience"])
def test_a_code_that_comes_from_outside_did_not_emerge(name: str) -> None:
    codebook, _ = load_codebook(next(path for path in SHIPPED if path.stem == name))
    assert {code.kind for code in codebook.codes} == {CodeKind.SENSITISING}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_exclusion_points_to_a_code_that_exists(path: Path) -> None:
    codebook, _ = load_codebook(path)
    targets = {
        line.rpartition("->")[2].strip()
        for code in codebook.codes
        for line in code.exclude
        if "->" in line
    }
    assert targets <= set(codebook.by_id)


@pytest.fixture
def leadership() -> Codebook:
    return load_codebook(next(path for path in SHIPPED if path.stem == "leadership"))[0]


def test_the_leadership_codebook_is_a_tree_of_many_codes(leadership: Codebook) -> None:
    assert len(leadership.codes) >= 18
    assert any(leadership.level(code.id) > 0 for code in leadership.codes)
