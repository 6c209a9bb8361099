"""The figures of some coders on units that are aligned, every statistic under its name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import one_category
from leadcode_tui.agreement.alpha import krippendorff_alpha
from leadcode_tui.agreement.asked import Asked, IntervalKind, UnitKind
from leadcode_tui.agreement.chance import (
    brennan_prediger,
    fleiss_kappa,
    gwet_ac1,
    kupper_hafner,
    scott_pi,
)
from leadcode_tui.agreement.coefficient import NOT_EVERY_CODER, SEVERAL_CODES, Coefficient
from leadcode_tui.agreement.coincidence import Coincidences
from leadcode_tui.agreement.counts import Counts
from leadcode_tui.agreement.coverage import shared_transcripts
from leadcode_tui.agreement.distances import jaccard, jaccard_by_size, masi, masi_by_size
from leadcode_tui.agreement.estimating import Statistic, estimate, wanted
from leadcode_tui.agreement.intervals import together
from leadcode_tui.agreement.kappa import cohen_kappa, kappa_max, mean_kappa, pabak, pooled_kappa
from leadcode_tui.agreement.large_sample import large_sample_ac1, large_sample_kappa
from leadcode_tui.agreement.observed import (
    bias_index,
    jaccard_index,
    mean_pair_agreement,
    p_neg,
    p_pos,
    percent_agreement,
    prevalence_index,
)
from leadcode_tui.agreement.report import CodeAgreement, Figures
from leadcode_tui.agreement.set_alpha import alpha_over_sets
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo
from leadcode_tui.agreement.tallies import (
    alike,
    code_counts,
    code_tables,
    set_counts,
    set_table,
    shared_pairs,
    uses,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.agreement.align import Aligned
    from leadcode_tui.agreement.tallies import Alike
    from leadcode_tui.model import CodeId

CodeSet = frozenset["CodeId"]
SetTable = CategoryTable[CodeSet]

#: What is told about each code of two coders.
PER_CODE: Final[Mapping[str, Statistic[TwoByTwo]]] = {
    "cohen_kappa": Statistic(
        cohen_kappa,
        lambda table, confidence: large_sample_kappa(table.as_categories(), confidence=confidence),
    ),
    "percent_agreement": Statistic(percent_agreement, least=0.0),
    "pabak": Statistic(pabak),
    "p_pos": Statistic(p_pos, least=0.0),
    "p_neg": Statistic(p_neg, least=0.0),
    "prevalence_index": Statistic(prevalence_index, bare=True),
    "bias_index": Statistic(bias_index, bare=True),
    "kappa_max": Statistic(kappa_max, bare=True),
    "scott_pi": Statistic(scott_pi, further=True),
    "jaccard_index": Statistic(jaccard_index, further=True, least=0.0),
}
#: What is told about each code of any number of coders: of two where it is asked for.
PER_CODE_OF_SEVERAL: Final[Mapping[str, Statistic[Counts[bool]]]] = {
    "krippendorff_alpha": Statistic(lambda counts: krippendorff_alpha(Coincidences.of(counts))),
    "percent_agreement": Statistic(mean_pair_agreement, least=0.0),
    "fleiss_kappa": Statistic(fleiss_kappa),
    "gwet_ac1": Statistic(
        lambda counts: gwet_ac1(counts, categories=2),
        lambda counts, confidence: large_sample_ac1(counts, categories=2, confidence=confidence),
        further=True,
    ),
    "brennan_prediger": Statistic(
        lambda counts: brennan_prediger(counts, categories=2), further=True
    ),
}
#: What is told about all codes of two coders together.
OVER_CODES: Final[Mapping[str, Statistic[Family[CodeId, TwoByTwo]]]] = {
    "pooled_kappa": Statistic(lambda family: pooled_kappa([*family.tables.values()])),
    "mean_kappa": Statistic(lambda family: mean_kappa(family.tables.values())),
}
#: Alpha over sets of codes, by the distance that it takes.
OVER_SETS: Final[Mapping[str, Statistic[Coincidences[CodeSet]]]] = {
    "krippendorff_alpha_masi": Statistic(partial(krippendorff_alpha, distance=masi)),
    "krippendorff_alpha_jaccard": Statistic(
        partial(krippendorff_alpha, distance=jaccard), further=True
    ),
}
_BY_SIZE: Final = {
    "krippendorff_alpha_masi": masi_by_size,
    "krippendorff_alpha_jaccard": jaccard_by_size,
}
#: The names of all statistics.
STATISTICS: Final = tuple(
    dict.fromkeys(
        (
            *OVER_CODES,
            *OVER_SETS,
            "percent_agreement_exact_set",
            "kupper_hafner",
            *PER_CODE,
            *PER_CODE_OF_SEVERAL,
            *one_category.of_two(Asked(), ()),
            *one_category.of_several(Asked(), ()),
            *one_category.OF_PAIRS,
        )
    )
)


def figures_of(aligned: Aligned, asked: Asked) -> Figures:
    """Return the figures of all coders: two are compared as a pair, more as a group."""
    counted = [alike(units) for units in aligned.units.values()] or [{}]
    if len(aligned.sides) == 2:  # noqa: PLR2004 # a pair
        return _figures_of_two(aligned, counted, asked)
    return _figures_of_several(aligned, counted, asked)


def carries_several(sets: Iterable[CodeSet]) -> bool:
    """Return whether some unit has several codes, so that codes are no categories."""
    return any(len(codes) > 1 for codes in sets)


def _figures_of_two(aligned: Aligned, counted: Sequence[Alike], asked: Asked) -> Figures:
    common = aligned.common
    shared = [pairs for rows in counted if (pairs := shared_pairs(rows, common))] or [{}]
    families = [code_tables(pairs, aligned.codes) for pairs in shared]
    sets = [set_table(pairs) for pairs in shared]
    found = {
        name: estimate(families, each, asked) for name, each in wanted(OVER_CODES, asked).items()
    }
    found |= _over_sets([Coincidences.met(table) for table in sets], asked)
    of_sets: Mapping[str, Statistic[SetTable]] = {
        "percent_agreement_exact_set": Statistic(percent_agreement, least=0.0),
        "kupper_hafner": Statistic(
            lambda table: kupper_hafner(table, categories=len(aligned.codes)), further=True
        ),
    }
    found |= {name: estimate(sets, each, asked) for name, each in wanted(of_sets, asked).items()}
    return Figures(
        coders=aligned.coders,
        shared=sum(table.n for table in sets),
        transcripts=shared_transcripts(aligned),
        overall=found | _categories_of_two(aligned, counted, sets, asked),
        codes=_codes_of_two(aligned, counted, families, asked),
    )


def _codes_of_two(
    aligned: Aligned,
    counted: Sequence[Alike],
    families: Sequence[Family[CodeId, TwoByTwo]],
    asked: Asked,
) -> Mapping[CodeId, CodeAgreement]:
    statistics = {"cohen_kappa": PER_CODE["cohen_kappa"], **wanted(PER_CODE, asked)}
    further = wanted(
        {
            name: replace(each, further=True)
            for name, each in PER_CODE_OF_SEVERAL.items()
            if name not in PER_CODE
        },
        asked,
    )
    votes = _votes(aligned, counted) if further else {}
    codes = {}
    for code in aligned.codes:
        parts = [family.tables[code] for family in families]
        table = together(parts)
        found = {name: estimate(parts, each, asked) for name, each in statistics.items()}
        found |= {name: estimate(votes[code], each, asked) for name, each in further.items()}
        used = dict(zip(aligned.coders, (table.first, table.second), strict=True))
        codes[code] = CodeAgreement(table, found, used)
    return codes


def _figures_of_several(aligned: Aligned, counted: Sequence[Alike], asked: Asked) -> Figures:
    sets = [set_counts(rows, aligned.common) for rows in counted]
    exact: Mapping[str, Statistic[Counts[CodeSet]]] = {
        "percent_agreement_exact_set": Statistic(mean_pair_agreement, least=0.0)
    }
    overall = {
        **_over_sets([Coincidences.of(counts) for counts in sets], asked),
        **{name: estimate(sets, each, asked) for name, each in wanted(exact, asked).items()},
        **_categories_of_several(
            one_category.of_several(asked, aligned.codes), aligned, counted, asked
        ),
    }
    statistics = {
        "krippendorff_alpha": PER_CODE_OF_SEVERAL["krippendorff_alpha"],
        **wanted(PER_CODE_OF_SEVERAL, asked),
    }
    votes, used = _votes(aligned, counted), uses(counted, coders=len(aligned.sides))
    return Figures(
        coders=aligned.coders,
        shared=sum(counts.judged_twice for counts in sets),
        transcripts=shared_transcripts(aligned),
        overall=overall,
        codes={
            code: CodeAgreement(
                None,
                {name: estimate(votes[code], each, asked) for name, each in statistics.items()},
                {coder: used[which][code] for which, coder in enumerate(aligned.coders)},
            )
            for code in aligned.codes
        },
    )


def _votes(aligned: Aligned, counted: Sequence[Alike]) -> Mapping[CodeId, Sequence[Counts[bool]]]:
    """Return, for each code, how many coders applied it, transcript by transcript."""
    knew = [side.known for side in aligned.sides]
    found = [code_counts(rows, aligned.codes, knew=knew) for rows in counted]
    return {code: [counts[code] for counts in found] for code in aligned.codes}


def _over_sets(met: Sequence[Coincidences[CodeSet]], asked: Asked) -> dict[str, Coefficient]:
    statistics = wanted(OVER_SETS, asked)
    if asked.interval is IntervalKind.JACKKNIFE and asked.unit is not UnitKind.CHARACTER:
        return {
            name: alpha_over_sets(met, _BY_SIZE[name], confidence=asked.confidence)
            for name in statistics
        }
    return {name: estimate(met, each, asked) for name, each in statistics.items()}


def _categories_of_two(
    aligned: Aligned, counted: Sequence[Alike], sets: Sequence[SetTable], asked: Asked
) -> dict[str, Coefficient]:
    of_two = one_category.of_two(asked, aligned.codes)
    statistics = wanted(of_two, asked)
    if carries_several(codes for table in sets for codes in table.categories):
        n = sum(table.n for table in sets)
        found = {name: Coefficient(None, n, SEVERAL_CODES) for name in statistics}
    else:
        found = {name: estimate(sets, each, asked) for name, each in statistics.items()}
    of_several = {
        name: each if name == "krippendorff_alpha" else replace(each, further=True)
        for name, each in one_category.of_several(asked, aligned.codes).items()
        if name not in of_two
    }
    return found | _categories_of_several(of_several, aligned, counted, asked)


def _categories_of_several(
    of_several: Mapping[str, Statistic[Counts[CodeSet]]],
    aligned: Aligned,
    counted: Sequence[Alike],
    asked: Asked,
) -> dict[str, Coefficient]:
    statistics, of_pairs = wanted(of_several, asked), wanted(one_category.OF_PAIRS, asked)
    if not statistics and not of_pairs:
        return {}
    sets = [_with_categories(set_counts(rows, aligned.common)) for rows in counted]
    if carries_several(codes for counts in sets for codes in counts.categories):
        n = sum(counts.judged_twice for counts in sets)
        return {name: Coefficient(None, n, SEVERAL_CODES) for name in (*statistics, *of_pairs)}
    return {
        **{name: estimate(sets, each, asked) for name, each in statistics.items()},
        **(_over_pairs(of_pairs, aligned, asked) if of_pairs else {}),
    }


def _with_categories(counts: Counts[CodeSet]) -> Counts[CodeSet]:
    """Leave out units with several codes that one coder alone decided: they are in no category."""
    return Counts(
        {
            row: units
            for row, coders, units in counts.judged()
            if coders > 1 or not carries_several(codes for codes, _ in row)
        }
    )


def _over_pairs(
    statistics: Mapping[str, Statistic[one_category.PairTables]], aligned: Aligned, asked: Asked
) -> Mapping[str, Coefficient]:
    """Return what is told of the tables of all pairs, where everybody decided every unit."""
    judged = sum(unit.size for unit in aligned.every_unit() if unit.deciders > 1)
    if any(None in unit.sets for unit in aligned.every_unit() if unit.deciders > 1):
        return {name: Coefficient(None, judged, NOT_EVERY_CODER) for name in statistics}
    pairs = [(pair, aligned.of(pair)) for pair in combinations(range(len(aligned.sides)), 2)]
    families = [
        Family(
            {
                pair: set_table(shared_pairs(alike(two.units.get(name, ())), two.common))
                for pair, two in pairs
            }
        )
        for name in aligned.units
    ]
    return {name: estimate(families, each, asked) for name, each in statistics.items()}
