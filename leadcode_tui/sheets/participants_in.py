"""Participants from somebody's spreadsheet into the study's table: rows are joined by their id."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem, ProblemsError, UsageError
from leadcode_tui.sheets.participants import NO_PARTICIPANTS
from leadcode_tui.sheets.tables import read_table
from leadcode_tui.text import did_you_mean, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.sheets.tables import Table

#: Headings under which ids and roles are looked for.
_IDS: Final = ("id", "participant", "participant id", "participant_id", "interviewee", "case")
_ROLES: Final = ("role", "group", "stakeholder group", "stakeholder", "position")


@dataclass(frozen=True, slots=True)
class PeopleColumns:
    """Which columns of a spreadsheet have ids and roles, as far as their headings do not say so."""

    sheet: str | None = None
    id: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Rows of a spreadsheet by id, each with its cells by column: `role`, and attributes."""

    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class JoinedPeople:
    """The study's table with a spreadsheet's rows, and whose rows came or changed."""

    text: str
    new: tuple[str, ...]
    changed: tuple[str, ...]


def read_people(path: Path, asked: PeopleColumns) -> People:
    """Read participants from CSV, TSV, xlsx or ods; raise ProblemsError with every mistake."""
    table = read_table(path, sheet=asked.sheet)
    names = [sanitise_line(name).lower() for name in table.columns]
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise ProblemsError([Problem(path, table.heading_row, 1, f"column {twice!r} twice")])
    at = _column(path, names, asked.id, _IDS, "id")
    if at is None:
        raise UsageError(f"{path}: which column has the ids? --id-column, {_one_of(names)}")
    role = _column(path, names, asked.role, _ROLES, "role")
    named = {n: name for n, name in enumerate(names) if name and n != at}
    if role is not None:
        named[role] = "role"
    problems = tuple(_problems(path, table, at))
    if problems:
        raise ProblemsError(problems)
    rows = {
        sanitise_line(cells[at]): {name: sanitise_line(cells[n]) for n, name in named.items()}
        for _, cells in table.rows
    }
    return People(tuple(named.values()), rows)


def _column(
    path: Path, names: Sequence[str], asked: str | None, known: Sequence[str], what: str
) -> int | None:
    """Return the column that was asked for, or else the first known heading's."""
    if asked is not None:
        if asked.lower() not in names:
            near = did_you_mean(asked.lower(), names)
            raise UsageError(f"{path} has no column {asked!r}{near} for the {what}")
        return names.index(asked.lower())
    return next((names.index(name) for name in known if name in names), None)


def _one_of(names: Sequence[str]) -> str:
    return "one of " + ", ".join(filter(None, names))


def _problems(path: Path, table: Table, at: int) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, cells in table.rows:
        found = cells[at]
        if not found:
            yield Problem(path, row, at + 1, "a participant without an id")
        elif found in seen:
            yield Problem(path, row, at + 1, f"{found!r} stands in row {seen[found]} already")
        seen.setdefault(found, row)
    for row in table.overlong:
        yield Problem(path, row, 1, "more cells than there are columns")


def joined_people(text: str, people: People) -> JoinedPeople:
    """Put a spreadsheet's rows into the text of the study's table.

    A cell that is filled in the spreadsheet replaces the one in the table; empty ones do not, and
    who is not in the spreadsheet stays as they are.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff") or NO_PARTICIPANTS, newline=""))
    )
    rows = [row for row in lines if any(map(str.strip, row))]
    header = [sanitise_line(cell.strip()).lower() for cell in rows[0]]
    columns = [*header, *(name for name in people.columns if name not in header)]
    known = {row[header.index("id")].strip(): row for row in rows[1:]}
    changed = []
    for name, row in known.items():
        before = list(row)
        row.extend([""] * (len(columns) - len(row)))
        _fill(row, columns, people.rows.get(name, {}))
        if [cell for cell in row if cell] != [cell for cell in before if cell]:
            changed.append(name)
    new = [name for name in people.rows if name not in known]
    for name in new:
        row = [""] * len(columns)
        row[columns.index("id")] = name
        _fill(row, columns, people.rows[name])
        rows.append(row)
    if not (new or changed):
        return JoinedPeople(text, (), ())
    rows[0] = [*rows[0], *columns[len(rows[0]) :]]
    paper = io.StringIO(newline="")
    csv.writer(paper, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    return JoinedPeople(mark + paper.getvalue(), tuple(new), tuple(changed))


def _fill(row: list[str], columns: Sequence[str], cells: Mapping[str, str]) -> None:
    for name, cell in cells.items():
        if cell:
            row[columns.index(name)] = cell
