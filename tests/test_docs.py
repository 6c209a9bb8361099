"""What the pages show is what the program does: their commands are run, their output compared."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest

from leadcode_tui.cli.codebook import COMMANDS as OF_CODEBOOK
from leadcode_tui.cli.main import group
from leadcode_tui.codebook.codebook_file import BOOK_KEYS, CODE_KEYS
from leadcode_tui.codebook.study_file import QUESTION_KEYS, STUDY_KEYS
from leadcode_tui.keys import COMMANDS, Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

ROOT = Path(__file__).parents[1]
#: Pages whose `console` blocks are run, each from its top in one shell.
RUN = (
    "README.md",
    "docs/agreement.md",
    "docs/how-to.md",
    "docs/other-programs.md",
    "docs/tutorial.md",
)
PAGES = sorted(
    str(page.relative_to(ROOT))
    for folder in (ROOT, ROOT / "docs", ROOT / "examples" / "leadership")
    for page in folder.glob("*.md")
)
#: Ends the output of a command, and says how it ended; no page has this character.
END = "\x1e"
_PYTHON = re.compile(r"^```python\n(>>> .*?)^```$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Step(NamedTuple):
    """A command of a page, what the page shows below it, and whether it may fail."""

    command: str
    shown: str
    may_fail: bool


class Ended(NamedTuple):
    """What a command wrote, and its exit code."""

    output: str
    code: int


def steps_of(text: str) -> Sequence[Step]:
    """Return the commands of a page; one that `echo $?` follows may fail, the page shows how."""
    found: list[tuple[str, list[str]]] = []
    for block in _FENCE.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.startswith("> ") or line == ">":
                command, shown = found.pop()
                found.append((f"{command}\n{line[2:]}", shown))
            else:
                found[-1][1].append(line)
    following = [command for command, _ in found[1:]] + [""]
    return [
        Step(command, "\n".join(shown), then == "echo $?")
        for (command, shown), then in zip(found, following, strict=True)
    ]


def run(steps: Sequence[Step], folder: Path) -> Sequence[Ended]:
    """Run commands in one shell, and return what each of them wrote and how it ended."""
    mark = f"ended=$?; printf '%s%s\\n' '{END}' $ended; (exit $ended)"
    script = "\n".join(["exec 2>&1", *(f"{step.command}\n{mark}" for step in steps)])
    shell = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    pieces = re.findall(rf"(.*?){END}(\d+)\n", shell.stdout, re.DOTALL)
    return [Ended(tidy(output), int(code)) for output, code in pieces]


def environment(home: Path) -> dict[str, str]:
    """Return an environment with this leadcode in front, and nobody's settings."""
    here = str(Path(sys.executable).parent)
    path = os.pathsep.join([here, os.environ.get("PATH", os.defpath)])
    return {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def expected(shown: str) -> re.Pattern[str]:
    """Return what fits the shown output, where a line of three dots stands for any lines."""
    lines = tidy(shown).splitlines()
    patterns = (r"(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in lines)
    return re.compile("".join(patterns))


def between(text: str, name: str) -> str:
    """Return the code block that stands between two marks of a page."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```\n<!-- /{name} -->", text, re.DOTALL)
    assert found is not None, f"no block {name}"
    return found[1]


def links_of(text: str) -> Iterator[str]:
    """Yield the relative links of a page, without those in its code blocks."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    for target in _LINK.findall(prose):
        if ":" not in target:
            yield target


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("examples", "codebooks"):
        copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_do_what_the_page_shows(page: str, folder: Path) -> None:
    steps = steps_of((ROOT / page).read_text(encoding="utf-8"))
    ended = run(steps, folder)
    assert len(ended) == len(steps) > 0
    for step, end in zip(steps, ended, strict=True):
        assert step.may_fail or end.code == 0, f"{step.command}\n{end.output}"
        if step.shown:
            assert expected(step.shown).fullmatch(end.output + "\n"), (
                f"$ {step.command}\nthe page shows:\n{step.shown}\nit wrote:\n{end.output}"
            )


@pytest.mark.parametrize("page", PAGES)
def test_the_python_of_a_page_answers_what_the_page_shows(page: str) -> None:
    code = "\n".join(_PYTHON.findall((ROOT / page).read_text(encoding="utf-8")))
    session = doctest.DocTestParser().get_doctest(code, {}, page, page, 0)
    wrong: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=wrong.append)
    assert "".join(wrong) == ""


def test_the_table_in_the_readme_is_that_of_the_demo(folder: Path) -> None:
    demo = subprocess.run(
        ["leadcode", "demo"],
        env=environment(folder) | {"TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert between(readme, "agreement") == demo.stdout


async def test_the_picture_in_the_readme_is_the_screen() -> None:
    pictures = docs_script("make_screens")
    screen = await pictures.screen_after(*pictures.KEYS)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert between(readme, "screen") == screen.text, "run docs/make_screens.py"


@pytest.mark.parametrize("name", ["screen", "compare", "help"])
async def test_a_picture_shows_what_the_screen_shows(name: str) -> None:
    pictures = docs_script("make_screens")
    screen = await pictures.screen_after(*pictures.PICTURES[name])
    assert pictures.picture_path(name).read_text(encoding="utf-8") == screen.svg, (
        "run docs/make_screens.py"
    )


def docs_script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_readme_has_each_of_its_two_commands_on_one_line(name: str) -> None:
    command = between((ROOT / "README.md").read_text(encoding="utf-8"), name)
    assert command.startswith("python3 -m venv .venv && ")
    assert command.count("\n") == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    files = [target.partition("#")[0] for target in links_of(text)]
    lost = [file for file in files if file and not (ROOT / page).parent.joinpath(file).exists()]
    assert not lost


def test_the_reference_has_every_command() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    names = group.list_commands(click.Context(group))
    assert [name for name in names if f"\n| `leadcode {name}" not in reference] == []


@pytest.mark.parametrize("name", OF_CODEBOOK)
def test_the_reference_has_every_command_of_the_codebook(name: str) -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert f"\n| `leadcode codebook {name}" in reference


def test_the_reference_has_every_option_of_every_command() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    options = [
        option
        for command in commands_of(group)
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    ]
    assert [option for option in options if f"`{option}" not in reference] == []


def commands_of(asked: click.Group) -> Iterator[click.Command]:
    """Yield the commands of a group, and those of the groups in it."""
    context = click.Context(asked)
    for name in asked.list_commands(context):
        command = asked.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands_of(command)
        else:
            yield command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_reference_says_what_a_key_does(command: Command) -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    keys = command.shown or "(palette)"
    assert f"| {keys} | `{command.id}` | {command.does} |\n" in reference


@pytest.mark.parametrize("key", [*BOOK_KEYS, *CODE_KEYS, *STUDY_KEYS, *QUESTION_KEYS])
def test_the_reference_has_every_key_of_the_hand_written_files(key: str) -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert f"\n| `{key}` |" in reference


def test_the_tests_that_the_architecture_names_exist() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", architecture))
    written = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    existing = set(re.findall(r"\bdef (test_\w+)", written))
    assert named
    assert named - existing == set()
