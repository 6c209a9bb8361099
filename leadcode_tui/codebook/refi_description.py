"""The description of a code in REFI-QDA: the one place there for all that is said of it.

Other programs show it as it is, so it reads well: the definition first, then lists under fixed
headings, and last what only leadcode has a use for. It is read back to the letter.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import ID_LISTS, Code
from leadcode_tui.text import BULLET, as_lines, from_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.model import Said

#: The headings, and the keys whose texts stand below them.
_HEADINGS: Final = {"Include:": "include", "Exclude:": "exclude", "Examples:": "examples"}
#: What has a place of its own in the format.
_ELSEWHERE: Final = frozenset({"name", "parent", "definition", *_HEADINGS.values()})
#: What only leadcode has a use for.
_OWN: Final = "|".join(
    key for each in fields(Code) if (key := each.name.replace("_", "-")) not in _ELSEWHERE
)
#: A line that is none of the definition; one of the definition that looks so gets a backslash.
_OURS: Final = re.compile(rf"(Include|Exclude|Examples):|leadcode ({_OWN}): (.*)", re.IGNORECASE)
_LIKE_OURS: Final = re.compile(rf"\\*(?:{_OURS.pattern})", re.IGNORECASE)


def description_of(said: Mapping[str, Said]) -> str:
    """Return what is said of a code as one text."""
    parts = [_definition(str(said.get("definition", "")))]
    for heading, key in _HEADINGS.items():
        if key in said:
            parts.append(f"{heading}\n{as_lines(said[key], bullet=BULLET)}")
    parts.append("\n".join(_own_lines(said)))
    return "\n\n".join(filter(None, parts))


def _definition(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"\\{line}" if _LIKE_OURS.fullmatch(line) else line for line in lines)


def _own_lines(said: Mapping[str, Said]) -> Iterator[str]:
    for key, value in said.items():
        if key not in _ELSEWHERE:
            yield f"leadcode {key}: {value if isinstance(value, str) else ', '.join(value)}"


def said_in(description: str) -> dict[str, Said]:
    r"""Return what a description says of a code: other people's is a definition throughout.

    >>> said_in("Who leads.\n\nInclude:\n- by example\n- by post\n\nleadcode key: d")
    {'definition': 'Who leads.', 'include': ('by example', 'by post'), 'key': 'd'}
    """
    parts: dict[str, list[str]] = {"definition": []}
    own: dict[str, Said] = {}
    key = "definition"
    for line in description.split("\n"):
        found = _OURS.fullmatch(line)
        if found is None:
            parts[key].append(_without_backslash(line))
        elif found.group(1):
            key = found.group(1).lower()
            parts.setdefault(key, [])
        else:
            own_key, value = found.group(2).lower(), found.group(3)
            own[own_key] = tuple(value.split(", ")) if own_key in ID_LISTS else value
    return {key: value for key, value in {**dict(_texts(parts)), **own}.items() if value}


def _texts(parts: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Said]]:
    for key, lines in parts.items():
        text = "\n".join(lines).strip()
        yield key, text if key == "definition" else from_lines(text)


def _without_backslash(line: str) -> str:
    return line[1:] if line.startswith("\\") and _LIKE_OURS.fullmatch(line) else line
