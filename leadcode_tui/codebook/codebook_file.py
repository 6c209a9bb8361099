"""The codebook file: codes in a tree, as people write them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from leadcode_tui.codebook.files import load_text
from leadcode_tui.codebook.identifiers import name_from
from leadcode_tui.codebook.nodes import ListNode, TextNode
from leadcode_tui.codebook.reader import Reader, is_empty, shown
from leadcode_tui.collector import without_collector
from leadcode_tui.model import Code, Codebook, CodeId, CodeKind
from leadcode_tui.text import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
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
    "retired",
    "split-from",
    "codes",
)
#: Words under `retired` that say that a code is not.
NOT_RETIRED = frozenset({"no", "false", "off", "n"})


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
    with without_collector():  # many small values are made, and none are lost
        return _read(Reader.of_text(text, path), reserved)


def codebook_of(
    root: Node, path: Path, problems: Iterable[Problem], *, reserved: Collection[str] = ()
) -> tuple[Codebook, tuple[Problem, ...]]:
    """Read a codebook from nodes that were made of something else, and had these problems."""
    return _read(Reader(root, path, problems), reserved)


def _read(reader: Reader, reserved: Collection[str]) -> tuple[Codebook, tuple[Problem, ...]]:
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
        # Earlier ids may not clash with any id, and parts may be named by any of both.
        was = [() if code is None else self._was(fields.get("was")) for code, _, fields in found]
        codes = [
            self._code(code, parent, fields, earlier)
            for (code, parent, fields), earlier in zip(found, was, strict=True)
        ]
        return tuple(filter(None, codes))

    def _below(
        self, node: Node | None, parent: CodeId | None
    ) -> Iterator[tuple[CodeId | None, CodeId | None, Mapping[str, Node]]]:
        """Yield each code's id, parent and fields: some name other codes, to be known first.

        The children of a code that cannot be read are read as its parent's.
        """
        for entry in self._reader.entries(node, "codes"):
            fields = self._fields(entry)
            code = self._id(fields.get("id"))
            yield code, parent, fields
            yield from self._below(fields.get("codes"), code or parent)

    def _fields(self, entry: Node) -> Mapping[str, Node]:
        if isinstance(entry, TextNode):
            return {"id": entry}
        fields = self._reader.fields(entry, CODE_KEYS, where="a code")
        self._reader.required(entry, fields, "id", where="a code")
        return fields

    def _code(
        self,
        code_id: CodeId | None,
        parent: CodeId | None,
        fields: Mapping[str, Node],
        was: tuple[CodeId, ...],
    ) -> Code | None:
        """Return a code; one without an id is looked through for mistakes all the same."""
        reader, get = self._reader, fields.get
        why = self._retired(get("retired"))
        code = Code(
            code_id or CodeId(""),
            reader.line(get("name"), "name") or name_from(code_id or ""),
            parent=parent,
            kind=reader.choice(get("kind"), "kind", CodeKind),
            key=self._key(get("key"), code_id, is_free=bool(why)),
            definition=reader.text(get("definition"), "definition"),
            include=reader.texts(get("include"), "include"),
            exclude=reader.texts(get("exclude"), "exclude"),
            examples=reader.texts(get("examples"), "examples"),
            was=was,
            retired=why,
            split_from=() if code_id is None else self._split_from(get("split-from"), code_id),
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

    def _key(self, node: Node | None, code: CodeId | None, *, is_free: bool) -> str | None:
        """Return the one character that a code is applied with; that of a retired one is free."""
        if not isinstance(node, TextNode):
            self._reader.text(node, "key")
            return None
        key = unicodedata.normalize("NFC", node.text)
        if not key:
            return None
        mistake = self._key_mistake(key, is_free=is_free)
        if mistake is not None:
            self._reader.note(node.place, *mistake)
            return None
        if code is not None and not is_free:
            self._keys[key] = (code, node.place)
        return key

    def _key_mistake(self, key: str, *, is_free: bool) -> tuple[str, str] | None:
        if len(key) != 1 or unicodedata.category(key)[0] not in "LNPS":
            return f"'{shown(key)}' is no key", "a key is one visible character, such as d"
        if is_free:
            return None
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

    def _retired(self, node: Node | None) -> str:
        """Return why a code is applied no more, or nothing for one that is in use."""
        why = self._reader.line(node, "retired")
        if node is not None and why.lower() in NOT_RETIRED:
            message = f"'{shown(why)}' under retired says nothing"
            self._reader.note(node.place, message, "say why or since when, or take the line out")
            return ""
        return why

    def _split_from(self, node: Node | None, code: CodeId) -> tuple[CodeId, ...]:
        """Return the codes that this one was split from: other codes, or their earlier ids."""
        named = self._reader.ids(node, "split-from")
        return tuple(CodeId(name) for name, place in named if self._is_other(name, place, code))

    def _is_other(self, name: str, place: Place, code: CodeId) -> bool:
        if name == code:
            message = f"'{shown(name)}' cannot be split from itself"
            self._reader.note(place, message, "name the code that it was a part of")
            return False
        known = [*self._ids, *self._earlier]
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean {close}?" if close else "it stays in the codebook as retired"
            message = f"split-from names '{shown(name)}', and there is no such code"
            self._reader.note(place, message, hint)
        return name in known


def _has_nothing(node: Node) -> bool:
    is_empty_list = isinstance(node, ListNode) and node.whole and not node.entries
    return is_empty_list or is_empty(node)
