"""Floor 1, agreement: from the decisions of coders to numbers. Pure, standard library only.

`agreement_between` is the door: `align` decides what is missing, nothing after it does; tables
count; the statistics see nothing but tables, and say why where they have no value.
"""

from leadcode_tui.agreement.align import Aligned, Side, Unit, align
from leadcode_tui.agreement.coefficient import Coefficient
from leadcode_tui.agreement.comparing import agreement_between
from leadcode_tui.agreement.decisions import Decided, Decision, Decisions, decisions_of
from leadcode_tui.agreement.kappa import cohen_kappa, kappa_max, mean_kappa, pabak, pooled_kappa
from leadcode_tui.agreement.observed import (
    bias_index,
    p_neg,
    p_pos,
    percent_agreement,
    prevalence_index,
)
from leadcode_tui.agreement.report import (
    AgreementReport,
    CodeAgreement,
    Coverage,
    Notice,
    NoticeKind,
    worst_first,
)
from leadcode_tui.agreement.sorting import LeftOut, Reason
from leadcode_tui.agreement.tables import (
    CategoryTable,
    PairTable,
    TwoByTwo,
    code_tables,
    set_table,
)

__all__ = [
    "AgreementReport",
    "Aligned",
    "CategoryTable",
    "CodeAgreement",
    "Coefficient",
    "Coverage",
    "Decided",
    "Decision",
    "Decisions",
    "LeftOut",
    "Notice",
    "NoticeKind",
    "PairTable",
    "Reason",
    "Side",
    "TwoByTwo",
    "Unit",
    "agreement_between",
    "align",
    "bias_index",
    "code_tables",
    "cohen_kappa",
    "decisions_of",
    "kappa_max",
    "mean_kappa",
    "p_neg",
    "p_pos",
    "pabak",
    "percent_agreement",
    "pooled_kappa",
    "prevalence_index",
    "set_table",
    "worst_first",
]
