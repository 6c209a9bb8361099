"""What stands on the coding screen: the panes, and what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Region
from textual.screen import Screen

from leadcode_tui.study.coding.first_minute import remember
from leadcode_tui.text import sanitise
from leadcode_tui.tui.panes.choosing import Choosing
from leadcode_tui.tui.panes.codes import CodesPane
from leadcode_tui.tui.panes.first_minute import FirstMinute
from leadcode_tui.tui.panes.transcript import GUTTER, TranscriptPane
from leadcode_tui.tui.passages import OfInterview, OfQuestion
from leadcode_tui.tui.reading import Mark
from leadcode_tui.tui.ruling import rule, ruled
from leadcode_tui.tui.views import IN_COMPARE, hint, not_saved, status
from leadcode_tui.tui.widgets.cutting import PaneCompositor
from leadcode_tui.tui.widgets.rows import Pane, Rows, row
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.coding.orders import Answers
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place
    from leadcode_tui.tui.comparing import Compared
    from leadcode_tui.tui.marking import Marking
    from leadcode_tui.tui.memo import Memo
    from leadcode_tui.tui.passages import Passages
    from leadcode_tui.tui.prompt import Prompt
from leadcode_tui.tui.widgets.rows import Row

#: Columns and rows that the panes need.
SMALLEST: Final = (60, 16)
#: Rows for a memo, with the line above it.
MEMO_ROWS: Final = 7
#: From so many columns on, compare pane and memo have columns of their own.
WIDE: Final = 100
#: What the codes take of the width, and the line before them.
CODES_WIDTH: Final = 27
RULE: Final = 3


class Panes(Screen[None]):
    """A transcript to the left, codes and the definition of one to the right.

    Compare pane and memo stand above and below the transcript, or beside it where there is room.
    """

    AUTO_FOCUS = ""  # keys are the screen's own
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, message: str) -> None:
        super().__init__()
        self._compositor = self._cutting = PaneCompositor()
        self.session = session
        self.message = message
        self.prompt: Prompt | None = None
        self.memo: Memo | None = None
        self.compared: Compared | None = None
        self.is_comparing = False
        self.marking: Marking | None = None
        self.is_found = False
        self.codes = CodesPane(session.material.codebook)
        self.transcript = TranscriptPane()
        self.first_minute = FirstMinute()
        self.choosing = Choosing()
        self._passages: tuple[TranscriptId | Answers, int, Passages] | None = None

    @property
    def is_small(self) -> bool:
        """Whether the window is too small to show anything in."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def is_writing(self) -> bool:
        """Whether keys are letters of a memo, or of an answer."""
        return self.memo is not None or self.prompt is not None

    @property
    def is_beside(self) -> bool:
        """Whether compare pane and memo have columns of their own."""
        return self.size.width >= WIDE

    @property
    def _beside_width(self) -> int:
        """How many columns they have, beside the transcript."""
        return (self.size.width - CODES_WIDTH - RULE) * 2 // 5

    @property
    def memo_width(self) -> int:
        """How many columns a memo has."""
        beside = self.size.width - CODES_WIDTH - RULE - GUTTER
        return self._beside_width if self.is_beside else beside

    def learned(self, what: str) -> None:
        """Tick off a key of the first minute; after the last of them it is over."""
        if self.first_minute.use(what):
            self.end_first_minute()

    def end_first_minute(self) -> None:
        """Put the first minute away; it does not come again."""
        if self.first_minute.is_open:
            self.first_minute.close()
            remember(self.session.coder)

    def compose(self) -> ComposeResult:
        """Let all panes be shown by one widget."""
        yield Rows()

    def on_resize(self) -> None:
        """Lay the rows out for the new size; a terminal that comes back has forgotten all rows."""
        self.show_all()
        self.query_one(Rows).refresh()

    def on_screen_resume(self) -> None:
        """Show what may have changed meanwhile."""
        self.show_all()

    def show_all(self) -> None:
        """Show everything as it is now; only rows that differ are sent."""
        panes: Sequence[Pane]
        if self.is_small:
            told = "window too small: 60x16 at least; nothing is lost"
            panes = [Pane(self.size.region, [row(told)])]
        elif self.choosing.is_open:
            panes = self.choosing.panes(self.size)
        else:
            panes = [*self._page()]
        self._cutting.panes = [pane.region for pane in panes]
        self.query_one(Rows).show(panes)

    def _page(self) -> Iterator[Pane]:
        """Yield the line at the top, the panes, and the lines at the foot."""
        width, height = self.size
        below = [
            *self.first_minute.rows(self.session.keys, width),
            row(fit(f" {self.message}", width).rstrip()),
            row(fit(self._hint(width), width)),
        ]
        yield Pane(Region(0, 0, width, 1), [status(self.session, width)])
        yield from self._columns(Region(0, 1, width, height - 1 - len(below)))
        yield Pane(Region(0, height - len(below), width, len(below)), below)

    def _columns(self, middle: Region) -> Iterator[Pane]:
        """Yield transcript and codes, and between them what stands beside, where there is room."""
        left, right = middle.split_vertical(-CODES_WIDTH)
        left, before = left.split_vertical(-RULE)
        if self.compared is not None or self.is_beside:
            self.follow_highlight()
        if self.is_beside:
            left, beside = left.split_vertical(-self._beside_width)
            left, beside_rule = left.split_vertical(-RULE)
            yield from self._transcript(left)
            yield rule(beside_rule)
            yield Pane(beside, self._beside(beside))
        else:
            yield from self._transcript_between(left)
        yield rule(before)
        yield from self.codes.panes(self.session, right)

    def _beside(self, region: Region) -> Sequence[Row]:
        compared = self._compare_rows((region.width, max(region.height - MEMO_ROWS, 1)))
        return [*compared, *self._memo_rows((region.width, MEMO_ROWS))]

    def _transcript_between(self, region: Region) -> Sequence[Pane]:
        """Return the transcript between compare pane and memo."""
        columns, rows = region.width - GUTTER, region.height
        memo = min(MEMO_ROWS, rows // 2) if self.memo else 0
        below = self._memo_rows((columns, memo)) if memo else ()
        above = self._compare_rows((columns, (rows - memo) // 2)) if self.compared else ()
        return self._transcript(region, (above, below))

    def _transcript(
        self, region: Region, between: tuple[Sequence[Row], Sequence[Row]] = ((), ())
    ) -> Sequence[Pane]:
        return self.transcript.panes(
            region,
            self.session,
            self._read(),
            self._marks,
            between=between,
            at=self._looked_at,
        )

    @property
    def _looked_at(self) -> int | None:
        """Which character of the current segment has to be on the page."""
        if self.marking is not None:
            return self.marking.words[self.marking.cursor][0]
        if self.is_found:
            return next((start for start, _ in self.session.hits(self.session.here)), None)
        return None

    def _compare_rows(self, size: tuple[int, int]) -> Sequence[Row]:
        if self.compared is None:
            return [row("")] * size[1]
        material = self.session.material
        return self.compared.rows(material, size, is_focused=self.is_comparing)

    def _memo_rows(self, size: tuple[int, int]) -> Sequence[Row]:
        """Return the memo that is being written, else what is noted on the segment already."""
        width, height = size
        if self.memo is not None:
            return self.memo.rows(width, height)
        here = self.session.here
        lines = wrap(sanitise(self.session.entry(here).memo or ""), width)
        shown = [row(line) for line in lines[: height - 1]]
        if len(lines) >= height:
            shown[-1] = row("…")
        return [ruled(f"memo on {here}", width), *shown]

    def _read(self) -> Passages:
        """Return what is read: this interview, or the answers to this question."""
        session = self.session
        answers = session.answers
        what = session.here.transcript if answers is None else answers
        transcripts = session.material.transcripts  # others, where a question was changed
        if self._passages is None or self._passages[:2] != (what, id(transcripts)):
            self._passages = (
                what,
                id(transcripts),
                OfInterview(session.material, session.here.transcript)
                if answers is None
                else OfQuestion(session.material, answers),
            )
        return self._passages[2]

    def _marks(self, place: Place) -> Sequence[Mark]:
        """Return what stands out in a segment: the parts that codes hold for alone."""
        spans = self.session.entry(place).spans or {}
        marks = [Mark(*part, "underline") for parts in spans.values() for part in parts]
        marks += [Mark(*hit, "hit") for hit in self.session.hits(place)]
        if self.marking is not None and place == self.session.here:
            marks.append(Mark(*self.marking.span, "reverse"))
        return marks

    def _hint(self, width: int) -> str:
        if self.memo is not None:
            return " Esc keeps the memo"
        if self.prompt is not None:
            return self.prompt.shown(width)
        if self.marking is not None:
            return self.marking.hint(self.session.keys.key("span.mark"))
        keys = self.session.keys
        if self.is_comparing:
            return hint(keys, width, IN_COMPARE)
        return hint(keys, width) if self.session.unsaved is None else not_saved(keys)

    def follow_highlight(self) -> None:
        """Compare with what is under the highlighted code; where it is the same, stay there."""
        code, before = self.codes.highlighted, self.compared
        if code is None:
            return
        from leadcode_tui.tui.comparing import Compared  # noqa: PLC0415 # not at once

        groups = self.session.compare(code)
        is_same = before is not None and before.code == code
        self.compared = Compared(code, groups, before.at if before and is_same else 0).stepped(0)
