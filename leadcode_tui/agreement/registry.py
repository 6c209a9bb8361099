"""Every statistic under the name that it has in every output, and what it is computed from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import one_category
from leadcode_tui.agreement.alpha import krippendorff_alpha
from leadcode_tui.agreement.asked import Asked
from leadcode_tui.agreement.chance import (
    brennan_prediger,
    fleiss_kappa,
    gwet_ac1,
    kupper_hafner,
    scott_pi,
)
from leadcode_tui.agreement.coincidence import Coincidences
from leadcode_tui.agreement.distances import jaccard_by_size, masi_by_size
from leadcode_tui.agreement.estimating import Statistic
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
from leadcode_tui.agreement.set_alpha import alpha_of_sets
from leadcode_tui.agreement.tables import CategoryTable, Family, TwoByTwo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.agreement.counts import Counts
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
    "krippendorff_alpha_masi": Statistic(partial(alpha_of_sets, by_size=masi_by_size)),
    "krippendorff_alpha_jaccard": Statistic(
        partial(alpha_of_sets, by_size=jaccard_by_size), further=True
    ),
}
#: The distances that these take.
BY_SIZE: Final = {
    "krippendorff_alpha_masi": masi_by_size,
    "krippendorff_alpha_jaccard": jaccard_by_size,
}
#: Whether two coders gave a unit the same set: both, or not.
SAME_SET: Final[Mapping[str, Statistic[TwoByTwo]]] = {
    "percent_agreement_exact_set": Statistic(percent_agreement, least=0.0)
}
#: Which of several coders gave a unit the same set.
SAME_SETS: Final[Mapping[str, Statistic[Counts[int]]]] = {
    "percent_agreement_exact_set": Statistic(mean_pair_agreement, least=0.0)
}


def over_two_sets(codes: Sequence[CodeId]) -> Mapping[str, Statistic[SetTable]]:
    """Return what else is told of two coders' sets, of a codebook with these codes."""
    return {
        "kupper_hafner": Statistic(
            lambda table: kupper_hafner(table, categories=len(codes)), further=True
        )
    }


#: The names of all statistics.
STATISTICS: Final = tuple(
    dict.fromkeys(
        (
            *OVER_CODES,
            *OVER_SETS,
            *SAME_SET,
            *over_two_sets(()),
            *PER_CODE,
            *PER_CODE_OF_SEVERAL,
            *one_category.of_two(Asked(), ()),
            *one_category.of_several(Asked(), ()),
            *one_category.OF_PAIRS,
        )
    )
)
