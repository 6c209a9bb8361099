"""Random edits of a coded transcript: how many decisions stay on their words, and none elsewhere.

    python benchmarks/reanchoring.py [EDITS]

Each edit takes an interview of 300 segments, every answer coded, and does to it what typists do:
slips of the pen, words and turns put in and left out, turns moved, cut in two and joined. What
became of each segment is known, so that every decision can be looked for where it belongs.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from leadcode_tui.model import (
    CodeId,
    Entry,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
    participants_segments,
)
from leadcode_tui.store.state import State
from leadcode_tui.study.corrections.reanchoring import reanchored
from leadcode_tui.study.corrections.versions import Versions, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SEGMENTS = 300
SHORT = ("Yes.", "Mm.", "No, not really.", "I think so, yes.", "Right.", "Of course.")
WORDS = [
    "we",
    "lead",
    "the",
    "ward",
    "and",
    "nobody",
    "asks",
    "who",
    "is",
    "in",
    "charge",
    "of",
    "quality",
    "or",
    "safety",
    "when",
    "there",
    "are",
    "so",
    "many",
    "targets",
    "managers",
    "doctors",
    "nurses",
    "patients",
    "board",
    "meetings",
    "week",
    "month",
    "good",
    "money",
    "time",
    "people",
    "really",
    "always",
    "sometimes",
    "never",
    "because",
    "think",
    "know",
    "said",
    "told",
    "work",
    "change",
    "trust",
    "team",
    "clinical",
    "evidence",
    "culture",
    "fear",
    "blame",
    "improve",
    "measure",
    "report",
    "learn",
    "listen",
    "contract",
    "commission",
    "service",
]
AT = "2026-11-25T10:00:00Z"
_SPEAKERS = {"I": Speaker(SpeakerKind.INTERVIEWER), "P": Speaker(SpeakerKind.PARTICIPANT)}
#: Below so many words a reply may be anybody's: it stays where its order is, or is listed.
TELLING = 4


@dataclass
class Turn:
    """A turn, the old segments that it is made of, and the share of each that is in it."""

    speaker: str
    words: list[str]
    of: dict[int, float] = field(default_factory=dict)
    slips: int = 0

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(self.words)


def interview(random: Random) -> list[Turn]:
    turns = []
    for number in range(SEGMENTS):
        speaker = "IP"[number % 2]
        if random.random() < 0.15:
            words = random.choice(SHORT).split()
        else:
            words = [random.choice(WORDS) for _ in range(random.randint(5, 60))]
        turns.append(Turn(speaker, words, {number: 1.0}))
    return turns


def edited(turns: list[Turn], random: Random) -> list[Turn]:
    turns = [Turn(t.speaker, list(t.words), dict(t.of)) for t in turns]
    for _ in range(random.randint(1, 40)):
        at = random.randrange(len(turns))
        random.choice((_slip, _slip, _put_in, _leave_out, _cut, _join, _move, _word))(
            turns, at, random
        )
    return turns


def _slip(turns: list[Turn], at: int, random: Random) -> None:
    turn = turns[at]
    word = random.randrange(len(turn.words))
    letters = list(turn.words[word])
    letters.insert(random.randrange(len(letters) + 1), random.choice("abcdefgh"))
    turn.words[word] = "".join(letters)
    turn.slips += 1


def _word(turns: list[Turn], at: int, random: Random) -> None:
    turn = turns[at]
    if random.random() < 0.5 and len(turn.words) > 1:
        del turn.words[random.randrange(len(turn.words))]
    else:
        turn.words.insert(random.randrange(len(turn.words) + 1), random.choice(WORDS))
    turn.slips += 1


def _put_in(turns: list[Turn], at: int, random: Random) -> None:
    words = [random.choice(WORDS) for _ in range(random.randint(1, 40))]
    turns.insert(at, Turn(random.choice("IP"), words))


def _leave_out(turns: list[Turn], at: int, random: Random) -> None:  # noqa: ARG001 # as the others
    del turns[at]


def _cut(turns: list[Turn], at: int, random: Random) -> None:
    turn = turns[at]
    if len(turn.words) < 2:
        return
    place = random.randrange(1, len(turn.words))
    share = place / len(turn.words)
    turns[at : at + 1] = [
        Turn(turn.speaker, turn.words[:place], {o: s * share for o, s in turn.of.items()}, 9),
        Turn(turn.speaker, turn.words[place:], {o: s * (1 - share) for o, s in turn.of.items()}, 9),
    ]


def _join(turns: list[Turn], at: int, random: Random) -> None:  # noqa: ARG001 # as the others
    if at + 1 < len(turns):
        first, second = turns[at : at + 2]
        of = Counter(first.of) + Counter(second.of)
        turns[at : at + 2] = [Turn(first.speaker, first.words + second.words, dict(of), 9)]


def _move(turns: list[Turn], at: int, random: Random) -> None:
    turns.insert(random.randrange(len(turns)), turns.pop(at))


def transcript(turns: list[Turn]) -> Transcript:
    segments = tuple(
        Segment(SegmentId(f"{number:04}"), turn.speaker, turn.text)
        for number, turn in enumerate(turns, start=1)
    )
    return Transcript(TranscriptId("KC01"), "", Source("KC01.txt", ""), _SPEAKERS, segments)


def coded(old: Transcript) -> State:
    """Return decisions on every answer, each with a memo that says where it was made."""
    entries = {}
    for number, segment in enumerate(old.segments):
        if segment.speaker == "P":
            code = CodeId(f"c{number}")
            length = len(segment.text)
            spans = {code: ((0, length // 2 or 1),)} if number % 4 == 3 else None
            entries[segment.id] = Entry(
                (code,), spans, f"m{number}", chars=length, text=segment.fingerprint, at=AT
            )
    state = State()
    state.entries[old.id] = entries
    return state


def _by_number(numbers: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """Return at which places each number stands."""
    found: dict[int, list[int]] = {}
    for at, here in enumerate(numbers):
        for number in here:
            found.setdefault(number, []).append(at)
    return found


def _codes(versions: Versions, after: dict[SegmentId, Entry]) -> Iterator[list[int]]:
    """Yield the numbers of the segments whose codes each new segment has."""
    for segment in versions.new.segments:
        held = after.get(segment.id, Entry())
        yield [int(code[1:]) for code in held.codes or ()]


@dataclass
class _Look:
    """A decision to be looked for: where it was made, and whether it is listed."""

    segment: Segment
    entry: Entry
    is_listed: bool
    belongs: list[int]
    sits: list[int]
    number: int
    slips: int


@dataclass
class Tally:
    """What became of decisions, over all edits."""

    decisions: int = 0
    light: int = 0
    stayed: int = 0
    listed: int = 0
    spans: int = 0
    astray: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def take(self, turns: list[Turn], later: list[Turn]) -> None:
        """Look for every decision after an edit."""
        old = transcript(turns)
        state = coded(old)
        before = dict(state.entries[old.id])
        versions = versions_of(old, transcript(later))
        codable = participants_segments(versions.new)
        outcome = reanchored(versions, state, codable, at=AT)
        for change in outcome.changes:
            state.apply(change)
        after = state.entries[old.id]
        listed = {review.segment for review in outcome.reviews}
        self.decisions += len(before)
        self.listed += len(listed)
        belongs, sits = _by_number(turn.of for turn in later), _by_number(_codes(versions, after))
        for number, segment in enumerate(old.segments):
            if segment.id in before:
                look = _Look(
                    segment,
                    before[segment.id],
                    segment.id in listed,
                    belongs.get(number, []),
                    sits.get(number, []),
                    number,
                    sum(later[at].slips for at in belongs.get(number, [])),
                )
                self._look(look, after, versions, later)

    def _look(
        self,
        look: _Look,
        after: dict[SegmentId, Entry],
        versions: Versions,
        later: list[Turn],
    ) -> None:
        number, segment, truth = look.number, look.segment, look.belongs
        for at in look.sits:
            text = versions.new.segments[at].text
            if at not in truth and not look.is_listed and text != segment.text:
                self.astray.append(f"{segment.text!r} -> {text!r}")
        is_light = (
            len(truth) == 1
            and set(later[truth[0]].of) == {number}
            and later[truth[0]].slips <= len(segment.text.split()) * 0.2
            and later[truth[0]].speaker == "P"
        )
        if is_light and len(segment.text.split()) >= TELLING:
            self.light += 1
            now = versions.new.segments[truth[0]]
            held = after.get(now.id)
            if truth == look.sits and now.id == segment.id and held is not None:
                is_same = (held.codes, held.memo) == (look.entry.codes, look.entry.memo)
                self.stayed += is_same
                self._look_at_spans(look, held, now, is_listed=look.is_listed)
                if is_same:
                    return
            self.left.append(f"{segment.text!r} listed: {look.is_listed}")

    def _look_at_spans(self, look: _Look, held: Entry, now: Segment, *, is_listed: bool) -> None:
        """Hold the words of each span against those that it was made on."""
        for code, spans in (look.entry.spans or {}).items():
            was = [look.segment.text[start:end].split() for start, end in spans]
            is_now = [
                now.text[start:end].split() for start, end in (held.spans or {}).get(code, ())
            ]
            self.spans += 1
            same = sum((Counter(was[0]) & Counter(is_now[0])).values()) if is_now else 0
            if not is_listed and same < len(was[0]) - 2 * look.slips - 1:
                self.astray.append(f"span {was} -> {is_now}")


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    tally, began = Tally(), perf_counter()
    for seed in range(edits):
        random = Random(seed)
        turns = interview(random)
        tally.take(turns, edited(turns, random))
    print(f"{edits} edits of {SEGMENTS} segments, {perf_counter() - began:.0f} s")
    print(f"decisions {tally.decisions}, listed for review {tally.listed}")
    share = tally.stayed / tally.light if tally.light else 1.0
    print(f"unchanged or lightly changed {tally.light}, stayed {tally.stayed} ({share:.4%})")
    print(f"spans on these segments {tally.spans}")
    print(f"on other words and not listed: {len(tally.astray)}")
    for line in [*tally.astray[:10], *tally.left[:10]]:
        print("  " + line[:300])


if __name__ == "__main__":
    main()
