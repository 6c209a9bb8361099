"""Did you mean: the known name that is nearest to a misspelt one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What is longer is no misspelt name, and comparing it takes long.
_LONGEST = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean ...?)` with the nearest known name, or nothing where none is near.

    >>> did_you_mean("anna", ["ana", "ben"])
    ' (did you mean ana?)'
    >>> did_you_mean("ANA", ["ana", "ben"])
    ' (did you mean ana?)'
    """
    near = nearest(word, known)
    return f" (did you mean {near}?)" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest to a misspelt one, in capitals or not; "" without one.

    >>> nearest("Sensitizing", ["sensitising", "emergent"])
    'sensitising'
    """
    from difflib import get_close_matches  # noqa: PLC0415 # costs 6 ms, and only mistakes need it

    if len(word) > _LONGEST:
        return ""
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    near = get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else ""
