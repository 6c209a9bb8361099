"""The house is in order: style, types, which floor imports which, and what is depended on."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
#: Beside the interpreter stand the scripts of its environment.
SCRIPTS: Final = Path(sys.executable).parent
CHECKS: Final = {
    "style": ("ruff", "check"),
    "layout": ("ruff", "format", "--check"),
    "types": ("mypy",),
    "floors": ("lint-imports",),
    "dependencies": ("deptry", "."),
}


PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WANTED: Final = [
    Requirement(line)
    for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
]
TESTED: Final = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_the_tested_set_has_one_version_of_each_dependency_within_its_bounds(
    wanted: Requirement,
) -> None:
    name = canonicalize_name(wanted.name)
    [tested] = [each for each in TESTED if canonicalize_name(each.name) == name]
    [exactly] = tested.specifier
    assert exactly.operator == "=="
    assert wanted.specifier.contains(exactly.version)


def test_the_tested_set_names_nothing_twice() -> None:
    names = [canonicalize_name(each.name) for each in TESTED]
    assert len(names) == len({*names})


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_house_is_in_order(check: tuple[str, ...]) -> None:
    tool, *arguments = check
    found = subprocess.run(
        [SCRIPTS / tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == 0, f"{' '.join(check)}\n{found.stdout}{found.stderr}"
