"""What is asked of a comparison: of which units and codes, with which distances and intervals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadcode_tui.model import CodeId


class UnitKind(StrEnum):
    """What is put into a table."""

    SEGMENT = "segment"
    CHARACTER = "character"
    TRANSCRIPT = "transcript"


class Weights(StrEnum):
    """How much agreement a near miss is, where categories have an order."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"


class Metric(StrEnum):
    """How far apart two categories are for Krippendorff's alpha."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class PartKind(StrEnum):
    """What units are parted by; figures of parts stand side by side, and nothing compares them."""

    TRANSCRIPT = "transcript"
    QUESTION = "question"
    ROLE = "role"
    CODER_PAIR = "coder-pair"
    REVISION = "revision"
    ROUND = "round"


class IntervalKind(StrEnum):
    """Where an interval comes from."""

    JACKKNIFE = "jackknife"
    BOOTSTRAP = "bootstrap"
    LARGE_SAMPLE = "large-sample"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about agreement; the usual one unless something else is said.

    `only` are codes to report on as if there were no others, `level` rolls codes up to that depth
    of the codebook's tree, `order` lists the categories from lowest to highest; where no codebook
    is known it is the whole scale, used or not. `by` asks for the same figures part by part.
    `everything` adds the statistics that other papers and programs report; `statistics` names those
    that are wanted, all usual ones if it is empty. Without `interval` it is the jackknife by
    transcript, or large-sample where no unit belongs to a transcript.
    """

    unit: UnitKind = UnitKind.SEGMENT
    level: int | None = None
    only: tuple[CodeId, ...] = ()
    weights: Weights | None = None
    metric: Metric = Metric.NOMINAL
    order: tuple[CodeId, ...] = ()
    by: PartKind | None = None
    statistics: tuple[str, ...] = ()
    interval: IntervalKind | None = None
    confidence: float = 0.95
    seed: int = 1
    draws: int = 2000
    everything: bool = False
