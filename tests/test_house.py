"""The house is in order: style, types, which floor imports which, and what is depended on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

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
