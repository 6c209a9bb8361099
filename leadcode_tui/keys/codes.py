"""Keys for codes: the codebook's own first, then those remembered, then free ones."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

from leadcode_tui.keys.commands import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadcode_tui.model import Code, Codebook, CodeId

#: Where a key is looked for when no letter of the name is free.
_ANY = "".join(k for k in ascii_lowercase + digits + ascii_uppercase if k not in RESERVED)


def assign_keys(codebook: Codebook, remembered: Mapping[CodeId, str]) -> Mapping[CodeId, str]:
    """Return a key for each code, as far as there are keys.

    A `key` of the codebook wins. A code that had a key keeps it, and a key once given is not given
    to another code while its code is there: hands remember it. The rest get a letter of their name,
    else any free one; when none is left, a code is reached through the filter.
    """
    assigned = {code.id: code.key for code in codebook.codes if code.key}
    taken = set(assigned.values())
    for code in codebook.codes:
        key = remembered.get(code.id)
        if key and code.id not in assigned and key not in taken:
            assigned[code.id] = key
            taken.add(key)
    for code in codebook.codes:
        if code.id not in assigned and (key := _free_key(code, taken)):
            assigned[code.id] = key
            taken.add(key)
    return assigned


def _free_key(code: Code, taken: Iterable[str]) -> str | None:
    lower = [letter for letter in code.name.lower() if letter in _ANY]
    wanted = [*lower, *(letter.upper() for letter in lower), *_ANY]
    return next((key for key in wanted if key not in taken and key not in RESERVED), None)
