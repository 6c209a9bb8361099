"""One coder's decisions taken from one version of a transcript to the next: never to other words.

A decision goes where the words went that it was made on. What is in doubt is flagged and listed;
what has lost its words becomes a memo on the transcript, and is listed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import (
    About,
    Change,
    Entry,
    Intention,
    Memo,
    MemoOn,
    SegmentId,
    TranscriptState,
)
from leadcode_tui.study.corrections.fates import Arrived, Fate, Review, Why, fate_of, stretches
from leadcode_tui.study.spans import joined_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import CodeId, Transcript, TranscriptId, TranscriptStatus
    from leadcode_tui.store.state import State
    from leadcode_tui.study.corrections.versions import Versions

    Stretch = tuple[int, int]

#: Below so much of a segment in common, its decision is looked at again by a person.
_IN_DOUBT: Final = 0.7
#: So much of a new segment's words make a decision on them one on the segment.
_MOST: Final = 0.5
#: So much of a lost segment's words stand in the memo on it.
_QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Reanchored:
    """The changes that take a coder's decisions along, and those to be looked at again."""

    changes: tuple[Change, ...]
    reviews: tuple[Review, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class _Settled:
    """A new segment's entry; `undone` are decisions that it cannot hold as one on all its words."""

    segment: SegmentId
    entry: Entry
    reviews: tuple[Review, ...]
    undone: tuple[Arrived, ...]


def reanchored(
    versions: Versions, state: State, codable: Sequence[SegmentId], *, at: str
) -> Reanchored:
    """Return what a coder's file has to say of the later version; nothing where it is the same."""
    held = state.entries.get(versions.old.id, {})
    known = {segment: entry for segment, entry in held.items() if segment in versions.old.by_id}
    fresh = {s: e for s, e in known.items() if _is_on_text(e, versions.old, s)}
    stale = {s: e for s, e in known.items() if s not in fresh and s in versions.new.by_id}
    fates = [fate_of(versions, *each, frozenset(codable)) for each in sorted(fresh.items())]
    arrived: defaultdict[SegmentId, list[Arrived]] = defaultdict(list)
    for fate in fates:
        for place, arrival in fate.arrived:
            arrived[place].append(arrival)
    settled = [
        _settled(versions, place, arrivals, fresh)
        for place, arrivals in arrived.items()
        if place not in stale
    ]
    after = {**stale, **{each.segment: each.entry for each in settled}}
    changes = (
        *_entry_changes(versions.old.id, known, after),
        *_memo_changes(versions, state, _gone(versions, known, fates, settled, stale), at),
        *_status_changes(versions, state, tuple(codable), {**held, **after}, after),
    )
    reviews = [
        *(
            Review(versions.old.id, s, (s,) if s in stale else (), Why.OLDER)
            for s in known
            if s not in fresh
        ),
        *(review for fate in fates for review in fate.reviews),
        *(
            Review(versions.old.id, fate.segment, (), Why.JOINED)
            for fate in fates
            if any(place in stale for place, _ in fate.arrived)
        ),
        *(review for each in settled for review in each.reviews),
    ]
    return Reanchored(changes, tuple(sorted(reviews, key=lambda r: r.segment)), len(after))


def _is_on_text(entry: Entry, transcript: Transcript, segment: SegmentId) -> bool:
    """Whether an entry was made on this text; one that does not say so is believed."""
    return entry.text in ("", transcript.by_id[segment].fingerprint)


def _gone(
    versions: Versions,
    known: Mapping[SegmentId, Entry],
    fates: Iterable[Fate],
    settled: Iterable[_Settled],
    stale: Mapping[SegmentId, Entry],
) -> Mapping[SegmentId, Entry]:
    """Return the decisions that nothing in the later version holds any more, by their segment."""
    gone: dict[SegmentId, Entry] = {}
    for fate in fates:
        lost = fate.lost
        if any(place in stale for place, _ in fate.arrived):
            lost = known[fate.segment]
        if lost is not None:
            gone[fate.segment] = lost
    for each in settled:
        for arrival in each.undone:
            segment = versions.old.segments[arrival.piece.old].id
            gone.setdefault(segment, arrival.entry)
    fallen = {fate.segment for fate in fates} | {*stale}
    return gone | {segment: entry for segment, entry in known.items() if segment not in fallen}


# What comes together in a segment


def _settled(
    versions: Versions,
    segment: SegmentId,
    arrivals: Sequence[Arrived],
    entries: Mapping[SegmentId, Entry],
) -> _Settled:
    """Return the entry of a new segment, and whether a person should look at it."""
    if versions.is_as_it_was(segment):
        return _Settled(segment, arrivals[0].entry, (), ())
    now = versions.new.by_id[segment]
    why = _doubt(versions, segment, entries)
    codes, spans = _codes_and_spans(versions, segment, arrivals, why)
    first = [each.entry for each in arrivals if each.is_first]
    memos = dict.fromkeys(entry.memo for entry in first if entry.memo)
    latest = max((each.entry for each in arrivals), key=lambda entry: entry.at)
    entry = Entry(
        codes=codes,
        spans=spans or None,
        memo="\n".join(memos) or None,
        flag=any(entry.flag for entry in first) or (why is not None and codes is not None),
        chars=len(now.text),
        text=now.fingerprint,
        book=latest.book,
        at=latest.at,
    )
    was = (versions.old.segments[each.piece.old].id for each in arrivals if why is not None)
    reviews = tuple(Review(versions.old.id, each, (segment,), why) for each in was if why)
    undone = [each for each in arrivals if codes is None and each.entry.codes is not None]
    return _Settled(segment, entry, reviews, tuple(undone))


def _doubt(
    versions: Versions, segment: SegmentId, entries: Mapping[SegmentId, Entry]
) -> Why | None:
    """Return why a person should look at a segment again, None where nobody needs to."""
    pieces = versions.made_of(segment)
    held = [entries.get(versions.old.segments[piece.old].id, Entry()) for piece in pieces]
    if all(entry.codes is None for entry in held):
        return None
    if len(pieces) > 1:
        is_one = len({_decision(entry) for entry in held}) == 1
        return None if is_one else Why.JOINED
    (piece,) = pieces
    if piece.of_new < _MOST:
        return Why.PART
    of_old = sum(each.of_old for each in versions.anchoring.pieces[piece.old])
    return Why.CHANGED if min(of_old, piece.of_new) < _IN_DOUBT else None


def _decision(entry: Entry) -> tuple[frozenset[CodeId] | None, bool]:
    return None if entry.codes is None else frozenset(entry.codes), bool(entry.spans)


def _codes_and_spans(
    versions: Versions, segment: SegmentId, arrivals: Sequence[Arrived], why: Why | None
) -> tuple[tuple[CodeId, ...] | None, dict[CodeId, tuple[Stretch, ...]]]:
    """Return the codes of a new segment; one that came with part of it holds for that part."""
    decided = [each for each in arrivals if each.entry.codes is not None]
    whole: Counter[CodeId] = Counter()
    spans: defaultdict[CodeId, list[Stretch]] = defaultdict(list)
    for each in decided:
        for code in each.entry.codes or ():
            if code in (each.entry.spans or {}):
                spans[code] += each.spans[code]
            else:
                whole[code] += 1
                spans[code] += stretches(versions, each.piece)
    codes = tuple(dict.fromkeys(c for each in decided for c in each.entry.codes or () if spans[c]))
    if not decided or (not codes and _is_undecided(decided, why)):
        return None, {}
    everywhere = 0 if why is Why.PART else len(versions.made_of(segment))
    return codes, {code: joined_spans(spans[code]) for code in codes if whole[code] != everywhere}


def _is_undecided(decided: Sequence[Arrived], why: Why | None) -> bool:
    """Whether "nothing applies" is not known of all the words."""
    return why in (Why.JOINED, Why.PART) or any(each.has_lost_words for each in decided)


# What is written


def _entry_changes(
    name: TranscriptId, before: Mapping[SegmentId, Entry], after: Mapping[SegmentId, Entry]
) -> Iterator[Change]:
    for segment in sorted({*before, *after}):
        was, now = before.get(segment), after.get(segment)
        if now is not None and now.is_blank:
            now = None
        if was != now:
            book = (now or was or Entry()).book
            yield Change(Intention.REANCHOR, name, segment, before=was, after=now, book=book)


def _memo_changes(
    versions: Versions, state: State, gone: Mapping[SegmentId, Entry], at: str
) -> Iterator[Change]:
    """Yield the memo on the transcript that keeps the decisions whose words are gone."""
    if not gone:
        return
    about = About(MemoOn.TRANSCRIPT, versions.old.id)
    before = state.memos.get(about)
    told = [_told(versions, segment, entry) for segment, entry in sorted(gone.items())]
    head = f"Corrected on {at[:10]}; decided before, on words that are not there any more:"
    text = "\n".join([*([before.text, ""] if before else []), head, *told])
    after = Memo(about.on, about.id, text, at)
    yield Change(Intention.REANCHOR, before=before, after=after)


def _told(versions: Versions, segment: SegmentId, entry: Entry) -> str:
    """Return a lost decision in words, with the beginning of what it was made on."""
    text = " ".join(versions.old.by_id[segment].text.split())
    quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}..."
    if entry.codes is None:
        decision = "no decision"
    else:
        spans = entry.spans or {}
        decision = (
            " ".join(
                code + "".join(f" ({start}-{end})" for start, end in spans.get(code, ()))
                for code in entry.codes
            )
            or "nothing applies"
        )
    memo = f"; memo: {entry.memo}" if entry.memo else ""
    return f'{segment.lstrip("0") or "0"}: {decision}{memo}; "{quoted}"'


def _status_changes(
    versions: Versions,
    state: State,
    codable: tuple[SegmentId, ...],
    held: Mapping[SegmentId, Entry],
    after: Mapping[SegmentId, Entry],
) -> Iterator[Change]:
    """Yield where the coder stands in the new version; what is not all decided is open again."""
    before = state.transcripts.get(versions.old.id)
    if before is None:
        return
    undecided = any(held.get(s, Entry()).codes is None for s in codable)
    is_open = before.state is TranscriptState.FINISHED and undecided
    now = replace(
        before,
        participant=versions.new.participant,
        codable=codable,
        position=_position(versions, before, codable),
        passed=tuple(_passed(versions, before, after, codable)),
        state=TranscriptState.OPEN if is_open else before.state,
    )
    if now != before:
        yield Change(Intention.REANCHOR, versions.old.id, before=before, after=now)


def _position(
    versions: Versions, before: TranscriptStatus, codable: Sequence[SegmentId]
) -> SegmentId | None:
    """Return where the coder is: where the words went, or the nearest before them."""
    if before.position is None or before.position not in versions.old.by_id:
        return before.position
    at = next(n for n, s in enumerate(versions.old.segments) if s.id == before.position)
    for segment in reversed(versions.old.segments[: at + 1]):
        found = next((s for s in versions.places(segment.id) if s in set(codable)), None)
        if found is not None:
            return found
    return codable[0] if codable else None


def _passed(
    versions: Versions,
    before: TranscriptStatus,
    after: Mapping[SegmentId, Entry],
    codable: Iterable[SegmentId],
) -> Iterator[SegmentId]:
    """Yield the segments that the coder had before them and left without a decision."""
    had = {
        place
        for segment in before.passed
        if segment in versions.old.by_id
        for place in versions.places(segment)
    }
    yield from (s for s in codable if s in had and after.get(s, Entry()).codes is None)
