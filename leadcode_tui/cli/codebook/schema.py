"""`leadcode codebook schema`: what editors need to help with a codebook."""

from __future__ import annotations

import click

from leadcode_tui.cli.talk import say


@click.command("schema")
def command() -> None:
    """Write the JSON Schema of codebooks to standard output.

    Editors with a language server for YAML (VS Code with its YAML extension, vim
    and neovim with a client, Emacs) complete keys by it, show what each is for
    and mark mistakes, where a codebook begins with the line that is told. A study
    that leadcode init made has both.

    \b
    Example:
      leadcode codebook schema > codebook.schema.json
    """
    from leadcode_tui.study.initiating import schema_for_editors  # noqa: PLC0415 # help needs none

    schema, line = schema_for_editors()
    click.echo(schema, nl=False)
    say(f"first line of the codebook: {line}")
