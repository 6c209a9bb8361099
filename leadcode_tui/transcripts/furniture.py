"""What pages repeat around the words: headers, footers, the numbers of pages and of lines."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.candidates import CANDIDATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Page = Sequence[str]

#: How many lines at the top and at the bottom of a page may be furniture.
_REACH = 3
#: On this share of the pages a line comes up again, numbers apart; one on two pages is talk.
_MOST = 0.6
_FEWEST_PAGES = 3
#: A run of so many numbers alone on their lines, each one more than the last, numbers lines.
_FEWEST_NUMBERS = 5
#: On this share of its lines a page has a number in front that goes on counting.
_NUMBERED = 0.8

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.?|s\.?)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|sur|de|van)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"\s*(\d{1,5})(?=\s|\Z)")


def without_furniture(pages: Sequence[Page]) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines of all pages in one, and what was left out of them."""
    bare, numbers = _without_columns_of_numbers(pages)
    bare, fronts = _each(bare, without_numbers_in_front)
    bare, repeated = _without_repeated(bare)
    bare, page_numbers = _without_page_numbers(bare)
    said = {
        "lines that most pages repeat": repeated,
        "page numbers": page_numbers,
        "line numbers": numbers + fronts,
    }
    notices = tuple(f"{name} are left out ({n})" for name, n in said.items() if n)
    return [line for page in bare for line in page], notices


def _each(
    pages: Sequence[Page], clean: Callable[[Page], tuple[Page, int]]
) -> tuple[Sequence[Page], int]:
    """Return the pages, each made clean, and how many lines that concerns."""
    done = [clean(page) for page in pages]
    return [page for page, _ in done], sum(n for _, n in done)


def _without_columns_of_numbers(pages: Sequence[Page]) -> tuple[Sequence[Page], int]:
    """Return the pages without the runs of numbers that stand alone and count on.

    A short run is one, too, when it goes on where the page before stopped, or ends as others do.
    """
    kept: list[Page] = []
    left_out, ends = 0, set[int]()
    for page in pages:
        bare: list[str] = []
        for run in _runs(page):
            numbers = len(run) if run[0].strip().isdecimal() else 0
            if numbers >= _FEWEST_NUMBERS or (numbers and {int(run[0]) - 1, int(run[-1])} & ends):
                left_out += numbers
                ends.add(int(run[-1]))
            else:
                bare += run
        kept.append(bare)
    return kept, left_out


def _runs(page: Page) -> Iterator[list[str]]:
    """Yield the lines of a page, those together that hold a number alone and count on."""
    run: list[str] = []
    for line in page:
        counts_on = line.strip().isdecimal() and run and run[-1].strip().isdecimal()
        if run and not (counts_on and int(line) == int(run[-1]) + 1):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def without_numbers_in_front(page: Page) -> tuple[Page, int]:
    """Return a page without the numbers of its lines, and how many these are."""
    found = [_NUMBER_FIRST.match(line) for line in page]
    counted = [int(match[1]) for match in found if match]
    filled = sum(bool(line.strip()) for line in page)
    goes_on = sum(later == earlier + 1 for earlier, later in pairwise(counted))
    if len(counted) < max(_FEWEST_NUMBERS, _NUMBERED * filled) or goes_on < len(counted) - 2:
        return page, 0
    return [
        line[match.end() :] if match else line for line, match in zip(page, found, strict=True)
    ], len(counted)


def _without_repeated(pages: Sequence[Page]) -> tuple[Sequence[Page], int]:
    """Return the pages without the lines that most of them have in the same place at an edge.

    What stands elsewhere on a page too, such as a speaker's label, is no furniture.
    """
    edges = [_edges(page) for page in pages]
    counts = Counter(place for page in edges for place in page.values())
    inside = {
        _form(line)
        for page, places in zip(pages, edges, strict=True)
        for at, line in enumerate(page)
        if at not in places
    }
    enough = max(_FEWEST_PAGES, _MOST * len(pages))
    repeated = {place for place, n in counts.items() if n >= enough and place[1] not in inside}
    left_out = 0
    kept: list[Page] = []
    for page, places in zip(pages, edges, strict=True):
        gone = {at for at, place in places.items() if place in repeated}
        left_out += len(gone)
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, left_out


def _edges(page: Page) -> Mapping[int, tuple[int, str]]:
    """Return the lines at the top and the bottom: how far from the edge, and what they are."""
    filled = [at for at, line in enumerate(page) if line.strip() and not _is_label(line)]
    top = {at: (n, _form(page[at])) for n, at in enumerate(filled[:_REACH])}
    rest = filled[_REACH:][-_REACH:]
    return top | {at: (-n, _form(page[at])) for n, at in enumerate(reversed(rest), start=1)}


def _is_label(line: str) -> bool:
    """Return whether there is nothing on a line but a speaker's label."""
    found = CANDIDATE.match(line)
    return found is not None and found.end() == len(line)


def _form(line: str) -> str:
    """Return what a line has in common with itself on another page: all but its numbers."""
    return _DIGITS.sub("0", " ".join(line.split()).casefold())


def _without_page_numbers(pages: Sequence[Page]) -> tuple[Sequence[Page], int]:
    """Return the pages without a number alone on the first or last line of each."""
    left_out = 0
    kept: list[Page] = []
    for page in pages:
        filled = [at for at, line in enumerate(page) if line.strip()]
        gone = {at for at in (*filled[:1], *filled[-1:]) if _PAGE_NUMBER.fullmatch(page[at])}
        left_out += len(gone)
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, left_out
