"""What became of a codebook, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadcode_tui.codebook import ChangeKind
from leadcode_tui.render.grid import Format, Grid, written
from leadcode_tui.render.page import Heading, Paragraph, Together, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadcode_tui.codebook import CodeChange
    from leadcode_tui.render.page import Block
    from leadcode_tui.study.book_diff import BookDiff


def rendered_diff(diff: BookDiff, form: Format) -> str:
    """Return what changed in a format, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(_as_json(diff), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_tidy(diff))
    return laid_out(_page(diff), form)


def _as_json(diff: BookDiff) -> object:
    return {
        "format": "leadcode.codebook-diff/1",
        "old": diff.old,
        "new": diff.new,
        "changes": [
            {
                "change": change.kind.name.lower(),
                "code": change.code,
                "into": list(change.into),
                "parts": [
                    {"part": detail.part, "before": detail.before, "after": detail.after}
                    for detail in change.details
                ],
            }
            for change in diff.changes.changes
        ],
    }


def _tidy(diff: BookDiff) -> Grid:
    rows = [
        [change.kind.name.lower(), change.code, " ".join(change.into), *cells]
        for change in diff.changes.changes
        for cells in ([[d.part, d.before, d.after] for d in change.details] or [["", "", ""]])
    ]
    return Grid(("change", "code", "into", "part", "before", "after"), rows)


def _page(diff: BookDiff) -> Iterator[Block]:
    yield Heading(f"From {diff.old} to {diff.new}")
    changes = diff.changes.changes
    for kind in ChangeKind:
        found = [change for change in changes if change.kind is kind]
        if found:
            yield Together([block for change in found for block in _told(change)])
    if not changes:
        yield Paragraph(diff.changes.without_change)


def _told(change: CodeChange) -> Iterator[Block]:
    yield Paragraph(f"{change.kind}: {change}", indent=2)
    for detail in change.details:
        for sign, text in (("-", detail.before), ("+", detail.after)):
            told = " / ".join(filter(None, text.split("\n"))) or "(nothing)"
            yield Paragraph(f"  {sign} {detail.part}: {told}", indent=4)
