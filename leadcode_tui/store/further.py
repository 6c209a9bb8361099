"""Tables of a coder file that this program does not know: kept, and merged by their content."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import msgspec

from leadcode_tui.store.coder_file import CODINGS, MERGED

Tables = Mapping[str, Any]

#: Tables whose documents are merged by what they mean.
_KNOWN: Final = ("file", "books", "transcripts", "keys", "memos", MERGED)


def further_tables(content: bytes) -> Tables:
    """Return the tables of a coder file that are not this program's."""
    tables = msgspec.json.decode(content.removeprefix(BOM_UTF8) or b"{}", type=dict[str, Any])
    return {
        name: table
        for name, table in tables.items()
        if name not in _KNOWN and not name.startswith(CODINGS)
    }


def joined_tables(first: Tables, second: Tables, base: Tables) -> Tables:
    """Return the tables of both; `base` are those that both began with."""
    return {
        name: _joined(*(tables.get(name, {}) for tables in (first, second, base)))
        for name in sorted({*first, *second})
    }


def _joined(first: Any, second: Any, base: Any) -> Any:  # noqa: ANN401 # another program's
    if not (isinstance(first, dict) and isinstance(second, dict)):
        return max(first, second, key=_rank)
    known = base if isinstance(base, dict) else {}
    kept: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for name in sorted({*first, *second}):
        changed = [
            table[name]
            for table in (first, second)
            if name in table and table[name] != known.get(name)
        ]
        if changed:
            stands = kept[name] = max(changed, key=_rank)
            beside |= {_name_of(other): other for other in changed if other != stands}
        elif name in first and name in second:
            kept[name] = known[name]
    return beside | kept


def _rank(held: object) -> tuple[str, bytes]:
    """Return what decides which of two stands: the later, else the greater content."""
    at = held.get("at") if isinstance(held, dict) else None
    return at if isinstance(at, str) else "", _encoded(held)


def _name_of(held: object) -> str:
    """Return the name of a document that another one of its name displaced."""
    return sha256(_encoded(held)).hexdigest()[:16]


def _encoded(held: object) -> bytes:
    return msgspec.json.encode(held, order="deterministic")
