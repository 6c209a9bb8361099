"""What coders are told about their agreement: figures, where they come from, what to mind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement.asked import Asked, IntervalKind
    from leadcode_tui.agreement.coefficient import Coefficient
    from leadcode_tui.agreement.sorting import LeftOut
    from leadcode_tui.agreement.tables import CategoryTable, TwoByTwo
    from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId


class NoticeKind(StrEnum):
    """What a reader of the figures has to mind."""

    RARE_CODE = "rare-code"
    CODE_IN_FEW_TRANSCRIPTS = "code-in-few-transcripts"
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
    RENAMED = "renamed"
    PARTS_DIFFER = "parts-differ"


class Notice(NamedTuple):
    """A sentence to read beside the figures; `code` is the code that it is about, if one."""

    kind: NoticeKind
    code: CodeId | None
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which decisions the figures rest on, counted in units.

    `shared` units were decided by two coders or more, `by_all` by all of them, `decided` by
    anybody; `only` counts those that one coder alone decided, and `only_codings` the codings on
    them. `empty` of the shared ones were left without a code by all who decided them.
    `transcripts` have a shared unit; units that belong to no transcript count for none.
    """

    shared: int
    by_all: int
    decided: int
    only: Mapping[CoderId, int]
    only_codings: Mapping[CoderId, int]
    empty: int
    transcripts: int
    left_out: tuple[LeftOut, ...]


class Interval(NamedTuple):
    """How the intervals were made; `method` says it in words."""

    kind: IntervalKind
    confidence: float
    method: str


class Planning(NamedTuple):
    """How many transcripts would make the interval of a statistic as narrow as is wished for.

    Widths are half of an interval's.
    """

    statistic: str
    transcripts: int
    half_width: float
    wished: float
    needed: int


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code's coefficients by name.

    `table` is that of two coders, None where there are more; `used` has on how many shared units
    each coder gave the code, and `transcripts` in how many transcripts one of them did.
    """

    table: TwoByTwo | None
    coefficients: Mapping[str, Coefficient]
    used: Mapping[CoderId, int] = field(default_factory=dict)
    transcripts: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Coefficients of some coders on some units.

    `overall` is of all codes together, by name; `codes` code by code in the codebook's order.
    Where no unit is shared, every coefficient is undefined for that reason.
    """

    coders: tuple[CoderId, ...]
    shared: int
    transcripts: int
    overall: Mapping[str, Coefficient]
    codes: Mapping[CodeId, CodeAgreement]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far coders agree.

    `figures` speak of all coders, `pairs` of every two of them: with two coders, the same.
    `confusion` has two coders' units by their categories, sets of one code or none; it is None
    where a unit carries several codes, and for more coders. `parts` are named, in their
    order. `intra` is said of one coder's passes. `interval` is None where nothing can have one.
    `books` name the codebook revisions that were decided under.
    """

    asked: Asked
    coverage: Coverage
    interval: Interval | None
    figures: Figures
    pairs: tuple[Figures, ...]
    notices: tuple[Notice, ...]
    confusion: CategoryTable[frozenset[CodeId]] | None = None
    parts: Mapping[str, Figures] = field(default_factory=dict)
    planning: Planning | None = None
    books: tuple[str, ...] = ()
    round: str | None = None
    intra: bool = False

    @property
    def coders(self) -> tuple[CoderId, ...]:
        """The coders, in the order in which they were given."""
        return self.figures.coders

    @property
    def overall(self) -> Mapping[str, Coefficient]:
        """Coefficients of all codes together, by name."""
        return self.figures.overall

    @property
    def codes(self) -> Mapping[CodeId, CodeAgreement]:
        """Every code's coefficients, in the codebook's order."""
        return self.figures.codes


class Disagreement(NamedTuple):
    """A segment on which coders decided differently.

    `distance` is the mean MASI distance of those who decided it; `decisions` has their codes.
    """

    transcript: TranscriptId
    segment: SegmentId
    distance: float
    decisions: Mapping[CoderId, tuple[CodeId, ...]]


def headline(agreement: CodeAgreement) -> Coefficient:
    """Return the coefficient that a code is judged by: two coders' kappa, or alpha of more."""
    return agreement.coefficients[headline_name(agreement.coefficients)]


def headline_name(coefficients: Mapping[str, Coefficient]) -> str:
    """Return the name of the coefficient that a code is judged by."""
    return "cohen_kappa" if "cohen_kappa" in coefficients else "krippendorff_alpha"


def worst_first(figures: Figures) -> tuple[tuple[CodeId, CodeAgreement], ...]:
    """Return the codes by rising kappa or alpha.

    Those without one stand last, in the codebook's order.
    """
    return tuple(sorted(figures.codes.items(), key=lambda row: _rank(row[1])))


def _rank(agreement: CodeAgreement) -> float:
    value = headline(agreement).value
    return inf if value is None else value
