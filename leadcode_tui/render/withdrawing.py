"""What a withdrawal takes out, in numbers, and what a person has to look at themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid
from leadcode_tui.render.page import Heading, Points, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.render.page import Block
    from leadcode_tui.study.privacy.withdrawing import Withdrawn

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.withdrawal/1"


def rendered_withdrawal(found: Withdrawn, who: str, form: Format) -> str:
    """Return what a withdrawal takes out, in a format."""
    if form is Format.JSON:
        return json.dumps(_as_json(found, who), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        from leadcode_tui.render.grid import laid_out as grid  # noqa: PLC0415 # CSV alone

        return grid(Grid(("what", "number or place"), _rows(found)), form)
    return laid_out(_blocks(found, who), form)


def _as_json(found: Withdrawn, who: str) -> object:
    return {
        "format": FORMAT,
        "participant": who,
        "transcripts": list(found.transcripts),
        "joint": dict(found.joint),
        "entries": found.entries,
        "history_lines": found.lines,
        "listed": found.is_listed,
        "backups": found.backups,
        "quoted": list(found.quoted),
        "others": [str(path) for path in found.others],
        "not_searched": [str(path) for path in found.closed],
        "repository": None if found.repository is None else str(found.repository),
    }


def _rows(found: Withdrawn) -> Sequence[Sequence[str]]:
    return [
        *(("transcript", name) for name in found.transcripts),
        *((f"segments of {name}", str(count)) for name, count in found.joint.items()),
        ("entries of coders", str(found.entries)),
        ("lines of histories", str(found.lines)),
        ("line of participants.csv", str(int(found.is_listed))),
        ("backups gone through", str(found.backups)),
        *(("quoted in", place) for place in found.quoted),
        *(("another file", str(path)) for path in found.others),
    ]


def _blocks(found: Withdrawn, who: str) -> Iterator[Block]:
    yield Heading(f"{who} goes, with all that was said and decided")
    rows = [row for row in _rows(found) if row[0] not in ("quoted in", "another file")]
    yield Grid(("what", "number"), rows)
    if found.quoted or found.others:
        yield Heading("Look at these yourself: their words, or a file they came from")
        yield Points([*found.quoted, *map(str, found.others)])
