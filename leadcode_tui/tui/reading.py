"""What is read, as blocks of rows: a segment's text, and below it what is decided on it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from leadcode_tui.text import sanitise, sanitise_line
from leadcode_tui.tui.widgets.rows import Row, Span, row
from leadcode_tui.tui.wrapping import Line, fit, wrap, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadcode_tui.model import Entry
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place
    from leadcode_tui.tui.passages import Passages

#: How far a segment's text is set in below its speaker.
_INDENT: Final = 5


class Mark(NamedTuple):
    """Characters of a segment, from `start` up to `stop`, that stand out, and how."""

    start: int
    stop: int
    look: str


class Reading:
    """Passages one below the other, each a block of rows.

    The row below the text is always there, so that a decision changes that row alone.
    """

    def __init__(self, passages: Passages, width: int) -> None:
        self._passages = passages
        self._width = width

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self._passages)

    def block(self, place: Place) -> int:
        """Return which block a segment is."""
        return self._passages.block(place)

    def place(self, block: int) -> Place:
        """Return the place of a block's segment."""
        return self._passages[block].place

    def is_codable(self, block: int) -> bool:
        """Whether coders decide on a block's segment."""
        return self._passages[block].is_codable

    def height(self, block: int) -> int:
        """Return how many rows a block has."""
        return len(self._heading(block)) + len(self._lines(block)) + 1

    def row_of(self, block: int, at: int) -> int:
        """Return which row of a block holds a character of its segment."""
        passage, above = self._passages[block], len(self._heading(block))
        shown = len(passage.opens) + _shown_at(passage.segment.text, at)
        starts = [line.start for line in self._lines(block)]
        return above + max(bisect_right(starts, shown) - 1, 0)

    def rows(self, block: int, session: Session, marks: Sequence[Mark] = ()) -> Sequence[Row]:
        """Return the rows of a block, with what stands out in its text."""
        passage, text = self._passages[block], self._text(block)
        before, own = len(passage.opens), passage.segment.text
        shown = [
            Mark(before + _shown_at(own, start), before + _shown_at(own, stop), look)
            for start, stop, look in marks
        ]
        first, *rest = (_looked(text, line, shown) for line in self._lines(block))
        label = self._label(block)
        head = (Span(label, "bold"), Span(_gap(label)), *first) if label else first
        decided = self.decided(block, session) if passage.is_codable else ""
        return (
            *(row(line, "bold") for line in self._heading(block)),
            head,
            *((Span(" " * _INDENT), *line) for line in rest),
            row(decided, "code"),
        )

    def decided(self, block: int, session: Session) -> str:
        """Return what is decided and noted on a block's segment."""
        place = self.place(block)
        signs, notes = decision(session, place), noted(session.entry(place))
        return " " * _INDENT + _as_many_as_fit(signs, notes, self._width - _INDENT)

    def _heading(self, block: int) -> Sequence[str]:
        heading = self._passages[block].heading
        return wrap(sanitise(heading), self._width) if heading else ()

    def _text(self, block: int) -> str:
        passage = self._passages[block]
        return passage.opens + sanitise(passage.segment.text)

    def _lines(self, block: int) -> Sequence[Line]:
        label = self._label(block)
        taken = cell_len(label + _gap(label)) - _INDENT if label else 0
        return wrapped(self._text(block), self._width - _INDENT, taken)

    def _label(self, block: int) -> str:
        """Return who speaks; a long name is cut, and leaves room for what is said."""
        label = sanitise_line(self._passages[block].segment.speaker or "")
        longest = (self._width - _INDENT) // 2
        return label if cell_len(label) <= longest else fit(label, longest)


def decision(session: Session, place: Place) -> Sequence[str]:
    """Return what is decided on a segment, a sign each; one of a part of it says so."""
    entry = session.entry(place)
    if entry.codes == ():
        return ["- nothing applies"]
    parts = {session.material.codebook.current(code) for code in entry.spans or {}}
    return [f"[{code}: part]" if code in parts else f"[{code}]" for code in session.codes(place)]


def noted(entry: Entry) -> str:
    """Return the signs for what is noted on a segment."""
    signs = (("memo", entry.memo), ("!", entry.flag))
    return " ".join(sign for sign, is_set in signs if is_set)


def _gap(label: str) -> str:
    """Return what lies between who speaks and what is said."""
    return " " * max(_INDENT - cell_len(label), 2)


def _shown_at(text: str, at: int) -> int:
    """Return where a character of a text stands once the text is made safe."""
    return len(sanitise(text[:at]))


def _looked(text: str, line: Line, marks: Iterable[Mark]) -> Row:
    """Return a line of a text, with the marks that lie in it; a later mark covers an earlier."""
    looks = [""] * (line.stop - line.start)
    for start, stop, look in marks:
        first, last = max(start, line.start), min(stop, line.stop)
        if first < last:
            looks[first - line.start : last - line.start] = [look] * (last - first)
    spans, at = [], line.start
    for look, same in groupby(looks):
        end = at + len(list(same))
        spans.append(Span(text[at:end], look))
        at = end
    return tuple(spans)


def _as_many_as_fit(signs: Sequence[str], notes: str, width: int) -> str:
    room = width - (cell_len(notes) + 1 if notes else 0)
    shown = list(signs)
    while shown and cell_len(_joined(shown, len(signs))) > room:
        shown.pop()
    told = _joined(shown, len(signs))
    return fit(told, room) + f" {notes}" if notes else told


def _joined(shown: Sequence[str], count: int) -> str:
    hidden = count - len(shown)
    return " ".join([*shown, f"+{hidden} more"] if hidden else shown)
