"""The table of participants: `id,role,...`, any further column is an attribute."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem
from leadcode_tui.model import Participant, ParticipantId
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What a table is begun with.
NO_PARTICIPANTS: Final = "id,role\n"
_NEWLINE = re.compile(r"\r\n|\n|\r")


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
    columns = _columns(numbered[0][1])
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


def with_participants(text: str, new: Sequence[ParticipantId]) -> str:
    """Return the text of a table with a line for each new participant, all else as it was."""
    header = _header(text)
    newline = found[0] if (found := _NEWLINE.search(text)) else "\n"
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator=newline)
    for person in new:
        writer.writerow([person if name == "id" else "" for name in header])
    end = "" if text.endswith(("\n", "\r")) else newline
    return text + end + lines.getvalue()


def without_participant(text: str, who: ParticipantId) -> str:
    """Return the text of a table without the rows of somebody, all else as it was."""
    body = text.removeprefix("\ufeff")
    lines = body.splitlines(keepends=True)
    rows = csv.reader(lines)
    ids: int | None = None
    kept, began = [], 0
    for row in rows:
        end = rows.line_num
        if ids is None and any(map(str.strip, row)):
            columns = _columns(row)
            ids = columns.index("id") if "id" in columns else -1
        elif ids is not None and 0 <= ids < len(row) and _cell(row[ids]) == who:
            began = end
            continue
        kept += lines[began:end]
        began = end
    return text[: len(text) - len(body)] + "".join((*kept, *lines[began:]))


def _cell(cell: str) -> str:
    return sanitise_line(cell.strip())


def _header(text: str) -> Sequence[str]:
    """Return the names of the columns of a table that was read without problems."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    return _columns(next(row for row in rows if any(map(str.strip, row))))


def _columns(row: Sequence[str]) -> Sequence[str]:
    return [sanitise_line(cell.strip()).lower() for cell in row]
