"""Options that several commands have."""

from __future__ import annotations

import click

from leadcode_tui.render.grid import Format

format_option = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TABLE.value,
    show_default=True,
    help="How the result is given out.",
)

pass_option = click.option(
    "--pass", "number", type=click.IntRange(min=1), metavar="N", help="Of this pass of the coder's."
)
