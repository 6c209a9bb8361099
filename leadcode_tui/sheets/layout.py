"""How a table of ratings is laid out: what can be said of it before it is read."""

from __future__ import annotations

from typing import Final, NamedTuple

#: How the names of tables end.
WORKBOOKS: Final = frozenset({".xlsx", ".ods"})
SUFFIXES: Final = WORKBOOKS | {".csv", ".tsv"}


class RatingsLayout(NamedTuple):
    """How a table is laid out, as far as its headings do not say so.

    `unit`, `transcript`, `coder` and `code` name columns. `columns` says which columns hold
    ratings: their names with commas between, or a pattern with {coder} in it, and {code} where
    every code has a column of its own. `missing` are cells that say not visited, as empty ones do.
    """

    sheet: str | None = None
    unit: str | None = None
    transcript: str | None = None
    coder: str | None = None
    code: str | None = None
    columns: str | None = None
    empty_is_no_code: bool = False
    missing: frozenset[str] = frozenset()
