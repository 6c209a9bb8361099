"""The tables of an agreement report: code by code, over all codes, pair by pair, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import adjective, headline, headline_name, worst_first
from leadcode_tui.agreement.coefficient import SEVERAL_CODES
from leadcode_tui.render.grid import Grid, without_empty
from leadcode_tui.render.numbers import limits, value
from leadcode_tui.render.page import WIDTH
from leadcode_tui.render.statistic_names import NAMES, WITHOUT_WORDS, long_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement import (
        AgreementReport,
        CategoryTable,
        CodeAgreement,
        Coefficient,
        Figures,
        Scale,
    )
    from leadcode_tui.model import CodeId

#: A column: its heading on a terminal, its heading where there is room, and its cells.
Column = tuple[str, str, list[str]]

#: What the usual table shows of a code besides its counts and the coefficient that judges it.
_USUAL: Final = ("percent_agreement", "p_pos", "p_neg")
#: What parts and pairs are put side by side with: sets of codes, and one category a unit.
_OVER_SETS: Final = ("pooled_kappa", "krippendorff_alpha_masi", "percent_agreement_exact_set")
_OVER_CATEGORIES: Final = ("cohen_kappa", "krippendorff_alpha", "percent_agreement")
#: The category of a unit that was read and to which no code applies.
NO_CODE: Final = "(no code)"


def by_code(figures: Figures, scale: Scale | None) -> Grid:
    """Return the codes, the worst first: counts, the coefficient that judges them, and why."""
    rows = worst_first(figures)
    if not rows:
        return Grid(("code",), ())
    judged = [headline(found) for _, found in rows]
    name = headline_name(rows[0][1].coefficients)
    counts = list(_counts(figures, [found for _, found in rows]))
    coefficients = [
        _column(name, judged),
        _same("interval", [limits(found) for found in judged]),
        *(
            _column(further, [found.coefficients[further] for _, found in rows])
            for further in _USUAL
            if further in rows[0][1].coefficients
        ),
        *_words(judged, scale),
    ]
    two = rows[0][1].table is not None
    columns = [*counts, *coefficients] if two else [*coefficients, *counts]
    return _grid([_same("code", [code for code, _ in rows]), *columns])


def _counts(figures: Figures, found: Sequence[CodeAgreement]) -> Iterator[Column]:
    """Yield the cells of two coders' tables, or how often each of more coders used the code."""
    tables = [each.table for each in found if each.table is not None]
    if not tables:
        for coder in figures.coders:
            yield coder, f"used by {coder}", [str(each.used[coder]) for each in found]
        return
    first, second = figures.coders
    yield _same("both", [str(table.both) for table in tables])
    yield first, f"only {first}", [str(table.only_first) for table in tables]
    yield second, f"only {second}", [str(table.only_second) for table in tables]
    yield "none", "neither", [str(table.neither) for table in tables]


def further(figures: Figures) -> Grid:
    """Return what else was computed of each code, beside the coefficient that judges it."""
    rows = worst_first(figures)
    names = dict.fromkeys(name for _, found in rows for name in found.coefficients)
    shown = [name for name in names if name not in _USUAL]
    return _grid(
        [
            _same("code", [code for code, _ in rows]),
            *(_column(name, [found.coefficients[name] for _, found in rows]) for name in shown),
        ]
        if len(shown) > 1
        else [_same("code", [])]
    )


def over_codes(report: AgreementReport, scale: Scale | None) -> Grid:
    """Return what was computed over all codes, without what sets of codes cannot have."""
    found = {name: each for name, each in report.overall.items() if each.undefined != SEVERAL_CODES}
    columns: list[Column] = [
        _same("over all codes", [long_name(name, report.asked) for name in found]),
        _same("value", [value(each, 3) for each in found.values()]),
        _same("interval", [limits(each) for each in found.values()]),
    ]
    if scale is not None:
        words = [
            "" if name in WITHOUT_WORDS else adjective(each, scale) for name, each in found.items()
        ]
        columns.append(_same(scale.value, words))
    return _grid(columns)


def compared(parts: Mapping[str, Figures]) -> Sequence[str]:
    """Return the names of the statistics that parts or pairs are put side by side with."""
    overall = [each.overall for each in parts.values()]
    sets = any(found.undefined == SEVERAL_CODES for each in overall for found in each.values())
    wanted = (_OVER_SETS, _OVER_CATEGORIES) if sets else (_OVER_CATEGORIES, _OVER_SETS)
    told = ([name for name in names if all(name in each for each in overall)] for names in wanted)
    return next(filter(None, told), [])


def side_by_side(parts: Mapping[str, Figures], what: str) -> Grid:
    """Return the figures over all codes of parts or pairs, a row for each."""
    columns: list[Column] = [
        _same(what, [*parts]),
        _same("shared", [str(each.shared) for each in parts.values()]),
    ]
    for name in compared(parts):
        found = [each.overall[name] for each in parts.values()]
        words = f"{NAMES[name].words} ({NAMES[name].which})"
        columns += [
            (NAMES[name].short, words, [value(each) for each in found]),
            _same("interval", [limits(each) for each in found]),
        ]
    return _grid(columns)


def codes_side_by_side(report: AgreementReport, parts: Mapping[str, Figures]) -> Grid:
    """Return the coefficient that judges each code, with a column for each part or pair."""
    worst = [code for code, _ in worst_first(report.figures)]
    codes = dict.fromkeys([*worst, *(code for each in parts.values() for code in each.codes)])
    numbers = map(str, range(1, len(parts) + 1))
    return Grid(
        ("code", *parts),
        [
            [code, *(_judged(figures.codes.get(code)) for figures in parts.values())]
            for code in codes
        ],
        ("code", *numbers) if are_numbered(report, parts) else (),
    )


def are_numbered(report: AgreementReport, parts: Mapping[str, Figures]) -> bool:
    """Return whether the parts' names have no room beside each other above a table of the codes."""
    return max(map(len, report.codes)) + sum(len(part) + 1 for part in parts) > WIDTH


def _judged(found: CodeAgreement | None) -> str:
    return "" if found is None else value(headline(found))


def confusion(table: CategoryTable[frozenset[CodeId]], order: Sequence[CodeId]) -> Grid:
    """Return two coders' categories against each other, the first coder's down the side."""
    found = {category for cell in table.cells for category in cell}
    codes = sorted(code for category in found for code in category)
    ranked = [code for code in dict.fromkeys((*order, *codes)) if code in codes]
    nothing: frozenset[CodeId] = frozenset()
    categories = [*(frozenset({code}) for code in ranked), *({nothing} & found)]
    return Grid(
        ("", *map(_category, categories)),
        [
            [_category(mine), *(str(table.cells.get((mine, yours), 0)) for yours in categories)]
            for mine in categories
        ],
    )


def _category(codes: frozenset[CodeId]) -> str:
    return next(iter(codes), NO_CODE)


def _column(name: str, found: Sequence[Coefficient]) -> Column:
    return NAMES[name].short, NAMES[name].words, [value(each) for each in found]


def _same(heading: str, cells: list[str]) -> Column:
    return heading, heading, cells


def _words(found: Sequence[Coefficient], scale: Scale | None) -> Iterator[Column]:
    if scale is not None:
        yield _same(scale.value, [adjective(each, scale) for each in found])


def _grid(columns: Sequence[Column]) -> Grid:
    """Put columns together, without those in which nothing stands."""
    short, full, cells = zip(*columns, strict=True)
    return without_empty(Grid(full, [*zip(*cells, strict=True)], short))
