"""The key table for people, for programs, and for the wall."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.render.grid import Format, Grid, escaped, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.study.key_table import Keys

_WIDTH: Final = 80


class _Line(NamedTuple):
    keys: str
    id: str
    does: str
    more: str = ""


def rendered_keys(keys: Keys, form: Format) -> str:
    """Return the key table in a format, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(_as_json(keys), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(_tidy(keys))
    lines = {Format.MARKDOWN: _markdown, Format.PLAIN: _plain_lines}.get(form, _text)
    return "\n".join(lines(keys))


def _as_json(keys: Keys) -> object:
    return {
        "format": "leadcode.keys/1",
        "commands": [
            {"id": command.id, "keys": command.keys, "where": command.where, "does": command.does}
            for command in keys.table.commands
        ],
        "codes": [
            {"id": code.id, "key": keys.table.codes.get(code.id), "name": code.name}
            for code in keys.codebook.in_use
        ],
    }


def _tidy(keys: Keys) -> Grid:
    commands = [
        ["command", key, command.id, command.does]
        for command in keys.table.commands
        for key in command.keys or ("",)
    ]
    codes = [
        ["code", keys.table.codes.get(code.id, ""), code.id, code.name]
        for code in keys.codebook.in_use
    ]
    return Grid(("kind", "key", "id", "does"), [*commands, *codes])


def _sections(keys: Keys) -> Mapping[str, Sequence[_Line]]:
    """Return the lines under their headings; what has no key says how it is reached."""
    table = keys.table
    sections = {
        heading: [
            _Line(command.shown or _through(table, "palette"), command.id, command.does)
            for command in commands
        ]
        for heading, commands in table.sections().items()
    }
    codes = [
        _Line(
            table.codes.get(code.id, _through(table, "code.filter")),
            code.id,
            code.name,
            code.definition,
        )
        for code in keys.codebook.in_use
    ]
    return {**sections, f"Codes of {keys.codebook.title}": codes} if codes else sections


def _through(table: KeyTable, command: str) -> str:
    return f"({table.key(command)})"


def _text(keys: Keys) -> Iterator[str]:
    """Yield the table for a terminal."""
    sections = _sections(keys)
    for number, (heading, lines) in enumerate(sections.items()):
        yield from ("", heading) if number else (heading,)
        first = max(len(line.keys) for line in lines)
        second = max(len(line.id) for line in lines)
        for line in lines:
            before = f"  {line.keys:<{first}}  {line.id:<{second}}  "
            does, *rest = wrap(line.does, max(_WIDTH - len(before), 20)) or [""]
            yield (before + does).rstrip()
            yield from (" " * len(before) + more for more in rest)


def _plain_lines(keys: Keys) -> Iterator[str]:
    """Yield a line for each entry, as a screen reader says it best."""
    for lines in _sections(keys).values():
        yield from (f"{line.keys}: {line.id}, {line.does}" for line in lines)


def _markdown(keys: Keys) -> Iterator[str]:
    """Yield the table for the wall: what a coder reads, without the ids of commands."""
    for number, (heading, lines) in enumerate(_sections(keys).items()):
        yield from ("", f"## {escaped(heading)}", "") if number else (f"## {escaped(heading)}", "")
        yield from ("| key | does |", "|---|---|")
        for line in lines:
            more = f": {escaped(line.more)}" if line.more else ""
            yield f"| {escaped(line.keys)} | {escaped(line.does)}{more} |"
