"""The segments to talk about, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadcode_tui.render.agreement_json import disagreements_json
from leadcode_tui.render.grid import Format, Grid, written
from leadcode_tui.render.numbers import number
from leadcode_tui.render.page import Heading, Paragraph, Points, Together, laid_out
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.agreement import Disagreement
    from leadcode_tui.model import CoderId
    from leadcode_tui.render.page import Block

    #: A segment with the decisions on it, and its text where the study is at hand.
    Place = tuple[Disagreement, str | None]


def rendered_disagreements(found: Sequence[Place], form: Format) -> str:
    """Return the segments on which coders decided differently, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(disagreements_json(found, _coders(found)), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_grid(found, _coders(found)))
    return laid_out(_page(found), form)


def _coders(found: Sequence[Place]) -> Sequence[CoderId]:
    return list(dict.fromkeys(coder for each, _ in found for coder in each.decisions))


def _page(found: Sequence[Place]) -> Iterator[Block]:
    how = ", the farthest apart (MASI distance) first" if len(found) > 1 else ""
    yield Heading(f"{count(len(found), 'segment')} decided differently{how}")
    coders = _coders(found)
    for each, text in found:
        yield Together(
            [
                Heading(f"{_place(each)}, distance {number(each.distance)}", level=3),
                Points([f"{coder}: {_told(each, coder)}" for coder in coders]),
                *([Paragraph(line) for line in (text or "").splitlines()]),
            ]
        )


def _place(each: Disagreement) -> str:
    """Return where a segment is, as `leadcode code` takes it."""
    if not each.transcript:
        return each.segment
    return f"{each.transcript}:{each.segment.lstrip('0') or each.segment}"


def _told(each: Disagreement, coder: CoderId) -> str:
    codes = each.decisions.get(coder)
    return "not visited" if codes is None else " + ".join(codes) or "no code"


def _grid(found: Sequence[Place], coders: Sequence[CoderId]) -> Grid:
    """Return the decisions as a table of ratings has them."""
    return Grid(
        ("transcript", "unit", *coders, "distance", "text"),
        [
            [
                each.transcript,
                each.segment,
                *(_cell(each, coder) for coder in coders),
                repr(each.distance),
                text or "",
            ]
            for each, text in found
        ],
    )


def _cell(each: Disagreement, coder: CoderId) -> str:
    codes = each.decisions.get(coder)
    return "" if codes is None else ";".join(codes) or "-"
