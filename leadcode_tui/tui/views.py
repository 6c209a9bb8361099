"""What the panes show: a session in, rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from leadcode_tui.study.material import Place
from leadcode_tui.text import sanitise, sanitise_line
from leadcode_tui.tui.widgets.rows import Row, Span, row
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import Code, CodeId, Transcript
    from leadcode_tui.study.session import Session

#: Room for where the coder is, beside what is not saved.
_LEAST: Final = 27
#: How far a segment's text is set in below its speaker.
_INDENT: Final = 5
#: What the line at the foot tells of, and what is left out of it first on a narrow screen.
_HINTS: Final = {
    "move": ("segment.next", "segment.previous"),
    "uncoded": ("segment.next_uncoded",),
    "nothing": ("segment.nothing",),
    "memo": ("memo",),
    "codes": ("code.filter",),
    "find": ("find",),
    "undo": ("undo",),
    "help": ("help",),
    "quit": ("quit",),
}
_LESS: Final = ("uncoded", "find", "memo", "codes", "nothing", "undo", "move")


def status(session: Session, width: int) -> Row:
    """Return the line at the top: where, how far, who, and whether all is saved."""
    here, progress = session.here, session.progress()
    total = len(session.material.transcripts[here.transcript].segments)
    share = round(100 * progress.decided / progress.codable)
    left = (
        f" {here.transcript}  seg {int_or_id(here.segment)}/{total}"
        f"   coded {progress.decided}/{progress.codable} ({share}%)"
    )
    if progress.passed:
        left += f"  passed {progress.passed}"
    if session.is_finished:
        left += "  finished"
    right = f"  {session.coder}  {_saved(session)} "
    if session.unsaved is not None and cell_len(right) + len(session.unsaved) + 2 <= width - _LEAST:
        right = f"{right.rstrip()}: {session.unsaved} "
    return row(fit(left, max(width - cell_len(right), 0)) + right, "reverse")


def hint(keys: KeyTable, width: int) -> str:
    """Return the line that tells the keys: as many of them as there is room for."""
    told = {
        name: f"  {'/'.join(filter(None, map(keys.key, commands)))} {name}"
        for name, commands in _HINTS.items()
        if any(map(keys.key, commands))
    }
    for name in ("", *_LESS):
        told.pop(name, None)
        line = "".join(told.values())[1:]
        if cell_len(line) <= width:
            break
    return line


def not_saved(keys: KeyTable) -> str:
    """Return what stands in place of the keys while something is not on the disk."""
    return f" not saved yet, tried again; {keys.key('copy.write')} writes a copy elsewhere"


def int_or_id(segment: str) -> str:
    """Return a segment's number as people say it."""
    return segment.lstrip("0") or segment


def _saved(session: Session) -> str:
    if session.held_by is not None:
        return "READ ONLY"
    return "saved" if session.unsaved is None else "NOT SAVED"


class TranscriptView:
    """One transcript as blocks of rows: a segment's text, then a row for what is decided on it.

    The row below the text is always there, so that a decision changes that row alone.
    """

    def __init__(self, transcript: Transcript, codable: Sequence[str], width: int) -> None:
        self._segments = transcript.segments
        self._transcript = transcript.id
        self._codable = frozenset(codable)
        self._index = {segment.id: i for i, segment in enumerate(transcript.segments)}
        self._width = width

    def __len__(self) -> int:
        """How many segments there are."""
        return len(self._segments)

    def block(self, place: Place) -> int:
        """Return which block a segment is."""
        return self._index[place.segment]

    def place(self, block: int) -> Place:
        """Return the place of a block's segment."""
        return Place(self._transcript, self._segments[block].id)

    def is_codable(self, block: int) -> bool:
        """Whether coders decide on a block's segment."""
        return self._segments[block].id in self._codable

    def height(self, block: int) -> int:
        """Return how many rows a block has."""
        return len(self._lines(block)) + 1

    def rows(self, block: int, session: Session) -> Sequence[Row]:
        """Return the rows of a block."""
        first, *rest = self._lines(block)
        label = self._label(block)
        head: Row = (Span(label, "bold"), Span(first)) if label else row(first)
        decided = self._decided(block, session) if self.is_codable(block) else ""
        return (head, *(row(" " * _INDENT + line) for line in rest), row(decided))

    def _lines(self, block: int) -> Sequence[str]:
        segment = self._segments[block]
        before = self._segments[block - 1].questions if block else ()
        opens = segment.questions if segment.questions != before else ()
        marks = "".join(f"[{question}] " for question in opens)
        text = sanitise(f"{marks}{segment.text}")
        label = self._label(block)
        if not label:
            return wrap(text, self._width - _INDENT)
        room = "_" * (cell_len(label) + 1)  # what the label and a space after it take
        first, *rest = wrap(f"{room} {text}", self._width - _INDENT)
        return (f" {first[len(room) :]}", *rest)

    def _label(self, block: int) -> str:
        """Return who speaks; a long name is cut, and leaves room for what is said."""
        label = sanitise_line(self._segments[block].speaker or "")
        longest = (self._width - _INDENT) // 2
        return label if cell_len(label) <= longest else fit(label, longest)

    def _decided(self, block: int, session: Session) -> str:
        place = self.place(block)
        entry = session.entry(place)
        codes = session.codes(place)
        signs = [f"[{code}]" for code in codes]
        if entry.codes == ():
            signs = ["- nothing applies"]
        notes = [sign for sign, is_set in (("memo", entry.memo), ("!", entry.flag)) if is_set]
        return " " * _INDENT + _as_many_as_fit(signs, " ".join(notes), self._width - _INDENT)


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


def code_rows(
    session: Session, codes: Sequence[CodeId], highlighted: CodeId | None, size: tuple[int, int]
) -> Sequence[Row]:
    """Return the list of codes: applied here or not, key, id, and how often it was used.

    Where there are more codes than rows, the page with the highlighted one is shown.
    """
    width, height = size
    total = len(session.material.codebook.codes)
    at = codes.index(highlighted) if highlighted in codes else 0
    per_page = max(height - 1, 1)
    page = codes[at - at % per_page :][:per_page]
    applied = set(session.codes(session.here))
    head = f"{total} codes" if len(codes) == total else f"{len(codes)} of {total} codes"
    pages = -(-len(codes) // per_page)
    turned = f"  page {at // per_page + 1}/{pages}" if pages > 1 else ""
    rows = [row(fit(f"   {head}{turned}", width))]
    for code in page:
        mark = "*" if code in applied else " "
        look = "reverse" if code == highlighted else ""
        before, after = f"{mark}{session.keys.codes.get(code, ' ')} ", f" {session.counts[code]} "
        name = fit(code, width - cell_len(before) - len(after))
        rows.append((Span(before), Span(name, look), Span(after)))
    return rows


def definition_rows(code: Code | None, size: tuple[int, int]) -> Sequence[Row]:
    """Return what a code means and does not mean; an ellipsis ends what is too long."""
    if code is None:
        return ()
    width, height = size
    rows = [row(line, "bold") for line in wrap(code.name, width)]
    parts = [code.definition, *_listed(code)]
    rows += [row(line) for part in parts if part for line in wrap(part, width)]
    return rows if len(rows) <= height else [*rows[: height - 1], row("…")]


def _listed(code: Code) -> Sequence[str]:
    lists: Mapping[str, Sequence[str]] = {
        "Incl.": code.include,
        "Not:": code.exclude,
        "E.g.": [f"“{example}”" for example in code.examples],
    }
    return [f"{name} {'; '.join(entries)}" for name, entries in lists.items() if entries]
