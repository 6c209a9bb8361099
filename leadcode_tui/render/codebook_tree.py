"""The tree of codes with definitions and counts, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid, laid_out
from leadcode_tui.render.page import WIDTH, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.model import Code
    from leadcode_tui.study.books import ShownBook

#: However deep a code stands, its definition has so much room.
_LEAST: Final = 12
#: How far each level stands to the right.
_STEP: Final = 2


def rendered_tree(shown: ShownBook, form: Format, *, brief: bool) -> str:
    """Return a codebook in a format, without a newline at the end; brief is without definitions."""
    if form is Format.JSON:
        return json.dumps(_as_json(shown), ensure_ascii=False, indent=1)
    if form is Format.TABLE:
        return "\n".join(_lines(shown, brief=brief))
    return laid_out(_grid(shown) if form is Format.CSV else _short_grid(shown, brief=brief), form)


def _as_json(shown: ShownBook) -> object:
    return {
        "format": "leadcode.codebook/1",
        "codebook": shown.book.id,
        "title": shown.book.title,
        "codes": [
            {
                "id": code.id,
                "parent": code.parent,
                "level": shown.book.level(code.id) + 1,
                "name": code.name,
                "kind": code.kind,
                "key": code.key,
                "definition": code.definition,
                "include": list(code.include),
                "exclude": list(code.exclude),
                "examples": list(code.examples),
                "was": list(code.was),
                "retired": code.retired or None,
                "split_from": list(code.split_from),
                "segments": {coder: uses.get(code.id, 0) for coder, uses in shown.uses.items()},
            }
            for code in shown.book.codes
        ],
    }


def _counts(shown: ShownBook, code: Code) -> Sequence[str]:
    return [str(uses.get(code.id, 0)) for uses in shown.uses.values()]


def _grid(shown: ShownBook) -> Grid:
    """Return all that a code says, a row for each."""
    rows = [
        [
            code.id,
            code.parent or "",
            str(shown.book.level(code.id) + 1),
            code.name,
            code.kind or "",
            code.key or "",
            code.definition,
            *("\n".join(texts) for texts in (code.include, code.exclude, code.examples, code.was)),
            code.retired,
            " ".join(code.split_from),
            *_counts(shown, code),
        ]
        for code in shown.book.codes
    ]
    columns = (
        *("code", "parent", "level", "name", "kind", "key", "definition"),
        *("include", "exclude", "examples", "was", "retired", "split-from"),
    )
    return Grid((*columns, *shown.uses), rows)


def _short_grid(shown: ShownBook, *, brief: bool) -> Grid:
    """Return what stands in a tree, a row for each code."""
    rows = [
        [
            code.id,
            code.name,
            code.parent or "",
            *_counts(shown, code),
            code.retired,
            *([] if brief else [code.definition]),
        ]
        for code in shown.book.codes
    ]
    columns = ("code", "name", "under", *shown.uses, "retired")
    return Grid(columns if brief else (*columns, "definition"), rows)


def _lines(shown: ShownBook, *, brief: bool) -> Iterator[str]:
    """Yield a line for each code, counts on the right, with its definition below."""
    widths = [
        max(len(coder), *(len(str(n)) for n in uses.values()), 1)
        for coder, uses in shown.uses.items()
    ]
    room = WIDTH - sum(width + 1 for width in widths)
    yield _line(shown.book.title, list(shown.uses), widths, room)
    for code in shown.book.codes:
        indent = " " * (_STEP * (shown.book.level(code.id) + 1))
        name = "" if code.name == code.id else f"  {code.name}"
        retired = "  (retired)" if code.retired else ""
        yield _line(f"{indent}{code.id}{name}{retired}", _counts(shown, code), widths, room)
        told = [] if brief else list(filter(None, (code.definition, _why(code))))
        for text in told:
            yield from _below(text, len(indent) + _STEP)


def _why(code: Code) -> str:
    return f"retired: {code.retired}" if code.retired else ""


def _line(left: str, cells: Sequence[str], widths: Sequence[int], room: int) -> str:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 # JSON and CSV need no rich

    if cell_len(left) > room:
        left = set_cell_size(left, room - 1) + "…"
    counts = "".join(f" {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return (set_cell_size(left, room) + counts).rstrip()


def _below(text: str, indent: int) -> Iterator[str]:
    """Yield a text in lines that stand below a code."""
    width = max(WIDTH - indent, _LEAST)
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        for line in filled(paragraph, indent=0, width=width).split("\n"):
            yield " " * indent + line
