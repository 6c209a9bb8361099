"""Every command explains itself, with an example."""

from __future__ import annotations

import pytest

from leadcode_tui import __version__
from leadcode_tui.cli import main
from leadcode_tui.cli.codebook import COMMANDS as OF_CODEBOOK
from leadcode_tui.cli.main import COMMANDS

#: Every command, as it is typed.
ALL = (*COMMANDS, *(f"codebook {name}" for name in OF_CODEBOOK))


@pytest.mark.parametrize("command", ALL)
def test_the_help_of_a_command_has_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--help"]) == 0
    shown = capsys.readouterr()
    assert "Example" in shown.out
    assert f"\n    leadcode {command}" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("command", ALL)
def test_no_line_of_the_help_is_wider_than_a_terminal(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*command.split(), "--help"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_the_help_lists_the_commands_in_the_order_of_the_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines()] == list(COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"leadcode, version {__version__}\n"
