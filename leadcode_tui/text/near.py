"""Did you mean: the known name that is nearest to a misspelt one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean ...?)` with the nearest known name, or nothing where none is near.

    >>> did_you_mean("anna", ["ana", "ben"])
    ' (did you mean ana?)'
    """
    from difflib import get_close_matches  # noqa: PLC0415 # costs 6 ms, and only mistakes need it

    near = get_close_matches(word, tuple(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""
