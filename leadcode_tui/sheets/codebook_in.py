"""A codebook's table, from a spreadsheet or another program, to a list of codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem, UnreadableError
from leadcode_tui.model import ID_LISTS, TEXT_LISTS, ListedCode, Listing
from leadcode_tui.sheets.cells import guess_told, read_cells
from leadcode_tui.sheets.codebook_columns import BOOK, columns_of
from leadcode_tui.sheets.codebook_parents import (
    below_groups,
    below_parents,
    below_prefixes,
    with_groups,
)
from leadcode_tui.sheets.tables import texts_of
from leadcode_tui.text import count, from_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.model import Said
    from leadcode_tui.sheets.tables import Table


def read_codebook_table(path: Path, *, sheet: str | None = None) -> Listing:
    """Read a table with a row for each code; columns are found by their headings."""
    listing = listing_of(read_cells(path, sheet=sheet), path)
    return replace(listing, notices=(*guess_told(path), *listing.notices))


def listing_of(rows: Sequence[Sequence[str]], path: Path) -> Listing:
    """Return the codes of rows that have headings above them."""
    begin = _headings_in(rows)
    table = texts_of([*[()] * begin, *rows[begin:]], path)
    return _Reader(
        path, table, above=any(any(map(str.strip, row)) for row in rows[:begin])
    ).listing()


def _headings_in(rows: Sequence[Sequence[str]]) -> int:
    """Return the first row that names a column of codes; a title may stand above it."""
    found = (
        number for number, row in enumerate(rows[:_HEAD]) if _HAS_CODES & {*columns_of(row).places}
    )
    return next(found, 0)


#: So far down are the headings of a table looked for.
_HEAD: Final = 10
#: One of these columns has the codes.
_HAS_CODES: Final = frozenset({"id", "name"})


class _Reader:
    """Reads a table row by row, and collects what cannot be meant."""

    def __init__(self, path: Path, table: Table, *, above: bool) -> None:
        self._path = path
        self._table = table
        self._columns = columns_of(table.columns)
        self._places = self._columns.places
        self._problems: list[Problem] = []
        self._notices = ["left out: the lines above the headings"] if above else []
        if not _HAS_CODES & {*self._places}:
            there_are = ", ".join(_line(name) for name in table.columns if name)
            raise UnreadableError(
                path,
                f"no column of codes: row {table.heading_row} has none of the headings name, "
                f"code, tag and label; write one above the codes (there are: {there_are})",
            )

    def listing(self) -> Listing:
        """Return the codes of the table."""
        self._note_headings()
        rows = [
            (number, cells) for number, cells in self._table.rows if self._has_code(number, cells)
        ]
        parents = [_line(self._cell(cells, "parent")) for _, cells in rows]
        listed = [self._code(*row) for row in rows]
        codes = self._placed(listed, parents)
        if not self._has_ids(listed):
            codes = [replace(code, id="", name=code.name or code.id) for code in codes]
        if not codes and not self._problems:
            self._note(self._table.heading_row, "headings, and no code below them")
        self._tell_of_others()
        own_id, title = map(self._of_book, BOOK)
        return Listing(
            tuple(codes),
            own_id,
            title,
            {key: place + 1 for key, place in self._places.items()},
            tuple(self._problems),
            tuple(self._notices),
        )

    def _has_code(self, row: int, cells: Sequence[str]) -> bool:
        if self._cell(cells, "name") or self._cell(cells, "id"):
            return True
        self._note(row, "a row without a code", "name it, or take the row out")
        return False

    def _code(self, row: int, cells: Sequence[str]) -> ListedCode:
        name, own_id = (_line(self._cell(cells, key)) for key in ("name", "id"))
        return ListedCode(name, row, own_id, said=dict(self._said(cells)))

    def _said(self, cells: Sequence[str]) -> Iterator[tuple[str, Said]]:
        for key in self._places:
            text = self._cell(cells, key)
            if not text or key in {"id", "name", "parent", *BOOK}:
                continue
            if key in ID_LISTS:
                yield key, tuple(text.replace(",", " ").split())
            else:
                yield key, from_lines(text) if key in TEXT_LISTS else text

    def _cell(self, cells: Sequence[str], key: str) -> str:
        place = self._places.get(key)
        return "" if place is None else cells[place]

    def _of_book(self, key: str) -> str:
        cells = (_line(self._cell(row, key)) for _, row in self._table.rows)
        return next(filter(None, cells), "")

    def _has_ids(self, codes: Sequence[ListedCode]) -> bool:
        """Return whether the ids are those of codes, and not a database's count of rows."""
        place = self._places.get("id")
        if place is None or BOOK[0] in self._places:
            return True
        heading = _line(self._table.columns[place])
        ids = [code.id for code in codes]
        is_count = all(map(str.isdecimal, ids))
        is_sound = all(ids) and len({*ids}) == len(ids)
        if not is_count and (is_sound or heading.strip().lower() == "id"):
            return True
        self._notices.append(f"left out: {heading}, which is no id of a code")
        return False

    def _placed(self, codes: Sequence[ListedCode], parents: Sequence[str]) -> Sequence[ListedCode]:
        if self._columns.is_atlas:
            placed = below_prefixes(codes)
            below = sum(code.above is not None for code in placed)
            if below:
                self._notices.append(
                    f"put below the code that their name began with: {count(below, 'code')}"
                )
            return placed
        if self._columns.is_group:
            listed, groups = with_groups(codes, parents)
            if made := len(listed) - len(codes):
                heading = _line(self._table.columns[self._places["parent"]])
                groups_told = f"made of the groups in the column {heading}"
                self._notices.append(f"{count(made, 'code')} {groups_told}")
            return below_groups(listed, groups)
        column = self._places.get("parent", 0) + 1
        placed, problems = below_parents(codes, parents, self._path, column=column)
        self._problems += problems
        return placed

    def _note_headings(self) -> None:
        for place in self._columns.shared:
            heading = _line(self._table.columns[place])
            problem = Problem(
                self._path, self._table.heading_row, place + 1, f"a second column '{heading}'"
            )
            self._problems.append(problem)
        beyond = len(self._table.columns) + 1
        self._problems += [
            Problem(self._path, row, beyond, "a cell beyond the last heading")
            for row in self._table.overlong
        ]

    def _tell_of_others(self) -> None:
        names = [
            _line(self._table.columns[place])
            for place in self._columns.others
            if any(cells[place] for _, cells in self._table.rows)
        ]
        if names:
            what = "column" if len(names) == 1 else "columns"
            self._notices.append(f"left out, as a codebook has no such {what}: {', '.join(names)}")

    def _note(self, row: int, message: str, hint: str = "") -> None:
        column = self._places.get("name", self._places.get("id", 0)) + 1
        self._problems.append(Problem(self._path, row, column, message, hint))


def _line(text: str) -> str:
    """Return a text in one line: what a cell breaks over lines is one name all the same."""
    return text.replace("\n", " ")
