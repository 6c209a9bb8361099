"""The coder file as a TinyDB database, written whole or not at all."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from leadcode_tui.store.coder_file import CODINGS, Header
from leadcode_tui.store.records import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.store.state import State

#: Tables that stand before the codings, in this order.
_FIRST = ("file", "books", "transcripts", "keys", "memos")


class LineStorage(Storage):
    """A TinyDB storage that keeps tables in memory and gives them out as one record a line.

    Tables that nobody touched since they were read, or last given out, stay the bytes that they
    were: a checkpoint costs what changed.
    """

    def __init__(self, content: bytes) -> None:
        text = content.removeprefix(BOM_UTF8)
        raw = msgspec.json.decode(text or b"{}", type=dict[str, msgspec.Raw])
        self._tables: dict[str, Any] = dict(raw)

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the tables; TinyDB looks only into the one it was asked for."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take the tables as TinyDB leaves them."""
        self._tables = data

    def parts(self) -> Sequence[bytes]:
        """Return the database as a file holds it, in parts: a table is no copy of what it was."""
        names = sorted(self._tables, key=lambda name: (name not in _FIRST, _rank(name), name))
        for name in names:
            if not isinstance(self._tables[name], msgspec.Raw):
                self._tables[name] = _encoded(self._tables[name])
        parts: list[bytes] = []
        for name in names:
            parts += [_name(name), self._tables[name], b",\n"]
        return [b"{", *parts[:-1], b"}\n"]


def _encoded(table: Mapping[str, Any]) -> msgspec.Raw:
    lines = (_name(key) + msgspec.json.encode(table[key]) for key in sorted(table))
    return msgspec.Raw(b"{\n" + b",\n".join(lines) + b"\n}")


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else 0


def _name(name: str) -> bytes:
    return msgspec.json.encode(name) + b":"


class _TextIdTable(Table):
    document_id_class = str  # type: ignore[assignment] # TinyDB asks for any class, annotated int


class _Database(TinyDB):
    table_class = _TextIdTable


class CheckpointDatabase:
    """What is needed of TinyDB: whole tables in, the file's bytes out."""

    def __init__(self, content: bytes = b"") -> None:
        self._storage = LineStorage(content)
        self._database = _Database(storage=lambda: self._storage)

    def put(self, name: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Let a table hold these documents and no others; an empty table is left out."""
        if name in self._storage.read():
            self._database.drop_table(name)
        if documents:
            table = self._database.table(name)
            table.insert_multiple(
                Document(kept, doc_id=key)  # type: ignore[arg-type] # as above
                for key, kept in documents.items()
            )

    def parts(self) -> Sequence[bytes]:
        """Return the database as a file holds it, in parts."""
        return self._storage.parts()


def put_state(
    database: CheckpointDatabase, header: Header, state: State, changed: Iterable[str]
) -> None:
    """Bring the tables of a state into the database: the small ones, and the changed codings."""
    database.put("file", {"1": msgspec.to_builtins(header)})
    database.put("books", {name: document(book) for name, book in state.books.items()})
    database.put("transcripts", {name: document(kept) for name, kept in state.transcripts.items()})
    database.put("keys", {"1": document(state.keys)} if state.keys else {})
    memos = enumerate((memo for _, memo in sorted(state.memos.items())), start=1)
    database.put("memos", {str(number): document(memo) for number, memo in memos})
    for transcript, entries in state.entries.items():
        if transcript in changed:
            documents = {str(segment): document(entry) for segment, entry in entries.items()}
            database.put(CODINGS + transcript, documents)
