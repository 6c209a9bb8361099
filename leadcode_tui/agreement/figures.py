"""The figures of some coders on units that are aligned, with their intervals."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import one_category
from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.asked import IntervalKind
from leadcode_tui.agreement.coefficient import NOT_EVERY_CODER, SEVERAL_CODES, Coefficient
from leadcode_tui.agreement.coincidence import Coincidences
from leadcode_tui.agreement.counts import Counts
from leadcode_tui.agreement.coverage import shared_transcripts
from leadcode_tui.agreement.estimating import Statistic, are_by_transcript, estimates, wanted
from leadcode_tui.agreement.intervals import together
from leadcode_tui.agreement.registry import (
    BY_SIZE,
    OVER_CODES,
    OVER_SETS,
    PER_CODE,
    PER_CODE_OF_SEVERAL,
    SAME_SET,
    SAME_SETS,
    over_two_sets,
)
from leadcode_tui.agreement.report import CodeAgreement, Figures
from leadcode_tui.agreement.set_alpha import alpha_over_sets, bootstrap_over_sets
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo
from leadcode_tui.agreement.tallies import (
    carries_several,
    code_counts,
    code_tables,
    same_set,
    same_sets,
    set_counts,
    set_table,
    shared_pairs,
    usage,
)
from leadcode_tui.model import CodeId, TranscriptId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from leadcode_tui.agreement.align import Aligned, Alike
    from leadcode_tui.agreement.asked import Asked

CodeSet = frozenset[CodeId]

#: So many different sets of codes take alpha over sets some seconds; more are for who asks for it.
MOST_SETS: Final = 4000
TOO_MANY_SETS: Final = f"more than {MOST_SETS} different sets: computed where it is asked for"


def figures_of(aligned: Aligned, asked: Asked) -> Figures:
    """Return the figures of all coders: two are compared as a pair, more as a group."""
    if len(aligned.sides) == 2:  # noqa: PLR2004 # a pair
        return _figures_of_two(aligned, asked)
    return _figures_of_several(aligned, asked)


def _counted(aligned: Aligned) -> Sequence[Alike]:
    """Return the units of each transcript, one without any where there is none at all."""
    return [*aligned.rows.values()] or [{}]


def _figures_of_two(aligned: Aligned, asked: Asked) -> Figures:
    common = aligned.common
    every = (shared_pairs(rows, common) for rows in _counted(aligned))
    pairs = [found for found in every if found] or [{}]
    families = [code_tables(found, aligned.codes) for found in pairs]
    further = wanted(over_two_sets(aligned.codes), asked)
    several = carries_several(aligned.rows.values(), aligned.common)
    need_sets = bool(further) or bool(wanted(OVER_SETS, asked)) or not several
    sets = [set_table(found) for found in pairs] if need_sets else []
    same = [same_set(found) for found in pairs]
    return Figures(
        coders=aligned.coders,
        shared=together(same).n,
        transcripts=shared_transcripts(aligned),
        overall={
            **estimates(families, wanted(OVER_CODES, asked), asked),
            **_over_sets((Coincidences.met(table) for table in sets), asked),
            **estimates(same, wanted(SAME_SET, asked), asked),
            **estimates(sets, further, asked),
            **_categories_of_two(aligned, None if several else sets, asked),
        },
        codes=_codes_of_two(aligned, families, asked),
    )


def _codes_of_two(
    aligned: Aligned, families: Sequence[Family[CodeId, TwoByTwo]], asked: Asked
) -> Mapping[CodeId, CodeAgreement]:
    statistics = {"cohen_kappa": PER_CODE["cohen_kappa"], **wanted(PER_CODE, asked)}
    further = wanted(_further(PER_CODE_OF_SEVERAL, beside=PER_CODE), asked)
    votes = _votes(aligned) if further else {}
    codes = {}
    for code in aligned.codes:
        parts = [family.tables[code] for family in families]
        table = together(parts)
        found = estimates(parts, statistics, asked)
        if further:
            found |= estimates(votes[code], further, asked)
        used = dict(abreast(aligned.coders, (table.first, table.second)))
        spread = sum(part.both + part.only_first + part.only_second > 0 for part in parts)
        codes[code] = CodeAgreement(table, found, used, spread)
    return codes


def _further(
    of_several: Mapping[str, Statistic[Counts[bool]]], *, beside: Mapping[str, object]
) -> Mapping[str, Statistic[Counts[bool]]]:
    """Return what several coders are told, for two of them: more than they ask for as a rule."""
    return {
        name: replace(each, further=True) for name, each in of_several.items() if name not in beside
    }


def _figures_of_several(aligned: Aligned, asked: Asked) -> Figures:
    sets = [set_counts(rows, aligned.common) for rows in _counted(aligned)]
    statistics = {
        "krippendorff_alpha": PER_CODE_OF_SEVERAL["krippendorff_alpha"],
        **wanted(PER_CODE_OF_SEVERAL, asked),
    }
    votes = _votes(aligned)
    used, spread = usage(aligned.shared_rows.values(), coders=len(aligned.sides))
    return Figures(
        coders=aligned.coders,
        shared=sum(counts.judged_twice for counts in sets),
        transcripts=shared_transcripts(aligned),
        overall={
            **_over_sets((Coincidences.of(counts) for counts in sets), asked),
            **estimates([same_sets(counts) for counts in sets], wanted(SAME_SETS, asked), asked),
            **_categories_of_several(one_category.of_several(asked, aligned.codes), aligned, asked),
        },
        codes={
            code: CodeAgreement(
                None,
                estimates(votes[code], statistics, asked),
                {coder: of[code] for coder, of in abreast(aligned.coders, used)},
                spread[code],
            )
            for code in aligned.codes
        },
    )


def _votes(aligned: Aligned) -> Mapping[CodeId, Sequence[Counts[bool]]]:
    """Return, for each code, how many coders applied it, transcript by transcript."""
    knew = [side.known for side in aligned.sides]
    found = [code_counts(rows, aligned.codes, knew=knew) for rows in _counted(aligned)]
    return {code: [counts[code] for counts in found] for code in aligned.codes}


def _over_sets(each: Iterable[Coincidences[CodeSet]], asked: Asked) -> dict[str, Coefficient]:
    """Return alpha over sets; its time grows with the square of the number of different sets."""
    statistics = wanted(OVER_SETS, asked)
    if not statistics:
        return {}
    met = list(each)
    if not asked.statistics and not asked.everything:
        different = frozenset[CodeSet]().union(*(part.values for part in met))
        if len(different) > MOST_SETS:
            units = sum(part.units for part in met)
            return dict.fromkeys(statistics, Coefficient(None, units, TOO_MANY_SETS))
    if not are_by_transcript(asked):
        return estimates(met, statistics, asked)
    return {name: _with_interval(met, BY_SIZE[name], asked) for name in statistics}


def _with_interval(
    met: Sequence[Coincidences[CodeSet]], by_size: Callable[[int, int, int], float], asked: Asked
) -> Coefficient:
    if asked.interval is IntervalKind.JACKKNIFE:
        return alpha_over_sets(met, by_size, confidence=asked.confidence)
    return bootstrap_over_sets(
        met, by_size, seed=asked.seed, draws=asked.draws, confidence=asked.confidence
    )


def _categories_of_two(
    aligned: Aligned, sets: Sequence[CategoryTable[CodeSet]] | None, asked: Asked
) -> dict[str, Coefficient]:
    """Return what codes have as categories; None for sets where units carry several codes."""
    of_two = one_category.of_two(asked, aligned.codes)
    of_several = {
        name: each if name == "krippendorff_alpha" else replace(each, further=True)
        for name, each in one_category.of_several(asked, aligned.codes).items()
        if name not in of_two
    }
    statistics = wanted(of_two, asked)
    if sets is None:
        found = {name: Coefficient(None, aligned.shared, SEVERAL_CODES) for name in statistics}
    else:
        found = estimates(sets, statistics, asked)
    return found | _categories_of_several(of_several, aligned, asked)


def _categories_of_several(
    of_several: Mapping[str, Statistic[Counts[CodeSet]]], aligned: Aligned, asked: Asked
) -> dict[str, Coefficient]:
    statistics, of_pairs = wanted(of_several, asked), wanted(one_category.OF_PAIRS, asked)
    if carries_several(aligned.rows.values(), aligned.common):
        undefined = Coefficient(None, aligned.shared, SEVERAL_CODES)
        return dict.fromkeys((*statistics, *of_pairs), undefined)
    sets = [_with_categories(set_counts(rows, aligned.common)) for rows in _counted(aligned)]
    return {
        **estimates(sets, statistics, asked),
        **(_over_pairs(of_pairs, aligned, asked) if of_pairs else {}),
    }


def _with_categories(counts: Counts[CodeSet]) -> Counts[CodeSet]:
    """Leave out units with several codes that one coder alone decided: they are in no category."""
    return Counts(
        {
            row: units
            for row, units in counts.rows.items()
            if all(len(codes) <= 1 for codes, _ in row)
        }
    )


def _over_pairs(
    statistics: Mapping[str, Statistic[one_category.PairTables]], aligned: Aligned, asked: Asked
) -> Mapping[str, Coefficient]:
    """Return what is told of the tables of all pairs, where everybody decided every unit."""
    if any(None in books for rows in aligned.shared_rows.values() for books in rows):
        return dict.fromkeys(statistics, Coefficient(None, aligned.shared, NOT_EVERY_CODER))
    pairs = {pair: aligned.of(pair) for pair in combinations(range(len(aligned.sides)), 2)}
    families = [
        Family(
            {
                pair: set_table(shared_pairs(two.rows.get(name, {}), two.common))
                for pair, two in pairs.items()
            }
        )
        for name in [*aligned.rows] or [TranscriptId("")]  # a part can be without any unit
    ]
    return estimates(families, statistics, asked)
