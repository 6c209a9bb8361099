"""`leadcode`: a group whose commands are imported when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from leadcode_tui import __version__
from leadcode_tui.cli.talk import ending
from leadcode_tui.text import did_you_mean

#: Every command, and what it does: the help needs no module of theirs.
COMMANDS: Final = {
    "init": "Make a new study folder.",
    "import": "Bring transcripts into the study.",
    "code": "Open the coding screen.",
    "agree": "Say how far coders agree.",
    "status": "Show how far each coder is.",
    "merge": "Join two copies of a coder's file.",
    "keys": "Show which key does what.",
    "history": "Show every change of a coder's decisions.",
    "check": "Read every file of the study, and say what is wrong.",
    "demo": "Open the example study.",
}


class LazyGroup(click.Group):
    """Knows its commands by name; each lives in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's signature
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"leadcode_tui.cli.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; for a misspelt one, say which was probably meant."""
        if args[0] not in COMMANDS:
            ctx.fail(f"no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leadcode")
def group() -> None:
    """Code interview transcripts in the terminal, and measure how far two coders agree.

    \b
    A study, from the first transcript to kappa:
      leadcode init talk && cd talk
      leadcode import ../interviews/*.txt --interviewer INT
      leadcode code --coder ana
      leadcode agree ana ben
    """


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""

    def work() -> int:
        ended = group.main(arguments, prog_name="leadcode", standalone_mode=False)
        return ended if isinstance(ended, int) else 0

    return ending(work)
