"""Single changes of a codebook's text: the fewest lines are touched, and everything else stays.

The text is never written anew from what was read: comments, blank lines, order, quotes and line
ends are the team's, and remain as they are, byte for byte. Every function takes the whole text and
returns it changed; what is meant is checked by reading the result (`edits.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.codebook.code_lines import (
    LINE_END,
    code_end,
    code_start,
    dashes,
    line_end,
    line_start,
    newline,
    without_lines,
)
from leadcode_tui.codebook.layout import CodePart, Fields, Listing, Scalar, code_parts
from leadcode_tui.codebook.pieces import Piece, piece_of
from leadcode_tui.codebook.scalars import scalar
from leadcode_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.codebook.layout import Part
    from leadcode_tui.model import Code


@dataclass(frozen=True, slots=True)
class _Edit:
    """Put this text in place of what stands from `start` up to `end`."""

    start: int
    end: int
    text: str


def _spliced(text: str, *edits: _Edit) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


# A code's own keys


def with_value(text: str, code: str, key: str, value: str) -> str:
    """Set the text under a key of a code."""
    part = code_parts(text)[code]
    found = part.id if key == "id" else part.fields[key][1] if key in part.fields else None
    if found is None:
        return _with_field(text, part, key, scalar(value))
    space = " " * (found.start == found.end)
    return _spliced(text, _Edit(found.start, found.end, space + scalar(value)))


def with_entry(text: str, code: str, key: str, entry: str) -> str:
    """Add a text to the list under a key of a code."""
    part, written = code_parts(text)[code], scalar(entry)
    found = part.fields[key][1] if key in part.fields else None
    if found is None:
        return _with_field(text, part, key, f"[{written}]")
    if not isinstance(found, Listing):
        return _spliced(text, _Edit(found.start, found.end, f" [{written}]"))
    if found.is_flow:
        return _spliced(text, _into_flow(found, written))
    line = f"{newline(text)}{' ' * found.column}- {written}"
    end = line_end(text, found.end)
    return _spliced(text, _Edit(end, end, line))


def without_entry(text: str, code: str, key: str, entry: str) -> str:
    """Take a text out of the list under a key of a code; the key goes with the last one."""
    part = code_parts(text)[code]
    listing = part.fields[key][1]
    if not isinstance(listing, Listing):
        return text
    places = [at for at, each in enumerate(listing.entries) if _says(each, entry)]
    if listing.is_flow:
        return _spliced(text, _out_of_flow(text, listing, places[0]))
    start = line_start(text, dashes(text, listing)[places[0]])
    if len(listing.entries) == 1:
        start = line_start(text, part.fields[key][0].start)
    return without_lines(text, start, line_end(text, listing.entries[places[0]].end))


def _says(part: Part, text: str) -> bool:
    return isinstance(part, Scalar) and part.text == text


def _with_field(text: str, part: CodePart, key: str, value: str) -> str:
    """Add a key below those that a code has, above the codes below it."""
    node = part.node
    if isinstance(node, Scalar):
        return _spliced(text, *_from_short_form(text, part, key, value))
    if not isinstance(node, Fields) or node.is_flow:
        end = part.id.end
        return _spliced(text, _Edit(end, end, f", {key}: {value}"))
    own = [found for name, found in node.entries if not _says(name, "codes")]
    end = line_end(text, own[-1].end)
    return _spliced(text, _Edit(end, end, f"{newline(text)}{' ' * node.column}{key}: {value}"))


def _from_short_form(text: str, part: CodePart, key: str, value: str) -> Iterator[_Edit]:
    """Yield what makes keys and values of a code that is an id alone."""
    start, end = part.id.start, part.id.end
    written = text[start:end]
    if part.listing.is_flow:
        yield _Edit(start, end, f"{{id: {written}, {key}: {value}}}")
        return
    yield _Edit(start, start, "id: ")
    after = line_end(text, end)
    space = "" if LINE_END.match(value) else " "
    line = f"{newline(text)}{' ' * part.id.column}{key}:{space}{value}"
    yield _Edit(after, after, line)


# Codes in and out


@dataclass(frozen=True, slots=True)
class Under:
    """The last place below a code, or among those without a parent."""

    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The place before or after a code."""

    code: str
    is_after: bool = True


Position = Under | Beside


def with_piece(text: str, piece: Piece, position: Position) -> str:
    """Put a code in, with all below it."""
    parts = code_parts(text)
    if isinstance(position, Beside):
        part = parts[position.code]
        number = part.number + position.is_after
        return _spliced(text, _into(text, part.listing, piece, number))
    if position.parent is None:
        listing: Part | None = next(iter(parts.values())).listing
        parent = None
    else:
        parent = parts[position.parent]
        listing = parent.children
    if isinstance(listing, Listing):
        return _spliced(text, _into(text, listing, piece, len(listing.entries)))
    if parent is None:
        raise UsageError("a codebook without a list of codes")
    return _with_first_child(text, parent, piece)


def _into(text: str, listing: Listing, piece: Piece, number: int) -> _Edit:
    """Return what makes a code the entry of this number."""
    if listing.is_flow:
        return _into_flow(listing, _in_one_line(piece), number)
    lines, in_lines = _indented(piece, listing.column), newline(text).join
    if number < len(listing.entries):
        start = code_start(text, listing, number)
        return _Edit(start, start, in_lines([*lines, ""]))
    end = code_end(text, listing, len(listing.entries) - 1)
    return _Edit(end, end, in_lines(["", *lines]))


def _into_flow(listing: Listing, written: str, number: int | None = None) -> _Edit:
    if not listing.entries:
        place = listing.start + 1
        return _Edit(place, place, written)
    if number is not None and number < len(listing.entries):
        place = listing.entries[number].start
        return _Edit(place, place, f"{written}, ")
    place = listing.entries[-1].end
    return _Edit(place, place, f", {written}")


def _out_of_flow(text: str, listing: Listing, number: int) -> _Edit:
    entries = listing.entries
    start, end = entries[number].start, entries[number].end
    if number:
        start = entries[number - 1].end
    elif len(entries) > 1:
        end = entries[1].start
    if "#" in text[start : entries[number].start] + text[entries[number].end : end]:
        raise UsageError("a comment stands in that list")
    return _Edit(start, end, "")


def _with_first_child(text: str, parent: CodePart, piece: Piece) -> str:
    node, found = parent.node, parent.children
    in_lines = newline(text).join
    if isinstance(node, Fields) and not node.is_flow and found is None:
        lines = [" " * node.column + "codes:", *_indented(piece, node.column + 2)]
        end = line_end(text, node.end)
        return _spliced(text, _Edit(end, end, in_lines(["", *lines])))
    if isinstance(node, Fields) and not node.is_flow and found is not None:
        if found.start < found.end:  # an empty text in quotes
            return _spliced(text, _Edit(found.start, found.end, f"[{_in_one_line(piece)}]"))
        end = line_end(text, found.start)
        return _spliced(text, _Edit(end, end, in_lines(["", *_indented(piece, node.column + 2)])))
    if isinstance(node, Scalar) and not parent.listing.is_flow:
        below = in_lines(["", *_indented(piece, node.column + 2)])
        return _spliced(text, *_from_short_form(text, parent, "codes", below))
    written = f"[{_in_one_line(piece)}]"
    if found is not None:
        return _spliced(text, _Edit(found.start, found.end, f" {written}"))
    return _with_field(text, parent, "codes", written)


def _in_one_line(piece: Piece) -> str:
    if piece.flow is None:
        raise UsageError("its comments have no place in a list in brackets")
    return piece.flow


def _indented(piece: Piece, column: int) -> Sequence[str]:
    return [" " * column + line if line else line for line in piece.lines]


def without_code(text: str, code: str) -> str:
    """Take a code out, with all below it; comments above it stay."""
    part = code_parts(text)[code]
    if part.listing.is_flow:
        return _spliced(text, _out_of_flow(text, part.listing, part.number))
    start = line_start(text, dashes(text, part.listing)[part.number])
    return _without(text, part, start)


def cut(text: str, code: str, codes: Sequence[Code]) -> tuple[str, Piece]:
    """Take a code out with the comments above it, and return the rest and what was taken.

    `codes` are what it says: the code and all below it.
    """
    part = code_parts(text)[code]
    if part.listing.is_flow:
        written = text[part.node.start : part.node.end]
        first, *others = LINE_END.split(written)
        in_lines = (f"- {first}", *(f"    {line.strip()}" for line in others))
        rest = _spliced(text, _out_of_flow(text, part.listing, part.number))
        return rest, Piece(in_lines, written)
    start = code_start(text, part.listing, part.number)
    taken = text[start : code_end(text, part.listing, part.number)]
    lines = [_dedented(line, part.listing.column) for line in LINE_END.split(taken)]
    in_one_line = None if "#" in taken else piece_of(codes).flow
    return _without(text, part, start), Piece(lines, in_one_line)


def _dedented(line: str, column: int) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, column) :]


def _without(text: str, part: CodePart, start: int) -> str:
    """Take out the lines of a code in a list of lines; the key goes with the only one."""
    end = code_end(text, part.listing, part.number)
    key = part.parent.fields["codes"][0] if part.parent is not None else None
    if key is not None and len(part.listing.entries) == 1:
        own_line = line_start(text, key.start)
        if not text[own_line : key.start].strip() and text[key.end : start].strip() == ":":
            start = own_line
    return without_lines(text, start, end)
