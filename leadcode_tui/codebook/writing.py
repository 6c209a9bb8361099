"""A whole codebook as new YAML, for a file that is not there yet: one that a human likes to read.

A file that is there is never written anew: what changes in it is spliced.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook.codebook_file import read_codebook
from leadcode_tui.codebook.identifiers import name_from
from leadcode_tui.codebook.scalars import line_scalar, scalar
from leadcode_tui.codebook.yaml_nodes import FORBIDDEN
from leadcode_tui.errors import UsageError
from leadcode_tui.model import ID_LISTS, said_of
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.model import Code, Codebook, CodeId, Said

#: No line of text is longer where it can be folded.
WIDTH: Final = 88


def codebook_text(codebook: Codebook, *, comment: str = "") -> str:
    """Return a codebook as the text of a new file, with a comment on top.

    Raises UsageError where it could not be read again: it is larger than any hand-made file.
    """
    below: dict[CodeId | None, list[Code]] = defaultdict(list)
    for code in codebook.codes:
        below[code.parent].append(code)
    lines = [f"# {sanitise_line(comment)}", ""] if comment else []
    lines += [f"codebook: {scalar(codebook.id)}", f"title: {line_scalar(codebook.title)}", "codes:"]
    for code in below[None]:
        lines += ["", *_code(code, below, "  ")]
    text = "\n".join(lines) + "\n"
    read, problems = read_codebook(text, Path())
    if problems or read != replace(codebook, sha256=""):
        why = problems[0].message if problems else "it would be read as another"
        raise UsageError(f"the codebook {codebook.id} cannot be written as YAML: {why}")
    return text


def _code(code: Code, below: Mapping[CodeId | None, Sequence[Code]], indent: str) -> Iterator[str]:
    said = said_of(code)
    said.pop("parent", None)
    if code.name == name_from(code.id):
        said.pop("name")
    children = below.get(code.id, ())
    if [*said] == ["id"] and not children:
        yield f"{indent}- {scalar(code.id)}"
        return
    mark = "- "
    for key, value in said.items():
        yield from _entry(f"{indent}{mark}", key, value)
        mark = "  "
    if children:
        yield f"{indent}  codes:"
        for child in children:
            yield from _code(child, below, f"{indent}    ")


def _entry(start: str, key: str, value: Said) -> Iterator[str]:
    indent = " " * (len(start) + 2)
    if isinstance(value, str):
        yield from _text(f"{start}{key}: ", value, indent)
    elif key in ID_LISTS:
        yield f"{start}{key}: [{', '.join(map(scalar, value))}]"
    else:
        yield f"{start}{key}:"
        for entry in value:
            yield from _text(f"{indent}- ", entry, f"{indent}  ")


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text: in one line, folded where that is too long, or line by line as it is."""
    lines = text.split("\n")
    is_block = not FORBIDDEN.search(text) and not any(line.isspace() for line in lines)
    if is_block and len(lines) > 1:
        yield f"{start}|-"
        yield from (f"{indent}{line}" if line else "" for line in lines)
    elif is_block and len(start) + len(text) > WIDTH and all(text.split(" ")):
        yield f"{start}>-"
        yield from (f"{indent}{line}" for line in _folded(text, WIDTH - len(indent)))
    else:
        yield start + line_scalar(text)


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield lines that one space between any two makes the text again."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
