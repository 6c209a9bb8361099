"""The hand-edited list of names and pseudonyms: read, checked, and kept from everybody else."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import Problem, ProblemsError, UnreadableError, UsageError
from leadcode_tui.sheets.tables import read_table
from leadcode_tui.text.pseudonyms import Pseudonym, Pseudonyms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Transcript
    from leadcode_tui.sheets.tables import Table
    from leadcode_tui.study.folder import StudyFolder

#: Where the list is looked for, in the study's folder.
LIST: Final = "pseudonyms.csv"
_COLUMNS: Final = ("name", "pseudonym")
#: What anybody but the owner could do with the list.
_OTHERS: Final = 0o077
#: How the third column says that a name is one only as it is written.
_EXACT: Final = "exact"


def read_pseudonyms(study: StudyFolder, path: Path) -> Pseudonyms:
    """Read the list; raise ProblemsError with every mistake in it."""
    if not path.exists():
        raise UsageError(
            f"no list of names at {path}: write one, a table with the columns name and pseudonym, "
            f"and {_EXACT} in a third column, case, for a name that is also a word"
        )
    table = read_table(path)
    columns = {name.casefold(): at for at, name in enumerate(table.columns)}
    if missing := [name for name in _COLUMNS if name not in columns]:
        raise ProblemsError(
            [
                Problem(path, table.heading_row, 1, f"there is no column {name!r}")
                for name in missing
            ]
        )
    pairs = list(_pairs(table, columns))
    problems = [*_problems(path, pairs), *_coders(study, path, pairs)]
    if problems:
        raise ProblemsError(problems)
    return Pseudonyms(tuple(pair for _, pair in pairs))


def _pairs(table: Table, columns: Mapping[str, int]) -> Iterator[tuple[int, Pseudonym]]:
    case = columns.get("case")
    for row, cells in table.rows:
        name, pseudonym = (cells[columns[column]] for column in _COLUMNS)
        is_exact = case is not None and cells[case].casefold() == _EXACT
        yield row, Pseudonym(name, pseudonym, is_exact)


def _problems(path: Path, pairs: Sequence[tuple[int, Pseudonym]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    every = Pseudonyms(tuple(pair for _, pair in pairs if pair.name))
    for row, pair in pairs:
        if not pair.name or not pair.pseudonym:
            missing = "name" if not pair.name else "pseudonym"
            yield Problem(path, row, 1, f"there is no {missing} in this row")
            continue
        key = pair.name if pair.is_exact else pair.name.casefold()
        if key in seen:
            yield Problem(path, row, 1, f"the same name stands in row {seen[key]}")
        seen[key] = row
        if every.names(pair.pseudonym):
            message = f"the pseudonym {pair.pseudonym!r} holds a name of the list"
            yield Problem(path, row, 1, message, "choose one that is nobody's")


def _coders(
    study: StudyFolder, path: Path, pairs: Sequence[tuple[int, Pseudonym]]
) -> Iterator[Problem]:
    """Yield the names that are a coder's or a round's too: theirs stand in file names."""
    known: dict[str, str] = dict.fromkeys((*study.coders(), *study.settings.coders), "coder")
    known |= dict.fromkeys(study.settings.rounds, "round")
    for row, pair in pairs:
        found = next((name for name in known if Pseudonyms((pair,)).names(name)), None)
        if found is not None:
            yield Problem(
                path,
                row,
                1,
                f"{pair.name!r} is the name of the {known[found]} {found} as well",
                f"write {_EXACT} in the column case, if only {pair.name} is meant",
            )


def keep_private(path: Path) -> bool:
    """Let nobody but the owner read the list; say whether others could."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        try:
            path.chmod(mode & ~_OTHERS)
        except PermissionError as error:
            why = f"others can read it, and only its owner can change that: chmod 600 {path}"
            raise UnreadableError(path, why) from error
    return bool(mode & _OTHERS)


def places_with_names(study: StudyFolder, transcript: Transcript) -> int:
    """Return in how many segments names of the study's list stand; 0 if it has mistakes."""
    path = study.root / LIST
    if not path.exists():
        return 0
    try:
        names = read_pseudonyms(study, path)
    except (ProblemsError, UsageError, UnreadableError):
        return 0
    return sum(bool(names.edits(segment.text)) for segment in transcript.segments)


def list_problems(study: StudyFolder) -> Iterator[Problem]:
    """Yield that others can read the list, where it lies in the study."""
    path = study.root / LIST
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        message = "others than its owner can read the list of names"
        yield Problem(path, 0, 0, message, f"chmod 600 {path}")
