"""A page of results: headings, sentences, tables and points, laid out for whoever reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.render.grid import Format, Grid, drawn, escaped, marked_up, read_out
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: No line of a page is wider, in cells.
WIDTH: Final = 80
#: What begins a list in Markdown, or makes a heading or a rule of a line.
_LIST: Final = re.compile(r"^(\s*\d*)([-+=.)])")


class Heading(NamedTuple):
    """What the page is about, or (at level 3) what follows."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Sentences that belong together; further lines are indented by `indent`."""

    text: str
    indent: int = 0


class Points(NamedTuple):
    """Sentences that stand side by side."""

    sentences: Sequence[str]


class Together(NamedTuple):
    """Blocks with no line between them."""

    blocks: Sequence[Block]


#: What a page is made of.
Block = Heading | Paragraph | Points | Grid | Together


def laid_out(blocks: Iterable[Block], form: Format) -> str:
    """Return a page as a table for a terminal, as plain lines or as Markdown."""
    show = {Format.PLAIN: _plain, Format.MARKDOWN: _markdown}.get(form, _drawn)
    between = "\n" if form is Format.PLAIN else "\n\n"
    return between.join(shown for block in blocks if _says(block) and (shown := show(block)))


def _says(block: Block) -> bool:
    """Return whether there is more than a table's headings."""
    return not isinstance(block, Grid) or bool(block.rows)


def _drawn(block: Block) -> str:
    if isinstance(block, Together):
        return "\n".join(map(_drawn, block.blocks))
    if isinstance(block, Grid):
        return drawn(block, width=WIDTH)
    if isinstance(block, Points):
        return "\n".join(filled(f"- {sentence}", indent=2) for sentence in block.sentences)
    return filled(block.text, indent=block.indent if isinstance(block, Paragraph) else 2)


def _plain(block: Block) -> str:
    if isinstance(block, Together):
        return "\n".join(map(_plain, block.blocks))
    if isinstance(block, Grid):
        return read_out(block)
    if isinstance(block, Points):
        return "\n".join(map(sanitise_line, block.sentences))
    return sanitise_line(block.text)


def _markdown(block: Block) -> str:
    if isinstance(block, Together):
        return "\n\n".join(map(_markdown, block.blocks))
    if isinstance(block, Grid):
        return marked_up(block)
    if isinstance(block, Points):
        return "\n".join(f"- {_begun(escaped(sentence))}" for sentence in block.sentences)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    return _begun(escaped(block.text))


def _begun(line: str) -> str:
    r"""Return a line of Markdown that begins no list and no rule.

    >>> print(_begun("- no point"), _begun("1. no number"))
    \- no point 1\. no number
    """
    return _LIST.sub(r"\1\\\2", line, count=1)


def filled(text: str, *, indent: int, width: int = WIDTH) -> str:
    """Return text in lines that are no wider than a page (or `width`), counted in cells."""
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415 # JSON and CSV need no rich

    lines = []
    line = ""
    for word in filter(None, sanitise_line(text).split(" ")):
        wider = f"{line} {word}" if line.strip() else line + word
        if cell_len(wider) <= width:
            line = wider
            continue
        if line.strip():
            lines.append(line)
        *full, line = chop_cells(word, width - indent)
        lines += [" " * indent * bool(lines) + each for each in full]
        line = " " * indent + line
    return "\n".join([*lines, line])
