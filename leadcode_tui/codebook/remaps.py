"""The section `keys:` of a hand-written file: commands by their ids, and the keys asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.codebook.nodes import ListNode
from leadcode_tui.codebook.reader import is_empty
from leadcode_tui.model import Remap, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadcode_tui.codebook.nodes import Node, Place
    from leadcode_tui.codebook.reader import Reader


def read_remaps(reader: Reader, node: Node | None) -> tuple[Remap, ...]:
    """Return what the section asks for; which commands and keys there are is not known here."""
    return tuple(
        Remap(_written(reader, command, place), tuple(_keys(reader, command, value)))
        for command, (place, value) in reader.chosen(node, "keys").items()
    )


def _keys(reader: Reader, command: str, node: Node) -> Iterator[Written]:
    """Yield the keys of a command: one, or a list; [] takes all of them away."""
    if is_empty(node):
        reader.note(node.place, f"{command} has no key here", "write one, or [] for none")
    for entry in node.entries if isinstance(node, ListNode) else (node,):
        key = reader.line(entry, "a key")
        if key:
            yield _written(reader, key, entry.place)
        elif isinstance(node, ListNode) and is_empty(entry):
            reader.note(entry.place, f"an empty key for {command}", "the space bar is Space")


def _written(reader: Reader, text: str, place: Place) -> Written:
    return Written(text, reader.path, place.line, place.column)
