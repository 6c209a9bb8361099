"""Nodes to values, with every mistake noted at its place: what both hand-written files share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from leadcode_tui.codebook.identifiers import ID_RULE, is_id
from leadcode_tui.codebook.nodes import ListNode, MappingNode, Place, TextNode
from leadcode_tui.codebook.yaml_nodes import compose
from leadcode_tui.errors import Problem
from leadcode_tui.text import count, nearest, sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from enum import StrEnum
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node

    Choice = TypeVar("Choice", bound=StrEnum)

#: A reader of problems stops long before the hundredth.
MAX_PROBLEMS = 100
#: How much of somebody's text a sentence shows, and the longest text that is compared with names.
_SHOWN = 40

_KINDS = {TextNode: "a text", ListNode: "a list", MappingNode: "a key with a value"}


class Reader:
    """Reads values out of the nodes of one file, and notes what is wrong.

    What is missing or wrong comes back as None or empty; the problem is noted, so callers go on.
    """

    def __init__(self, root: Node | None, path: Path, problems: Iterable[Problem] = ()) -> None:
        self.root = root
        self.path = path
        self._problems = list(problems)
        # What the YAML is wrong about is said once: the value there cannot be right either.
        self._refused = {(problem.line, problem.column) for problem in self._problems}

    @classmethod
    def of_text(cls, text: str, path: Path) -> Reader:
        """Return a reader of a file's text."""
        root, problems = compose(text, path)
        return cls(root, path, problems)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong, in the order of the file."""
        found = sorted(self._problems)
        if len(found) <= MAX_PROBLEMS:
            return tuple(found)
        beyond = found[MAX_PROBLEMS]
        more = f"{count(len(found) - MAX_PROBLEMS, 'more problem')} from here on"
        return (*found[:MAX_PROBLEMS], Problem(self.path, beyond.line, beyond.column, more))

    def note(self, place: Place, message: str, hint: str = "") -> None:
        """Note a mistake."""
        if place not in self._refused:
            self._problems.append(Problem(self.path, *place, message, hint))

    def top(
        self, known: Sequence[str], *, required: Sequence[str], where: str
    ) -> Mapping[str, Node]:
        """Return the values of the whole file under their keys."""
        if self.root is None:
            return {}
        if is_empty(self.root):
            self.note(Place(0, 0), "the file is empty")
            return {}
        fields = self.fields(self.root, known, where=where)
        for key in required:
            self.required(self.root, fields, key, where=where)
        return fields

    def fields(self, node: Node, known: Sequence[str], *, where: str) -> Mapping[str, Node]:
        """Return the values of a mapping under their keys; a misspelt key counts as meant."""
        if not isinstance(node, MappingNode):
            message = f"{where} is written as lines of key: text, and this is {_kind(node)}"
            self.note(node.place, message, f"the keys are: {', '.join(known)}")
            return {}
        names = [key.text for key in node.keys if isinstance(key, TextNode)]
        values = dict(zip(names, node.values, strict=False))
        if len(values) == len(node.keys) and values.keys() <= set(known):
            return values  # nearly always: texts alone, each once, and no other than is known
        keys = self._keys(node, where)
        exact = {key: value for key, (_, value) in keys.items() if key in known}
        meant = {}
        for key, (there, value) in keys.items():
            if key not in known:
                close = nearest(key, known)
                self.note(
                    there.place, f"unknown key '{shown(key)}' in {where}", _hint(close, known)
                )
                meant[close] = value
        meant.pop("", None)
        return {**meant, **exact}

    def chosen(self, node: Node | None, what: str) -> Mapping[str, tuple[Place, Node]]:
        """Return the values of a mapping under keys that people chose, with the keys' places."""
        if isinstance(node, MappingNode):
            keys = self._keys(node, what)
            return {shown(key): (there.place, value) for key, (there, value) in keys.items()}
        if node is not None and not is_empty(node):
            message = f"{what} is written as lines of key: text, and this is {_kind(node)}"
            self.note(node.place, message)
        return {}

    def _keys(self, node: MappingNode, where: str) -> dict[str, tuple[TextNode, Node]]:
        keys: dict[str, tuple[TextNode, Node]] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            if not isinstance(key, TextNode):
                self.note(key.place, f"a key in {where} is a text, and this is {_kind(key)}")
            elif key.text in keys:
                line = keys[key.text][0].place.line
                self.note(key.place, f"the key '{shown(key.text)}' stands at line {line} already")
            else:
                keys[key.text] = (key, value)
        return keys

    def required(self, node: Node, fields: Mapping[str, Node], key: str, *, where: str) -> None:
        """Note that a key is missing, unless the file broke off before it could come."""
        is_cut_off = isinstance(node, MappingNode) and not node.whole
        if isinstance(node, MappingNode) and key not in fields and not is_cut_off:
            self.note(node.place, f"{where} has no {key}", f"add a line {key}: ...")

    def text(self, node: Node | None, what: str) -> str:
        """Return a text of one or many lines, safe to show."""
        if node is None:
            return ""
        if not isinstance(node, TextNode):
            hint = "put it in quotes" if isinstance(node, MappingNode) else ""
            self.note(node.place, f"{what} is a text, and this is {_kind(node)}", hint)
            return ""
        return sanitise(node.text).strip()

    def line(self, node: Node | None, what: str) -> str:
        """Return a text in one line, safe to show."""
        return sanitise_line(self.text(node, what))

    def entries(self, node: Node | None, what: str) -> Sequence[Node]:
        """Return what a list holds; a key with nothing after it is an empty list."""
        if isinstance(node, ListNode):
            return node.entries
        if node is not None and not is_empty(node):
            hint = "written as [one, two], or one to a line, each after '- '"
            self.note(node.place, f"{what} is a list, and this is {_kind(node)}", hint)
        return ()

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        found, each = [], f"an entry of {what}"
        for entry in self.entries(node, what):
            if is_empty(entry):
                self.note(entry.place, f"an empty entry in {what}", "fill it or take it out")
            elif text := self.text(entry, each):
                found.append(text)
        return tuple(found)

    def id(self, node: Node | None, what: str) -> str | None:
        """Return a well-formed id."""
        if node is None:
            return None
        if isinstance(node, TextNode) and is_id(node.text):
            return node.text
        if is_empty(node):
            self.note(node.place, f"{what} is empty", "an id stands after the colon")
        elif isinstance(node, TextNode):
            self.note(node.place, f"'{shown(node.text)}' is not well-formed as {what}", ID_RULE)
        else:
            self.text(node, what)
        return None

    def ids(self, node: Node | None, what: str) -> tuple[tuple[str, Place], ...]:
        """Return the ids of a list, each once and with its place."""
        found: dict[str, Place] = {}
        each = f"an entry of {what}"
        for entry in self.entries(node, what):
            name = self.id(entry, each)
            if name in found:
                self.note(entry.place, f"'{shown(name)}' stands twice in {what}")
            elif name is not None:
                found[name] = entry.place
        return tuple(found.items())

    def choice(self, node: Node | None, what: str, choices: type[Choice]) -> Choice | None:
        """Return one of the words that a key takes."""
        word = self.line(node, what)
        if not word or node is None:
            return None
        try:
            return choices(word)
        except ValueError:
            close = nearest(word, list(choices))
            self.note(node.place, f"unknown {what} '{shown(word)}'", _hint(close, list(choices)))
            return None


def is_empty(node: Node | None) -> bool:
    """Say whether a key has nothing after it."""
    return isinstance(node, TextNode) and not node.text.strip()


def shown(text: str) -> str:
    """Return a text as a sentence quotes it: in one line, safe, and not long."""
    line = sanitise_line(text[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _hint(close: str, known: Sequence[str]) -> str:
    return f"did you mean {close}?" if close else f"there are: {', '.join(known)}"


def _kind(node: Node) -> str:
    return "empty" if is_empty(node) else _KINDS[type(node)]
