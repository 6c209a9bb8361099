"""Two copies of one coder's file become one that holds every change of both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, TypeVar

from leadcode_tui.model import (
    Book,
    Change,
    Entry,
    Intention,
    Memo,
    TranscriptState,
    TranscriptStatus,
)
from leadcode_tui.store.book_names import with_common_books
from leadcode_tui.store.copies import (
    Copy,
    Line,
    Spot,
    common_length,
    documents,
    encoded,
    replayed,
    session_of,
    spot_of,
    statement,
)
from leadcode_tui.store.interleaving import interleaved
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import About, Document, SegmentId, TranscriptId

    Memos = Mapping[About, Memo]

T = TypeVar("T")

#: From not begun with to submitted.
_FURTHER: Final = (TranscriptState.OPEN, TranscriptState.FINISHED, TranscriptState.FROZEN)


@dataclass(frozen=True, slots=True)
class Collision:
    """A segment on which both copies decided anew, each in its own way; one of them stands."""

    transcript: TranscriptId
    segment: SegmentId
    first: Entry | None
    second: Entry | None
    kept: Entry | None


@dataclass(frozen=True, slots=True)
class Merged:
    """Both copies as one; a checkpoint of either still stands for what came before it."""

    copy: Copy
    collisions: tuple[Collision, ...]
    #: What both wrote another memo on, beside segments.
    memos: tuple[About, ...] = ()

    @property
    def history(self) -> bytes:
        """The lines as a history holds them."""
        due = defaultdict(list)
        for line, position in self.copy.checkpoints:
            due[position].append(line)
        every = (
            [*sorted(due[position], key=_rank), *self.copy.lines[position : position + 1]]
            for position in range(len(self.copy.lines) + 1)
        )
        return b"".join(line.content for line in chain.from_iterable(every))


def merged(first: Copy, second: Copy, *, base: State | None = None) -> Merged:
    """Join two copies, in either order to the same effect; a copy joined again changes nothing.

    Lines keep the order that they have in each copy; what neither saw of the other goes by time.
    What a copy holds and no line says becomes a line of its own. `base` is what both began with,
    and tells for a copy without a history what changed in it.
    """
    first, second, ancestor = with_common_books([first, second, Copy(base or State())])
    known = documents(ancestor.state)
    lanes = [_lane(*pair, known) for pair in ((first, second), (second, first))]
    lines = interleaved(*lanes, key=_order(chain(*lanes)))
    shared = set(lanes[0]) & set(lanes[1])
    since = replayed(line for line in lines if line in shared)
    settling = tuple(_settling(lines, since, first.state, second.state))
    state = replayed([*lines, *settling])
    checkpoints = _checkpoints((first, second), lines)
    collisions = tuple(_collisions(since, first.state, second.state, state))
    memos = tuple(_memo_collisions(since.memos, first.state.memos, second.state.memos))
    return Merged(Copy(state, (*lines, *settling), checkpoints), collisions, memos)


# What a copy holds, as lines


def _lane(copy: Copy, other: Copy, base: Mapping[Spot, Document]) -> Sequence[Line]:
    """Return a copy's lines, with what it holds and no line says."""
    if not copy.lines:
        return _lane_of_documents(copy, other, base)
    said = {_says(line) for line in (*copy.lines, *other.lines)}
    stated = _stated(documents(copy.state), documents(replayed(copy.lines)))
    return [*copy.lines, *sorted((line for line in stated if _says(line) not in said), key=_rank)]


def _lane_of_documents(copy: Copy, other: Copy, base: Mapping[Spot, Document]) -> Sequence[Line]:
    """Return lines for what a copy without any began with, then for what it changed.

    What the other copy's lines say is taken from there, in their order.
    """
    said = {_says(line): line for line in other.lines}
    turns = dict(zip(other.lines, _running_times(other.lines), strict=True))
    order = {line: (time, 0, n) for n, (line, time) in enumerate(turns.items())}
    began: dict[Spot | None, str] = {}
    lane: dict[Line, tuple[object, ...]] = {}
    for line in _stated(base, {}):
        known = said.get(_says(line), line)
        lane[known] = order.get(known, (line.at, 1, _rank(line)))
        began[_spot(line)] = turns.get(known, line.at)
    for line in _stated(documents(copy.state), base):
        known = line if _is_removal(line) else said.get(_says(line), line)
        at = max(line.at, began.get(_spot(line), ""))
        lane.setdefault(known, order.get(known, (at, 2, _rank(line))))
    return sorted(lane, key=lane.__getitem__)


def _running_times(lines: Iterable[Line]) -> Iterable[str]:
    return accumulate((line.at for line in lines), max)


def _stated(held: Mapping[Spot, Document], known: Mapping[Spot, Document]) -> Iterator[Line]:
    """Yield lines that say what is held where something else, or nothing, is known.

    Nobody wrote down when an entry was taken away: it counts as soon as the entry was made.
    """
    times, earlier = _times(held), _times(known)
    for spot, after in held.items():
        before = known.get(spot)
        if before != after:
            at = max(times[spot], earlier.get(spot, ""))
            yield statement(spot, before=before, after=after, at=at)
    for spot, before in known.items():
        if spot.do in {Intention.ADOPT, Intention.MEMO} and spot not in held:
            yield statement(spot, before=before, after=None, at=earlier[spot])


def _times(held: Mapping[Spot, Document]) -> Mapping[Spot, str]:
    """Return when each document came about; a status with the latest entry, keys with the last."""
    times = {spot: each.at for spot, each in held.items() if isinstance(each, Entry | Book | Memo)}
    latest: defaultdict[TranscriptId | None, str] = defaultdict(str)
    for spot, at in times.items():
        for scope in {spot.transcript, None}:
            latest[scope] = max(latest[scope], at)
    return {spot: times.get(spot, latest[spot.transcript]) for spot in held}


def _says(line: Line) -> tuple[Spot, bytes] | None:
    spot = _spot(line)
    return None if line.change is None or spot is None else (spot, encoded(line.change.after))


def _spot(line: Line) -> Spot | None:
    return None if line.change is None else spot_of(line.change)


def _is_removal(line: Line) -> bool:
    return line.change is not None and line.change.after is None


# The order of all lines


def _order(lines: Iterable[Line]) -> Callable[[Line], object]:
    """Return the key that lines of different copies go by: their time.

    A clock that was put back cannot turn a session's own lines round.
    """
    times: dict[Line, str] = {}
    latest: defaultdict[str, str] = defaultdict(str)
    for line in sorted(set(lines), key=lambda line: (line.session, line.n, line.content)):
        latest[line.session] = times[line] = max(latest[line.session], line.at)
    return lambda line: (times[line], line.session, line.n, line.content)


def _rank(line: Line) -> tuple[str, str, int, bytes]:
    return line.at, line.session, line.n, line.content


def _checkpoints(copies: Sequence[Copy], lines: Sequence[Line]) -> tuple[tuple[Line, int], ...]:
    """Return the checkpoints, each no later than where its copy and the other part.

    A line of the other copy may now stand before a checkpoint that knew nothing of it. Moved to
    where the two part, it is true again: what follows is replayed, and part of it was known.
    """
    positions: dict[Line, int] = {}
    for copy in copies:
        alike = common_length(copy.lines, lines)
        for line, position in copy.checkpoints:
            positions[line] = min(position, alike, positions.get(line, alike))
    return tuple(positions.items())


# What both copies hold


def _settling(lines: Sequence[Line], since: State, first: State, second: State) -> Iterator[Line]:
    """Yield lines for the statuses that one copy's last line alone does not tell rightly."""
    replay = replayed(lines).transcripts
    at = max((line.at for line in lines), default="")
    session = session_of(lines)
    settled = {
        transcript: _settled(
            status, *(s.transcripts.get(transcript) for s in (since, first, second))
        )
        for transcript, status in sorted(replay.items())
    }
    unlike = (transcript for transcript, status in settled.items() if status != replay[transcript])
    for n, transcript in enumerate(unlike, start=1):
        before, after = replay[transcript], settled[transcript]
        yield Line.of(
            Change(Intention.OPEN, transcript, None, before, after, session=session, n=n, at=at)
        )


def _settled(
    latest: TranscriptStatus,
    since: TranscriptStatus | None,
    first: TranscriptStatus | None,
    second: TranscriptStatus | None,
) -> TranscriptStatus:
    """Return a status that is as far on as either copy; its position is that of the later."""
    if first is None or second is None:
        return latest
    state = _changed(since.state if since else None, first.state, second.state)
    codable = _changed(since.codable if since else None, first.codable, second.codable)
    if codable is None:
        codable = _joined(first.codable, second.codable, latest.codable)
    passed = {*first.passed, *second.passed}
    return replace(
        latest,
        state=max(first.state, second.state, key=_FURTHER.index) if state is None else state,
        codable=codable,
        passed=tuple(segment for segment in codable if segment in passed),
    )


def _changed(since: T | None, first: T, second: T) -> T | None:
    """Return what one of two changed, or what they have in common; None where both changed it."""
    if second in (first, since):
        return first
    return second if first == since else None


def _joined(
    first: Sequence[SegmentId], second: Sequence[SegmentId], latest: Sequence[SegmentId]
) -> tuple[SegmentId, ...]:
    """Return the segments of both in the order of both; where that contradicts, the latest."""
    every = interleaved(first, second, key=str)
    is_in_order = all(
        [segment for segment in every if segment in set(own)] == list(own)
        for own in (first, second)
    )
    return tuple(every if is_in_order else latest)


def _collisions(since: State, first: State, second: State, kept: State) -> Iterator[Collision]:
    for transcript in sorted({*first.entries, *second.entries}):
        held = [state.entries.get(transcript, {}) for state in (since, first, second, kept)]
        for segment in sorted({*held[1], *held[2]}):
            was, one, other, stands = (entries.get(segment) for entries in held)
            if len({_meaning(was), _meaning(one), _meaning(other)}) == 3:  # noqa: PLR2004 # all
                yield Collision(transcript, segment, one, other, stands)


def _memo_collisions(since: Memos, first: Memos, second: Memos) -> Iterator[About]:
    for about in sorted({*first, *second}):
        found = [memos.get(about) for memos in (since, first, second)]
        if len({memo and memo.text for memo in found}) == 3:  # noqa: PLR2004 # all of them
            yield about


def _meaning(entry: Entry | None) -> bytes:
    """Return what was decided and noted, whenever and in whichever order of codes."""
    entry = entry or Entry()
    codes = None if entry.codes is None else tuple(sorted(entry.codes))
    return encoded(Entry(codes=codes, spans=entry.spans, memo=entry.memo, flag=entry.flag))
