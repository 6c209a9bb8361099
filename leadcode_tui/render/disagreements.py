"""The segments to talk about, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadcode_tui.render.agreement_json import disagreements_json
from leadcode_tui.render.grid import Format, Grid, written
from leadcode_tui.render.numbers import count, number
from leadcode_tui.render.page import Heading, Paragraph, Points, Together, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.agreement import Disagreement
    from leadcode_tui.render.page import Block

#: A segment with the decisions on it, and its text where the study is at hand.
Place = tuple["Disagreement", str | None]


def rendered_disagreements(found: Sequence[Place], coders: Sequence[str], form: Format) -> str:
    """Return the segments on which coders decided differently, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(disagreements_json(found, coders), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_grid(found, coders))
    return laid_out(_page(found, coders), form)


def _page(found: Sequence[Place], coders: Sequence[str]) -> Iterator[Block]:
    yield Heading(f"{count(len(found), 'segment')} decided differently, the farthest apart first")
    for each, text in found:
        decisions = [
            f"{coder}: {_codes(each, coder)}" for coder in coders if coder in each.decisions
        ]
        yield Together(
            [
                Heading(f"{each.transcript}:{each.segment}  distance {number(each.distance)}"),
                Points(decisions),
                *([] if text is None else [Paragraph(text)]),
            ]
        )


def _grid(found: Sequence[Place], coders: Sequence[str]) -> Grid:
    rows = [
        [
            each.transcript,
            each.segment,
            repr(each.distance),
            *(_codes(each, coder) for coder in coders),
            text or "",
        ]
        for each, text in found
    ]
    return Grid(("transcript", "segment", "distance", *coders, "text"), rows)


def _codes(each: Disagreement, coder: str) -> str:
    codes = each.decisions.get(coder)  # type: ignore[call-overload]
    if codes is None:
        return "not visited"
    return " + ".join(codes) or "no code"
