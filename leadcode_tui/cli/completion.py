"""What the shell completes: coders and codes of the study around."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadcode_tui.errors import LeadcodeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click
    from click.shell_completion import CompletionItem


def complete_coders(
    context: click.Context,
    parameter: click.Parameter,  # noqa: ARG001 # click's signature
    incomplete: str,
) -> Sequence[CompletionItem]:
    """Return the coders who have begun and are not named yet, and files."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 # a shell alone needs it

    from leadcode_tui.study.root import CODINGS, coders_in, study_root  # noqa: PLC0415

    try:
        names = coders_in(study_root(Path()) / CODINGS)
    except LeadcodeError:
        names = ()
    named = context.params.get("coders") or ()
    fitting = [name for name in names if name.startswith(incomplete) and name not in named]
    return [CompletionItem(name) for name in fitting] or [CompletionItem(incomplete, type="file")]


def complete_codes(
    context: click.Context,  # noqa: ARG001 # click's signature
    parameter: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> Sequence[CompletionItem]:
    """Return the codes of the study's codebook, with their names."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 # a shell alone needs it

    from leadcode_tui.study.folder import find_study  # noqa: PLC0415

    try:
        codes = find_study(Path()).codebook().codes
    except LeadcodeError:
        return []
    return [
        CompletionItem(code.id, help=code.name) for code in codes if code.id.startswith(incomplete)
    ]
