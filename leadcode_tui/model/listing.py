"""A codebook as a list, in another program or in a file of one: before there are ids and a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from leadcode_tui.errors import Problem
    from leadcode_tui.model.codebook import Code

#: What is said of a code under one key of the codebook: a text, or a list of them.
Said: TypeAlias = "str | tuple[str, ...]"
#: The keys that have lists of texts, and those that have lists of ids.
TEXT_LISTS: Final = ("include", "exclude", "examples")
ID_LISTS: Final = ("was", "split-from")


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code in a list, with what is said of it under the keys of a codebook.

    `line` is where it stands, the row in a table; `above` is the number in the list of the code
    that it stands below, which may come later.
    """

    name: str
    line: int = 0
    id: str = ""
    above: int | None = None
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """The codes of a list, with what is wrong in it and what of it no codebook holds.

    `columns` says in which column of a table each key of a code stands. `notices` say how the list
    was taken, and what was left out.
    """

    codes: tuple[ListedCode, ...]
    id: str = ""
    title: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def said_of(code: Code) -> dict[str, Said]:
    """Return what a codebook says of a code under each of its keys, but for what is empty."""
    values = {each.name.replace("_", "-"): getattr(code, each.name) for each in fields(code)}
    return {
        key: tuple(map(str, value)) if isinstance(value, tuple) else str(value)
        for key, value in values.items()
        if value
    }
