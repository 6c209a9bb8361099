"""Where the codes of a table stand in the tree: by a cell that names a code or a group."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem
from leadcode_tui.model import ListedCode
from leadcode_tui.text import did_you_mean, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: What stands between the parts of a code's place in the tree.
_STEP: Final = re.compile(r"\s+>\s+|>>|\\|::")
#: What ATLAS.ti puts between a category and its code.
_PREFIX: Final = re.compile(r"::\s*|:\s+")
#: So much of a cell stands in a sentence.
_SHOWN: Final = 40
#: So many names that are not there are compared with those that are: each takes its time.
_GUESSED: Final = 10


def with_groups(
    codes: Sequence[ListedCode], groups: Sequence[str]
) -> tuple[Sequence[ListedCode], Sequence[str]]:
    """Return the codes, with a code in front of the first of each group that is none itself."""
    known = {_key(code.name) for code, group in zip(codes, groups, strict=True) if not group}
    listed: list[ListedCode] = []
    above: list[str] = []
    for code, group in zip(codes, groups, strict=True):
        if group and _key(group) not in known:
            known.add(_key(group))
            listed.append(ListedCode(group, code.line))
            above.append("")
        listed.append(code)
        above.append(group)
    return listed, above


def below_groups(codes: Sequence[ListedCode], groups: Sequence[str]) -> Sequence[ListedCode]:
    """Return the codes, each below its group, which stands at the top."""
    rows = enumerate(zip(codes, groups, strict=True))
    tops = {_key(code.name): number for number, (code, group) in rows if not group}
    return [
        replace(code, above=tops[_key(group)]) if group else code
        for code, group in zip(codes, groups, strict=True)
    ]


def below_parents(
    codes: Sequence[ListedCode], parents: Sequence[str], path: Path, *, column: int
) -> tuple[Sequence[ListedCode], Sequence[Problem]]:
    """Return the codes, each below the one that is named by its id or by its name."""
    by_id = {code.id: number for number, code in enumerate(codes) if code.id}
    by_name: dict[str, list[int]] = defaultdict(list)
    by_way: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (code, parent) in enumerate(zip(codes, parents, strict=True)):
        by_name[_key(code.name)].append(number)
        by_way[*_way(parent), _key(code.name)].append(number)
    known = [*by_id, *(code.name for code in codes if code.name)]
    placed: list[ListedCode] = []
    problems: list[Problem] = []
    for code, parent in zip(codes, parents, strict=True):
        way = _way(parent)
        found = [by_id[parent]] if parent in by_id else by_name.get(_key(parent), [])
        if way and len(found) != 1:
            found = by_way.get(way) or found or by_name.get(way[-1], [])
        placed.append(replace(code, above=found[0] if found else None))
        if parent and len(found) != 1:
            near = known if len(problems) < _GUESSED else ()
            problems.append(Problem(path, code.line, column, *_mistake(parent, found, near)))
    return placed, problems


def _way(parent: str) -> tuple[str, ...]:
    """Return the steps of a way through the tree, from its top."""
    return tuple(_key(step) for step in _STEP.split(parent) if step.strip())


def _mistake(parent: str, found: Sequence[int], known: Sequence[str]) -> tuple[str, str]:
    shown = sanitise_line(parent[:_SHOWN])
    if found:
        return f"{len(found)} codes are called '{shown}'", "write the id of the one above"
    near = did_you_mean(parent[:_SHOWN], known)
    return f"no code '{shown}'{near} to stand below", "write its id or its name"


def below_prefixes(codes: Sequence[ListedCode]) -> Sequence[ListedCode]:
    """Return the codes, those whose name begins with another's and a colon below that one."""
    numbers = {_key(code.name): number for number, code in enumerate(codes)}
    return [_shortened(code, numbers) for code in codes]


def _shortened(code: ListedCode, numbers: Mapping[str, int]) -> ListedCode:
    for end, start in _splits(code.name):
        above = numbers.get(_key(code.name[:end]))
        if above is not None and code.name[start:].strip():
            return replace(code, name=code.name[start:].strip(), above=above)
    return code


def _splits(name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name can be cut, the longest beginning first."""
    return reversed([found.span() for found in _PREFIX.finditer(name)])


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
