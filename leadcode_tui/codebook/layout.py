"""Where each part of a codebook stands in its text: what splicing needs to touch nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from leadcode_tui.codebook.yaml_nodes import LOADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Styles of text that runs over lines, and whose end YAML sees only where the next thing begins.
_BLOCK_STYLES: Final = frozenset("|>")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is written, from its first character up to the one after its last."""

    start: int
    end: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; its end is that of its last entry, or its closing bracket."""

    start: int
    end: int
    column: int
    is_flow: bool
    entries: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Keys with their values."""

    start: int
    end: int
    column: int
    is_flow: bool
    entries: tuple[tuple[Part, Part], ...]

    @property
    def by_key(self) -> Mapping[str, tuple[Part, Part]]:
        """Every key and its value under the key's text."""
        return {key.text: (key, value) for key, value in self.entries if isinstance(key, Scalar)}


Part = Scalar | Listing | Fields


@dataclass(frozen=True, slots=True)
class CodePart:
    """A code in the text: where it is in which list, its id, and its fields if it has more."""

    id: Scalar
    node: Part
    listing: Listing
    number: int
    parent: CodePart | None

    @property
    def fields(self) -> Mapping[str, tuple[Part, Part]]:
        """Its keys and values; none for the short form."""
        return self.node.by_key if isinstance(self.node, Fields) else {}

    @property
    def children(self) -> Part | None:
        """What stands under `codes`: a list, an empty text where there is nothing, or None."""
        return self.fields["codes"][1] if "codes" in self.fields else None

    @property
    def has_own_name(self) -> bool:
        """Whether its name is written, and not made of its id."""
        found = self.fields.get("name")
        return found is not None and isinstance(found[1], Scalar) and bool(found[1].text.strip())


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is not reached yet."""

    start: int
    column: int
    is_mapping: bool
    is_flow: bool
    parts: list[Part] = field(default_factory=list)

    def closed(self, closing: int) -> Part:
        """Return it whole; `closing` is where its bracket ends, for one that has brackets."""
        last = self.parts[-1].end if self.parts else self.start
        end = closing if self.is_flow else last
        if not self.is_mapping:
            return Listing(self.start, end, self.column, self.is_flow, tuple(self.parts))
        pairs = tuple(zip(self.parts[::2], self.parts[1::2], strict=True))
        return Fields(self.start, end, self.column, self.is_flow, pairs)


def part_of(text: str) -> Part:
    """Return the one part that a text of YAML is; it was read without problems before."""
    opened: list[_Open] = []
    whole: Part | None = None
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            mark = _mark(event.start_mark)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            opened.append(_Open(mark.index, mark.column, is_mapping, bool(event.flow_style)))
            continue
        if isinstance(event, yaml.ScalarEvent):
            part: Part = _scalar(event, text)
        elif isinstance(event, yaml.CollectionEndEvent):
            part = opened.pop().closed(_mark(event.end_mark).index)
        else:
            continue
        if opened:
            opened[-1].parts.append(part)
        else:
            whole = part
    if whole is None:
        raise ValueError("a text without any YAML")
    return whole


def _scalar(event: yaml.ScalarEvent, text: str) -> Scalar:
    start, end = _mark(event.start_mark), _mark(event.end_mark).index
    if event.style in _BLOCK_STYLES:
        end = len(text[:end].rstrip())
    return Scalar(start.index, end, start.column, event.value)


def _mark(mark: yaml.error.Mark | yaml._yaml.Mark | None) -> yaml.error.Mark | yaml._yaml.Mark:
    """Return a place in the text; what was parsed from text has one."""
    if mark is None:
        raise ValueError("an event without a place")
    return mark


def codes_listing(text: str) -> Listing | None:
    """Return the list under the key `codes` of the whole file."""
    whole = part_of(text)
    found = whole.by_key.get("codes") if isinstance(whole, Fields) else None
    return found[1] if found is not None and isinstance(found[1], Listing) else None


def code_parts(text: str) -> Mapping[str, CodePart]:
    """Return every code of the text under its id, in the order of the file."""
    listing = codes_listing(text)
    return {} if listing is None else {part.id.text: part for part in _below(listing, None)}


def _below(listing: Listing, parent: CodePart | None) -> Iterator[CodePart]:
    for number, entry in enumerate(listing.entries):
        found = entry.by_key["id"][1] if isinstance(entry, Fields) else entry
        if not isinstance(found, Scalar):
            raise TypeError("a code without an id")
        part = CodePart(found, entry, listing, number, parent)
        yield part
        if isinstance(part.children, Listing):
            yield from _below(part.children, part)
