"""Two coders' agreement, from their decisions to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement.align import Aligned, align
from leadcode_tui.agreement.coefficient import SEVERAL_CODES, Coefficient
from leadcode_tui.agreement.kappa import cohen_kappa, kappa_max, mean_kappa, pabak, pooled_kappa
from leadcode_tui.agreement.notices import notices
from leadcode_tui.agreement.observed import (
    bias_index,
    p_neg,
    p_pos,
    percent_agreement,
    prevalence_index,
)
from leadcode_tui.agreement.report import AgreementReport, CodeAgreement, Coverage
from leadcode_tui.agreement.tables import CategoryTable, PairTable, TwoByTwo, code_tables, set_table
from leadcode_tui.errors import DifferentStudiesError, NoSharedUnitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.model import CodeId

#: What is told about each code, under the name that it has in every output.
PER_CODE: Final[Mapping[str, Callable[[TwoByTwo], Coefficient]]] = {
    "cohen_kappa": cohen_kappa,
    "percent_agreement": percent_agreement,
    "prevalence_index": prevalence_index,
    "bias_index": bias_index,
    "p_pos": p_pos,
    "p_neg": p_neg,
    "pabak": pabak,
    "kappa_max": kappa_max,
}
#: What is told about all codes together where no unit carries several: one category a unit.
ONE_CATEGORY: Final[Mapping[str, Callable[[PairTable], Coefficient]]] = {
    "cohen_kappa": cohen_kappa,
    "percent_agreement": percent_agreement,
    "kappa_max": kappa_max,
}


def agreement_between(
    a: Decisions, b: Decisions, *, codes: Sequence[CodeId] | None = None
) -> AgreementReport:
    """Return how far two coders agree, segment by segment.

    Parameters
    ----------
    a, b
        The two coders' decisions, or one coder's in two passes.
    codes
        The codes to report on, as if there were no others; all that the codebooks list or that
        were used, unless given.

    Returns
    -------
    AgreementReport
        Coverage, coefficients over all codes and by code, and notices.

    Raises
    ------
    UsageError
        Both are the same pass of the same coder, or they belong to different rounds.
    DifferentStudiesError
        The two belong to different studies.
    NoSharedUnitError
        There is no unit that both decided.

    Examples
    --------
    >>> from leadcode_tui.agreement import Decision, Decisions, agreement_between
    >>> ana = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(())}}
    >>> ben = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(None)}}
    >>> report = agreement_between(Decisions("ana", ana), Decisions("ben", ben))
    >>> report.coverage.shared, dict(report.coverage.only)
    (1, {'ana': 1, 'ben': 0})
    >>> report.codes["clout"].coefficients["cohen_kappa"].undefined
    'no variation'

    """
    _refuse(a, b)
    aligned = align(a, b, codes=codes)
    if not aligned.shared:
        raise NoSharedUnitError(a.name, b.name, left_out=len(aligned.left_out))
    tables = code_tables(aligned.every_unit(), aligned.codes)
    return AgreementReport(
        coders=(a.name, b.name),
        unit="segment",
        coverage=_coverage(aligned),
        overall=_overall(tuple(tables.values()), set_table(aligned.every_unit())),
        codes={code: _code_agreement(table) for code, table in tables.items()},
        notices=notices(aligned, tables),
    )


def _refuse(a: Decisions, b: Decisions) -> None:
    if a.name == b.name:
        raise UsageError(f"{a.name} is named twice: agreement needs two coders, or two passes")
    if a.study is not None and b.study is not None and a.study != b.study:
        raise DifferentStudiesError((a.name, a.study), (b.name, b.study))
    if a.coder != b.coder and a.round and b.round and a.round != b.round:
        raise UsageError(
            f"{a.name}'s decisions are of the round {a.round}, {b.name}'s of {b.round}: "
            "compare coders within one round"
        )


def _coverage(aligned: Aligned) -> Coverage:
    return Coverage(
        shared=aligned.shared,
        only={side.coder: sum(map(len, side.only.values())) for side in aligned.sides},
        only_codings={side.coder: side.codings for side in aligned.sides},
        transcripts=len(aligned.units),
        left_out=aligned.left_out,
    )


def _overall(
    tables: Sequence[TwoByTwo], sets: CategoryTable[frozenset[CodeId]]
) -> Mapping[str, Coefficient]:
    return {
        "pooled_kappa": pooled_kappa(tables),
        "mean_kappa": mean_kappa(tables),
        **{name: _of_one_category(sets, statistic) for name, statistic in ONE_CATEGORY.items()},
        "percent_agreement_exact_set": percent_agreement(sets),
    }


def _of_one_category(
    sets: CategoryTable[frozenset[CodeId]], statistic: Callable[[PairTable], Coefficient]
) -> Coefficient:
    if any(len(codes) > 1 for pair in sets.cells for codes in pair):
        return Coefficient(None, sets.n, SEVERAL_CODES)
    return statistic(sets)


def _code_agreement(table: TwoByTwo) -> CodeAgreement:
    return CodeAgreement(table, {name: statistic(table) for name, statistic in PER_CODE.items()})
