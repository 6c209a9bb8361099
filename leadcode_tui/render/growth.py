"""How the codes grew, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid, written
from leadcode_tui.render.page import Paragraph, Points, Together, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.render.page import Block
    from leadcode_tui.study.growth import Growth

#: Stands below the figures, wherever people read them.
CAUTION: Final = (
    "This depends on the order in which interviews were coded, and is no proof of saturation: "
    "another order gives another curve, and the next interview may still bring something new."
)
_BARS: Final = "▁▂▃▄▅▆▇█"


def rendered_growth(growth: Growth, form: Format) -> str:
    """Return the growth in a format, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(_as_json(growth), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_grid(growth))
    return laid_out(_page(growth, form), form)


def _as_json(growth: Growth) -> object:
    return {
        "format": "leadcode.codebook-growth/1",
        "coders": list(growth.coders),
        "caution": CAUTION,
        "interviews": [
            {
                "interview": stage.transcript,
                "begun": stage.begun,
                "new": len(stage.new),
                "all": stage.total,
                "codes": list(stage.new),
            }
            for stage in growth.stages
        ],
    }


def _grid(growth: Growth) -> Grid:
    rows = [
        [stage.transcript, stage.begun, str(len(stage.new)), str(stage.total), " ".join(stage.new)]
        for stage in growth.stages
    ]
    return Grid(("interview", "begun", "new", "all", "codes"), rows)


def _page(growth: Growth, form: Format) -> Iterator[Block]:
    yield Paragraph(f"Codes that each interview was the first to have, by {_whose(growth)}:")
    if form is Format.TABLE:
        yield _short_grid(growth)
        yield Together(
            [
                Paragraph(f"new {sparkline([len(stage.new) for stage in growth.stages])}"),
                Paragraph(f"all {sparkline([stage.total for stage in growth.stages])}"),
            ]
        )
        yield Points([f"{s.transcript}: {', '.join(s.new)}" for s in growth.stages if s.new])
    else:
        yield _grid(growth)
    yield Paragraph(CAUTION)


def _short_grid(growth: Growth) -> Grid:
    rows = [
        [stage.transcript, stage.begun[: len("2026-11-25")], str(len(stage.new)), str(stage.total)]
        for stage in growth.stages
    ]
    return Grid(("interview", "begun", "new", "all"), rows)


def _whose(growth: Growth) -> str:
    return " and ".join(growth.coders) if growth.coders else "nobody yet"


def sparkline(numbers: Sequence[int]) -> str:
    """Return a bar for each number, the highest for the greatest; a dot is none.

    >>> sparkline([8, 4, 2, 1, 0])
    '█▄▂▁·'
    """
    greatest = max(numbers, default=0)
    return "".join(
        _BARS[-(-number * len(_BARS) // greatest) - 1] if number else "·" for number in numbers
    )
