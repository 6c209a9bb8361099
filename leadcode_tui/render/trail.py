"""The audit trail for people and for programs, line by line: it can be long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from leadcode_tui.model import Book, Entry, Intention, Memo, TranscriptStatus
from leadcode_tui.render.grid import Format, Grid, csv_line, laid_out
from leadcode_tui.text import count, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import Change
    from leadcode_tui.study.trail import Step

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.history/1"
#: What a decision without codes says.
NOTHING: Final = "nothing applies"
#: What JSON and CSV have of each change.
_FIELDS: Final = (
    "at",
    "coder",
    "session",
    "n",
    "do",
    "transcript",
    "segment",
    "codes_before",
    "codes_after",
    "memo_before",
    "memo_after",
    "flag_before",
    "flag_after",
    "state_before",
    "state_after",
    "book",
    "undoes",
    "memo_on",
)
#: How much of a memo the table shows.
_MEMO: Final = 40
#: The columns of the table; what was changed stands behind them, as long as it is.
_SHOWN: Final = ("when", "coder", "change", "do", "where", "book", "before -> after")
_COLUMNS: Final = "{:<20} {:<8} {:<13} {:<9} {:<12} {:<4} {}"


def rendered_trail(steps: Iterable[Step], form: Format) -> Iterator[str]:
    """Yield the lines of a trail in a format, each without its newline."""
    if form is Format.JSON:
        yield from _json_lines(steps)
    elif form is Format.CSV:
        yield from _csv_lines(steps)
    elif form in {Format.PLAIN, Format.MARKDOWN}:
        yield from _grid_lines(steps, form)
    else:
        yield _COLUMNS.format(*_SHOWN)
        yield from map(_table_line, steps)


def _json_lines(steps: Iterable[Step]) -> Iterator[str]:
    yield f'{{"format":"{FORMAT}","changes":['
    pending = None
    for step in steps:
        if pending is not None:
            yield f"{pending},"
        pending = json.dumps(_record(step), ensure_ascii=False, separators=(",", ":"))
    if pending is not None:
        yield pending
    yield "]}"


def _csv_lines(steps: Iterable[Step]) -> Iterator[str]:
    yield csv_line(_FIELDS)
    for step in steps:
        yield csv_line([_cell(found) for found in _record(step).values()])


def _grid_lines(steps: Iterable[Step], form: Format) -> Iterator[str]:
    """Yield each change with its headings, or as a row in Markdown; a trail may be long."""
    for number, step in enumerate(steps):
        lines = laid_out(Grid(_SHOWN, [_cells(step)]), form).splitlines()
        yield from lines if number == 0 or form is Format.PLAIN else lines[-1:]


def _cell(found: object) -> str:
    """Return a field as CSV has it: nothing is no decision, an empty list that nothing applies."""
    if found is None:
        return ""
    return (" ".join(found) or NOTHING) if isinstance(found, list) else str(found)


def _record(step: Step) -> Mapping[str, Any]:
    change = step.change
    before, after = _entry(change.before), _entry(change.after)
    memos = [_memo(held) for held in (change.before, change.after)]
    values = (
        change.at,
        step.coder,
        change.session,
        change.n,
        change.do.value,
        change.transcript,
        change.segment,
        _codes(before),
        _codes(after),
        *memos,
        None if change.segment is None else before.flag,
        None if change.segment is None else after.flag,
        _state(change.before),
        _state(change.after),
        change.book,
        _undone(change),
        _memo_on(change),
    )
    return dict(zip(_FIELDS, values, strict=True))


def _entry(found: object) -> Entry:
    return found if isinstance(found, Entry) else Entry()


def _memo_on(change: Change) -> str | None:
    """Return what a memo is on that is on no segment."""
    held = (change.before, change.after)
    return next((str(memo.about) for memo in held if isinstance(memo, Memo)), None)


def _memo(found: object) -> str | None:
    return found.text if isinstance(found, Memo) else _entry(found).memo


def _codes(entry: Entry) -> list[str] | None:
    return None if entry.codes is None else [str(code) for code in entry.codes]


def _state(found: object) -> str | None:
    return found.state.value if isinstance(found, TranscriptStatus) else None


def _undone(change: Change) -> str | None:
    return None if change.undoes is None else f"{change.undoes[0]}:{change.undoes[1]}"


def _table_line(step: Step) -> str:
    return sanitise_line(_COLUMNS.format(*_cells(step))).rstrip()


def _cells(step: Step) -> Sequence[str]:
    """Return a change as people read it, one cell for each of the headings."""
    change = step.change
    where = change.transcript or _memo_on(change) or ""
    if change.segment is not None:
        where += f":{change.segment.lstrip('0') or '0'}"
    known_by = f"{change.session}:{change.n}"
    told = "; ".join(_told(change))
    return (change.at, step.coder, known_by, change.do.value, where, change.book, told)


def _told(change: Change) -> Iterator[str]:
    """Yield what a change did, in the words of the table."""
    before, after = _entry(change.before), _entry(change.after)
    if change.segment is not None and (before.codes, before.spans) != (after.codes, after.spans):
        yield f"{_words(before)} -> {_words(after)}"
    memos = [_memo(held) for held in (change.before, change.after)]
    if memos[0] != memos[1]:
        yield f"memo {_short(memos[0])} -> {_short(memos[1])}"
    if before.flag != after.flag:
        yield "flag set" if after.flag else "flag taken away"
    if isinstance(change.after, TranscriptStatus):
        yield f"{_state(change.before) or 'new'} -> {_state(change.after)}"
    if isinstance(change.after, Book):
        yield f"codebook {change.after.name}, {count(len(change.after.codes), 'code')}"
    if change.undoes is not None:
        yield f"of {_undone(change)}"
    if change.do is Intention.REANCHOR and before.text != after.text and after.text:
        yield "the text was corrected"


def _words(entry: Entry) -> str:
    return "no decision" if entry.codes is None else " ".join(entry.codes) or NOTHING


def _short(memo: str | None) -> str:
    if not memo:
        return "none"
    return f"{memo[:_MEMO]!r}..." if len(memo) > _MEMO else repr(memo)
