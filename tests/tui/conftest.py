"""A small study of its own, a session on it, and the screen as plain text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from textual import events

from leadcode_tui.model import CodeId, CoderId
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.material import Place
from leadcode_tui.tui import CodingApp
from leadcode_tui.tui.screens.coding import CodingScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

_STUDY: Final = """\
study: allotment
title: Who keeps the gate
codebook: codebook.yaml
schedule:
  - id: Q1
    question: Who looks after it?
  - id: Q2
    question: How was it settled?
"""

_CODEBOOK: Final = """\
codebook: allotment
title: Who keeps the gate
codes:
  - id: shared-work
    name: Shared work
    key: s
    definition: Somebody does a job that is nobody's, and others join in.
    include: [weeding days, the gate rota]
    exclude: [paid work -> hired-hands]
    examples: ["we all dug, so we all ate"]
    codes:
      - id: rota
        key: r
      - id: hired-hands
        name: Hired hands
        key: h
        definition: Money changes hands for the work.
  - id: quarrel
    name: Quarrel
    key: Q
    definition: People fall out over it.
  - id: weather
    name: Weather
    key: w
    definition: Sun, rain and frost are blamed or thanked.
"""

_GATE: Final = """\
INT: [Q1] Who locks the gate at night?

P01: Whoever is last. There is a rota on the shed door, but it got wet in the spring and nobody \
could read it, so now it is whoever is last.

INT: And if nobody does?

P01: Then the goats come in.

INT: Has that happened?

P01: Twice. The second time they ate the whole of the end bed, and Wilma, who had the beans \
there, stood in the lane and told everyone what she thought of goats, gates and rotas.

INT: [Q2] How was it settled?

P01: We paid a lad from the farm to mend the fence.

P01: And we all dug the bed over, on a Sunday, in the rain.

INT: All of you?

P01: All but the treasurer.
"""

_WATER: Final = """\
INT: [Q1] Who looks after the water?

P02: I do. Nobody asked me.

INT: Since when?

P02: Since the tap froze.
"""

_LONG: Final = "INT: [Q1] Tell me about the shed.\n\nP03: " + " ".join(
    f"Board {number} came from the old chapel, and it took two of us to carry it."
    for number in range(1, 31)
)


#: Keys named as Textual names them, with the character that a terminal sends.
_CHARACTERS: Final = {
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "minus": "-",
    "slash": "/",
    "colon": ":",
    "full_stop": ".",
    "dollar_sign": "$",
    "question_mark": "?",
    "equals_sign": "=",
    "plus": "+",
    "exclamation_mark": "!",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
#: With these another screen, or another pane, gets the keys.
_WAIT_AROUND: Final = {"escape", "question_mark"}


@dataclass(frozen=True)
class Stage:
    """An app that is being played on, with what a test asks of it."""

    pilot: Pilot[None]
    session: Session

    async def press(self, *keys: str) -> None:
        """Press keys as fast as a slow link delivers them: all at once, but for those that wait."""
        for key in keys:
            name = "space" if key == " " else key
            if name in _WAIT_AROUND:
                await self.settle()
            self._send(events.Key(name, _CHARACTERS.get(name, name if len(name) == 1 else None)))
            if name in _WAIT_AROUND:
                await self.settle()
        await self.settle()

    def _send(self, event: events.Key) -> None:
        event.set_sender(self.pilot.app)
        driver = self.pilot.app._driver
        assert driver is not None
        driver.send_message(event)

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(5):  # keys, layout, and rows for a pane that got another size
            await self.pilot._wait_for_screen()
            self.pilot.app.screen._on_timer_update()

    async def follow_codebook(self) -> None:
        """Let the screen look at the codebook's file now."""
        screen = self.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.look_around()
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, without blanks at the ends of lines."""
        strips = self.pilot.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen, as one text."""
        return "\n".join(self.lines) + "\n"

    @property
    def applied(self) -> tuple[CodeId, ...]:
        """The codes of the current segment."""
        return self.session.codes(self.session.here)

    def codes_of(self, number: int, transcript: str = "gate") -> tuple[CodeId, ...] | None:
        """Return the decision on a segment, None where there is none."""
        place = next(
            Place(found, segment)
            for found, segments in self.session.material.codable.items()
            for segment in segments
            if found == transcript and int(segment) == number
        )
        return self.session.entry(place).codes


OpenSession = Callable[..., Session]
Play = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """Make a study with three transcripts: gate (6 codable segments), shed (1), water (2)."""
    root = tmp_path / "study"
    root.mkdir()
    (root / "leadcode.yaml").write_text(_STUDY, encoding="utf-8")
    (root / "codebook.yaml").write_text(_CODEBOOK, encoding="utf-8")
    sources = {"gate": _GATE, "shed": _LONG, "water": _WATER}
    paths = [tmp_path / f"{name}.txt" for name in sources]
    for path in paths:
        path.write_text(sources[path.stem], encoding="utf-8")
    folder = open_study(root)
    bring_in(folder, paths, Asked(("INT",)))
    return folder


@pytest.fixture
def open_as(study: StudyFolder) -> Iterator[OpenSession]:
    """Return a function that opens a session; all are closed in the end."""
    opened = []

    def open_one(coder: str = "ana", *wanted: str) -> Session:
        session, _ = open_session(study, CoderId(coder), wanted=wanted)
        opened.append(session)
        return session

    yield open_one
    for session in opened:
        with suppress(ValueError):  # closed by its app
            session.close()


@pytest.fixture
def play(open_as: OpenSession) -> Play:
    """Return a function that puts a session on a screen of a size."""

    @asynccontextmanager
    async def play_on(
        size: tuple[int, int] = (80, 24),
        *,
        session: Session | None = None,
        notices: tuple[str, ...] = (),
    ) -> AsyncIterator[Stage]:
        on = session or open_as()
        async with CodingApp(on, notices).run_test(size=size) as pilot:
            stage = Stage(pilot, on)
            await stage.settle()
            yield stage

    return play_on
