"""The codebook of qc: codes in a YAML list, those below a code in a list under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.codebook.files import load_text
from leadcode_tui.codebook.nodes import ListNode, MappingNode, TextNode
from leadcode_tui.codebook.reader import is_empty
from leadcode_tui.codebook.yaml_nodes import compose
from leadcode_tui.errors import Problem, UnreadableError
from leadcode_tui.model import ListedCode, Listing
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node, Place

#: The keys by which our own files are known: a codebook, and a study file, which names one.
_BOOK, _STUDY = "codebook", "study"


def read_qc_codebook(path: Path) -> Listing:
    """Read a codebook of qc; one of our own is refused, because it is one already."""
    text, _ = load_text(path)
    root, problems = compose(text, path)
    keys = _keys(root) if isinstance(root, MappingNode) else set()
    if {_BOOK, _STUDY} <= keys:
        raise UnreadableError(path, "this is a study file; the codebook is the file that it names")
    if _BOOK in keys:
        raise UnreadableError(path, "this is a codebook of leadcode already: copy it as it is")
    reader = _Reader(path)
    if root is not None and not is_empty(root):
        reader.read(root, None)
    if not reader.listed and not problems and not reader.problems:
        raise UnreadableError(path, "there is no code in it")
    return Listing(tuple(reader.listed), problems=(*problems, *reader.problems))


def _keys(node: MappingNode) -> set[str]:
    return {key.text for key in node.keys if isinstance(key, TextNode)}


class _Reader:
    """Reads lists of names, and of names with a list under them."""

    def __init__(self, path: Path) -> None:
        self.listed: list[ListedCode] = []
        self.problems: list[Problem] = []
        self._path = path

    def read(self, node: Node, above: int | None) -> None:
        """Take the codes of a node, all below the same one."""
        if isinstance(node, ListNode):
            for entry in node.entries:
                self.read(entry, above)
        elif isinstance(node, MappingNode):
            for key, value in zip(node.keys, node.values, strict=True):
                number = self._take(key, above)
                if not is_empty(value):
                    self.read(value, number)
        else:
            self._take(node, above)

    def _take(self, node: Node, above: int | None) -> int | None:
        if not isinstance(node, TextNode) or is_empty(node):
            self._note(node.place, "no name of a code", "a code is one line of text")
            return above
        self.listed.append(
            ListedCode(sanitise_line(node.text).strip(), node.place.line, above=above)
        )
        return len(self.listed) - 1

    def _note(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self._path, *place, message, hint))
