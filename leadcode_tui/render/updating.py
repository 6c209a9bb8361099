"""What became of corrected transcripts, and which decisions to look at again: never what they are.

A study may be blind, and one person corrects the transcripts for all coders.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid
from leadcode_tui.render.grid import laid_out as grid_laid_out
from leadcode_tui.render.page import Heading, Paragraph, laid_out
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.render.page import Block
    from leadcode_tui.study.corrections.updating import CoderReview, Update, Updated

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.update/1"
_COLUMNS: Final = ("was", "coder", "is now", "look at it again, because")


def rendered_update(update: Update, form: Format) -> str:
    """Return what became of each transcript, and the decisions to look at again, in a format."""
    if form is Format.JSON:
        shown = {
            "format": FORMAT,
            "backup": None if update.backup is None else str(update.backup),
            "transcripts": [_as_json(each) for each in update.transcripts],
        }
        return json.dumps(shown, ensure_ascii=False, indent=1)
    if form is Format.CSV:
        rows = [_row(review) for each in update.transcripts for review in each.reviews]
        return grid_laid_out(Grid(("was", "coder", "now", "why"), rows), form)
    return laid_out((block for each in update.transcripts for block in _blocks(each)), form)


def _as_json(each: Updated) -> object:
    return {
        "transcript": each.transcript,
        "segments": each.segments,
        "unchanged": each.unchanged,
        "changed": each.changed,
        "new": each.new,
        "gone": each.gone,
        "entries": each.decisions,
        "reviews": [
            {
                "coder": found.coder,
                "segment": found.review.segment,
                "now": list(found.review.now),
                "why": found.review.why,
            }
            for found in each.reviews
        ],
    }


def _blocks(each: Updated) -> Iterator[Block]:
    yield Heading(f"{each.transcript}: {count(each.segments, 'segment')}")
    if each.is_same:
        yield Paragraph("every segment is as it was", indent=2)
    else:
        yield Paragraph(
            f"{each.unchanged} as they were, {each.changed} changed, {each.new} new, "
            f"{each.gone} gone; {each.decisions} of the coders' entries "
            f"{'stays' if each.decisions == 1 else 'stay'} with their words, "
            f"{len(each.reviews)} to look at again",
            indent=2,
        )
    yield Grid(_COLUMNS, [_row(review) for review in each.reviews])


def _row(found: CoderReview) -> Sequence[str]:
    review = found.review
    now = " ".join(_number(segment) for segment in review.now)
    return (f"{review.transcript}:{_number(review.segment)}", found.coder, now, review.why)


def _number(segment: str) -> str:
    return segment.lstrip("0") or "0"
