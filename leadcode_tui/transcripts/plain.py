"""Plain text: paragraphs with empty lines between them, and the header that noScribe writes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from leadcode_tui.transcripts.decoding import ENTITY, cleaned, with_characters
from leadcode_tui.transcripts.furniture import without_numbers_in_front
from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile

#: How noScribe signs, and how many paragraphs from the top at most.
_NOSCRIBE = "Transcribed with noScribe"
_HEADER_REACH = 3


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs of a plain text."""
    if "\t" in file.decoded.partition("\n")[0]:
        from leadcode_tui.transcripts.table import (  # noqa: PLC0415 # few texts are tables
            is_table,
            material_of_rows,
            rows_with_tabs,
        )

        if is_table(file.decoded):
            return material_of_rows(rows_with_tabs(file.decoded), file)
    text = file.text
    codes = len(ENTITY.findall(text))
    lines = cleaned(with_characters(text)).split("\n") if codes else text.split("\n")
    bare, numbers = without_numbers_in_front(lines)
    said = (
        (f"codes of HTML, such as &#8212;, are read as characters ({codes})", codes),
        (f"line numbers are left out ({numbers})", numbers),
    )
    notices = tuple(notice for notice, count in said if count)
    material = Material(tuple(paragraphs(bare)), notices=notices)
    return without_noscribe_header(material)


def without_noscribe_header(material: Material) -> Material:
    """Return what noScribe wrote without its header, and with the title that stands above it."""
    blocks = material.blocks
    signed = next((at for at, block in enumerate(blocks[:_HEADER_REACH]) if _signs(block)), None)
    if signed is None:
        return material
    header = blocks[signed]
    ends = header.line + header.text.rstrip("\n").count("\n")
    notice = f"lines {header.line} to {ends} are noScribe's header and are left out"
    title = " ".join(block.text.strip() for block in blocks[:signed])
    notices = (f"line 1 is the title; {notice}",) if title else (notice,)
    return Material(blocks[signed + 1 :], title, (*notices, *material.notices))


def paragraphs(lines: Sequence[str], *, first: int = 0) -> Iterator[Block]:
    """Yield the runs of lines that are not empty, from a line on (counted from 0)."""
    numbered = ((at, lines[at]) for at in range(first, len(lines)))
    for filled, run in groupby(numbered, key=lambda line: bool(line[1].strip())):
        if filled:
            paragraph = list(run)
            yield Block("\n".join(line for _, line in paragraph), paragraph[0][0] + 1)


def _signs(block: Block) -> bool:
    """Return whether a block is the header that noScribe signs."""
    return block.text.startswith(_NOSCRIBE)
