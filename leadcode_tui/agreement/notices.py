"""What a reader of the figures has to mind, worked out from what the figures rest on."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from leadcode_tui.agreement.abreast import abreast
from leadcode_tui.agreement.asked import Asked, IntervalKind, UnitKind
from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT
from leadcode_tui.agreement.intervals import FEWEST_TRANSCRIPTS
from leadcode_tui.agreement.report import Figures, Notice, NoticeKind, headline
from leadcode_tui.agreement.sorting import LeftOut, Reason
from leadcode_tui.agreement.tallies import usage
from leadcode_tui.agreement.vocabulary import renames, renames_of_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement.align import Aligned, Side
    from leadcode_tui.agreement.decisions import Decisions
    from leadcode_tui.agreement.parting import Parting
    from leadcode_tui.agreement.tables import TwoByTwo
    from leadcode_tui.model import CodeId, CoderId

#: A code that a coder used less often is rare; one in fewer transcripts hangs on few interviews.
RARE = 10
#: Codes dominate the pooled kappa where one in so many, or fewer, carries half of its weight.
DOMINATED = 5
#: So many segments are named in a notice; all of them stand in the coverage.
NAMED = 5

_LEFT_OUT = {
    Reason.TEXT_DIFFERS: (NoticeKind.TEXT_DIFFERS, "because the text differs"),
    Reason.NOT_CODABLE: (NoticeKind.NOT_CODABLE, "as not codable"),
    Reason.UNKNOWN: (NoticeKind.UNKNOWN_SEGMENTS, "because only some coders' files list them"),
    Reason.NO_LENGTH: (NoticeKind.NO_LENGTH, "because no file says how long they are"),
}


def notices(
    segments: Aligned, figures: Figures, asked: Asked, *, left_out: Sequence[LeftOut]
) -> tuple[Notice, ...]:
    """Return what has to be minded: first what concerns all figures, then code by code.

    What is said of segments is counted on them, whatever the units.
    """
    tables = {code: found.table for code, found in figures.codes.items() if found.table is not None}
    return (
        *_left_out(left_out),
        *_duplicates(segments),
        *_renamed(segments),
        *_revisions(segments),
        *_transcripts(figures, asked),
        *(_sizes(tables) if "pooled_kappa" in figures.overall else ()),
        *(_weights(tables) if "pooled_kappa" in figures.overall else ()),
        *_undefined(figures),
        *_one_codebook(segments),
        *_rare(figures, segments, asked),
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


def _renamed(segments: Aligned) -> Iterator[Notice]:
    if segments.renamed:
        yield Notice(NoticeKind.RENAMED, None, _sentence(segments.renamed))


def told_renames(coders: Sequence[Decisions]) -> tuple[str, ...]:
    """Say beside a list of decisions which codes stand under another id than coders gave."""
    books = [book for coder in coders for book in coder.books.values()]
    renamed = renames_of_given(coders, renames(books))
    return (_sentence(renamed),) if renamed else ()


def _sentence(renamed: Mapping[CodeId, CodeId]) -> str:
    earlier: dict[CodeId, list[CodeId]] = {}
    for code, now in sorted(renamed.items()):
        earlier.setdefault(now, []).append(code)
    which = "1 code was" if len(renamed) == 1 else f"{len(renamed)} codes were"
    named = [f"{', '.join(codes)} as {now}" for now, codes in [*earlier.items()][:NAMED]]
    more = "; ..." if len(earlier) > NAMED else ""
    return f"{which} renamed or merged since, and counted so: {'; '.join(named)}{more}"


def _revisions(segments: Aligned) -> Iterator[Notice]:
    shared = Counter[tuple[str | None, ...]]()
    for rows in segments.shared_rows.values():
        for books, units in rows.items():
            shared[books] += sum(units.values())
    differing = sum(count for books, count in shared.items() if _differ(books, segments.sides))
    if differing:
        text = (
            f"{differing} of {_segments(shared.total())} were decided under "
            "different revisions of the codebook"
        )
        yield Notice(NoticeKind.REVISIONS_DIFFER, None, text)


def _differ(books: Sequence[str | None], sides: Sequence[Side]) -> bool:
    """Return whether revisions differ: by their fingerprints, or by content without them."""
    known = [
        side.revisions[book]
        for side, book in abreast(sides, books)
        if book is not None and book in side.revisions
    ]
    if all(book.sha256 for book in known):
        return len({book.sha256 for book in known}) > 1
    return any(book.codes != known[0].codes for book in known)


def _transcripts(figures: Figures, asked: Asked) -> Iterator[Notice]:
    by_transcript = asked.interval in {IntervalKind.JACKKNIFE, IntervalKind.BOOTSTRAP}
    few = figures.transcripts < FEWEST_TRANSCRIPTS
    if by_transcript and few and asked.unit is not UnitKind.CHARACTER:
        found = (
            f"only {_transcripts_named(figures.transcripts)} with a shared unit"
            if figures.transcripts or not figures.shared
            else "no unit belongs to a transcript"
        )
        text = f"{found}: intervals need {FEWEST_TRANSCRIPTS} or more"
        yield Notice(NoticeKind.FEW_TRANSCRIPTS, None, text)


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
    heaviest = sorted(weights, key=weights.__getitem__, reverse=True)
    upto = accumulate(weights[code] for code in heaviest)
    half = sum(weights.values()) / 2
    carrying = next((number for number, sum_ in enumerate(upto, start=1) if sum_ >= half), 0)
    if 0 < carrying * DOMINATED <= len(weights):
        text = (
            "common codes dominate the pooled kappa: half of its weight lies on "
            f"{carrying} of {len(weights)} codes ({', '.join(heaviest[:carrying][:NAMED])})"
        )
        yield Notice(NoticeKind.COMMON_CODES, None, text)


def _undefined(figures: Figures) -> Iterator[Notice]:
    undefined = sum(headline(found).value is None for found in figures.codes.values())
    if "mean_kappa" in figures.overall and 0 < undefined < len(figures.codes):
        text = (
            f"{undefined} of {len(figures.codes)} codes {'has' if undefined == 1 else 'have'} no "
            "kappa: the mean is over the others"
        )
        yield Notice(NoticeKind.UNDEFINED_KAPPAS, None, text)


def _one_codebook(aligned: Aligned) -> Iterator[Notice]:
    for code in aligned.codes:
        having = [
            side.coder for side in aligned.sides if side.listed is None or code in side.listed
        ]
        lacking = [coder for coder in aligned.coders if coder not in having]
        if len(having) == 1:
            text = f"only {having[0]} decided under a codebook that has it: nothing to compare"
        elif not having:
            text = "nobody decided under a codebook that has it"
        elif lacking:
            text = f"{', '.join(lacking)} decided under no codebook that has it: missing there"
        else:
            continue
        yield Notice(NoticeKind.ONE_CODEBOOK, code, text)


def _rare(figures: Figures, segments: Aligned, asked: Asked) -> Iterator[Notice]:
    plain = not any(segments.rows)  # the units belong to no transcript
    for code, (used, spread) in _uses(figures, segments, asked).items():
        if min(used.values()) < RARE:
            kind, what = NoticeKind.RARE_CODE, "a rare code"
        elif spread < RARE and not plain:
            kind, what = NoticeKind.CODE_IN_FEW_TRANSCRIPTS, "a code in few transcripts"
        else:
            continue
        if headline(figures.codes[code]).undefined == NO_SHARED_UNIT:
            continue
        who = ", ".join(f"{coder} {_times(times)}" for coder, times in used.items())
        where = "" if plain else f", in {_transcripts_named(spread)}"
        yield Notice(kind, code, f"{what}: used by {who}{where}")


def _uses(
    figures: Figures, segments: Aligned, asked: Asked
) -> Mapping[CodeId, tuple[Mapping[CoderId, int], int]]:
    """Return how often each coder used each code, and in how many transcripts, by segments."""
    if asked.unit is UnitKind.SEGMENT:
        return {code: (found.used, found.transcripts) for code, found in figures.codes.items()}
    used, spread = usage(segments.shared_rows.values(), coders=len(segments.sides))
    return {
        code: ({who: of[code] for who, of in abreast(segments.coders, used)}, spread[code])
        for code in figures.codes
    }


def in_no_part(segments: Aligned, parting: Parting, asked: Asked) -> Iterator[Notice]:
    """Say how many shared segments no part counts, and how many more than one counts."""
    labels = [
        len(parting.labels(transcript, unit.segment))
        for transcript, units in segments.units.items()
        for unit in units
        if len(unit.sets) - unit.sets.count(None) > 1
    ]
    for many, where in (
        (labels.count(0), f"belong to no {asked.by}: no part counts them"),
        (sum(each > 1 for each in labels), f"belong to several: each {asked.by} counts them"),
    ):
        if many:
            text = f"{many} of {len(labels)} shared segments {where}"
            yield Notice(NoticeKind.PARTS_DIFFER, None, text)


def _segments(number: int) -> str:
    return f"{number} segment{'' if number == 1 else 's'}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _transcripts_named(number: int) -> str:
    return f"{number} transcript{'' if number == 1 else 's'}"
