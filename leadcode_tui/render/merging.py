"""The segments on which two copies of a coder's file decided differently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid, laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Entry
    from leadcode_tui.store.merging import Collision


#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.merge/1"


def rendered_collisions(collisions: Sequence[Collision], form: Format) -> str:
    """Return the segments, what each copy holds and whose stands, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(_as_json(collisions), ensure_ascii=False, indent=1)
    grid = Grid(
        ("segment", "first", "second", "stands"),
        [
            [
                f"{each.transcript}:{each.segment}",
                _cell(each.first),
                _cell(each.second),
                _whose(each),
            ]
            for each in collisions
        ],
    )
    return laid_out(grid, form)


def rendered_places(collisions: Sequence[Collision], form: Format) -> str:
    """Return the segments and whose decision stands, and not what was decided."""
    if form is Format.JSON:
        both = [
            {"transcript": each.transcript, "segment": each.segment, "stands": _whose(each)}
            for each in collisions
        ]
        return json.dumps({"format": FORMAT, "both": both}, ensure_ascii=False, indent=1)
    rows = [[f"{each.transcript}:{each.segment}", _whose(each)] for each in collisions]
    return laid_out(Grid(("segment", "stands"), rows), form)


def _as_json(collisions: Sequence[Collision]) -> object:
    return {
        "format": FORMAT,
        "both": [
            {
                "transcript": each.transcript,
                "segment": each.segment,
                "first": _codes(each.first),
                "second": _codes(each.second),
                "stands": _whose(each),
            }
            for each in collisions
        ],
    }


def _whose(collision: Collision) -> str:
    if collision.kept == collision.first:
        return "first"
    return "second" if collision.kept == collision.second else "neither"


def _codes(entry: Entry | None) -> list[str] | None:
    return None if entry is None or entry.codes is None else [str(code) for code in entry.codes]


def _cell(entry: Entry | None) -> str:
    codes = _codes(entry)
    decided = "no decision" if codes is None else " + ".join(codes) or "nothing applies"
    noted = [] if entry is None else ["memo"] * bool(entry.memo) + ["flag"] * entry.flag
    return ", ".join([decided, *noted])
