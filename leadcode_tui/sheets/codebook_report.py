"""The report of codes that ATLAS.ti writes as text: names and comments, and words of interviews."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem
from leadcode_tui.model import ListedCode, Listing
from leadcode_tui.text import count, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    #: Lines that say something, with their numbers.
    Lines: TypeAlias = Sequence[tuple[int, str]]

#: Its title stands in its first lines, with how many codes it has.
_TITLE: Final = "Code Report"
_COUNT: Final = re.compile(r"\((\d{1,6})\) codes")
_HEAD: Final = 20
#: A code begins so; a comment may follow, and then how many quotations there are.
_BULLET: Final = re.compile("\\s{0,6}[\u25cb\u25cf\u25c6\u25c7] (.*\\S.*)")
_COMMENT: Final = "Comment:"
_QUOTATIONS: Final = re.compile(r"(\d{1,6}) Quotations?:?")


def is_report(lines: Lines) -> bool:
    """Return whether the first lines are those of a report."""
    return any(line.strip() == _TITLE for _, line in lines[:_HEAD])


def report_listing(lines: Lines, path: Path) -> Listing:
    """Return the codes of a report with their comments; its quotations are left out."""
    begins = [at for at, (_, line) in enumerate(lines) if _BULLET.fullmatch(line)]
    parts = [lines[begin:end] for begin, end in pairwise([*begins, len(lines)])]
    codes = tuple(map(_code, parts))
    quotations = sum(_quotations(line) for part in parts for _, line in part)
    left_out = f"left out: the words of interviews ({count(quotations, 'quotation')})"
    return Listing(
        codes,
        problems=tuple(_miscounted(lines, len(codes), path)),
        notices=(left_out,) if quotations else (),
    )


def _code(part: Lines) -> ListedCode:
    number, first = part[0]
    bullet = _BULLET.fullmatch(first)
    name = sanitise_line(bullet.group(1)).strip() if bullet else ""
    comment = "\n".join(_comment(part[1:])).strip()
    return ListedCode(name, number, said={"definition": comment} if comment else {})


def _comment(part: Lines) -> Iterator[str]:
    """Yield the lines of a comment, which ends where the quotations begin."""
    is_comment = False
    for _, line in part:
        if _QUOTATIONS.fullmatch(line.strip()):
            return
        if is_comment:
            yield line
        elif line.strip().startswith(_COMMENT):
            is_comment = True
            yield line.strip().removeprefix(_COMMENT)


def _quotations(line: str) -> int:
    found = _QUOTATIONS.fullmatch(line.strip())
    return int(found.group(1)) if found else 0


def _miscounted(lines: Lines, found: int, path: Path) -> Iterator[Problem]:
    """Yield a problem where the report says itself that it has another number of codes."""
    for number, line in lines[:_HEAD]:
        said = _COUNT.fullmatch(line.strip())
        if said and (own := int(said.group(1))) != found:
            message = f"the report says that it has {count(own, 'code')}; found: {found}"
            yield Problem(path, number, 1, message, "export it as a table instead")
