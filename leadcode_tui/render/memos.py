"""Memos for people and for programs: each in full, under what it is on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import About
from leadcode_tui.render.grid import Format, Grid, laid_out, written
from leadcode_tui.render.page import Heading, Paragraph, Together
from leadcode_tui.render.page import laid_out as page_laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.noted import Noted

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.memos/1"


def rendered_memos(memos: Sequence[Noted], form: Format) -> str:
    """Return memos in a format, without a newline at the end."""
    if form is Format.JSON:
        shape = {"format": FORMAT, "memos": list(map(_record, memos))}
        return json.dumps(shape, ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_tidy(memos))
    if form is Format.PLAIN:
        rows = [(str(noted.on), noted.coder, noted.text) for noted in memos]
        return laid_out(Grid(("on", "coder", "memo"), rows), form)
    return page_laid_out(map(_block, memos), form)


def _block(noted: Noted) -> Together:
    lines = filter(str.strip, noted.text.splitlines())
    return Together([Heading(f"{noted.on} ({noted.coder})", 3), *map(Paragraph, lines)])


def _record(noted: Noted) -> dict[str, str | None]:
    on = noted.on
    what: dict[str, str | None] = (
        {"on": on.on.value, "id": on.id, "transcript": None}
        if isinstance(on, About)
        else {"on": "segment", "id": on.segment, "transcript": on.transcript}
    )
    return {"coder": noted.coder, **what, "at": noted.at, "text": noted.text}


def _tidy(memos: Sequence[Noted]) -> Grid:
    records = list(map(_record, memos))
    columns = ("coder", "on", "id", "transcript", "at", "text")
    return Grid(columns, [[record[name] or "" for name in columns] for record in records])
