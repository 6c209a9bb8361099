"""What a reader of the figures has to mind, worked out from what the figures rest on."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT
from leadcode_tui.agreement.report import Notice, NoticeKind
from leadcode_tui.agreement.sorting import LeftOut, Reason
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement.align import Aligned
    from leadcode_tui.agreement.tables import TwoByTwo

#: A code that a coder used less often, or that occurs in fewer transcripts, is rare.
RARE = 10
#: A code weighs in the pooled kappa so many times as much as another: it dominates.
DOMINANT = 2
#: So many segments are named in a notice; all of them stand in the coverage.
NAMED = 5

_LEFT_OUT = {
    Reason.TEXT_DIFFERS: (NoticeKind.TEXT_DIFFERS, "because the text differs"),
    Reason.NOT_CODABLE: (NoticeKind.NOT_CODABLE, "as not codable"),
    Reason.UNKNOWN: (NoticeKind.UNKNOWN_SEGMENTS, "because only one coder's file lists them"),
}


def notices(aligned: Aligned, tables: Mapping[CodeId, TwoByTwo]) -> tuple[Notice, ...]:
    """Return what has to be minded: first what concerns all figures, then code by code."""
    return (
        *_left_out(aligned.left_out),
        *_duplicates(aligned),
        *_revisions(aligned),
        *_sizes(tables),
        *_weights(tables),
        *_undefined(tables),
        *_one_codebook(aligned, tables),
        *_rare(aligned, tables),
    )


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[Notice]:
    for reason, (kind, why) in _LEFT_OUT.items():
        places = [f"{each.transcript} {each.segment}" for each in left_out if each.why is reason]
        if places:
            named = ", ".join(places[:NAMED]) + (", ..." if len(places) > NAMED else "")
            yield Notice(kind, None, f"{_segments(len(places))} left out {why}: {named}")


def _duplicates(aligned: Aligned) -> Iterator[Notice]:
    for side in aligned.sides:
        if side.repeating:
            text = f"{side.coder} has a code twice on {_segments(side.repeating)}: it counts once"
            yield Notice(NoticeKind.DUPLICATES, None, text)


def _revisions(aligned: Aligned) -> Iterator[Notice]:
    if aligned.revisions_differ:
        text = (
            f"{aligned.revisions_differ} of {_segments(aligned.shared)} were decided under "
            "different revisions of the codebook"
        )
        yield Notice(NoticeKind.REVISIONS_DIFFER, None, text)


def _sizes(tables: Mapping[CodeId, TwoByTwo]) -> Iterator[Notice]:
    sizes = [table.n for table in tables.values() if table.n]
    if len(set(sizes)) > 1:
        text = (
            f"n differs between codes ({min(sizes)} to {max(sizes)}): "
            "all weigh equally in the pooled and the mean kappa"
        )
        yield Notice(NoticeKind.N_DIFFERS, None, text)


def _weights(tables: Mapping[CodeId, TwoByTwo]) -> Iterator[Notice]:
    weights = {
        code: 1 - table.chance / table.n**2 for code, table in tables.items() if table.lack is None
    }
    if weights and max(weights.values()) >= DOMINANT * min(weights.values()):
        heavy, light = max(weights, key=weights.__getitem__), min(weights, key=weights.__getitem__)
        times = weights[heavy] / weights[light]
        text = (
            "common codes dominate the pooled kappa: "
            f"{heavy} weighs {times:.1f} times as much as {light}"
        )
        yield Notice(NoticeKind.COMMON_CODES, None, text)


def _undefined(tables: Mapping[CodeId, TwoByTwo]) -> Iterator[Notice]:
    undefined = sum(table.lack is not None for table in tables.values())
    if 0 < undefined < len(tables):
        text = f"{undefined} of {len(tables)} codes have no kappa: the mean is over the others"
        yield Notice(NoticeKind.UNDEFINED_KAPPAS, None, text)


def _one_codebook(aligned: Aligned, tables: Mapping[CodeId, TwoByTwo]) -> Iterator[Notice]:
    for code in tables:
        having = [
            side.coder for side in aligned.sides if side.listed is None or code in side.listed
        ]
        if len(having) == 1:
            text = f"only {having[0]} decided under a codebook that has it: nothing to compare"
            yield Notice(NoticeKind.ONE_CODEBOOK, code, text)
        elif not having:
            yield Notice(
                NoticeKind.ONE_CODEBOOK, code, "nobody decided under a codebook that has it"
            )


def _rare(aligned: Aligned, tables: Mapping[CodeId, TwoByTwo]) -> Iterator[Notice]:
    transcripts = _transcripts(aligned)
    for code, table in tables.items():
        spread = transcripts[code]
        if table.lack == NO_SHARED_UNIT or min(table.first, table.second, spread) >= RARE:
            continue
        first, second = (side.coder for side in aligned.sides)
        text = (
            f"a rare code: {first} used it {_times(table.first)}, {second} "
            f"{_times(table.second)}, in {_transcripts_named(spread)}"
        )
        yield Notice(NoticeKind.RARE_CODE, code, text)


def _transcripts(aligned: Aligned) -> Counter[CodeId]:
    """Return how many transcripts each code occurs in, on shared units."""
    return Counter(
        chain.from_iterable(
            frozenset[CodeId]().union(
                *(unit.first for unit in units), *(unit.second for unit in units)
            )
            for units in aligned.units.values()
        )
    )


def _segments(number: int) -> str:
    return f"{number} segment{'' if number == 1 else 's'}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _transcripts_named(number: int) -> str:
    return f"{number} transcript{'' if number == 1 else 's'}"
