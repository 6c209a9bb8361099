"""Text into lines that fit, measured in cells as the terminal counts them."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `width` cells; only longer words are broken."""
    return tuple(line for part in text.split("\n") for line in _wrap_line(part, max(width, 1)))


def _wrap_line(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    room = width
    for word in text.split():
        size = cell_len(word)
        if line and size < room:
            line += f" {word}"
            room -= size + 1
            continue
        if line:
            lines.append(line)
        pieces = chop_cells(word, width) if size > width else [word]
        lines += pieces[:-1]
        line = pieces[-1]
        room = width - cell_len(line)
    return [*lines, line]


def fit(text: str, width: int) -> str:
    """Return a text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width > 0:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def fit_end(text: str, width: int) -> str:
    """Return a text in at most `width` cells; of one that is longer the end stays."""
    if cell_len(text) <= width:
        return text
    room = width - 1
    kept = ""
    for character in reversed(text):
        room -= cell_len(character)
        if room < 0:
            break
        kept = character + kept
    return f"…{kept}"
