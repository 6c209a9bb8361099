"""The coding screen: one key, one act, and the rows that it changed."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.events import Key
from textual.screen import Screen

from leadcode_tui.keys import pressed
from leadcode_tui.study import acts
from leadcode_tui.tui.prompt import Prompt
from leadcode_tui.tui.screens.help import HelpScreen
from leadcode_tui.tui.views import NOT_SAVED, hint, status
from leadcode_tui.tui.widgets.codes import CodesPane
from leadcode_tui.tui.widgets.memo import MemoPane
from leadcode_tui.tui.widgets.rows import Rows, row
from leadcode_tui.tui.widgets.transcript import TranscriptPane
from leadcode_tui.tui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from leadcode_tui.model import CodeId
    from leadcode_tui.study.session import Session

#: After so many seconds without a key the coder file catches up with the history.
IDLE: Final = 1.0
#: A memo that is being written is kept after so many seconds without a key.
PAUSE: Final = 0.3
#: A coder who never rests has the file catch up after so many seconds.
BUSY: Final = 120.0
#: Columns and rows that the panes need.
SMALLEST: Final = (60, 16)


#: Keys that turn pages, whatever stands on them, and the one that leaves.
_PAGE_KEYS: Final = {"space", "pagedown", "pageup", "q", "?"}


def _no_code(character: str | None) -> str:
    if character is None or not character.isprintable():
        return "this key does nothing: ? shows the keys, q leaves"
    return f"no code has the key {character!r}: / finds codes, ? shows the keys"


class CodingScreen(Screen[None]):
    """A transcript to the left, codes and the definition of one to the right."""

    CSS_PATH = "coding.tcss"
    AUTO_FOCUS = ""  # keys are the screen's own; only the memo takes the focus
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, notices: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._notices = notices
        self._message = "; ".join(reversed(notices))  # where one resumes is what has to fit
        self._prompt: Prompt | None = None
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
            "help": self._open_help,
            "redraw": self._redraw,
            "suspend": self._suspend,
            "quit": self._quit,
        }

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield Rows(id="status")
        with Horizontal(id="middle"):
            yield TranscriptPane()
            yield Rows(id="rule")
            yield CodesPane(self._session.material.codebook)
        yield MemoPane()
        yield Rows(id="message")
        yield Rows(id="hint")
        yield Rows(id="small")

    # What is shown

    def on_resize(self) -> None:
        """Lay the rows out for the new size, once the panes have it."""
        self.call_after_refresh(self._refresh)

    def on_transcript_pane_resized(self) -> None:
        """Show the current segment where a memo took room, or gave it back."""
        self._refresh()

    def on_screen_resume(self) -> None:
        """Show what may have changed meanwhile."""
        self.call_after_refresh(self._refresh)

    def _refresh(self) -> None:
        width, height = self.size
        small = self.query_one("#small", Rows)
        small.display = width < SMALLEST[0] or height < SMALLEST[1]
        if small.display:
            small.show([row("window too small: 60x16 at least; nothing is lost")])
            return
        rule = self.query_one("#rule", Rows)
        rule.show([row("|")] * rule.size.height)
        self.query_one("#status", Rows).show([status(self._session, width)])
        self.query_one(TranscriptPane).show(self._session)
        self.query_one(CodesPane).show(self._session)
        self.query_one("#message", Rows).show([row(fit(f" {self._message}", width))])
        self.query_one("#hint", Rows).show([row(fit(self._hint(width), width))])

    def _hint(self, width: int) -> str:
        if self.query_one(MemoPane).is_open:
            return " Esc keeps the memo"
        if self._prompt is not None:
            return self._prompt.shown(width)
        return hint(width) if self._session.unsaved is None else NOT_SAVED

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let a key do what it is for, and show what it changed."""
        if self.query_one(MemoPane).is_open:
            self._key_at_memo(event)
            return
        event.stop()
        event.prevent_default()
        if self.query_one("#small", Rows).display and event.key != "q":
            return  # nobody should decide on what they cannot see
        pane = self.query_one(TranscriptPane)
        was_away = not pane.shows_here
        key = pressed(event.key, event.character)
        pane.follow()
        if self._prompt is not None:
            self._key_at_prompt(self._prompt, event.key, event.character)
        elif event.key == "escape":
            self._message = self._session.end_search()
        elif was_away and key not in _PAGE_KEYS:
            self._message = f"back at {self._session.here}: it was not on the page"
        elif (command := self._session.keys.command(key)) is not None:
            self._command(command.id, command.asks)
        else:
            self._code_key(event.character, acts.apply_code)
        self._refresh()
        self._await_idle()

    def on_paste(self, event: events.Paste) -> None:
        """Take no pasted text for keys."""
        event.stop()
        self._message = "pasted text is left out: m opens a memo, and there it can be pasted"
        self._refresh()

    def _command(self, command: str, asks: str) -> None:
        if command in acts.ACTS:
            self._message = acts.act(self._session, command)
        elif command in self._on_screen:
            self._on_screen[command]()
        elif command in acts.ACTS_WITH_WORDS or command == "code.filter":
            self._ask(command, asks)
        else:
            self._message = "this key does nothing: ? shows the keys, q leaves"

    def _code_key(self, character: str | None, act: Callable[[Session, CodeId], str]) -> None:
        code = self._session.keys.code(character or "")
        if code is None:
            self._message = _no_code(character)
            return
        self.query_one(CodesPane).highlighted = code
        self._message = act(self._session, code)

    def _turn_page(self, by: int) -> None:
        self._message = ""
        place = self.query_one(TranscriptPane).turn(self._session, by)
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
        elif key == "enter":
            self._end_prompt()
            self._message = acts.act_with_words(self._session, prompt.command, prompt.text)
        else:
            self._prompt = prompt.typed(key, character)

    def _key_at_filter(self, prompt: Prompt, key: str, character: str | None) -> None:
        codes = self.query_one(CodesPane)
        if key in {"up", "down"}:
            codes.highlight_next(+1 if key == "down" else -1)
        elif key in {"enter", "tab"}:
            if codes.highlighted is None:
                self._message = f"no code matches {prompt.text!r}"
            else:
                self._message = acts.apply_code(self._session, codes.highlighted)
            if key == "enter":
                self._end_prompt()
        else:
            self._prompt = prompt.typed(key, character)
            codes.list_only(self._session.matching(self._prompt.text))

    def _end_prompt(self) -> None:
        self._prompt = None
        self.query_one(CodesPane).list_all()

    # Memos

    def _open_memo(self) -> None:
        memo = self._session.entry(self._session.here).memo or ""
        self._message = f"memo on {self._session.here}"
        self.query_one(MemoPane).open(memo)
        self._focus_memo()

    def _focus_memo(self) -> None:
        """Give the memo the focus once no key is under way to the screen: none may overtake."""
        if self.message_queue_size:
            self.call_later(self._focus_memo)
        elif self.query_one(MemoPane).is_open:
            self.set_focus(self.query_one(MemoPane))

    def _key_at_memo(self, event: events.Key) -> None:
        """Pass on what was typed before the memo had the focus: slow links bring keys in bursts."""
        pane = self.query_one(MemoPane)
        if self.focused is pane:
            return  # the memo had it, and made nothing of it
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            pane.action_leave()
        else:
            pane.post_message(Key(event.key, event.character))

    def on_text_area_changed(self) -> None:
        """Keep what is written of a memo as soon as the coder pauses."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(PAUSE, self._keep_unfinished)

    def _keep_unfinished(self) -> None:
        pane = self.query_one(MemoPane)
        if pane.is_open and pane.is_changed:
            self._session.keep_unfinished(pane.text)

    def on_memo_pane_left(self) -> None:
        """Keep the memo."""
        self.keep_memo()
        self._refresh()
        self._await_idle()

    def keep_memo(self) -> None:
        """Keep a memo that is being written; nothing where none is."""
        pane = self.query_one(MemoPane)
        if pane.is_open:
            pane.close()
            self.set_focus(None)
            if pane.is_changed:
                self._message = acts.act_with_words(self._session, "memo", pane.text)
            else:
                self._message = "memo unchanged"

    # The rest

    def _open_help(self) -> None:
        self.app.push_screen(HelpScreen(self._session, self._notices))

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
