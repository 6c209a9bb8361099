"""A group of commands that are imported when they are called: the help needs none of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyGroup(click.Group):
    """Knows its commands by name and what they do; each lives in a module of its package."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 # click's own
        summaries: Mapping[str, str],
        package: str,
        **settings: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*arguments, **settings)
        self.summaries = summaries
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's signature
        """Return the commands in the order of the work."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; Python keeps the name `import` for itself."""
        if cmd_name not in self.summaries:
            return None
        module = import_module(f"{self._package}.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; for a misspelt one, say which was probably meant."""
        if args[0] not in self.summaries:
            ctx.fail(f"no command {args[0]!r}{did_you_mean(args[0], self.summaries)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
