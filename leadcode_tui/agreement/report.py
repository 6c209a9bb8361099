"""What two coders are told about their agreement: figures, where they come from, what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement.coefficient import Coefficient
    from leadcode_tui.agreement.sorting import LeftOut
    from leadcode_tui.agreement.tables import TwoByTwo
    from leadcode_tui.model import CodeId, CoderId


class NoticeKind(StrEnum):
    """What a reader of the figures has to mind."""

    RARE_CODE = "rare-code"
    ONE_CODEBOOK = "one-codebook"
    REVISIONS_DIFFER = "revisions-differ"
    N_DIFFERS = "n-differs"
    COMMON_CODES = "common-codes"
    UNDEFINED_KAPPAS = "undefined-kappas"
    TEXT_DIFFERS = "text-differs"
    NOT_CODABLE = "not-codable"
    UNKNOWN_SEGMENTS = "unknown-segments"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence to read beside the figures; `code` is the code that it is about, if one."""

    kind: NoticeKind
    code: CodeId | None
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which decisions the figures rest on.

    `only` counts the segments that one coder alone decided, and `only_codings` the codings on them.
    """

    shared: int
    only: Mapping[CoderId, int]
    only_codings: Mapping[CoderId, int]
    transcripts: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code's table, and the coefficients of it by name."""

    table: TwoByTwo
    coefficients: Mapping[str, Coefficient]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far two coders agree; `overall` has coefficients by name, `codes` is in book order."""

    coders: tuple[CoderId, CoderId]
    unit: str
    coverage: Coverage
    overall: Mapping[str, Coefficient]
    codes: Mapping[CodeId, CodeAgreement]
    notices: tuple[Notice, ...]


def worst_first(report: AgreementReport) -> tuple[tuple[CodeId, CodeAgreement], ...]:
    """Return the codes by rising kappa; those without one stand last, in the codebook's order."""
    return tuple(sorted(report.codes.items(), key=lambda row: _rank(row[1])))


def _rank(agreement: CodeAgreement) -> float:
    kappa = agreement.coefficients["cohen_kappa"].value
    return inf if kappa is None else kappa
