"""Tables of ratings: several coders' decisions in one file, wide, long, or 0 and 1 for each code.

Wide has a row for each unit and a column for each coder, long a row for each code that a coder gave
a unit. An empty cell is not visited, `-` is no code, and `;` stands between several codes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import Decision, Decisions
from leadcode_tui.errors import Problem, ProblemsError, UsageError
from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId
from leadcode_tui.sheets.tables import Table, read_table
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.sheets.layout import RatingsLayout

#: So many coders make 20,000 pairs, and a page of as many lines.
MOST_CODERS: Final = 200
#: What is written for a unit that was read and to which no code applies.
NO_CODE: Final = "-"
#: Headings that say by themselves what a column holds, in lower case.
_UNIT: Final = ("unit", "segment", "id", "item", "case")
_CODER: Final = ("coder", "rater", "annotator")
_CODE: Final = ("code", "codes", "category", "label", "rating")
_TRANSCRIPT: Final = ("transcript", "interview", "document")
#: Headings of what stands beside ratings; no coder is called so.
_BESIDE: Final = frozenset(
    {"text", "quotation", "quote", "comment", "comments", "memo", "note", "notes", "distance"}
)
_YES: Final = frozenset({"1", "1.0", "x", "yes", "true", "y"})
_NO: Final = frozenset({"0", "0.0", "no", "false", "n", NO_CODE})
#: What other programs write where a value is missing, in lower case.
_GAPS: Final = frozenset({"na", "n/a", "#n/a", "<na>", "nan", "null", "."})
#: A whole number as programs write it whose column has gaps.
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its place in the file, its unit, and its cells."""

    number: int
    transcript: str
    unit: str
    cells: Sequence[str]


#: For each coder, the codes given to each unit of each transcript.
_Given = dict[str, dict[tuple[str, str], list[str]]]


def read_ratings(
    path: Path, layout: RatingsLayout
) -> tuple[tuple[Decisions, ...], tuple[str, ...]]:
    """Read the decisions of all coders in a table, and say what is doubtful in them.

    A unit without a transcript belongs to the transcript "". Raises UsageError where the headings
    do not fit the layout or there are fewer than two coders or more than `MOST_CODERS`, and
    ProblemsError, with row and column, where cells cannot be meant.
    """
    table = read_table(path, sheet=layout.sheet)
    reader = _Reader(path, table, layout)
    given = reader.given()
    if reader.problems:
        raise ProblemsError(reader.problems)
    if len(given) < 2:  # noqa: PLR2004 # agreement is between people
        found = ", ".join(given) or "none"
        raise UsageError(f"{path}: agreement needs two coders, and its headings have {found}")
    if len(given) > MOST_CODERS:
        raise UsageError(
            f"{path}: {len(given):,} coders, and every two are compared: {MOST_CODERS} at most; if "
            "columns are codes, say which part of a heading is the coder, as in "
            "--columns '{code}_{coder}'"
        )
    used = Counter(
        code for units in given.values() for codes in units.values() for code in {*codes}
    )
    same = _same_numbers(used)
    coders = tuple(_decisions(coder, units, same) for coder, units in given.items())
    return coders, (*_left_out(path, reader.beside), *_doubts(path, used, same))


def _left_out(path: Path, beside: Sequence[str]) -> Iterator[str]:
    if beside:
        yield f"{path}: no coder, and left out: {', '.join(beside)} (--columns says who is one)"


def _is_gap(cell: str) -> bool:
    return cell.lower() in _GAPS


def _same_numbers(used: Collection[str]) -> Mapping[str, str]:
    """Return codes such as 1.0 where 1 is a code too, each with that."""
    matches = ((code, _WHOLE.fullmatch(code)) for code in used)
    return {code: match[1] for code, match in matches if match is not None and match[1] in used}


def _doubts(path: Path, used: Counter[str], same: Mapping[str, str]) -> Iterator[str]:
    """Say which codes may be none, and which count as another."""
    for code, times in used.items():
        if _is_gap(code):
            cells = f"{times} cell{'' if times == 1 else 's'}"
            yield (
                f"{path}: {code!r} counts as a code, in {cells}: "
                f"if it says that nobody rated, add --missing {quote(code)}"
            )
    alike: dict[str, list[str]] = {}
    for code in used:
        alike.setdefault(code.casefold(), []).append(code)
    for codes in alike.values():
        if len(codes) > 1:
            yield f"{path}: {' and '.join(codes)} count as different codes: write them alike"
    if same:
        yield f"{path}: {', '.join(f'{code} counts as {whole}' for code, whole in same.items())}"


def _decisions(
    coder: str, units: Mapping[tuple[str, str], Sequence[str]], same: Mapping[str, str]
) -> Decisions:
    entries: dict[TranscriptId, dict[SegmentId, Decision]] = {}
    for (transcript, unit), codes in units.items():
        decision = Decision(tuple(CodeId(same.get(code, code)) for code in codes))
        entries.setdefault(TranscriptId(transcript), {})[SegmentId(unit)] = decision
    return Decisions(CoderId(coder), entries)


class _Reader:
    """Reads a table cell by cell, and collects what cannot be meant."""

    def __init__(self, path: Path, table: Table, layout: RatingsLayout) -> None:
        self.problems: list[Problem] = []
        self.beside: Sequence[str] = ()
        self._path = path
        self._table = table
        self._layout = layout
        self._places = {name: at for at, name in reversed([*enumerate(table.columns)])}
        for row in table.overlong:
            self._problem(row, len(table.columns) + 1, "a cell beyond the last heading")
        for at, name in enumerate(table.columns):
            if name and self._places[name] != at:
                self._problem(table.heading_row, at + 1, f"a second column {name!r}")

    def given(self) -> _Given:
        """Return what every coder gave, however the table is laid out."""
        layout = self._layout
        coder = self._column(layout.coder, _CODER)
        code = self._column(layout.code, _CODE)
        if layout.columns is not None:
            return self._by_columns(layout.columns)
        if coder is not None and code is not None:
            return self._long(coder, code)
        if layout.coder is not None or layout.code is not None:
            raise UsageError(
                f"{self._path}: a long table has a column of coders and one of codes: "
                "name both, --coder-column and --code-column"
            )
        names = self._ratings(self._table.columns)
        self.beside = [name for name in names if name.lower() in _BESIDE]
        names = [name for name in names if name not in self.beside]
        self._refuse_switches(names)
        return self._wide({name: name for name in names})

    def _refuse_switches(self, names: Sequence[str]) -> None:
        """Refuse what looks like codes by coders: taken for coders they would rate 0 and 1."""
        places = [self._places[name] for name in names]
        cells = {row[place] for _, row in self._table.rows for place in places}
        cells -= {"", *self._layout.missing, *filter(_is_gap, cells)}
        if cells <= {"0", "1", "0.0", "1.0"} and _is_codes_by_coders(names):
            raise UsageError(
                f"{self._path}: {names[0]}, {names[1]}, ... hold 0 and 1 alone, as columns for "
                "each code of each coder do: say which part of a heading is which, "
                "as in --columns '{code}_{coder}', or --columns '{coder}' if each is a coder"
            )

    def _long(self, coder: int, code: int) -> _Given:
        given: _Given = {}
        nothing: set[tuple[str, tuple[str, str]]] = set()
        for row in self._rows():
            who, cell = row.cells[coder], row.cells[code]
            if not who:
                self._problem(row.number, coder + 1, "no coder in a row that rates a unit")
                continue
            units = given.setdefault(who, {})
            codes = self._codes(cell)
            if codes is None:
                continue
            place = (row.transcript, row.unit)
            known = units.setdefault(place, [])
            if (not codes and known) or (codes and (who, place) in nothing):
                text = f"{who} gave {row.unit} a code in one row, and none in another"
                self._problem(row.number, code + 1, text)
            if not codes:
                nothing.add((who, place))
            known += codes
        return given

    def _wide(self, coders: Mapping[str, str]) -> _Given:
        given: _Given = {coder: {} for coder in coders.values()}
        columns = {self._places[name]: coder for name, coder in coders.items()}
        for row in self._once():
            for column, coder in columns.items():
                codes = self._codes(row.cells[column])
                if codes is not None:
                    given[coder][row.transcript, row.unit] = codes
        return given

    def _by_columns(self, columns: str) -> _Given:
        """Return what columns hold that a list or a pattern chooses."""
        if "{coder}" not in columns:
            names = [name.strip() for name in columns.split(",") if name.strip()]
            return self._wide({self._known(name): name for name in names})
        pattern = _pattern(columns)
        found = {
            name: match.groupdict()
            for name in self._ratings(self._table.columns)
            if (match := pattern.fullmatch(name))
        }
        if not found:
            raise UsageError(
                f"{self._path}: no column is like {columns!r}: "
                f"there are {', '.join(self._table.columns)}"
            )
        if "{code}" not in columns:
            return self._wide({name: parts["coder"] for name, parts in found.items()})
        return self._switches({name: (p["coder"], p["code"]) for name, p in found.items()})

    def _switches(self, columns: Mapping[str, tuple[str, str]]) -> _Given:
        """Return what 0 and 1 say, a column for each code of each coder."""
        given: _Given = {coder: {} for coder, _ in columns.values()}
        places = {self._places[name]: pair for name, pair in columns.items()}
        for row in self._once():
            held: dict[str, dict[int, bool | None]] = {coder: {} for coder in given}
            for column, (coder, _) in places.items():
                held[coder][column] = self._switch(row, column)
            for coder, cells in held.items():
                empty = [column for column, is_on in cells.items() if is_on is None]
                if len(empty) == len(cells):
                    continue
                for column in empty:
                    text = f"empty, and other cells of {coder} in this row are not"
                    self._problem(row.number, column + 1, text)
                codes = [places[column][1] for column, is_on in cells.items() if is_on]
                given[coder][row.transcript, row.unit] = codes
        return given

    def _switch(self, row: _Row, column: int) -> bool | None:
        cell = row.cells[column].lower()
        if row.cells[column] in self._layout.missing:
            return None
        if not cell:
            return False if self._layout.empty_is_no_code else None
        if cell not in _YES | _NO:
            text = f"{row.cells[column]!r} is neither 1 nor 0"
            named = f"--missing {quote(row.cells[column])}, if it says that nobody rated"
            self._problem(row.number, column + 1, text, hint=named if _is_gap(cell) else "")
        return cell in _YES

    def _codes(self, cell: str) -> list[str] | None:
        """Return the codes of a cell: none of them, or None for a unit that was not visited."""
        if cell in self._layout.missing:
            return None
        if not cell:
            return [] if self._layout.empty_is_no_code else None
        codes = [code.strip() for code in cell.split(";")]
        return [code for code in codes if code and code != NO_CODE]

    def _once(self) -> Iterable[_Row]:
        """Yield the rows of a table that has one for each unit."""
        seen: dict[tuple[str, str], int] = {}
        for row in self._rows():
            before = seen.setdefault((row.transcript, row.unit), row.number)
            if before != row.number:
                self._problem(row.number, 1, f"the unit {row.unit!r} stands in row {before} too")
            yield row

    def _rows(self) -> Iterable[_Row]:
        unit = self._unit()
        transcript = self._column(self._layout.transcript, _TRANSCRIPT)
        for number, cells in self._table.rows:
            if not cells[unit]:
                self._problem(number, unit + 1, "no unit in a row that has cells")
                continue
            where = "" if transcript is None else cells[transcript]
            yield _Row(number, where, cells[unit], cells)

    def _unit(self) -> int:
        """Return the column of the units: the named one, one with a plain name, or the first."""
        found = self._column(self._layout.unit, _UNIT)
        return 0 if found is None else found

    def _ratings(self, columns: Iterable[str]) -> Sequence[str]:
        """Return the columns of coders: all but those of units and transcripts."""
        others = {self._unit(), self._column(self._layout.transcript, _TRANSCRIPT)}
        return [name for place, name in enumerate(columns) if place not in others and name]

    def _column(self, named: str | None, plain: Sequence[str]) -> int | None:
        if named is not None:
            return self._places[self._known(named)]
        lowered = [column.lower() for column in self._table.columns]
        return next((lowered.index(name) for name in plain if name in lowered), None)

    def _known(self, name: str) -> str:
        if name not in self._places:
            columns = self._table.columns
            raise UsageError(
                f"{self._path}: no column {name!r}{did_you_mean(name, columns)}: "
                f"there are {', '.join(columns)}"
            )
        return name

    def _problem(self, row: int, column: int, message: str, *, hint: str = "") -> None:
        self.problems.append(Problem(self._path, row, column, message, hint))


def _is_codes_by_coders(names: Sequence[str]) -> bool:
    """Return whether headings are each of some words with each of others behind a sign."""
    for sign in "_.:-/ ":
        pairs = {tuple(name.rsplit(sign, 1)) for name in names}
        sides = [{*side} for side in zip(*pairs, strict=False)]
        if min(map(len, pairs), default=0) > 1 and min(map(len, sides)) > 1:
            return len(pairs) == len(sides[0]) * len(sides[1])
    return False


def _pattern(columns: str) -> re.Pattern[str]:
    """Return the expression for a pattern such as {code}_{coder}; codes are as long as can be."""
    parts = re.split(r"(\{coder\}|\{code\})", columns)
    if parts.count("{coder}") > 1 or parts.count("{code}") > 1:
        raise UsageError(f"--columns {columns!r} names a coder or a code twice")
    known = {"{coder}": "(?P<coder>.+?)", "{code}": "(?P<code>.+)"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts))
