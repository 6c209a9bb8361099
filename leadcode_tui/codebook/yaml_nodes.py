"""YAML text to nodes with places, whatever is wrong with it: the only home of yaml.

Built from the parser's events and not from `yaml.compose`, which recurses (a thousand brackets end
the process), and forgets which text had an anchor or a tag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml import ScalarEvent

from leadcode_tui.codebook.nodes import Lines, ListNode, MappingNode, TextNode
from leadcode_tui.codebook.yaml_mistakes import MAX_DEPTH, Broken, Mistake, syntax_mistake
from leadcode_tui.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Mark, Node, Place

#: Larger files were not written by hand.
MAX_BYTES = 5_000_000
#: Texts, lists and mappings in one file.
MAX_NODES = 100_000

#: The C parser is ten times faster; a PyYAML that was built without it does as well.
LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BEGINNINGS = frozenset({yaml.SequenceStartEvent, yaml.MappingStartEvent})
_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})

#: Characters that YAML does not allow, lone surrogates among them.
FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
)
#: Line ends for YAML, and for no editor.
_YAML_LINE_ENDS = "\x85\u2028\u2029"
#: What some editors put before the first line.
BYTE_ORDER_MARK = "\ufeff"
#: No hand-made file has more of them, and one sentence each would bury the rest.
_MAX_FORBIDDEN = 20


def compose(text: str, path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the file's one node, as far as it can be read, and what is wrong with its YAML."""
    if len(text) > MAX_BYTES:
        return None, (Problem(path, 0, 0, "the file is larger than 5 MB: no hand-made file is"),)
    text = text.removeprefix(BYTE_ORDER_MARK)
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


class _LimitError(Exception):
    """No more is read: the file is not a hand-made one."""

    def __init__(self, at: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.mistake = Mistake(at, message, hint)


class _Composer:
    """Events to nodes, up to the first thing that stops the parser.

    Ten thousand events are a codebook of 500 codes, so what most of them need is done at once, and
    the node of a text is made without the function that a named tuple has for it.
    """

    def __init__(self, text: str, lines: Lines) -> None:
        self.mistakes: list[Mistake] = []
        self._text = text
        self._lines = lines
        self._counts_alike = not any(end in text for end in _YAML_LINE_ENDS)
        # Lists and mappings whose end is not reached yet, each with what stands beside it.
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self._inside: list[Node] = []  # of the innermost that is open
        self._last_event: yaml.Event | None = None
        self._nodes = 0

    def root(self) -> Node | None:
        """Return the document's node; what a mistake cut off is closed there."""
        try:
            self._take_all(LOADER(self._text))
        except _LimitError as limit:
            self.mistakes.append(limit.mistake)
        except yaml.MarkedYAMLError as error:
            self.mistakes.append(syntax_mistake(self._broken(error)))
        except (yaml.YAMLError, ValueError, OverflowError):
            # The parser in Python lets an escape such as "\UFFFFFFFF" through to chr().
            message = "a character or an escape that YAML does not know after this"
            self.mistakes.append(Mistake(self._last[1], message, "put the text in single quotes"))
        while self._open:
            self._close(whole=not self.mistakes)
        return self._inside[0] if self._inside else None

    def _take_all(self, parser: yaml.CSafeLoader | yaml.SafeLoader) -> None:
        """Take the parser's events until it cannot go on."""
        event: Any
        inside, alike, new = self._inside, self._counts_alike, tuple.__new__
        for event in iter(parser.get_event, None):
            kind = type(event)
            if kind is ScalarEvent:
                self._nodes += 1
                if event.anchor is not None or event.tag is not None or self._nodes > MAX_NODES:
                    self._refuse(event)
                at = event.start_mark if alike else self._at(event)
                inside.append(new(TextNode, (at, event.value)))
            elif kind in _BEGINNINGS:
                self._begin(event)
                inside = self._inside
            elif kind in _ENDS:
                self._close(whole=True)
                inside = self._inside
            elif kind is yaml.AliasEvent:
                self._nodes += 1
                self._refuse(event)
                inside.append(TextNode(self._at(event), ""))
            elif kind is yaml.DocumentStartEvent and inside:
                message = "a second document in one file"
                raise _LimitError(_start(event), message, "take the line with --- out")
            self._last_event = event

    @property
    def _last(self) -> tuple[int, int]:
        """Where the last event that was taken starts and ends."""
        event = self._last_event
        if event is None:
            return (0, 0)
        return _start(event), event.end_mark.index if event.end_mark else _start(event)

    def _broken(self, error: yaml.MarkedYAMLError) -> Broken:
        end = len(self._text)
        starts = [_start(event) for event, _ in self._open]
        brackets = [start for start in starts if self._text[start] in "[{"]
        at = error.problem_mark.index if error.problem_mark else end
        context = error.context_mark.index if error.context_mark else at
        return Broken(
            text=self._text,
            lines=self._lines,
            at=min(at, end),
            began=min(context, end),
            last=self._last,
            bracket=brackets[-1] if brackets else None,
            problem=f"{error.context or ''}: {error.problem or ''}",
        )

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _LimitError(_start(event), f"more than {MAX_DEPTH} levels inside each other")
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MAX_NODES:
            self._refuse(event)
        self._open.append((event, self._inside))
        self._inside = []

    def _close(self, *, whole: bool) -> None:
        """Make a node of the innermost that is open; a key without its value is left out."""
        nodes, (event, self._inside) = self._inside, self._open.pop()
        if type(event) is yaml.SequenceStartEvent:
            node: Node = ListNode(self._at(event), nodes, whole)
        else:
            values = nodes[1::2]
            node = MappingNode(self._at(event), nodes[: 2 * len(values) : 2], values, whole)
        self._inside.append(node)

    def _at(self, event: Any) -> Place | Mark:  # noqa: ANN401 # nodes have what events have not
        """Return where a node starts."""
        mark = event.start_mark
        return mark if self._counts_alike else self._lines.place(mark.index)

    def _refuse(self, event: yaml.NodeEvent) -> None:
        """Refuse what is beyond the limit, and what refers elsewhere.

        Aliases can blow ten lines up to gigabytes, and tags ask for Python objects.
        """
        if self._nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} entries: no hand-made file has them"
            raise _LimitError(_start(event), message)
        what, sign = _reference(event)
        message = f"{what} ({sign}name) are not supported here"
        hint = f"put a text that starts with {sign} in quotes"
        self.mistakes.append(Mistake(_start(event), message, hint))


def _reference(event: yaml.NodeEvent) -> tuple[str, str]:
    """Return what refers elsewhere, and its sign."""
    if isinstance(event, yaml.AliasEvent):
        return "aliases", "*"
    return ("tags", "!") if event.anchor is None else ("anchors", "&")


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0
