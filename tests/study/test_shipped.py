"""Where the codebooks and examples that come with the program are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.study.shipped import shipped


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return an installed package with its files inside."""
    folder = tmp_path / "leadcode_tui"
    (folder / "_shipped" / "examples").mkdir(parents=True)
    return folder


def checkout(package: Path) -> Path:
    """Make a checkout of what is around a package, and return its examples."""
    (package.parent / "pyproject.toml").touch()
    (package.parent / "examples").mkdir()
    return package.parent / "examples"


def test_in_an_installation_they_lie_inside_the_package(package: Path) -> None:
    assert shipped("examples", package=package) == package / "_shipped" / "examples"


def test_in_a_checkout_they_lie_beside_it_whatever_old_copy_lies_inside(package: Path) -> None:
    beside = checkout(package)
    assert shipped("examples", package=package) == beside


def test_a_folder_that_only_has_the_name_is_no_checkout(package: Path) -> None:
    (package.parent / "examples").mkdir()  # somebody's own, beside their site-packages
    assert shipped("examples", package=package) == package / "_shipped" / "examples"


def test_an_installation_without_them_says_what_to_do(package: Path) -> None:
    with pytest.raises(UnreadableError, match="codebooks: missing from this installation"):
        shipped("codebooks", package=package)


@pytest.mark.parametrize("name", ["codebooks", "examples"])
def test_here_they_are_those_of_the_checkout(name: str) -> None:
    assert shipped(name) == Path(__file__).parents[2] / name
    assert any(shipped(name).iterdir())
