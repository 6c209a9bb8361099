"""Floor 1, agreement: from the decisions of coders to numbers. Pure, standard library only.

`agreement_among` is the door: `align` decides what is missing, nothing after it does; tallies
count; the statistics see nothing but tables, and say why where they have no value. Every table can
be added up and taken apart again, transcript by transcript: that is what intervals are made of.
"""

from typing import TYPE_CHECKING

# At once, since the module has the name of the function.
from leadcode_tui.agreement.align import Aligned, Side, Unit, align
from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.agreement.alpha import krippendorff_alpha
    from leadcode_tui.agreement.asked import (
        Asked,
        IntervalKind,
        Metric,
        PartKind,
        UnitKind,
        Weights,
    )
    from leadcode_tui.agreement.chance import (
        bennett_s,
        brennan_prediger,
        conger_kappa,
        fleiss_kappa,
        gwet_ac1,
        kupper_hafner,
        light_kappa,
        randolph_kappa,
        scott_pi,
    )
    from leadcode_tui.agreement.coefficient import Coefficient
    from leadcode_tui.agreement.coincidence import Coincidences
    from leadcode_tui.agreement.comparing import agreement_among, agreement_by_round
    from leadcode_tui.agreement.counts import Counts
    from leadcode_tui.agreement.decisions import Decided, Decision, Decisions, decisions_of
    from leadcode_tui.agreement.disagreements import disagreements_among
    from leadcode_tui.agreement.distances import (
        interval,
        jaccard,
        masi,
        nominal,
        ordinal,
        ratio_distance,
    )
    from leadcode_tui.agreement.intervals import bootstrap, jackknife
    from leadcode_tui.agreement.kappa import (
        cohen_kappa,
        kappa_max,
        mean_kappa,
        pabak,
        pooled_kappa,
        weighted_kappa,
    )
    from leadcode_tui.agreement.large_sample import large_sample_ac1, large_sample_kappa
    from leadcode_tui.agreement.notices import told_renames
    from leadcode_tui.agreement.observed import (
        bias_index,
        jaccard_index,
        mean_pair_agreement,
        p_neg,
        p_pos,
        percent_agreement,
        prevalence_index,
    )
    from leadcode_tui.agreement.parting import Parting
    from leadcode_tui.agreement.plain_lists import decisions_from, kappa_of
    from leadcode_tui.agreement.reading import Scale, adjective, half_width, transcripts_needed
    from leadcode_tui.agreement.registry import STATISTICS
    from leadcode_tui.agreement.report import (
        AgreementReport,
        CodeAgreement,
        Coverage,
        Disagreement,
        Figures,
        Interval,
        Notice,
        NoticeKind,
        Planning,
        headline,
        headline_name,
        worst_first,
    )
    from leadcode_tui.agreement.set_alpha import alpha_over_sets, bootstrap_over_sets
    from leadcode_tui.agreement.sorting import LeftOut, Reason
    from leadcode_tui.agreement.tables import CategoryTable, Family, PairTable, TwoByTwo
    from leadcode_tui.agreement.weights import (
        disagreement_weights,
        linear_weights,
        quadratic_weights,
    )

__all__ = [
    "STATISTICS",
    "AgreementReport",
    "Aligned",
    "Asked",
    "CategoryTable",
    "CodeAgreement",
    "Coefficient",
    "Coincidences",
    "Counts",
    "Coverage",
    "Decided",
    "Decision",
    "Decisions",
    "Disagreement",
    "Family",
    "Figures",
    "Interval",
    "IntervalKind",
    "LeftOut",
    "Metric",
    "Notice",
    "NoticeKind",
    "PairTable",
    "PartKind",
    "Parting",
    "Planning",
    "Reason",
    "Scale",
    "Side",
    "TwoByTwo",
    "Unit",
    "UnitKind",
    "Weights",
    "adjective",
    "agreement_among",
    "agreement_by_round",
    "align",
    "alpha_over_sets",
    "bennett_s",
    "bias_index",
    "bootstrap",
    "bootstrap_over_sets",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "decisions_from",
    "decisions_of",
    "disagreement_weights",
    "disagreements_among",
    "fleiss_kappa",
    "gwet_ac1",
    "half_width",
    "headline",
    "headline_name",
    "interval",
    "jaccard",
    "jaccard_index",
    "jackknife",
    "kappa_max",
    "kappa_of",
    "krippendorff_alpha",
    "kupper_hafner",
    "large_sample_ac1",
    "large_sample_kappa",
    "light_kappa",
    "linear_weights",
    "masi",
    "mean_kappa",
    "mean_pair_agreement",
    "nominal",
    "ordinal",
    "p_neg",
    "p_pos",
    "pabak",
    "percent_agreement",
    "pooled_kappa",
    "prevalence_index",
    "quadratic_weights",
    "randolph_kappa",
    "ratio_distance",
    "scott_pi",
    "told_renames",
    "transcripts_needed",
    "weighted_kappa",
    "worst_first",
]

__getattr__ = lazily(
    __name__,
    {
        "AgreementReport": "report",
        "Asked": "asked",
        "CategoryTable": "tables",
        "CodeAgreement": "report",
        "Coefficient": "coefficient",
        "Coincidences": "coincidence",
        "Counts": "counts",
        "Coverage": "report",
        "Decided": "decisions",
        "Decision": "decisions",
        "Decisions": "decisions",
        "Disagreement": "report",
        "Family": "tables",
        "Figures": "report",
        "Interval": "report",
        "IntervalKind": "asked",
        "LeftOut": "sorting",
        "Metric": "asked",
        "Notice": "report",
        "NoticeKind": "report",
        "PairTable": "tables",
        "PartKind": "asked",
        "Parting": "parting",
        "Planning": "report",
        "Reason": "sorting",
        "STATISTICS": "registry",
        "Scale": "reading",
        "TwoByTwo": "tables",
        "UnitKind": "asked",
        "Weights": "asked",
        "adjective": "reading",
        "agreement_among": "comparing",
        "agreement_by_round": "comparing",
        "alpha_over_sets": "set_alpha",
        "bennett_s": "chance",
        "bias_index": "observed",
        "bootstrap": "intervals",
        "bootstrap_over_sets": "set_alpha",
        "brennan_prediger": "chance",
        "cohen_kappa": "kappa",
        "conger_kappa": "chance",
        "decisions_from": "plain_lists",
        "decisions_of": "decisions",
        "disagreement_weights": "weights",
        "disagreements_among": "disagreements",
        "fleiss_kappa": "chance",
        "gwet_ac1": "chance",
        "half_width": "reading",
        "headline": "report",
        "headline_name": "report",
        "interval": "distances",
        "jaccard": "distances",
        "jaccard_index": "observed",
        "jackknife": "intervals",
        "kappa_max": "kappa",
        "kappa_of": "plain_lists",
        "krippendorff_alpha": "alpha",
        "kupper_hafner": "chance",
        "large_sample_ac1": "large_sample",
        "large_sample_kappa": "large_sample",
        "light_kappa": "chance",
        "linear_weights": "weights",
        "masi": "distances",
        "mean_kappa": "kappa",
        "mean_pair_agreement": "observed",
        "nominal": "distances",
        "ordinal": "distances",
        "p_neg": "observed",
        "p_pos": "observed",
        "pabak": "kappa",
        "percent_agreement": "observed",
        "pooled_kappa": "kappa",
        "prevalence_index": "observed",
        "quadratic_weights": "weights",
        "randolph_kappa": "chance",
        "ratio_distance": "distances",
        "scott_pi": "chance",
        "told_renames": "notices",
        "transcripts_needed": "reading",
        "weighted_kappa": "kappa",
        "worst_first": "report",
    },
)


def __dir__() -> list[str]:
    """Return the public names, for a notebook that completes them."""
    return __all__
