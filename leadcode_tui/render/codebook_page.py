"""A codebook as an appendix to print: a section for each code, as a page or in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.render.page import Heading, Paragraph, Points, Together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.model import Code, Codebook
    from leadcode_tui.render.page import Block

#: Markdown has no heading below it.
_LOWEST: Final = 6
#: How the lists of a code are called on paper, in their order.
LISTS: Final = (("include", "Include"), ("exclude", "Exclude"), ("examples", "Examples"))


def codebook_page(codebook: Codebook) -> Iterator[Block]:
    """Yield the blocks of an appendix, codes in the order of the codebook."""
    yield Heading(codebook.title, level=1)
    for code in codebook.codes:
        yield Heading(code.name, level=min(codebook.level(code.id) + 2, _LOWEST))
        yield Paragraph(marks_of(code))
        if code.definition:
            yield Together([Paragraph(line) for line in lines_of(code.definition)])
        for key, heading in LISTS:
            entries: Sequence[str] = getattr(code, key)
            if entries:
                sentences = [" ".join(lines_of(entry)) for entry in entries]
                yield Together([Paragraph(f"{heading}:"), Points(sentences)])


def marks_of(code: Code) -> str:
    """Return what stands beside a name: the id, where the code comes from, why it is retired."""
    kind = [str(code.kind)] if code.kind else []
    retired = [f"retired: {code.retired}"] if code.retired else []
    return "; ".join([str(code.id), *kind, *retired])


def lines_of(text: str) -> Sequence[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]
