"""A coder who reads: where they are, in which order they go, what they see of their own work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.model import About, CodeId, Entry, TranscriptState
from leadcode_tui.study.coding.filters import SegmentFilter, SegmentKind, read_filter
from leadcode_tui.study.coding.goto import not_found, place_asked
from leadcode_tui.study.coding.held import Held
from leadcode_tui.study.coding.orders import ByQuestion, Order
from leadcode_tui.study.coding.searching import Search, Texts
from leadcode_tui.study.coding.walk import Walk
from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import CoderId, Transcript, TranscriptId, TranscriptStatus
    from leadcode_tui.store.codings import Codings
    from leadcode_tui.study.coding.orders import Answers
    from leadcode_tui.study.material import Material


_STATES: Final = {
    TranscriptState.OPEN: "",
    TranscriptState.FINISHED: "finished",
    TranscriptState.FROZEN: "submitted",
}


class Progress(NamedTuple):
    """How far a coder is in a transcript: decided, left behind undecided, and codable in all."""

    decided: int
    passed: int
    codable: int


class InterviewProgress(NamedTuple):
    """How far a coder is in an interview; `state` is a word, none while it is open."""

    transcript: TranscriptId
    role: str
    decided: int
    codable: int
    state: str


class Reader:
    """One coder and their way through the material; nothing here changes what they hold."""

    def __init__(  # all that a session is given
        self,
        material: Material,
        codings: Codings,
        *,
        coder: CoderId,
        keys: KeyTable,
        clock: Callable[[], str],
        start: Place | None = None,
    ) -> None:
        self.coder = coder
        #: How a search is ended, as the front end has it.
        self.ends_search = "Esc"
        #: Which reading of the material it is: a second pass shows nothing of the first.
        self.number = 1
        self._codings = codings
        self._held = Held(material, codings, keys=keys, clock=clock)
        self._search = Search()
        self._before: Place | None = None
        self._only: SegmentFilter | None = None
        self._questions: Sequence[Answers] = ()
        self._by_question = ByQuestion()
        self._texts = Texts(material)
        #: Told when the coder reads in another order.
        self.on_order: Callable[[Order], None] = lambda _: None
        self._walk = self._resumed(start)

    def _resumed(self, start: Place | None) -> Walk:
        last = None if self._codings.last is None else Place(*self._codings.last)
        known = [start, last, *(self._position(name) for name in self.material.transcripts)]
        walk = Walk(self._held.numbering, *(place for place in known if place is not None))
        for transcript, status in self._codings.state.transcripts.items():
            walk.remember(Place(transcript, segment) for segment in status.passed)
        for place, entry in self._held.entries():
            if entry.codes is not None:
                walk.decide(place, is_decided=True)
        walk.touched()  # all that is known already
        walk.go(walk.here)
        return walk

    def _position(self, transcript: TranscriptId) -> Place | None:
        status = self._held.status(transcript)
        if status is None or status.position is None:
            return None
        return Place(transcript, status.position)

    # What there is

    @property
    def who(self) -> str:
        """Who reads, and which pass it is where it is a further one."""
        return self.coder if self.number == 1 else f"{self.coder} pass {self.number}"

    @property
    def material(self) -> Material:
        """What is read, and the codebook."""
        return self._held.material

    @property
    def keys(self) -> KeyTable:
        """Which key does what."""
        return self._held.keys

    @property
    def counts(self) -> Counter[CodeId]:
        """How often the coder applied each code."""
        return self._held.counts

    @property
    def here(self) -> Place:
        """The segment that the coder decides on."""
        return self._walk.here

    @property
    def held_by(self) -> str | None:
        """Who else writes this coder's file, so that this session can only read."""
        return self._codings.held_by

    @property
    def unsaved(self) -> str | None:
        """Why the last change is not on the disk, or None when it is."""
        return self._codings.unsaved

    def entry(self, place: Place) -> Entry:
        """Return what the coder holds on a segment; a blank entry where there is nothing."""
        return self._held.entry(place)

    def codes(self, place: Place) -> tuple[CodeId, ...]:
        """Return the codes applied to a segment, by the ids that they have now."""
        return self._held.codes(place)

    def spans(self, place: Place) -> Mapping[CodeId, Sequence[tuple[int, int]]]:
        """Return the codes that hold for some characters of a segment alone, and for which."""
        return self._held.spans(place)

    def is_decided(self, place: Place) -> bool:
        """Whether the coder decided on a segment, if only that nothing applies."""
        return self._held.is_decided(place)

    @property
    def is_begun(self) -> bool:
        """Whether the coder decided on any segment."""
        return self._walk.is_begun

    def memo(self, on: Place | About) -> str:
        """Return the memo on a segment, a code, a transcript or the study; blank without one."""
        return self._held.memo(on)

    def progress(self) -> Progress:
        """Return how far the coder is in this transcript, or with this question."""
        return Progress(*self._walk.counts())

    @property
    def state(self) -> str:
        """How far the coder is with this transcript, in a word: none while it is open."""
        return self._state(self.here.transcript)

    def _state(self, transcript: TranscriptId) -> str:
        status = self._held.status(transcript)
        return _STATES[status.state if status else TranscriptState.OPEN]

    def interviews(self) -> Sequence[InterviewProgress]:
        """Return how far the coder is in each interview, in the order of reading."""
        return [
            InterviewProgress(
                name,
                self.material.roles.get(name, ""),
                self._walk.decided_in(name),
                len(codable),
                self._state(name),
            )
            for name, codable in self.material.codable.items()
            if codable
        ]

    @property
    def is_finished(self) -> bool:
        """Whether the coder has finished this transcript."""
        status = self._held.status(self.here.transcript)
        return status is not None and status.state is not TranscriptState.OPEN

    def passed_over(self) -> Sequence[Place]:
        """Return the segments of this transcript that were passed without a decision."""
        return self._walk.passed(self._codable(self.here.transcript))

    def ahead(self) -> int:
        """Return how many segments of this transcript the coder has not come to."""
        return self._walk.ahead(self._codable(self.here.transcript))

    def _codable(self, transcript: TranscriptId) -> Sequence[Place]:
        return [Place(transcript, segment) for segment in self.material.codable[transcript]]

    def _newly_passed(self) -> Iterable[tuple[TranscriptId, TranscriptStatus]]:
        """Yield the statuses to be of transcripts where more was passed over, or less now."""
        for name in self._walk.touched():
            status = self._held.status(name)
            if status is not None and name in self.material.codable:
                places = self._walk.passed(self._codable(name))
                after = replace(status, passed=tuple(place.segment for place in places))
                if after != status:
                    yield name, after

    # In which order

    @property
    def order(self) -> Order:
        """What is read together."""
        return Order.QUESTION if self._questions else Order.INTERVIEW

    @property
    def answers(self) -> Answers | None:
        """The answers among which the coder is; None where an interview is read."""
        return self._questions[self._walk.group] if self._questions else None

    def change_order(self) -> str:
        """Read by question, or by interview again; the coder stays where they are."""
        if self._questions:
            self._questions = ()
            self._walk.arrange(None)
        elif not self._arrange_by_question():
            return "no segment has a question yet: the order stays by interview"
        self.on_order(self.order)
        return f"order: by {self.order}, {self._here_name()}"

    def expect_order(self) -> None:
        """Be ready for `change_order`, which looks at every segment the first time."""
        self._by_question.read(self.material, self._walk)

    def _arrange_by_question(self) -> bool:
        answers, layout = self._by_question.read(self.material, self._walk)
        if all(found.question is None for found in answers):
            return False
        self._questions = answers
        self._walk.arrange(layout)
        return True

    def take_transcript(self, transcript: Transcript) -> None:
        """Take a transcript whose segments answer other questions now, and read in that order."""
        self._held.take_transcript(transcript)
        if self._questions and not self._arrange_by_question():
            self._questions = ()
            self._walk.arrange(None)

    def _here_name(self) -> str:
        """Return what is read, as people call it."""
        answers = self.answers
        if answers is None:
            return self.here.transcript
        return answers.question or "without a question"

    @property
    def only(self) -> str:
        """Which segments the steps are kept to, as people call them; nothing for all."""
        return "" if self._only is None else self._only.name

    def filter_segments(self, words: str) -> str:
        """Keep the steps to some segments: all or not visited, `c CODE`, flagged or stale."""
        wanted = read_filter(words, self.material.codebook)
        if isinstance(wanted, str):
            return wanted
        self._only = wanted
        found = self._keep_to(wanted)
        if wanted is None:
            return "all segments again"
        return f"only segments {wanted.name}: {found} of {len(self._walk.places)}"

    def _filter_again(self) -> None:
        """Find the segments that the steps are kept to once more, after the codebook changed."""
        if self._only is not None:
            self._keep_to(self._only)

    def _keep_to(self, only: SegmentFilter | None) -> int:
        if only is None:
            return self._walk.keep_to(None)
        if only.kind is SegmentKind.FLAGGED:
            return self._walk.keep_to(self._held.flagged())
        if only.kind is SegmentKind.STALE:
            numbers = map(self._held.numbering.number, self.stale(only.code))
            return self._walk.keep_to(number for number in numbers if number is not None)
        if only.code is not None:
            return self._walk.keep_to(self._held.under(only.code))
        return self._walk.keep_to_open()

    def stale(self, because: CodeId | None = None) -> Sequence[Place]:
        """Return the segments whose decisions are to be read again, in the order of reading.

        With a code, those alone that it is a reason for.
        """
        return self._walk.sorted(self._held.stale(because))

    def why_stale(self) -> str:
        """Say why the decision here is to be read again, and what keeps it; or nothing."""
        reasons = self._held.reasons(self.here)
        if not reasons:
            return ""
        keep = self.keys.key("segment.nothing")
        how = "apply what fits" if reasons.split else f"{keep} keeps it as it is"
        return f"{reasons}; {how}"

    def begin_stale(self, because: str = "") -> str:
        """Keep the steps to stale segments, and go to the first; say how many there are, and why.

        A coder without any is told so, and the steps are as they were.
        """
        places = self.stale(CodeId(because) if because else None)
        if not places:
            of_code = f" because of {because}" if because else ""
            return f"nothing to read again{of_code}: every decision stands under this codebook"
        told = self.filter_segments(f"{SegmentKind.STALE} {because}")
        self.go(places[0])
        return f"{told}; {self.why_stale()}"

    def _note_change(self, place: Place) -> None:
        """Let the way know what is held on a segment now."""
        self._walk.decide(place, is_decided=self.is_decided(place))
        if self._only is not None:
            reasons = self._held.reasons(place)
            is_wanted = self._only.takes(self.entry(place), self.codes(place), reasons)
            self._walk.want(place, is_wanted=is_wanted)

    # Moving

    def step(self, by: int) -> str:
        """Go so many segments on or back, from one transcript into the next."""
        before = self._here_name()
        if not self._walk.step(by):
            if self._only is not None:
                return f"no more segments {self.only} {'after' if by > 0 else 'before'} this one"
            return "this is the last segment" if by > 0 else "this is the first segment"
        after = self._here_name()
        why = self.why_stale() if self._only and self._only.kind is SegmentKind.STALE else ""
        if why or after == before:
            return why
        return f"{after} begins" if by > 0 else f"back in {after}"

    def first(self) -> str:
        """Go to the first segment of what is read together."""
        self.jump(self._walk.together()[0])
        return ""

    def last(self) -> str:
        """Go to the last segment of what is read together."""
        self.jump(self._walk.together()[-1])
        return ""

    def go(self, place: Place) -> None:
        """Go to a codable segment."""
        self._walk.go(place)

    def turn_to(self, place: Place) -> None:
        """Go to a codable segment page by page: what lies between was on the pages."""
        self._walk.turn_to(place)

    def jump(self, place: Place) -> None:
        """Go to a codable segment, and remember from where."""
        if place != self.here:
            self._before = self.here
            self.go(place)

    def back(self) -> str:
        """Go where the coder was before the last jump; a second time, there again."""
        if self._before is None:
            return "nowhere to go back to: no jump yet"
        self.jump(self._before)
        return f"back at {self.here}"

    def goto(self, asked: str) -> str:
        """Go where `41`, `KC010:41`, `KC010` or `Q3` says."""
        place = place_asked(self.material, asked, self.here)
        if place is None:
            return not_found(self.material, asked, self.here)
        self.jump(place)
        return ""
