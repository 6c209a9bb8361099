"""A walk against a plain model: whatever the order of reading, both know the same of segments."""

from __future__ import annotations

from itertools import chain, pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from leadcode_tui.model import SegmentId, TranscriptId
from leadcode_tui.study.coding.numbering import Numbering
from leadcode_tui.study.coding.walk import Walk
from leadcode_tui.study.material import Place

CODABLE = {
    TranscriptId(name): tuple(SegmentId(f"{number:04}") for number in range(1, count + 1))
    for name, count in (("KC003", 5), ("KC007", 0), ("KC010", 1), ("KC012", 6))
}
PLACES = [Place(name, segment) for name, segments in CODABLE.items() for segment in segments]
places = st.sampled_from(PLACES)
ways = st.sampled_from([-1, +1])


@st.composite
def groups_of_runs(draw: st.DrawFn) -> list[list[range]]:
    """Draw an order of reading: the numbers cut into runs, dealt out to groups."""
    cuts = draw(st.sets(st.integers(0, len(PLACES))))
    runs = [range(*cut) for cut in pairwise(sorted({0, *cuts, len(PLACES)}))]
    dealt = draw(st.permutations([*runs, range(3, 3)]))
    ends = sorted(draw(st.sets(st.integers(1, len(dealt)))) | {0, len(dealt)})
    return [dealt[start:stop] for start, stop in pairwise(ends)]


class OneWalk(RuleBasedStateMachine):
    """A coder on their way, in any order, and back."""

    @initialize(drawn=st.lists(groups_of_runs(), min_size=1, max_size=3))
    def begin(self, drawn: list[list[list[range]]]) -> None:
        self.walk = Walk(Numbering(CODABLE))
        self.here = PLACES[0]
        self.open, self.seen = set(PLACES), {PLACES[0]}
        self.only: set[Place] | None = None
        self.layouts = [self.walk.in_groups(groups) for groups in drawn]
        self.orders = [
            [[PLACES[number] for run in group for number in run] for group in groups]
            for groups in drawn
        ]
        self.read_by_interview()

    @property
    def order(self) -> list[Place]:
        return list(chain.from_iterable(self.groups))

    @property
    def wanted(self) -> set[Place]:
        return set(PLACES) if self.only is None else self.only

    @rule()
    def read_by_interview(self) -> None:
        self.walk.arrange(None)
        self.groups = [[p for p in PLACES if p.transcript == name] for name in CODABLE]

    @rule(drawn=st.data())
    def read_in_groups(self, drawn: st.DataObject) -> None:
        which = drawn.draw(st.sampled_from(range(len(self.layouts))))
        self.walk.arrange(self.layouts[which])
        self.groups = self.orders[which]

    @rule(place=places, is_decided=st.booleans())
    def decide(self, place: Place, *, is_decided: bool) -> None:
        self.walk.decide(place, is_decided=is_decided)
        (self.open.discard if is_decided else self.open.add)(place)

    @rule(kept=st.none() | st.sets(places))
    def keep_to(self, kept: set[Place] | None) -> None:
        self.only = kept
        numbers = None if kept is None else map(PLACES.index, kept)
        assert self.walk.keep_to(numbers) == len(self.wanted)

    @rule()
    def keep_to_open(self) -> None:
        self.only = set(self.open)
        assert self.walk.keep_to_open() == len(self.wanted)

    @rule(place=places, is_wanted=st.booleans())
    def want(self, place: Place, *, is_wanted: bool) -> None:
        self.walk.want(place, is_wanted=is_wanted)
        if self.only is not None:
            (self.only.add if is_wanted else self.only.discard)(place)

    @rule(there=places)
    def go(self, there: Place) -> None:
        self.walk.go(there)
        self.arrive(there)

    @rule(there=places)
    def turn_to(self, there: Place) -> None:
        self.walk.turn_to(there)
        ends = sorted((self.order.index(self.here), self.order.index(there)))
        self.seen |= set(self.order[slice(*ends)])
        self.arrive(there)

    @rule(by=ways)
    def step(self, by: int) -> None:
        self.walk.step(by)
        self.arrive(self.ahead(self.wanted, by) or self.here)

    @rule(by=ways)
    def seek_open(self, by: int) -> None:
        self.walk.seek_open(by)
        self.arrive(self.ahead(self.wanted & self.open, by) or self.here)

    @rule(some=st.sets(places), by=ways)
    def look_for_the_nearest(self, some: set[Place], by: int) -> None:
        there = self.ahead(some, by)
        number = sorted(some, key=self.order.index).index(there) + 1 if there else 0
        assert self.walk.nearest(map(PLACES.index, some), by) == (there, number, len(some))

    def ahead(self, some: set[Place], by: int) -> Place | None:
        at = self.order.index(self.here)
        beyond = self.order[at + 1 :] if by > 0 else self.order[:at][::-1]
        return next((place for place in beyond if place in some), None)

    def arrive(self, there: Place) -> None:
        self.here = there
        self.seen.add(there)

    @invariant()
    def knows_the_same(self) -> None:
        assert self.walk.here == self.here
        assert list(self.walk.places) == self.order
        assert list(self.walk.undecided()) == [p for p in self.order if p in self.open]
        passed = [place for place in PLACES if place in self.open & self.seen]
        assert list(self.walk.passed(PLACES)) == passed
        assert self.walk.ahead(PLACES) == len(self.open - self.seen)
        (together,) = (group for group in self.groups if self.here in group)
        assert list(self.walk.together()) == together
        passed_here = set(together) & self.open & self.seen - {self.here}
        decided = set(together) - self.open
        assert self.walk.counts() == (len(decided), len(passed_here), len(together))


TestOneWalk = OneWalk.TestCase
TestOneWalk.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
