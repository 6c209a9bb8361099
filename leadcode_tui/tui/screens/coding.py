"""The coding screen: one key, one act, and the rows that it changed."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from leadcode_tui.keys import Where, pressed
from leadcode_tui.model import Theme
from leadcode_tui.study import acts
from leadcode_tui.study.first_minute import remember
from leadcode_tui.tui.entries import help_entries, palette_entries
from leadcode_tui.tui.marking import Marking, mark_words
from leadcode_tui.tui.memo import Memo, open_memo
from leadcode_tui.tui.prompt import Prompt
from leadcode_tui.tui.screens.panes import Panes
from leadcode_tui.tui.widgets.choosing import Choosing
from leadcode_tui.tui.widgets.codes import CodesPane
from leadcode_tui.tui.widgets.first_minute import FirstMinute
from leadcode_tui.tui.widgets.rows import Rows
from leadcode_tui.tui.widgets.transcript import TranscriptPane
from leadcode_tui.tui.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.timer import Timer

    from leadcode_tui.keys import Command
    from leadcode_tui.model import CodeId
    from leadcode_tui.study.session import Session
    from leadcode_tui.tui.entries import Entry

#: After so many seconds without a key the coder file catches up with the history.
IDLE: Final = 1.0
#: A memo that is being written is kept after so many seconds without a key.
PAUSE: Final = 0.3
#: A coder who never rests has the file catch up after so many seconds.
BUSY: Final = 120.0
#: What is asked of a new code after its id.
_NEW: Final = ("its name (Enter: as the id)", "what it means (Enter: later)")
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
        self._repaint = paint
        self._is_first = first_minute
        self._notices = notices
        self._idle: Timer | None = None
        self._typing: Timer | None = None
        self._settled = monotonic()
        self._on_screen: dict[str, Callable[[], None]] = {
            "page.down": lambda: self._turn_page(+1),
            "page.up": lambda: self._turn_page(-1),
            "code.highlight_next": lambda: self.query_one(CodesPane).highlight_next(+1),
            "code.highlight_previous": lambda: self.query_one(CodesPane).highlight_next(-1),
            "code.remove": lambda: self._ask("code.remove", "remove the code with the key"),
            "transcript.finish": self._ask_to_finish,
            "memo": self._open_memo,
            "span.mark": self._mark_words,
            "compare": self._open_compare,
            "compare.next": lambda: self._step_compare(+1),
            "compare.previous": lambda: self._step_compare(-1),
            "compare.go": self._go_to_compared,
            "code.next_use": lambda: self._next_use(+1),
            "code.previous_use": lambda: self._next_use(-1),
            "help": self._open_help,
            "palette": self._open_palette,
            "tour": self._open_first_minute,
            "redraw": self._redraw,
            "code.new": lambda: self._ask("code.new", "new code, its id"),
            "theme": lambda: self._ask("theme", f"theme ({', '.join(Theme)})"),
            "suspend": self._suspend,
            "quit": self._quit,
        }

    def on_mount(self) -> None:
        """Teach a coder who begins, and follow the codebook."""
        if self._is_first:
            self._open_first_minute()
        self.set_interval(LOOK, self._look_at_codebook)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let a key do what it is for, and show what it changed."""
        event.stop()
        event.prevent_default()
        if self.query_one("#small", Rows).display:
            self._key_at_small_window(event)
        elif self.query_one(Choosing).is_open:
            self._key_at_choice(event)
        elif self._memo is not None:
            self._key_at_memo(self._memo, event)
        else:
            self._key_at_transcript(event)
        self._refresh()
        self._await_idle()

    def _called(self, event: events.Key) -> Command | None:
        where = Where.COMPARE if self._is_comparing else Where.TRANSCRIPT
        return self._session.keys.command(pressed(event.key, event.character), where)

    def _key_at_small_window(self, event: events.Key) -> None:
        """Only leave: nobody should decide on what they cannot see."""
        command = self._called(event)
        if self._memo is not None:
            if event.key == "escape":
                self.keep_memo()
        elif command is not None and command.id == "quit":
            self._quit()

    def _key_at_transcript(self, event: events.Key) -> None:
        command, pane = self._called(event), self.query_one(TranscriptPane)
        was_away = not pane.shows_here
        pane.follow()
        if self._prompt is not None:
            self._key_at_prompt(self._prompt, event.key, event.character)
        elif self._marking is not None:
            self._key_at_marking(self._marking, event)
        elif event.key == "escape":
            self._message = self._session.end_search()
            self._is_comparing = False
            self._end_first_minute()
        elif was_away and (command is None or command.id not in _ANYWHERE):
            self._message = f"back at {self._session.here}: it was not on the page"
        elif command is not None:
            self._command(command.id, command.asks)
        else:
            self._code_key(event.character, self._apply)

    def on_paste(self, event: events.Paste) -> None:
        """Take no pasted text for keys."""
        event.stop()
        if self._memo is not None:
            self._write(self._memo.pasted(event.text))
            self._refresh()
            return
        memo = self._session.keys.key("memo")
        self._message = f"pasted text is left out: {memo} opens a memo, and there it can be pasted"
        self._refresh()

    def _command(self, command: str, asks: str) -> None:
        self._learned(command)
        self._is_comparing = self._is_comparing and command in _IN_COMPARE
        self._is_found = command in _FINDS
        if command in acts.ACTS:
            self._message = acts.act(self._session, command)
        elif command in self._on_screen:
            self._on_screen[command]()
        elif command in acts.ACTS_WITH_WORDS or command == "code.filter":
            self._ask(command, asks)
        else:
            self._message = self._no_code(None)

    def _code_key(self, character: str | None, act: Callable[[Session, CodeId], str]) -> None:
        code = self._session.keys.code(character or "")
        if code is None:
            self._message = self._no_code(character)
        else:
            self._act_on(code, act)

    def _no_code(self, character: str | None) -> str:
        keys = self._session.keys
        if character is None or not character.isprintable():
            return (
                f"this key does nothing: {keys.key('help')} shows the keys, "
                f"{keys.key('quit')} leaves"
            )
        finds = f"{keys.key('code.filter')} finds codes, {keys.key('help')} shows the keys"
        return f"no code has the key {character!r}: {finds}"

    def _act_on(self, code: CodeId, act: Callable[[Session, CodeId], str]) -> None:
        self.query_one(CodesPane).highlighted = code
        self._learned("code")
        self._message = act(self._session, code)

    def _turn_page(self, by: int) -> None:
        self._message = ""
        place = self.query_one(TranscriptPane).turn(by)
        if place is not None:
            self._session.turn_to(place)

    # Prompts

    def _ask(self, command: str, label: str) -> None:
        self._message = ""
        self._prompt = Prompt(command, label)

    def _ask_to_finish(self) -> None:
        passed, ahead = len(self._session.passed_over()), self._session.ahead()
        if ahead or (self._session.is_finished and not passed):
            self._message = acts.finish(self._session)
        else:
            self._ask(
                "transcript.finish",
                f"{passed} passed without a decision: read, nothing applies? y/n"
                if passed
                else f"every segment of {self._session.here.transcript} is decided: finish it? y/n",
            )

    def _key_at_prompt(self, prompt: Prompt, key: str, character: str | None) -> None:
        if key in {"escape", "ctrl+g"}:
            self._message = ""
            self._end_prompt()
        elif prompt.command == "code.remove":
            self._end_prompt()
            self._code_key(character, acts.remove_code)
        elif prompt.command == "transcript.finish":
            self._end_prompt()
            is_yes = character in {"y", "Y"}
            self._message = acts.finish(self._session) if is_yes else "not finished"
        elif prompt.command == "code.filter":
            self._key_at_filter(prompt, key, character)
        elif prompt.command == "filter.segments":
            self._end_prompt()
            code = self.query_one(CodesPane).highlighted or ""
            words = f"c {code}" if character == "c" else character or ""
            self._message = acts.act_with_words(self._session, prompt.command, words)
        elif key == "enter" and prompt.command == "theme":
            self._end_prompt()
            self._message = self._paint(prompt.text)
        elif key == "enter" and prompt.command == "code.new" and len(prompt.before) < len(_NEW):
            self._ask_for_code(prompt)
        elif key == "enter":
            self._end_prompt()
            words = ", ".join((*prompt.before, prompt.text))
            self._message = acts.act_with_words(self._session, prompt.command, words)
            self.query_one(CodesPane).take(self._session.material.codebook)
            self._is_found = prompt.command == "find"
        else:
            self._prompt = prompt.typed(key, character)

    def _ask_for_code(self, prompt: Prompt) -> None:
        """Ask for the next of what a new code has; a comma would end its name."""
        if prompt.before or prompt.text.strip():
            answer = replace(prompt, text=prompt.text.replace(",", " "))
            self._prompt = answer.answered(_NEW[len(prompt.before)])
        else:
            self._end_prompt()
            self._message = "no code added: it needs an id"

    def _key_at_filter(self, prompt: Prompt, key: str, character: str | None) -> None:
        codes = self.query_one(CodesPane)
        if key in {"up", "down"}:
            codes.highlight_next(+1 if key == "down" else -1)
        elif key in {"enter", "tab"}:
            if codes.highlighted is None:
                self._message = f"no code matches {prompt.text!r}"
            else:
                self._message = self._apply(self._session, codes.highlighted)
            if key == "enter":
                self._end_prompt()
        else:
            self._prompt = prompt.typed(key, character)
            codes.list_only(self._session.matching(self._prompt.text))

    def _end_prompt(self) -> None:
        self._prompt = None
        self.query_one(CodesPane).list_all()

    # Words of a segment

    def _mark_words(self) -> None:
        self._message = ""
        self._marking = mark_words(self._session.material.segment(self._session.here).text)
        if self._marking is None:
            self._message = f"{self._session.here} has no words to choose from"

    def _key_at_marking(self, marking: Marking, event: events.Key) -> None:
        """Move, fix the first word, or let a code hold for the words that are chosen."""
        key, command = pressed(event.key, event.character), self._called(event)
        moved = marking.moved(key)
        if key in {"escape", "ctrl+g"}:
            self._marking = None
        elif moved is not None:
            self._marking = moved
        elif command is None:
            self._code_key(event.character, self._apply)
        elif command.id == "span.mark":
            self._marking = marking.fixed()
        elif command.id == "code.filter":
            self._ask(command.id, command.asks)
        else:
            self._message = "choose words and press a code's key, or leave with Esc"

    def _apply(self, session: Session, code: CodeId) -> str:
        """Let a code hold for the words that are chosen, or for the whole segment."""
        marking, self._marking = self._marking, None
        if marking is None:
            return acts.apply_code(session, code)
        return acts.apply_span(session, code, marking.span)

    # Comparing

    def _open_compare(self) -> None:
        """Open the compare pane, or close it where it took room from the transcript."""
        self._message = ""
        if self._compared is not None and not self.query_one("#beside", Rows).display:
            self._compared = None
            return
        self._follow_highlight()
        self._is_comparing = True

    def _step_compare(self, by: int) -> None:
        self._message = ""
        if self._compared is None or not self._is_comparing:
            self._follow_highlight()
            self._is_comparing = True
        elif self._compared is not None:
            self._compared = self._compared.stepped(by)

    def _go_to_compared(self) -> None:
        place = self._compared.chosen if self._compared else None
        self._is_comparing = False
        if place is not None:
            self._session.jump(place)
            self._message = f"{self._session.keys.key('back')} goes back"

    def _next_use(self, by: int) -> None:
        code = self.query_one(CodesPane).highlighted
        if code is not None:
            self._message = self._session.next_use(code, by)

    # Memos

    def _open_memo(self) -> None:
        place, entry = self._session.here, self._session.entry(self._session.here)
        self._message = ""
        self._memo = open_memo(
            str(place),
            entry.memo,
            lambda text: acts.act_with_words(self._session, "memo", text),
        )

    def _key_at_memo(self, memo: Memo, event: events.Key) -> None:
        if event.key in {"escape", "ctrl+g"}:
            self.keep_memo()
        else:
            width = self._memo_width
            self._write(memo.typed(event.key, event.character, width))

    @property
    def _memo_width(self) -> int:
        beside = self.query_one("#beside", Rows)
        return beside.size.width if beside.display else self.query_one(TranscriptPane).space[0]

    def _write(self, memo: Memo) -> None:
        """Go on with a memo, and keep what is written of it as soon as the coder pauses."""
        self._memo = memo
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(PAUSE, self._keep_unfinished)

    def _keep_unfinished(self) -> None:
        if self._memo is not None and self._memo.is_changed:
            self._session.keep_unfinished(self._memo.draft.text)

    def keep_memo(self) -> None:
        """Keep a memo that is being written; nothing where none is."""
        memo, self._memo = self._memo, None
        if memo is not None:
            self._message = memo.keep(memo.draft.text) if memo.is_changed else "memo unchanged"

    # The rest

    def _open_help(self) -> None:
        lines = [line for notice in self._notices for line in wrap(notice, self.size.width - 4)]
        where = Where.COMPARE if self._is_comparing else Where.TRANSCRIPT
        entries = help_entries(self._session, lines, where)
        self._open_choice(entries, "search")

    def _open_palette(self) -> None:
        self._open_choice(palette_entries(self._session.keys), "command")

    def _open_choice(self, entries: Sequence[Entry], label: str) -> None:
        self._message = ""
        self.query_one(Choosing).open(entries, label)

    def _key_at_choice(self, event: events.Key) -> None:
        """Let a key search and choose, and do what was chosen."""
        choosing = self.query_one(Choosing)
        chosen = choosing.take(pressed(event.key, event.character), event.character)
        if chosen is not None and chosen.command is not None:
            self._command(chosen.command.id, chosen.command.asks)
        elif chosen is not None and chosen.code is not None:
            self._act_on(chosen.code, self._apply)

    def _open_first_minute(self) -> None:
        self.query_one(FirstMinute).open()

    def _learned(self, what: str) -> None:
        """Tick off a key of the first minute; after the last of them it is over."""
        if self.query_one(FirstMinute).use(what):
            self._end_first_minute()

    def _end_first_minute(self) -> None:
        if self.query_one(FirstMinute).is_open:
            self.query_one(FirstMinute).close()
            remember(self._session.coder)

    def _paint(self, name: str) -> str:
        if name not in set(Theme):
            return f"no theme {name!r}: {', '.join(Theme)}"
        return self._repaint(Theme(name))

    def _look_at_codebook(self) -> None:
        """Follow a codebook that was changed in another window."""
        told = self._session.look_at_codebook()
        if told:
            self._message = told
            self.query_one(CodesPane).take(self._session.material.codebook)
            self._refresh()

    def _redraw(self) -> None:
        self.app.refresh(layout=True)

    def _suspend(self) -> None:
        self.app.action_suspend_process()

    def _quit(self) -> None:
        self.app.exit()

    def _await_idle(self) -> None:
        if self._idle is not None:
            self._idle.stop()
        if monotonic() - self._settled > BUSY:
            self._settle()
        else:
            self._idle = self.set_timer(IDLE, self._settle)

    def _settle(self) -> None:
        self._settled = monotonic()
        self._message = self._session.settle() or self._message
        self._refresh()
        if self._session.unsaved is not None:
            self._idle = self.set_timer(IDLE, self._settle)
