"""The codebook file: codes in a tree, as people write them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from leadcode_tui.codebook.files import load_text
from leadcode_tui.codebook.identifiers import name_from
from leadcode_tui.codebook.nodes import ListNode, TextNode
from leadcode_tui.codebook.reader import Reader, is_empty, shown
from leadcode_tui.model import Code, Codebook, CodeId, CodeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node, Place
    from leadcode_tui.errors import Problem

BOOK_KEYS = ("codebook", "title", "codes")
CODE_KEYS = (
    "id",
    "name",
    "kind",
    "key",
    "definition",
    "include",
    "exclude",
    "examples",
    "was",
    "codes",
)


def load_codebook(
    path: Path, *, reserved: Collection[str] = ()
) -> tuple[Codebook, tuple[Problem, ...]]:
    """Read a codebook's file, and every problem in it; its SHA-256 is that of the bytes."""
    text, sha256 = load_text(path)
    codebook, problems = read_codebook(text, path, reserved=reserved)
    return replace(codebook, sha256=sha256), problems


def read_codebook(
    text: str, path: Path, *, reserved: Collection[str] = ()
) -> tuple[Codebook, tuple[Problem, ...]]:
    """Read a codebook, and every problem in it with its line and column.

    What has problems is left out of the codebook. `reserved` are the keys that no code may take.
    """
    reader = Reader(text, path)
    fields = reader.top(BOOK_KEYS, required=("codebook", "codes"), where="a codebook")
    name = reader.id(fields.get("codebook"), "the codebook's id") or ""
    title = reader.line(fields.get("title"), "title") or name_from(name)
    codes = _Codes(reader, reserved).read(fields.get("codes"))
    return Codebook(name, title, codes), reader.problems()


class _Codes:
    """Reads the tree of codes: first all of their ids, then the earlier ids that may not clash."""

    def __init__(self, reader: Reader, reserved: Collection[str]) -> None:
        self._reader = reader
        self._reserved = reserved
        self._ids: dict[CodeId, Place] = {}
        self._keys: dict[str, tuple[CodeId, Place]] = {}
        self._earlier: dict[str, Place] = {}

    def read(self, node: Node | None) -> tuple[Code, ...]:
        """Return the codes, parents before their children."""
        if node is not None and _has_nothing(node):
            self._reader.note(node.place, "a codebook without codes", "add one, as in: - vacuum")
        found = list(self._below(node, None))
        return tuple(replace(code, was=self._was(earlier)) for code, earlier in found)

    def _below(
        self, node: Node | None, parent: CodeId | None
    ) -> Iterator[tuple[Code, Node | None]]:
        """Yield each code with the node of its earlier ids.

        The children of a code that cannot be read are read as its parent's.
        """
        for entry in self._reader.entries(node, "codes"):
            fields = self._fields(entry)
            code = self._code(fields, parent)
            if code is not None:
                yield code, fields.get("was")
            yield from self._below(fields.get("codes"), code.id if code else parent)

    def _fields(self, entry: Node) -> Mapping[str, Node]:
        if isinstance(entry, TextNode):
            return {"id": entry}
        fields = self._reader.fields(entry, CODE_KEYS, where="a code")
        self._reader.required(entry, fields, "id", where="a code")
        return fields

    def _code(self, fields: Mapping[str, Node], parent: CodeId | None) -> Code | None:
        reader, get = self._reader, fields.get
        code_id = self._id(fields.get("id"))
        code = Code(
            code_id or CodeId(""),
            reader.line(get("name"), "name") or name_from(code_id or ""),
            parent=parent,
            kind=reader.choice(get("kind"), "kind", CodeKind),
            key=self._key(get("key"), code_id),
            definition=reader.text(get("definition"), "definition"),
            include=reader.texts(get("include"), "include"),
            exclude=reader.texts(get("exclude"), "exclude"),
            examples=reader.texts(get("examples"), "examples"),
        )
        return code if code_id is not None else None

    def _id(self, node: Node | None) -> CodeId | None:
        """Return a code's id; the second code of the same id has none."""
        name = self._reader.id(node, "a code's id")
        if name is None or node is None:
            return None
        code = CodeId(name)
        if code in self._ids:
            line = self._ids[code].line
            message = f"the id '{shown(name)}' belongs to the code at line {line} already"
            self._reader.note(node.place, message, "give this code another")
            return None
        self._ids[code] = node.place
        return code

    def _key(self, node: Node | None, code: CodeId | None) -> str | None:
        """Return the one character that a code is applied with."""
        if not isinstance(node, TextNode):
            self._reader.text(node, "key")
            return None
        key = unicodedata.normalize("NFC", node.text)
        if not key:
            return None
        mistake = self._key_mistake(key)
        if mistake is not None:
            self._reader.note(node.place, *mistake)
            return None
        if code is not None:
            self._keys[key] = (code, node.place)
        return key

    def _key_mistake(self, key: str) -> tuple[str, str] | None:
        if len(key) != 1 or unicodedata.category(key)[0] not in "LNPS":
            return f"'{shown(key)}' is no key", "a key is one visible character, such as d"
        if key in self._reserved:
            return f"the key '{key}' belongs to the program", "choose another"
        if key in self._keys:
            code, place = self._keys[key]
            message = f"the key '{key}' belongs to {shown(code)} at line {place.line} already"
            return message, "choose another"
        return None

    def _was(self, node: Node | None) -> tuple[CodeId, ...]:
        """Return the earlier ids of a code: none is in use, and none has two heirs."""
        claims = self._reader.ids(node, "was")
        return tuple(CodeId(name) for name, place in claims if self._claim(name, place))

    def _claim(self, name: str, place: Place) -> bool:
        current, claimed = self._ids.get(CodeId(name)), self._earlier.setdefault(name, place)
        if current is not None:
            message = f"the earlier id '{shown(name)}' is the id of the code at line {current.line}"
            self._reader.note(place, message, "an earlier id is one that no code has now")
        elif claimed != place:
            message = f"the earlier id '{shown(name)}' is claimed at line {claimed.line} already"
            self._reader.note(place, message, "only one code can take over its codings")
        return current is None and claimed == place


def _has_nothing(node: Node) -> bool:
    is_empty_list = isinstance(node, ListNode) and node.whole and not node.entries
    return is_empty_list or is_empty(node)
