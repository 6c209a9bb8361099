"""The table of participants: `id,role,...`, any further column is an attribute."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.model import Participant, ParticipantId
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read_participants(text: str, path: Path) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    """Read the participants, and every problem in the table with its line."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        numbered = [
            (rows.line_num, [sanitise_line(cell.strip()) for cell in row])
            for row in rows
            if any(map(str.strip, row))
        ]
    except csv.Error as error:
        return (), (Problem(path, rows.line_num, 1, f"not a CSV table: {error}"),)
    if not numbered:
        return (), (Problem(path, 1, 1, "the table is empty", "its first line is: id,role"),)
    columns = [name.lower() for name in numbered[0][1]]
    if "id" not in columns:
        return (), (Problem(path, 1, 1, "there is no column 'id'", "the first line is: id,role"),)
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        return (), (Problem(path, 1, 1, f"column {twice!r} stands here twice"),)
    return _people(columns, numbered[1:], path)


def _people(
    columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], path: Path
) -> tuple[tuple[Participant, ...], tuple[Problem, ...]]:
    people: dict[ParticipantId, Participant] = {}
    problems = []
    for line, row in rows:
        cells = dict(zip(columns, row, strict=False))
        found = ParticipantId(cells.pop("id", ""))
        if len(row) > len(columns):
            problems.append(Problem(path, line, 1, "more cells than there are columns"))
        if not found:
            problems.append(Problem(path, line, 1, "a participant without an id"))
        elif found in people:
            problems.append(Problem(path, line, 1, f"participant {found!r} stands here twice"))
        else:
            people[found] = Participant(found, cells.pop("role", ""), cells)
    return tuple(people.values()), tuple(problems)


def participants_text(participants: Sequence[Participant]) -> str:
    """Return the table as a file holds it."""
    names = {name: None for person in participants for name in person.attributes or {}}
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["id", "role", *names])
    for person in participants:
        attributes = person.attributes or {}
        writer.writerow([person.id, person.role, *(attributes.get(name, "") for name in names)])
    return table.getvalue()
