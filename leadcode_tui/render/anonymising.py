"""What anonymising replaces, and what may be left, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid
from leadcode_tui.render.grid import laid_out as grid_laid_out
from leadcode_tui.render.page import Heading, Paragraph, Together, laid_out
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadcode_tui.render.page import Block
    from leadcode_tui.study.privacy.anonymising import Anonymised

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.anonymised/1"


def rendered_places(done: Anonymised, form: Format) -> str:
    """Return every place with a name, and what may be left, in a format."""
    if form in {Format.JSON, Format.CSV}:
        return rendered_anonymised(done, form)
    return laid_out((*_places(done), *_left(done)), form)


def rendered_anonymised(done: Anonymised, form: Format) -> str:
    """Return what may be left, in a format; names that are gone are not shown to people again."""
    if form is Format.JSON:
        return json.dumps(_as_json(done), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        rows = [("replaced", each.where, each.before, each.after) for each in done.replaced]
        rows += [("left", each.first, each.text, each.kind) for each in done.remaining]
        return grid_laid_out(Grid(("what", "where", "text", "replaced by, or kind"), rows), form)
    return laid_out(_left(done), form)


def _as_json(done: Anonymised) -> object:
    return {
        "format": FORMAT,
        "replaced": [
            {"where": each.where, "before": each.before, "after": each.after}
            for each in done.replaced
        ],
        "left": [
            {"kind": each.kind, "text": each.text, "count": each.count, "first": each.first}
            for each in done.remaining
        ],
        "others": [str(path) for path in done.others],
        "not_searched": [str(path) for path in done.closed],
        "repository": None if done.repository is None else str(done.repository),
    }


def _places(done: Anonymised) -> Iterator[Block]:
    places = count(len(done.replaced), "place")
    yield Heading(f"{places} with names")
    for each in done.replaced:
        yield Together(
            [
                Paragraph(each.where),
                Paragraph(f"- {each.before}", indent=2),
                Paragraph(f"+ {each.after}", indent=2),
            ]
        )


def _left(done: Anonymised) -> Iterator[Block]:
    if done.remaining:
        yield Heading("Perhaps left: look at each, and add names to the list")
        rows = [(each.text, str(each.count), each.first, each.kind) for each in done.remaining]
        yield Grid(("what", "times", "first in", "looks like"), rows)
