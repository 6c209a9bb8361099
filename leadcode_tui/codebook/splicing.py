"""A new code into the codebook's text: the fewest lines are added, and everything else stays.

The text is never written anew from what was read: comments, blank lines, order, quotes and line
ends are the team's, and remain as they are, byte for byte.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from leadcode_tui.codebook.codebook_file import read_codebook
from leadcode_tui.codebook.yaml_nodes import LOADER
from leadcode_tui.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import Code

#: Text that YAML takes for itself in no place that we write it to.
_PLAIN: Final = re.compile(r"[^\W\d_]([\w .()'/-]*[\w.)])?")
#: Words that other programs would read as a truth value or as nothing.
_NOT_TEXT: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
#: Styles of text that runs over lines, and whose end YAML sees only where the next thing begins.
_BLOCK_STYLES: Final = frozenset("|>")
#: The depth of what stands directly in the file's mapping.
_TOP: Final = 1


@dataclass(frozen=True, slots=True)
class _Codes:
    """Where the list of codes stands: its column, where its last code ends, where it closes."""

    column: int
    is_flow: bool
    last: int
    close: int
    is_empty: bool


def add_code(text: str, code: Code, path: Path) -> str:
    """Return the text of a codebook with one more code, the last of those without a parent.

    Raises UsageError where the result would not be read as the old codebook and the new code.
    """
    before, problems = read_codebook(text, path)
    if problems:
        raise UsageError(f"{path} holds mistakes: mend them before a code is added")
    codes = _codes(text)
    after = None if codes is None else _spliced(text, code, codes)
    if after is None or not _is_meant(after, code, before.codes, path):
        raise UsageError(f"{path} is written in a way that no code can be added to: add it by hand")
    return after


def _is_meant(after: str, code: Code, before: tuple[Code, ...], path: Path) -> bool:
    found, problems = read_codebook(after, path)
    return not problems and found.codes == (*before, code)


def _spliced(text: str, code: Code, codes: _Codes) -> str:
    fields = {"id": code.id, "name": code.name, "kind": code.kind, "definition": code.definition}
    written = [(name, _scalar(value)) for name, value in fields.items() if value]
    if codes.is_flow:
        flow = "{" + ", ".join(f"{name}: {value}" for name, value in written) + "}"
        place = codes.close if codes.is_empty else codes.last
        return text[:place] + ("" if codes.is_empty else ", ") + flow + text[place:]
    end = _line_end(text)
    indent = " " * codes.column
    lines = [f"{name}: {value}" for name, value in written]
    block = f"{indent}- " + f"{end}{indent}  ".join(lines)
    found = re.compile(r"[^\r\n]*").match(text, codes.last)
    place = len(text) if found is None else found.end()
    return text[:place] + end + block + text[place:]


def _line_end(text: str) -> str:
    """Return the end that the first line has."""
    found = re.search(r"\r\n|\n|\r", text)
    return "\n" if found is None else found.group()


def _scalar(value: str) -> str:
    """Return a value as YAML has it, in quotes where it could be taken for something else."""
    plain = _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT
    return value if plain else json.dumps(value, ensure_ascii=False)


def _codes(text: str) -> _Codes | None:
    """Return where the list under the key `codes` of the file's mapping stands."""
    depth, key_is_next, is_codes = 0, True, False
    start: yaml.SequenceStartEvent | None = None
    last = entries = 0
    for event in yaml.parse(text, Loader=LOADER):
        opens = isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent))
        closes = isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent))
        if closes:
            depth -= 1
        if start is not None and closes and depth == _TOP:
            return _Codes(
                _mark(start.start_mark).column,
                bool(start.flow_style),
                last,
                _mark(event.start_mark).index,
                not entries,
            )
        if start is not None:
            last = max(last, _content_end(event, text))
            entries += depth == _TOP + 1 and not closes
        elif depth == _TOP and (opens or isinstance(event, yaml.ScalarEvent)):
            if key_is_next:
                is_codes = isinstance(event, yaml.ScalarEvent) and event.value == "codes"
            elif is_codes:
                if not isinstance(event, yaml.SequenceStartEvent):
                    return None
                start = event
            key_is_next = not key_is_next
        depth += opens
    return None


def _mark(mark: yaml.error.Mark | yaml._yaml.Mark | None) -> yaml.error.Mark | yaml._yaml.Mark:
    """Return a place in the text; what was parsed from text has one."""
    if mark is None:
        raise ValueError("an event without a place")
    return mark


def _content_end(event: yaml.Event, text: str) -> int:
    """Return where what was written ends; the end of a block is seen too late to be of use."""
    if isinstance(event, yaml.ScalarEvent):
        end: int = _mark(event.end_mark).index
        return len(text[:end].rstrip()) if event.style in _BLOCK_STYLES else end
    if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
        mark = _mark(event.end_mark)
        return mark.index if text[mark.index - 1 : mark.index] in {"]", "}"} else 0
    return 0
