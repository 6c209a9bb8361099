"""Commands start only what they need: the heavy libraries stay out until they are used."""

from __future__ import annotations

import json
import subprocess
import sys
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final

import pytest

import leadcode_tui

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


#: What a comparison of two coder files has no use for.
HEAVY: Final = {"textual", "tinydb", "docx", "lxml", "numpy", "rich", "yaml", "filelock"}


def modules() -> Iterator[str]:
    """Yield the name of every module of ours; the shipped files are no modules."""
    for found in walk_packages(leadcode_tui.__path__, "leadcode_tui."):
        if not found.name.endswith("__main__"):
            yield found.name


def imported_by(names: list[str]) -> dict[str, list[str]]:
    """Return for each module what it brings in, in a process forked from a fresh interpreter."""
    script = """
import importlib, json, os, sys
brought = {}
for name in json.load(sys.stdin):
    reading, writing = os.pipe()
    if os.fork() == 0:
        importlib.import_module(name)
        tops = sorted({module.partition(".")[0] for module in sys.modules})
        os.write(writing, json.dumps(tops).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        brought[name] = json.loads(pipe.read())
    os.wait()
json.dump(brought, sys.stdout)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(names),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    brought: dict[str, list[str]] = json.loads(done.stdout)
    return brought


@pytest.fixture(scope="module")
def brought() -> dict[str, list[str]]:
    return imported_by(list(modules()))


def test_only_the_screen_brings_textual_in(brought: dict[str, list[str]]) -> None:
    with_textual = {name for name, tops in brought.items() if "textual" in tops}
    screen = {name for name in brought if f"{name}.".startswith("leadcode_tui.tui.")}
    assert with_textual <= screen
    assert "leadcode_tui.tui.app" in with_textual


def test_no_command_brings_the_screen_or_the_database_in(brought: dict[str, list[str]]) -> None:
    for name, tops in brought.items():
        if f"{name}.".startswith("leadcode_tui.cli."):
            assert not {"textual", "tinydb", "rich", "yaml", "msgspec"} & set(tops), name


@pytest.mark.parametrize("floor", ["model", "errors", "agreement", "keys", "text"])
def test_the_lower_floors_bring_nothing_but_the_standard_library_in(
    brought: dict[str, list[str]], floor: str
) -> None:
    for name, tops in brought.items():
        if f"{name}.".startswith(f"leadcode_tui.{floor}."):
            foreign = {top for top in tops if not top.startswith("_")} - sys.stdlib_module_names
            assert foreign <= {"leadcode_tui", "sitecustomize", "usercustomize"}, name


def test_only_the_store_brings_tinydb_in_by_itself(brought: dict[str, list[str]]) -> None:
    with_tinydb = {name for name, tops in brought.items() if "tinydb" in tops}
    floors = {name.split(".")[1] for name in with_tinydb}
    assert floors <= {"store", "study", "tui"}


def test_importing_the_package_costs_nothing(brought: dict[str, list[str]]) -> None:
    assert not HEAVY & set(imported_by(["leadcode_tui"])["leadcode_tui"])
    assert "leadcode_tui.model" in brought


@pytest.mark.parametrize(
    "coders",
    [
        pytest.param(("ana", "ben"), id="names"),
        pytest.param(("codings/ana.json", "codings/ben.json"), id="files"),
    ],
)
def test_agree_starts_none_of_the_heavy_libraries(
    example: Path, environment: dict[str, str], coders: tuple[str, str]
) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-X", "importtime", "-m", "leadcode_tui"),
            *("agree", *coders, "--format", "json"),
        ],
        cwd=example,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    tops = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "leadcode_tui" in tops
    assert not HEAVY & tops
    assert json.loads(done.stdout)["format"] == "leadcode.agreement/1"


@pytest.mark.parametrize("command", ["init", "import", "code", "agree", "status"])
def test_help_starts_none_of_the_heavy_libraries(command: str) -> None:
    script = (
        "import sys; from leadcode_tui.cli import main; main([sys.argv[1], '--help']); "
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, command],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    assert not [name for name in HEAVY if repr(name) in done.stderr]
