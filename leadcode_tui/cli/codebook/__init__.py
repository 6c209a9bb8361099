"""`leadcode codebook`: a group of its own; each command in it is imported when it is called."""

from __future__ import annotations

from typing import Final

import click

from leadcode_tui.cli.lazy_group import LazyGroup

#: Every command of the group, and what it does.
COMMANDS: Final = {
    "check": "Say what is wrong in a codebook, with line and column.",
    "add": "Add a code.",
    "rename": "Give a code another id or name.",
    "move": "Move a code in the tree.",
    "merge": "Let one code take over the codings of others.",
    "split": "Retire a code for several new ones.",
    "retire": "Let a code be applied no more.",
    "show": "Show the tree of codes, with definitions and counts.",
    "diff": "Say what became of the codebook.",
    "growth": "Show how many codes each interview brought.",
    "schema": "Write what editors need to complete keys and mark mistakes.",
    "import": "Make a codebook of a file that another program wrote.",
    "export": "Write the codebook for another program or a paper.",
}


@click.group("codebook", cls=LazyGroup, summaries=COMMANDS, package=__name__)
def command() -> None:
    """Check, show and change the codebook; bring it in and take it out.

    Without a FILE it is the codebook of the study around. What changes it
    touches the fewest lines: comments, order and everything else stay as they
    are, byte for byte.

    \b
    Examples:
      leadcode codebook check
      leadcode codebook rename spread-leadership distributed
      leadcode codebook import nvivo.qdpx --into codebook.yaml
    """
