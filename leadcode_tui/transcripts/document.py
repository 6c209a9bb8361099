"""What a word processor's document holds, of whatever format: paragraphs and tables, as blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.candidates import CANDIDATE, could_be
from leadcode_tui.transcripts.columns import blocks_of_table
from leadcode_tui.transcripts.decoding import MOST_LINES
from leadcode_tui.transcripts.material import Block, Material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `heading` is what its style says, `title` that it names the document.

    `bold` is how many characters at its beginning are in bold: they may be a speaker's label.
    """

    text: str
    heading: bool = False
    title: bool = False
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each of them the text of its paragraphs."""

    rows: tuple[tuple[str, ...], ...]


def material_of(
    parts: Iterable[Paragraph | Grid],
    file: TranscriptFile,
    *,
    title: str = "",
    left_out: Mapping[str, int],
) -> Material:
    """Return what a document holds as blocks; a line is a line of a paragraph, counted from 1.

    `left_out` counts what nobody says, such as footnotes, by its name.
    """
    blocks: list[Block] = []
    bold: list[int] = []
    line = 1
    for part in parts:
        if isinstance(part, Grid):
            blocks += _blocks_of(part, line, file)
            line += sum(_lines(cell) for row in part.rows for cell in row)
        elif part.title and not title and not blocks:
            title = part.text
            line += _lines(part.text)
        else:
            context = part.heading and CANDIDATE.match(part.text) is None
            if part.text.strip() and part.bold >= len(part.text.rstrip()):
                bold.append(len(blocks))
            blocks.append(Block(_with_tab_behind_label(part), line, context=context))
            line += _lines(part.text)
        if line > MOST_LINES:
            raise UnreadableError(file.path, f"it has over {MOST_LINES:,} lines: no transcript has")
    notices = [f"{name} are left out ({n})" for name, n in left_out.items() if n]
    if _are_questions(blocks, bold):
        for at in bold:
            blocks[at] = replace(blocks[at], context=True)
        notices.append(f"paragraphs in bold are taken as what was asked, as context ({len(bold)})")
    return Material(tuple(blocks), " ".join(title.split()), tuple(notices))


def _are_questions(blocks: Sequence[Block], bold: Sequence[int]) -> bool:
    """Return whether the paragraphs in bold are the questions, and the others the answers.

    Two at least and half of them are questions, none has a label, and not all is in bold.
    """
    texts = [blocks[at].text.strip() for at in bold]
    asked = sum(text.endswith("?") for text in texts)
    answers = sum(bool(block.text.strip()) for block in blocks) - len(bold)
    return (
        asked > 1
        and asked * 2 >= len(texts)
        and answers >= asked
        and not any(CANDIDATE.match(text) for text in texts)
    )


def _with_tab_behind_label(paragraph: Paragraph) -> str:
    """Return a text with a tab behind the bold words that it begins with, if they may be a label.

    Where the whole paragraph is such words, the label stands on a line of its own.
    """
    begins, rest = paragraph.text[: paragraph.bold], paragraph.text[paragraph.bold :]
    return f"{begins.rstrip()}\t{rest}" if could_be(begins.strip(), ()) else paragraph.text


def _lines(text: str) -> int:
    return text.count("\n") + 1


def _blocks_of(grid: Grid, line: int, file: TranscriptFile) -> Sequence[Block]:
    """Return a table of who said what as labelled blocks, any other table cell by cell."""
    numbered = tuple(_numbered(grid.rows, line))
    found = blocks_of_table(numbered, file)
    if found is not None:
        return found
    cells: list[Block] = []
    for _, row in numbered:
        for cell in row:
            cells.append(Block(cell, line))
            line += _lines(cell)
    return cells


def _numbered(rows: Iterable[tuple[str, ...]], line: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows with the lines that they begin in."""
    for row in rows:
        yield line, row
        line += sum(map(_lines, row))
