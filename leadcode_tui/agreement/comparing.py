"""Coders' agreement, from their decisions to the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from leadcode_tui.agreement.align import Aligned, align
from leadcode_tui.agreement.asked import Asked, IntervalKind, PartKind
from leadcode_tui.agreement.coverage import coverage_of
from leadcode_tui.agreement.estimating import interval_of
from leadcode_tui.agreement.figures import figures_of
from leadcode_tui.agreement.intervals import together
from leadcode_tui.agreement.notices import in_no_part, notices
from leadcode_tui.agreement.parting import labels_in, part, parting_of, revision_name
from leadcode_tui.agreement.reading import USUAL_HALF_WIDTH, half_width, transcripts_needed
from leadcode_tui.agreement.registry import STATISTICS
from leadcode_tui.agreement.report import AgreementReport, Figures, Planning
from leadcode_tui.agreement.tallies import carries_several, set_table, shared_pairs
from leadcode_tui.agreement.units import in_units
from leadcode_tui.errors import (
    DifferentStudiesError,
    NoSharedUnitError,
    UnknownNameError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.agreement.parting import Parting
    from leadcode_tui.agreement.tables import CategoryTable
    from leadcode_tui.model import CodeId

_USUAL = Asked()
#: Half-widths that studies aim for: the planning figure is about the first that is not reached.
_WISHED = (USUAL_HALF_WIDTH, USUAL_HALF_WIDTH / 2)


def agreement_among(
    coders: Sequence[Decisions], asked: Asked = _USUAL, *, parting: Parting | None = None
) -> AgreementReport:
    """Return how far coders agree, unit by unit.

    Parameters
    ----------
    coders
        The decisions of two coders or more, or of one coder in several passes.
    asked
        Units, codes, statistics, intervals and parts; the usual ones unless given.
    parting
        Which parts a segment belongs to, where `asked.by` takes more than decisions to tell:
        questions and roles.

    Returns
    -------
    AgreementReport
        Coverage, coefficients over all codes and by code, pairs and parts, and notices.

    Raises
    ------
    UsageError
        Fewer than two coders, the same pass of the same coder twice, different rounds, or a code,
        a statistic or a kind of parts that there is not.
    DifferentStudiesError
        Two belong to different studies.
    NoSharedUnitError
        There is no unit that two of them decided.

    Examples
    --------
    >>> from leadcode_tui.agreement import Decision, Decisions, agreement_among
    >>> ana = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(())}}
    >>> ben = {"KC010": {"0002": Decision(("clout",)), "0004": Decision(None)}}
    >>> report = agreement_among([Decisions("ana", ana), Decisions("ben", ben)])
    >>> report.coverage.shared, dict(report.coverage.only)
    (1, {'ana': 1, 'ben': 0})
    >>> report.codes["clout"].coefficients["cohen_kappa"].undefined
    'no variation'

    """
    refuse(coders)
    segments = _aligned(coders, asked)
    refuse_unknown(asked, segments)
    aligned = in_units(asked.unit, segments, coders)
    if not aligned.shared:
        names = (coder.name for coder in coders)
        raise NoSharedUnitError(*names, left_out=len(aligned.left_out), unit=asked.unit)
    asked = _with_interval(asked, aligned)
    figures = figures_of(aligned, asked)
    pairs = _pairs(aligned, figures, asked)
    parting = _parting(segments, asked, parting)
    return AgreementReport(
        asked=asked,
        coverage=coverage_of(aligned, segments),
        interval=interval_of(asked, transcripts=figures.transcripts),
        figures=figures,
        pairs=pairs,
        notices=(
            *notices(segments, figures, asked, left_out=aligned.left_out),
            *(in_no_part(segments, parting, asked) if parting else ()),
        ),
        confusion=_confusion(aligned),
        parts=_parts(segments, coders, asked, pairs=pairs, parting=parting),
        planning=_planning(figures, asked),
        books=_books(segments),
        round=next((coder.round for coder in coders if coder.round), None),
        intra=len({coder.coder for coder in coders}) == 1,
    )


def agreement_by_round(
    rounds: Mapping[str, Sequence[Decisions]], asked: Asked = _USUAL
) -> AgreementReport:
    """Return how far coders agree in the last round, and in every round for a part.

    Rounds are never mixed: each is compared by itself. One in which no two coders share a unit has
    figures that are undefined.

    Raises
    ------
    UsageError, DifferentStudiesError, NoSharedUnitError
        As `agreement_among`, the last of the last round alone.

    """
    for name, coders in rounds.items():
        _refuse_other_rounds(name, coders)
    asked = replace(asked, by=None)
    *earlier, last = rounds
    report = agreement_among(rounds[last], asked)
    parts = {name: _figures_of_round(rounds[name], asked) for name in earlier}
    return replace(
        report,
        asked=replace(report.asked, by=PartKind.ROUND),
        parts={**parts, last: report.figures},
    )


def _refuse_other_rounds(name: str, coders: Sequence[Decisions]) -> None:
    for coder in coders:
        if coder.round and coder.round != name:
            raise UsageError(
                f"{coder.name}'s file stands for the round {name}, and says that it is of "
                f"{coder.round}: move it to where that round lies"
            )


def _figures_of_round(coders: Sequence[Decisions], asked: Asked) -> Figures:
    refuse(coders)
    aligned = in_units(asked.unit, _aligned(coders, asked), coders)
    return figures_of(aligned, _with_interval(asked, aligned))


def _aligned(coders: Sequence[Decisions], asked: Asked) -> Aligned:
    return align(coders, codes=asked.only, level=asked.level, scale=asked.order)


def refuse(coders: Sequence[Decisions]) -> None:
    """Refuse what is no comparison: one coder, a pass twice, several studies, rounds or passes."""
    if len(coders) < 2:  # noqa: PLR2004 # agreement is between people
        raise UsageError("agreement needs two coders, or two passes of one")
    intra = len({coder.coder for coder in coders}) == 1
    for a, b in combinations(coders, 2):
        if a.name == b.name:
            raise UsageError(f"{a.name} is named twice: agreement needs two coders, or two passes")
        if a.coder == b.coder and not intra:
            raise UsageError(
                f"{a.name} and {b.name} are passes of one coder: compare them by themselves, "
                "or one of them with the others"
            )
        if a.study is not None and b.study is not None and a.study != b.study:
            raise DifferentStudiesError((a.name, a.study), (b.name, b.study))
        if not intra and a.round and b.round and a.round != b.round:
            raise UsageError(
                f"{a.name}'s decisions are of the round {a.round}, {b.name}'s of {b.round}: "
                "compare coders within one round"
            )


def refuse_unknown(asked: Asked, segments: Aligned) -> None:
    """Refuse codes that neither a codebook nor a decision has, and figures that there are not."""
    known = {*segments.listed, *segments.now}
    for code in (*asked.only, *asked.order):
        if code not in known:
            raise UnknownNameError("code", code, sorted(known))
    for name in asked.statistics:
        if name not in STATISTICS:
            raise UnknownNameError("statistic", name, tuple(STATISTICS))


def _with_interval(asked: Asked, aligned: Aligned) -> Asked:
    """Return the question with the interval that is usual for these units."""
    if asked.interval is not None:
        return asked
    plain = not any(aligned.columns)
    usual = IntervalKind.LARGE_SAMPLE if plain else IntervalKind.JACKKNIFE
    return replace(asked, interval=usual)


def _pairs(aligned: Aligned, figures: Figures, asked: Asked) -> tuple[Figures, ...]:
    everybody = range(len(aligned.sides))
    if len(everybody) == 2:  # noqa: PLR2004 # the one pair
        return (figures,)
    return tuple(figures_of(aligned.of(pair), asked) for pair in combinations(everybody, 2))


def _confusion(aligned: Aligned) -> CategoryTable[frozenset[CodeId]] | None:
    """Return the table of two coders' categories, if no unit carries several codes."""
    several = carries_several(aligned.rows.values(), aligned.common)
    if several or len(aligned.sides) > 2:  # noqa: PLR2004 # a table has two sides
        return None
    tables = [set_table(shared_pairs(rows, aligned.common)) for rows in aligned.rows.values()]
    return together(tables)


def _parting(segments: Aligned, asked: Asked, given: Parting | None) -> Parting | None:
    """Return the parts that are asked for, where segments belong to them."""
    if asked.by is None or asked.by is PartKind.CODER_PAIR:
        return None
    parting = given or parting_of(asked.by, segments)
    if parting is None:
        raise UsageError(f"figures by {asked.by} need the study: its transcripts tell them apart")
    return parting


def _parts(
    segments: Aligned,
    coders: Sequence[Decisions],
    asked: Asked,
    *,
    pairs: Sequence[Figures],
    parting: Parting | None,
) -> Mapping[str, Figures]:
    if asked.by is PartKind.CODER_PAIR:
        return {" & ".join(pair.coders): pair for pair in pairs}
    if parting is None:
        return {}
    parts = {}
    for label in labels_in(segments, parting):
        units, of_part = part(label, segments, coders, parting)
        parts[label] = figures_of(in_units(asked.unit, units, of_part), asked)
    return parts


def _planning(figures: Figures, asked: Asked) -> Planning | None:
    """Say how many transcripts would give a narrower interval, where transcripts gave this one."""
    name = "pooled_kappa" if "pooled_kappa" in figures.overall else "krippendorff_alpha_masi"
    width = half_width(figures.overall[name]) if name in figures.overall else None
    if width is None or asked.interval is IntervalKind.LARGE_SAMPLE:
        return None
    wished = next((each for each in _WISHED if each < width), None)
    if wished is None:
        return None
    needed = transcripts_needed(width, wished=wished, transcripts=figures.transcripts)
    return Planning(name, figures.transcripts, width, wished, needed)


def _books(segments: Aligned) -> tuple[str, ...]:
    """Return the codebook revisions that were decided under, oldest first."""
    books = [book for side in segments.sides for book in side.revisions.values()]
    in_time = sorted(books, key=lambda book: book.at)
    return tuple(dict.fromkeys(name for book in in_time if (name := revision_name(book))))
