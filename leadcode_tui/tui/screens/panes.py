"""What stands on the coding screen: the panes, and what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.screen import Screen

from leadcode_tui.text import sanitise
from leadcode_tui.tui.comparing import Compared
from leadcode_tui.tui.memo import ruled
from leadcode_tui.tui.reading import Mark, of_interview, of_question
from leadcode_tui.tui.views import IN_COMPARE, hint, not_saved, status
from leadcode_tui.tui.widgets.choosing import Choosing
from leadcode_tui.tui.widgets.codes import CodesPane
from leadcode_tui.tui.widgets.first_minute import FirstMinute
from leadcode_tui.tui.widgets.rows import Rows, row
from leadcode_tui.tui.widgets.transcript import TranscriptPane
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.material import Place
    from leadcode_tui.study.orders import Answers
    from leadcode_tui.study.session import Session
    from leadcode_tui.tui.marking import Marking
    from leadcode_tui.tui.memo import Memo
    from leadcode_tui.tui.prompt import Prompt
    from leadcode_tui.tui.reading import Passage
    from leadcode_tui.tui.widgets.rows import Row

#: Columns and rows that the panes need.
SMALLEST: Final = (60, 16)
#: Rows for a memo, with the line above it.
MEMO_ROWS: Final = 7
#: From so many columns on, compare pane and memo have columns of their own.
WIDE: Final = 100
#: What the codes take of the width, with the line before them.
CODES_WIDTH: Final = 30


class Panes(Screen[None]):
    """A transcript to the left, codes and the definition of one to the right.

    Compare pane and memo stand above and below the transcript, or beside it where there is room.
    """

    CSS_PATH = "coding.tcss"
    AUTO_FOCUS = ""  # keys are the screen's own
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, message: str) -> None:
        super().__init__()
        self._session = session
        self._message = message
        self._prompt: Prompt | None = None
        self._memo: Memo | None = None
        self._compared: Compared | None = None
        self._is_comparing = False
        self._marking: Marking | None = None
        self._is_found = False
        self._passages: tuple[TranscriptId | Answers, Sequence[Passage]] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield Rows(id="status")
        with Horizontal(id="middle"):
            yield TranscriptPane()
            yield Rows(id="beside-rule")
            yield Rows(id="beside")
            yield Rows(id="rule")
            yield CodesPane(self._session.material.codebook)
        yield FirstMinute()
        yield Rows(id="message")
        yield Rows(id="hint")
        yield Choosing()
        yield Rows(id="small")

    def on_resize(self) -> None:
        """Lay the rows out for the new size, once the panes have it."""
        self.call_after_refresh(self._refresh)

    def on_transcript_pane_resized(self) -> None:
        """Show the current segment where other lines took room, or gave it back."""
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
        if self.query_one(Choosing).is_open:
            self.query_one(Choosing).show((width, height))
            return
        self._lay_out(width)
        for rule in self.query("#rule, #beside-rule").results(Rows):
            rule.show([row("|")] * rule.size.height)
        if self._compared is not None or width >= WIDE:
            self._follow_highlight()
        self.query_one("#status", Rows).show([status(self._session, width)])
        self._show_transcript()
        self.query_one(CodesPane).show(self._session)
        self.query_one(FirstMinute).show_keys(self._session.keys)
        self.query_one("#message", Rows).show([row(fit(f" {self._message}", width))])
        self.query_one("#hint", Rows).show([row(fit(self._hint(width), width))])

    def _lay_out(self, width: int) -> None:
        """Give compare pane and memo columns of their own, or take these away."""
        beside, rule = self.query_one("#beside", Rows), self.query_one("#beside-rule", Rows)
        beside.display = rule.display = width >= WIDE
        if width >= WIDE:
            beside.styles.width = (width - CODES_WIDTH) * 2 // 5

    def _show_transcript(self) -> None:
        """Show the transcript, and compare pane and memo beside it, or above and below."""
        pane, beside = self.query_one(TranscriptPane), self.query_one("#beside", Rows)
        if beside.display:
            columns, rows = beside.size
            compared = self._compare_rows((columns, max(rows - MEMO_ROWS, 1)))
            beside.show([*compared, *self._memo_rows((columns, MEMO_ROWS))])
            pane.show(self._session, self._read(), self._marks, at=self._looked_at)
            return
        columns, rows = pane.space
        memo = min(MEMO_ROWS, rows // 2) if self._memo else 0
        below = self._memo_rows((columns, memo)) if memo else ()
        above = self._compare_rows((columns, (rows - memo) // 2)) if self._compared else ()
        pane.show(
            self._session, self._read(), self._marks, above=above, below=below, at=self._looked_at
        )

    @property
    def _looked_at(self) -> int | None:
        """Which character of the current segment has to be on the page."""
        if self._marking is not None:
            return self._marking.words[self._marking.cursor][0]
        if self._is_found:
            return next((start for start, _ in self._session.hits(self._session.here)), None)
        return None

    def _compare_rows(self, size: tuple[int, int]) -> Sequence[Row]:
        if self._compared is None:
            return [row("")] * size[1]
        material = self._session.material
        return self._compared.rows(material, size, is_focused=self._is_comparing)

    def _memo_rows(self, size: tuple[int, int]) -> Sequence[Row]:
        """Return the memo that is being written, else what is noted on the segment already."""
        width, height = size
        if self._memo is not None:
            return self._memo.rows(width, height)
        here = self._session.here
        lines = wrap(sanitise(self._session.entry(here).memo or ""), width)
        shown = [row(line) for line in lines[: height - 1]]
        if len(lines) >= height:
            shown[-1] = row("…")
        return [ruled(f"memo on {here}", width), *shown]

    def _read(self) -> Sequence[Passage]:
        """Return what is read: this interview, or the answers to this question."""
        session = self._session
        answers = session.answers
        what = session.here.transcript if answers is None else answers
        if self._passages is None or self._passages[0] != what:
            self._passages = (
                what,
                of_interview(session.material, session.here.transcript)
                if answers is None
                else of_question(session.material, answers),
            )
        return self._passages[1]

    def _marks(self, place: Place) -> Sequence[Mark]:
        """Return what stands out in a segment: the parts that codes hold for alone."""
        spans = self._session.entry(place).spans or {}
        marks = [Mark(*part, "underline") for parts in spans.values() for part in parts]
        marks += [Mark(*hit, "hit") for hit in self._session.hits(place)]
        if self._marking is not None and place == self._session.here:
            marks.append(Mark(*self._marking.span, "reverse"))
        return marks

    def _hint(self, width: int) -> str:
        if self._memo is not None:
            return " Esc keeps the memo"
        if self._prompt is not None:
            return self._prompt.shown(width)
        if self._marking is not None:
            return self._marking.hint(self._session.keys.key("span.mark"))
        keys = self._session.keys
        if self._is_comparing:
            return hint(keys, width, IN_COMPARE)
        return hint(keys, width) if self._session.unsaved is None else not_saved(keys)

    def _follow_highlight(self) -> None:
        """Compare with what is under the highlighted code; where it is the same, stay there."""
        code, before = self.query_one(CodesPane).highlighted, self._compared
        if code is None:
            return
        groups = self._session.compare(code)
        is_same = before is not None and before.code == code
        self._compared = Compared(code, groups, before.at if before and is_same else 0).stepped(0)
