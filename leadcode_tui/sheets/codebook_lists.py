"""Codes in plain text: lists of QualCoder and qc, and what else is saved as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem, UnreadableError
from leadcode_tui.model import ListedCode, Listing
from leadcode_tui.sheets.cells import guess_told, read_text, text_cells
from leadcode_tui.sheets.codebook_columns import columns_of
from leadcode_tui.sheets.codebook_in import listing_of
from leadcode_tui.sheets.codebook_report import is_report, report_listing
from leadcode_tui.text import count, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.model import Said

#: What QualCoder puts between a category and what is below it.
_BELOW: Final = ">>"
#: A code as qc has it, in a line with others: one word.
_WORD: Final = re.compile(r"\w[\w\-./:]*")
#: A name that long is a sentence: the file is no list of codes.
_LONGEST_NAME: Final = 200

#: A first line with these is that of a table, with tabs between its cells.
_HEADINGS: Final = frozenset({"name", "definition"})
_LINE_END: Final = re.compile("\r\n|\n|\r")


def read_codebook_list(path: Path) -> Listing:
    """Read a list of codes in plain text."""
    listing = _listing(read_text(path), path)
    return replace(listing, notices=(*guess_told(path), *listing.notices))


def _listing(text: str, path: Path) -> Listing:
    lines = enumerate(_LINE_END.split(text), start=1)
    numbered = [(number, line) for number, line in lines if line.strip()]
    if not numbered:
        raise UnreadableError(path, "it is empty: a list has a code on each line")
    if {*columns_of(numbered[0][1].split("\t")).places} >= _HEADINGS:
        return listing_of(text_cells(text, path), path)
    if is_report(numbered):
        return report_listing(numbered, path)
    return _of_qc(numbered) if _is_of_qc(numbered) else _of_qualcoder(numbered, path)


def _is_of_qc(lines: Sequence[tuple[int, str]]) -> bool:
    """Return whether the lines hold words with commas between, or words that come again."""
    words = [word for _, line in lines for word in _words(line)]
    is_words = all(_WORD.fullmatch(word) for word in words)
    return is_words and (len(words) > len(lines) or len({*words}) < len(words))


def _words(line: str) -> Iterator[str]:
    return filter(None, map(str.strip, line.split(",")))


def _of_qc(lines: Sequence[tuple[int, str]]) -> Listing:
    """Return the codes of a file that has, for each line of a transcript, the codes of it."""
    first: dict[str, int] = {}
    times = 0
    for number, line in lines:
        for word in _words(line):
            first.setdefault(word, number)
            times += 1
    codes = tuple(ListedCode(word, number) for word, number in first.items())
    found = f"{count(len(codes), 'code')}, {count(times, 'time')}"
    notice = f"taken as codes with commas between: {found}"
    return Listing(codes, notices=(notice,))


def _of_qualcoder(lines: Sequence[tuple[int, str]], path: Path) -> Listing:
    """Return the codes of a list that has one on each line, and a memo after a tab."""
    listed: list[ListedCode] = []
    problems: list[Problem] = []
    categories: dict[tuple[str, ...], int] = {}
    for number, line in lines:
        name, _, memo = line.partition("\t")
        steps = [sanitise_line(step).strip() for step in name.split(_BELOW)]
        if not all(steps) or max(map(len, steps)) > _LONGEST_NAME:
            message = f"no name of a code, or one of more than {_LONGEST_NAME} characters"
            problems.append(Problem(path, number, 1, message, "a list has a code on each line"))
            continue
        above = _category(steps[:-1], categories, listed, number)
        said: dict[str, Said] = {"definition": memo.strip()} if memo.strip() else {}
        listed.append(ListedCode(steps[-1], number, above=above, said=said))
    notices = [f"{count(len(categories), 'code')} made of the categories"] if categories else []
    return Listing(tuple(listed), problems=tuple(problems), notices=tuple(notices))


def _category(
    steps: Sequence[str],
    categories: dict[tuple[str, ...], int],
    listed: list[ListedCode],
    line: int,
) -> int | None:
    """Return the number of a category, made with those above it where they are new."""
    above = None
    for end, name in enumerate(steps, start=1):
        place = tuple(steps[:end])
        if place not in categories:
            categories[place] = len(listed)
            listed.append(ListedCode(name, line, above=above))
        above = categories[place]
    return above
