"""YAML text to nodes with places, whatever is wrong with it: the only home of yaml.

Built from the parser's events and not from `yaml.compose`, which recurses (a thousand brackets end
the process), and forgets which text had an anchor or a tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from leadcode_tui.codebook.nodes import Lines, ListNode, MappingNode, TextNode
from leadcode_tui.codebook.yaml_mistakes import MAX_DEPTH, Broken, Mistake, syntax_mistake
from leadcode_tui.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node, Place

#: Larger files were not written by hand.
MAX_BYTES = 5_000_000
#: Texts, lists and mappings in one file.
MAX_NODES = 100_000

#: The C parser is ten times faster; a PyYAML that was built without it does as well.
LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Characters that YAML does not allow, lone surrogates among them.
FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
)
_BYTE_ORDER_MARK = "\ufeff"
#: No hand-made file has more of them, and one sentence each would bury the rest.
_MAX_FORBIDDEN = 20


def compose(text: str, path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the file's one node, as far as it can be read, and what is wrong with its YAML."""
    if len(text) > MAX_BYTES:
        return None, (Problem(path, 0, 0, "the file is larger than 5 MB: no hand-made file is"),)
    text = text.removeprefix(_BYTE_ORDER_MARK)
    lines = Lines(text)
    root, mistakes = None, _forbidden(text)
    if not mistakes:
        composer = _Composer(text, lines)
        root, mistakes = composer.root(), composer.mistakes
    if root is None and not mistakes:
        return None, (Problem(path, 0, 0, "the file is empty"),)
    return root, tuple(
        Problem(path, *lines.place(mistake.at), mistake.message, mistake.hint)
        for mistake in mistakes
    )


def _forbidden(text: str) -> list[Mistake]:
    """Return the characters that no YAML parser takes."""
    return [
        Mistake(found.start(), f"the invisible character U+{ord(found.group()):04X}", "delete it")
        for found, _ in zip(FORBIDDEN.finditer(text), range(_MAX_FORBIDDEN), strict=False)
    ]


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end is not reached yet."""

    index: int
    place: Place
    is_mapping: bool
    nodes: list[Node] = field(default_factory=list)

    def closed(self, *, whole: bool) -> Node:
        """Return it as a node; a key without its value is left out."""
        if not self.is_mapping:
            return ListNode(self.place, tuple(self.nodes), whole)
        pairs = zip(self.nodes[::2], self.nodes[1::2], strict=False)
        return MappingNode(self.place, tuple(pairs), whole)


class _Composer:
    """Events to nodes, up to the first thing that stops the parser."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.mistakes: list[Mistake] = []
        self._text = text
        self._lines = lines
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._last: tuple[int, int] = (0, 0)
        self._nodes = 0

    def root(self) -> Node | None:
        """Return the document's node; what a mistake cut off is closed there."""
        for event in self._events():
            limit = self._limit(event)
            if limit is not None:
                self.mistakes.append(limit)
                break
            self._take(event)
        while self._open:
            self._add(self._open.pop().closed(whole=not self.mistakes))
        return self._root

    def _events(self) -> Iterator[yaml.Event]:
        """Yield the parser's events, and end where it cannot go on."""
        try:
            yield from yaml.parse(self._text, LOADER)
        except yaml.MarkedYAMLError as error:
            self.mistakes.append(syntax_mistake(self._broken(error)))
        except (yaml.YAMLError, ValueError, OverflowError):
            # The parser in Python lets an escape such as "\UFFFFFFFF" through to chr().
            message = "a character or an escape that YAML does not know after this"
            self.mistakes.append(Mistake(self._last[1], message))

    def _broken(self, error: yaml.MarkedYAMLError) -> Broken:
        end = len(self._text)
        brackets = [self._text[o.index] for o in self._open]
        opened = [o.index for o, c in zip(self._open, brackets, strict=True) if c in "[{"]
        at = error.problem_mark.index if error.problem_mark else end
        context = error.context_mark.index if error.context_mark else at
        return Broken(
            text=self._text,
            lines=self._lines,
            at=min(at, end),
            began=min(context, end),
            last=self._last,
            bracket=opened[-1] if opened else None,
            problem=f"{error.context or ''}: {error.problem or ''}",
        )

    def _limit(self, event: yaml.Event) -> Mistake | None:
        """Return why no more is read, if the file is not a hand-made one."""
        index = _start(event)
        if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            return Mistake(index, "a second document in one file", "take the line with --- out")
        if len(self._open) >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            return Mistake(index, f"more than {MAX_DEPTH} levels inside each other")
        if self._nodes >= MAX_NODES:
            return Mistake(index, f"more than {MAX_NODES:,} entries: no hand-made file has them")
        return None

    def _take(self, event: yaml.Event) -> None:
        index = _start(event)
        place = self._lines.place(index)
        if isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            self._refuse_references(event, index)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Open(index, place, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._open.pop().closed(whole=True))
        elif isinstance(event, yaml.ScalarEvent):
            self._add(TextNode(place, event.value))
        elif isinstance(event, yaml.AliasEvent):
            self._add(TextNode(place, ""))
        self._last = (index, event.end_mark.index if event.end_mark else index)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self._root = node

    def _refuse_references(self, event: yaml.NodeEvent, index: int) -> None:
        """Aliases can blow ten lines up to gigabytes, and tags ask for Python objects."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(index, "aliases (*name) are not supported here")
        elif event.anchor is not None:
            self._refuse(index, "anchors (&name) are not supported here")
        elif getattr(event, "tag", None) is not None:
            self._refuse(index, "tags (!name) are not supported here")

    def _refuse(self, index: int, message: str) -> None:
        sign = message[message.index("(") + 1]
        self.mistakes.append(
            Mistake(index, message, f"put a text that starts with {sign} in quotes")
        )


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0
