"""What coders are told about their agreement: figures, where they come from, what to mind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement.asked import Asked, IntervalKind, PartKind
    from leadcode_tui.agreement.coefficient import Coefficient
    from leadcode_tui.agreement.sorting import LeftOut
    from leadcode_tui.agreement.tables import CategoryTable, TwoByTwo
    from leadcode_tui.model import CodeId, CoderId


class NoticeKind(StrEnum):
    """What a reader of the figures has to mind."""

    RARE_CODE = "rare-code"
    ONE_CODEBOOK = "one-codebook"
    REVISIONS_DIFFER = "revisions-differ"
    N_DIFFERS = "n-differs"
    COMMON_CODES = "common-codes"
    UNDEFINED_KAPPAS = "undefined-kappas"
    FEW_TRANSCRIPTS = "few-transcripts"
    TEXT_DIFFERS = "text-differs"
    NOT_CODABLE = "not-codable"
    UNKNOWN_SEGMENTS = "unknown-segments"
    NO_LENGTH = "no-length"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence to read beside the figures; `code` is the code that it is about, if one."""

    kind: NoticeKind
    code: CodeId | None
    text: str


class Revision(NamedTuple):
    """A revision of the codebook that decisions were made under."""

    name: str
    sha256: str
    at: str

    def __str__(self) -> str:
        """As people cite it: the name and the first digits of its fingerprint."""
        return f"{self.name} {self.sha256[:8]}".strip()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which decisions the figures rest on, counted in units.

    `shared` units were decided by two coders or more, `decided` by anybody; `only` counts those
    that one coder alone decided, and `only_codings` the codings on them. `empty` of the shared
    ones were left without a code by all who decided them. `transcripts` have a shared unit; units
    that belong to no transcript count for none.
    """

    shared: int
    decided: int
    only: Mapping[CoderId, int]
    only_codings: Mapping[CoderId, int]
    empty: int
    transcripts: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """How the intervals were made; `method` is the sentence for it."""

    kind: IntervalKind
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Planning:
    """How many transcripts would make the interval of a statistic as narrow as is wished for.

    Widths are half of an interval's; `needed` is `transcripts` times the squared ratio of the two.
    """

    statistic: str
    transcripts: int
    half_width: float
    wished: float
    needed: int


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code's coefficients by name.

    `used` has on how many shared units each coder gave the code; `table` is that of two coders,
    None where there are more.
    """

    used: Mapping[CoderId, int]
    table: TwoByTwo | None
    coefficients: Mapping[str, Coefficient]


@dataclass(frozen=True, slots=True)
class Figures:
    """Coefficients of all codes together, by name, and code by code in the codebook's order."""

    overall: Mapping[str, Coefficient]
    codes: Mapping[CodeId, CodeAgreement]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two of the coders agree; without a shared unit `figures` is None, `undefined` why.

    `confusion` has the units by the categories of the one and of the other coder, () for no code;
    it is None where a unit carries several codes.
    """

    coders: tuple[CoderId, CoderId]
    shared: int
    figures: Figures | None
    confusion: CategoryTable[tuple[CodeId, ...]] | None = None
    undefined: str | None = None


@dataclass(frozen=True, slots=True)
class PartAgreement:
    """The figures of one part of the units; without a shared unit there are none."""

    label: str
    shared: int
    transcripts: int
    figures: Figures | None
    undefined: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far coders agree.

    `figures` speak of all coders, `pairs` of every two of them; with two coders both say the same.
    `intra` is said of one coder's passes. `interval` is None where nothing has one. `by` says what
    `parts` are parts of.
    """

    coders: tuple[CoderId, ...]
    asked: Asked
    coverage: Coverage
    interval: Interval | None
    figures: Figures
    pairs: tuple[PairAgreement, ...]
    notices: tuple[Notice, ...]
    planning: Planning | None = None
    revisions: tuple[Revision, ...] = ()
    round: str | None = None
    intra: bool = False
    by: PartKind | None = None
    parts: tuple[PartAgreement, ...] = field(default=())

    @property
    def overall(self) -> Mapping[str, Coefficient]:
        """Coefficients of all codes together, by name."""
        return self.figures.overall

    @property
    def codes(self) -> Mapping[CodeId, CodeAgreement]:
        """Every code's coefficients, in the codebook's order."""
        return self.figures.codes


def worst_first(figures: Figures) -> tuple[tuple[CodeId, CodeAgreement], ...]:
    """Return the codes by rising kappa, alpha where there is no kappa of all coders.

    Those without one stand last, in the codebook's order.
    """
    return tuple(sorted(figures.codes.items(), key=lambda row: _rank(row[1])))


def leading_name(coefficients: Mapping[str, Coefficient]) -> str:
    """Return the name of the coefficient that codes are ranked by: kappa, else alpha."""
    return "cohen_kappa" if "cohen_kappa" in coefficients else "krippendorff_alpha"


def _rank(agreement: CodeAgreement) -> float:
    found = agreement.coefficients.get(leading_name(agreement.coefficients))
    return inf if found is None or found.value is None else found.value
