"""The coding screen: one key, one act, and the rows that it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from leadcode_tui.keys import Where, pressed
from leadcode_tui.model import Theme
from leadcode_tui.study.coding import acts
from leadcode_tui.tui.screens.applying import Applying
from leadcode_tui.tui.screens.bursts import Bursts
from leadcode_tui.tui.screens.comparison import Comparison
from leadcode_tui.tui.screens.memos import Memos
from leadcode_tui.tui.screens.panes import Panes
from leadcode_tui.tui.screens.prompts import Prompts
from leadcode_tui.tui.screens.settling import Settling
from leadcode_tui.tui.screens.words import Words
from leadcode_tui.tui.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events

    from leadcode_tui.keys import Command
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.tui.entries import Entry
    from leadcode_tui.tui.escape import Burst

#: So many seconds after it was saved a changed codebook is there.
LOOK: Final = 0.5
#: Commands that go to a hit, so that the hit has to be on the page.
_FINDS: Final = {"find", "segment.next_uncoded", "segment.previous_uncoded"}
#: Commands that leave the keys with the compare pane.
_IN_COMPARE: Final = ("compare.next", "compare.previous", "compare.go", "back", "compare")
#: Commands that do no harm where the current segment is not on the page.
_ANYWHERE: Final = {"page.down", "page.up", "quit", "help", "palette"}


class CodingScreen(Panes):
    """Takes the keys: each is an act on the session, or moves something on the screen."""

    def __init__(
        self,
        session: Session,
        notices: Sequence[str],
        *,
        paint: Callable[[Theme], str],
        first_minute: bool = False,
    ) -> None:
        super().__init__(session, "; ".join(reversed(notices)))  # the last one has to fit
        self._is_first = first_minute
        self._notices = notices
        self._applying = Applying(self)
        self._memos = Memos(self)
        self._prompts = Prompts(self, self._applying, self._memos, paint)
        self._words = Words(self, self._applying, self._prompts)
        self._bursts = Bursts(self)
        self._settling = Settling(self)
        self._on_screen = self._commands(Comparison(self))

    def _commands(self, comparison: Comparison) -> Mapping[str, Callable[[], None]]:
        """Return what commands do that are no acts on the session."""
        keys = self.session.keys
        return {
            "page.down": lambda: self._turn_page(+1),
            "page.up": lambda: self._turn_page(-1),
            "code.highlight_next": lambda: self.codes.highlight_next(+1),
            "code.highlight_previous": lambda: self.codes.highlight_next(-1),
            "code.next_page": lambda: self.codes.turn_page(+1),
            "code.previous_page": lambda: self.codes.turn_page(-1),
            "code.meaning": self.codes.read_on,
            "code.remove": self._prompts.ask_to_remove,
            "transcript.finish": self._prompts.ask_to_finish,
            "memo": lambda: self._memos.open(self.session.here),
            "memo.other": lambda: self._prompts.ask("memo.other", keys.named("memo.other").asks),
            "memo.find": self._open_memos,
            "span.mark": self._words.begin,
            "compare": comparison.open_or_close,
            "compare.next": lambda: comparison.step(+1),
            "compare.previous": lambda: comparison.step(-1),
            "compare.go": comparison.go,
            "code.next_use": lambda: comparison.next_use(+1),
            "code.previous_use": lambda: comparison.next_use(-1),
            "help": self._open_help,
            "palette": self._open_palette,
            "tour": self.first_minute.open,
            "redraw": self._redraw,
            "code.new": lambda: self._prompts.ask("code.new", "new code, its id"),
            "theme": lambda: self._prompts.ask("theme", f"theme ({', '.join(Theme)})"),
            "suspend": self._suspend,
            "quit": self._quit,
        }

    def on_mount(self) -> None:
        """Teach a coder who begins, be ready for the keys that take long, follow the codebook."""
        if self._is_first:
            self.first_minute.open()
        self.call_after_refresh(self.session.expect_order)
        self.set_interval(LOOK, self.look_around)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let a key do what it is for, and show what it changed."""
        event.stop()
        event.prevent_default()
        if not self._bursts.is_on:
            self._bursts.end()
        if self.is_small:
            self._key_at_small_window(event)
        elif self.choosing.is_open:
            self._key_at_choice(event)
        elif self.memo is not None:
            self._memos.take(self.memo, event)
        else:
            self._key_at_transcript(event)
        if not self._bursts.is_on or self.choosing.is_open:
            self.show_all()
        self._settling.await_idle()

    def on_burst(self, burst: Burst) -> None:
        """Let what keys do that came at once be one act, as pasted text is one."""
        self._bursts.begin(burst)

    def on_burst_over(self) -> None:
        """Say what came at once did."""
        self._bursts.over()
        self.show_all()

    def on_paste(self, event: events.Paste) -> None:
        """Take no pasted text for keys: it goes where something is written, or nowhere."""
        event.stop()
        if self.memo is not None:
            self._memos.paste(self.memo, event.text)
        elif self.prompt is None or not self._prompts.paste(self.prompt, event.text):
            memo = self.session.keys.key("memo")
            self.message = f"pasted text is left out: {memo} opens a memo, there it can be pasted"
        self.show_all()

    def _called(self, event: events.Key) -> Command | None:
        where = Where.COMPARE if self.is_comparing else Where.TRANSCRIPT
        return self.session.keys.command(pressed(event.key, event.character), where)

    def _key_at_small_window(self, event: events.Key) -> None:
        """Only leave: nobody should decide on what they cannot see."""
        command = self._called(event)
        if self.memo is not None:
            if event.key == "escape":
                self.keep_memo()
        elif command is not None and command.id == "quit" and not self._bursts.leaves_out("quit"):
            self._quit()

    def _key_at_transcript(self, event: events.Key) -> None:
        command, pane = self._called(event), self.transcript
        was_away = not pane.shows_here
        pane.follow()
        if self.prompt is not None:
            self._prompts.take(self.prompt, event.key, event.character)
        elif self.marking is not None:
            self._words.take(self.marking, event, command)
        elif event.key == "escape":
            self.message = self.session.end_search()
            self.is_comparing = False
            self.end_first_minute()
        elif was_away and (command is None or command.id not in _ANYWHERE):
            self.message = f"back at {self.session.here}: it was not on the page"
        elif command is not None:
            self._command(command.id, command.asks)
        else:
            self._applying.by_key(event.character)

    def _command(self, command: str, asks: str) -> None:
        if self._bursts.leaves_out(command):
            return
        self.learned(command)
        self.is_comparing = self.is_comparing and command in _IN_COMPARE
        self.is_found = command in _FINDS
        if command in acts.ACTS:
            self.message = acts.act(self.session, command)
        elif command in self._on_screen:
            self._on_screen[command]()
        elif command in acts.ACTS_WITH_WORDS or command == "code.filter":
            self._prompts.ask(command, asks)
        else:
            self.message = self._applying.no_code(None)

    def _turn_page(self, by: int) -> None:
        """Go to what stands on the next page, or on the one before; a burst may not show it yet."""
        if self._bursts.is_on:
            self.show_all()
        self.message = ""
        place = self.transcript.turn(by)
        if place is not None:
            self.session.turn_to(place)
        if self._bursts.is_on:
            self.show_all()

    def _redraw(self) -> None:
        self.app.refresh(layout=True)

    def _suspend(self) -> None:
        self.app.action_suspend_process()

    def _quit(self) -> None:
        self.app.exit()

    # Help and palette

    def _open_help(self) -> None:
        from leadcode_tui.tui.entries import help_entries  # noqa: PLC0415 # not at once

        width = self.size.width - 4
        said = self._notices if cell_len(self.message) <= width else (self.message, *self._notices)
        lines = [line for notice in dict.fromkeys(said) for line in wrap(notice, width)]
        where = Where.COMPARE if self.is_comparing else Where.TRANSCRIPT
        self._open_choice(help_entries(self.session, lines, where), "search")

    def _open_palette(self) -> None:
        from leadcode_tui.tui.entries import palette_entries  # noqa: PLC0415 # not at once

        self._open_choice(palette_entries(self.session.keys), "command")

    def _open_memos(self) -> None:
        """List the memos: typing finds one, Enter goes there."""
        from leadcode_tui.tui.entries import memo_entries  # noqa: PLC0415 # not at once

        entries = memo_entries(self.session)
        if entries:
            self._open_choice(entries, "memos with")
        else:
            self.message = f"no memos yet: {self.session.keys.key('memo')} writes one"

    def _open_choice(self, entries: Sequence[Entry], label: str) -> None:
        self.message = ""
        self.choosing.open(entries, label)

    def _key_at_choice(self, event: events.Key) -> None:
        """Let a key search and choose, and do what was chosen."""
        chosen = self.choosing.take(pressed(event.key, event.character), event.character)
        if chosen is not None and chosen.command is not None:
            self._command(chosen.command.id, chosen.command.asks)
        elif chosen is not None and chosen.code is not None:
            self._applying.apply(chosen.code)
        elif chosen is not None and chosen.memo_on is not None:
            self._memos.go(chosen.memo_on)
        elif chosen is not None and chosen.interview is not None:
            self.message = acts.act_with_words(self.session, "goto", f"{chosen.interview}:")

    # What comes by itself

    def keep_memo(self) -> None:
        """Keep a memo that is being written; nothing where none is."""
        self._memos.keep()

    def look_around(self) -> None:
        """Follow what was changed in another window: the codebook, and questions."""
        told = self.session.look_around()
        if told:
            self.message = told
            self.codes.take(self.session.material.codebook)
            self.show_all()

    def settle(self) -> None:
        """Let the coder file catch up now."""
        self._settling.settle()
