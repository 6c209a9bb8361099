"""Keys for codes: the codebook's own first, then those remembered, then free ones."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

from leadcode_tui.keys.commands import RESERVED

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping

    from leadcode_tui.model import Code, Codebook, CodeId

#: Where a key is looked for when no letter of the name is free.
_ANY = tuple(k for k in ascii_lowercase + digits + ascii_uppercase if k not in RESERVED)
_FREE = frozenset(_ANY)


def assign_keys(
    codebook: Codebook, remembered: Mapping[CodeId, str], *, taken: Collection[str] = ()
) -> Mapping[CodeId, str]:
    """Return a key for each code in use, as far as there are keys.

    Commands have those that are `taken`. A `key` of the codebook wins. A code that had a key keeps
    it, and a key once given is not given to another code while its code is there: hands remember
    it. The rest get a letter of their name, else any free one; when none is left, a code is reached
    through the filter.
    """
    assigned = {code.id: code.key for code in codebook.in_use if code.key}
    taken = {*taken, *assigned.values()}
    for code in codebook.in_use:
        had = _remembered_key(code, remembered)
        if had in _FREE and code.id not in assigned and had not in taken:
            assigned[code.id] = had
            taken.add(had)
    for code in codebook.in_use:
        if code.id not in assigned and (key := _free_key(code, taken)):
            assigned[code.id] = key
            taken.add(key)
    return assigned


def _remembered_key(code: Code, remembered: Mapping[CodeId, str]) -> str:
    """Return the key that a code had, if under an earlier id, or nothing."""
    return next((remembered[known] for known in (code.id, *code.was) if known in remembered), "")


def _free_key(code: Code, taken: Container[str]) -> str | None:
    name = code.name.lower()
    wanted = [*name, *name.upper(), *_ANY]
    return next((key for key in wanted if key in _FREE and key not in taken), None)
