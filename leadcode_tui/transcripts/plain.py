"""Plain text: paragraphs with empty lines between them, and the header that noScribe writes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: How noScribe signs, and how many lines from the top at most.
_NOSCRIBE = "Transcribed with noScribe"
_HEADER_REACH = 8


def read(text: str, path: Path) -> Material:  # noqa: ARG001 - plain text has no mistakes to place
    """Return the paragraphs of a plain text."""
    lines = text.split("\n")
    signed = _noscribe_line(lines)
    if signed is None:
        return Material(tuple(paragraphs(lines)))
    ends = next((at for at in range(signed, len(lines)) if not lines[at].strip()), len(lines))
    title = next((line.strip() for line in lines[:signed] if line.strip()), "")
    notice = f"lines {signed + 1} to {ends} are noScribe's header and are left out"
    notices = (f"line 1 is the title; {notice}",) if title else (notice,)
    return Material(tuple(paragraphs(lines, first=ends)), title, notices)


def paragraphs(lines: Sequence[str], *, first: int = 0) -> Iterator[Block]:
    """Yield the runs of lines that are not empty, from a line on (counted from 0)."""
    numbered = ((at, lines[at]) for at in range(first, len(lines)))
    for filled, run in groupby(numbered, key=lambda line: bool(line[1].strip())):
        if filled:
            paragraph = list(run)
            yield Block("\n".join(line for _, line in paragraph), paragraph[0][0] + 1)


def _noscribe_line(lines: Sequence[str]) -> int | None:
    """Return where noScribe signs, if it does."""
    top = enumerate(lines[:_HEADER_REACH])
    return next((at for at, line in top if line.startswith(_NOSCRIBE)), None)
