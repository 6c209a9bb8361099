"""A code as text: lines for a list of lines, or one line for a list in brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.codebook.scalars import scalar
from leadcode_tui.model import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.model import Code, CodeId


@dataclass(frozen=True, slots=True)
class Piece:
    """A code with all below it. `flow` is None where it would lose comments in one line.

    Its first line has the dash, in column 0, and the others are indented from there.
    """

    lines: Sequence[str]
    flow: str | None


def flow_list(values: Sequence[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(map(scalar, values))}]"


def piece_of(codes: Sequence[Code]) -> Piece:
    """Return a new code, the first of these, with those below it."""
    return Piece(tuple(_lines(codes, codes[0])), _flow(codes, codes[0]))


def fields_of(code: Code) -> Iterator[tuple[str, str]]:
    """Yield the keys of a code with their values as YAML; what says nothing is left out."""
    for key, value in said_of(code).items():
        if key != "parent":
            yield key, scalar(value) if isinstance(value, str) else flow_list(value)


def _lines(codes: Sequence[Code], code: Code) -> Iterator[str]:
    sign = "- "
    for name, value in fields_of(code):
        yield f"{sign}{name}: {value}"
        sign = "  "
    below = [*_children(codes, code.id)]
    if below:
        yield "  codes:"
    yield from (f"    {line}" for child in below for line in _lines(codes, child))


def _flow(codes: Sequence[Code], code: Code) -> str:
    fields = [f"{name}: {value}" for name, value in fields_of(code)]
    below = [_flow(codes, child) for child in _children(codes, code.id)]
    if below:
        fields.append(f"codes: [{', '.join(below)}]")
    return "{" + ", ".join(fields) + "}"


def _children(codes: Sequence[Code], parent: CodeId) -> Iterator[Code]:
    return (code for code in codes if code.parent == parent)
