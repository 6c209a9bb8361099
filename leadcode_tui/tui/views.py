"""What the panes show: a session in, rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from leadcode_tui.model import About, MemoOn
from leadcode_tui.text import count, sanitise
from leadcode_tui.tui.widgets.rows import Row, Span, row
from leadcode_tui.tui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import Code, CodeId
    from leadcode_tui.study.coding.session import Session

#: Room for where the coder is, beside what is not saved.
_LEAST: Final = 27
#: What the line at the foot tells of, and what is left out of it first on a narrow screen.
_HINTS: Final = {
    "move": ("segment.next", "segment.previous"),
    "uncoded": ("segment.next_uncoded",),
    "nothing": ("segment.nothing",),
    "memo": ("memo",),
    "compare": ("compare",),
    "codes": ("code.filter",),
    "find": ("find",),
    "undo": ("undo",),
    "help": ("help",),
    "quit": ("quit",),
}
#: What it tells of while the compare pane has the keys.
IN_COMPARE: Final = {
    "step": ("compare.next", "compare.previous"),
    "go there": ("compare.go",),
    "come back": ("back",),
    "next under it": ("code.next_use", "code.previous_use"),
    "close": ("compare",),
    "help": ("help",),
}
_LESS: Final = (
    "next under it",
    "compare",
    "uncoded",
    "find",
    "memo",
    "codes",
    "nothing",
    "undo",
    "move",
)


def status(session: Session, width: int) -> Row:
    """Return the line at the top: where, how far, who, and whether all is saved."""
    here, progress = session.here, session.progress()
    total = len(session.material.transcripts[here.transcript].segments)
    share = round(100 * progress.decided / progress.codable)
    answers = session.answers
    question = "" if answers is None else f"  by {answers.question or 'no question'}"
    noted = " memo" if session.memo(About(MemoOn.TRANSCRIPT, here.transcript)) else ""
    where = f" {here.transcript}{noted}  seg {int_or_id(here.segment)}/{total}{question}"
    decided = f"   decided {progress.decided}/{progress.codable}"
    further = f"  only {session.only}" if session.only else ""
    further += f"  passed {progress.passed}" if progress.passed else ""
    further += f"  {session.state}" if session.state else ""
    right = f"  {session.who}  {_saved(session)} "
    if session.unsaved is not None and cell_len(right) + len(session.unsaved) + 2 <= width - _LEAST:
        right = f"{right.rstrip()}: {session.unsaved} "
    room = max(width - cell_len(right), 0)
    left = f"{where}{decided} ({share}%){further}"
    if cell_len(left) > room:
        left = where + decided + further
    return row(fit(left, room) + right, "reverse")


def hint(keys: KeyTable, width: int, hints: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the line that tells the keys: as many of them as there is room for."""
    told = {
        name: f"  {'/'.join(filter(None, map(keys.key, commands)))} {name}"
        for name, commands in (hints or _HINTS).items()
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


def burst_told(keys: KeyTable, count: int, left_out: Collection[str], *, is_open: bool) -> str:
    """Return what is said of keys that came at once, and which of them were not obeyed."""
    first = "Esc, then " if is_open else ""
    told = f"{count} keys came at once: {first}{keys.key('undo')} takes back all they did"
    names = ", ".join(sorted(filter(None, map(keys.key, left_out))))
    return f"{told}; left out: {names}" if names else told


def int_or_id(segment: str) -> str:
    """Return a segment's number as people say it."""
    return segment.lstrip("0") or segment


def _saved(session: Session) -> str:
    if session.held_by is not None:
        return "READ ONLY"
    return "saved" if session.unsaved is None else "NOT SAVED"


def code_rows(
    session: Session, codes: Sequence[CodeId], highlighted: CodeId | None, size: tuple[int, int]
) -> Sequence[Row]:
    """Return the list of codes: applied here or not, key, id, and how often it was used.

    Where there are more codes than rows, the page with the highlighted one is shown.
    """
    width, height = size
    total = len(session.material.codebook.in_use)
    at = codes.index(highlighted) if highlighted in codes else 0
    per_page = codes_per_page(height)
    page = codes[at - at % per_page :][:per_page]
    applied = set(session.codes(session.here))
    head = count(total, "code")
    if len(codes) != total:
        head = f"{len(codes)} of {head}"
    pages = -(-len(codes) // per_page)
    turned = f"  page {at // per_page + 1}/{pages}" if pages > 1 else ""
    rows = [row(fit(f"   {head}{turned}", width))]
    for code in page:
        mark = "*" if code in applied else " "
        look = "reverse" if code == highlighted else ""
        before, after = f"{mark}{session.keys.codes.get(code, ' ')} ", f" {session.counts[code]}"
        name = fit(code, width - cell_len(before) - len(after))
        rows.append((Span(before), Span(name, look), Span(after)))
    return rows


def codes_per_page(height: int) -> int:
    """Return how many codes there are on a page of the list, below its head."""
    return max(height - 1, 1)


def definition_parts(
    code: Code | None, memo: str, size: tuple[int, int], more: str
) -> Sequence[Sequence[Row]]:
    """Return what a code means and does not mean, and the memo on it where one is.

    What is too long goes on in further parts: the last row of a part says so, with the key for
    `more`. Of a memo at least the first two rows are in the first part.
    """
    if code is None:
        return ((),)
    width, height = size
    rows = [row(line, "bold") for line in wrap(code.name, width)]
    parts = [code.definition, *_listed(code)]
    rows += [row(line) for part in parts if part for line in wrap(part, width)]
    noted = [row(line, "bold") for line in wrap(f"Memo: {sanitise(memo)}", width)] if memo else []
    if len(rows) + len(noted) <= height:
        return ([*rows, *noted],)
    goes_on = row(fit(f"… goes on: {more}" if more else "…", width).rstrip())
    room = height - min(len(noted), 2)
    first = rows if len(rows) <= room else [*rows[: room - 1], goes_on]
    left = height - len(first)
    begun = [*noted[: left - 1], _cut(noted[left - 1])] if noted else []
    further = [*(rows[room - 1 :] if len(rows) > room else []), *noted]
    each = max(height - 1, 1)
    later = [further[at : at + each] for at in range(0, len(further), each)]
    return ([*first, *begun], *([*part, goes_on] for part in later[:-1]), later[-1])


def _cut(found: Row) -> Row:
    """Return a row that goes on where nothing more is shown."""
    last = found[-1]
    return (*found[:-1], Span(f"{last.text[:-1]}…", last.look))


def _listed(code: Code) -> Sequence[str]:
    lists: Mapping[str, Sequence[str]] = {
        "Incl.": code.include,
        "Not:": code.exclude,
        "E.g.": [f"“{example}”" for example in code.examples],
    }
    return [f"{name} {'; '.join(entries)}" for name, entries in lists.items() if entries]
