"""A list of texts within one text, an entry a line: in a cell, or in a description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What people put in front of an entry.
BULLET: Final = "- "
_BULLET: Final = re.compile("[-•*·\u2013] +")
#: An entry that begins like a bullet has a backslash in front where entries have no bullets.
_LIKE_A_BULLET: Final = re.compile(r"\\*[-•*·\u2013] ")
#: A line that goes on with the entry above.
_FURTHER: Final = "  "


def as_lines(entries: Iterable[str], *, bullet: str = "") -> str:
    r"""Return entries as lines; the further lines of an entry are indented.

    >>> print(as_lines(["leading by example", "owning up\nto a mistake"], bullet=BULLET))
    - leading by example
    - owning up
      to a mistake
    """
    return "\n".join(bullet + _further(_kept(entry, bullet)) for entry in entries)


def _further(entry: str) -> str:
    return entry.replace("\n", f"\n{_FURTHER}")


def _kept(entry: str, bullet: str) -> str:
    return f"\\{entry}" if not bullet and _LIKE_A_BULLET.match(entry) else entry


def from_lines(text: str) -> tuple[str, ...]:
    r"""Return the entries of a text: ours as they were, and other people's with any bullets.

    >>> from_lines("• leading by example\n• owning up\n  to a mistake")
    ('leading by example', 'owning up\nto a mistake')
    """
    entries: list[list[str]] = []
    blank: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            blank.append(line.removeprefix(_FURTHER))
            continue
        if line.startswith(_FURTHER) and entries:
            entries[-1] += [*blank, line.removeprefix(_FURTHER)]
        else:
            entries.append([_without_bullet(line.lstrip())])
        blank = []
    return tuple(filter(None, ("\n".join(lines).strip() for lines in entries)))


def _without_bullet(line: str) -> str:
    found = _BULLET.match(line)
    if found:
        return line[found.end() :]
    return line[1:] if _LIKE_A_BULLET.match(line) else line
