"""Zip archives from other people: nothing in them can fill the memory or leave its place.

Parts are read into memory, one by one, up to a size; nothing is ever written to the disk. What an
archive says about the size of a part binds the reader: a part that unpacks to more is broken.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from leadcode_tui.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

#: How a zip archive begins.
SIGNATURE: Final = b"PK\x03\x04"
#: How old office documents begin, and new ones that are locked.
_OLD: Final = b"\xd0\xcf\x11\xe0"
#: A part that is larger is no text that people wrote.
LARGEST_PART: Final = 16_000_000
_MOST_PARTS: Final = 10_000
_ENCRYPTED: Final = 0x1
#: What zipfile raises on archives that are broken, found by giving it some thousands of them.
_BROKEN: Final = (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error)


class Archive:
    """A zip archive with its parts, checked."""

    def __init__(self, raw: bytes | BinaryIO, path: Path) -> None:
        self._path = path
        if isinstance(raw, bytes) and raw.startswith(_OLD):
            why = (
                "it is an old office document, or locked with a password: save it anew, without one"
            )
            raise UnreadableError(path, why)
        try:
            self._zip = ZipFile(BytesIO(raw) if isinstance(raw, bytes) else raw)
        except _BROKEN as error:
            raise UnreadableError(path, f"it is broken, or not what its name says: {_AGAIN}") from (
                error
            )
        self._parts = {part.filename: part for part in self._zip.infolist()}
        if len(self._parts) > _MOST_PARTS:
            raise UnreadableError(path, f"it has more than {_MOST_PARTS:,} parts: {_AGAIN}")
        if any(map(_leaves_its_place, self._parts)):
            raise UnreadableError(path, f"a part of it is named for a place outside it: {_AGAIN}")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts."""
        return tuple(self._parts)

    @property
    def unpacked(self) -> int:
        """Return how large all parts are, as the archive says."""
        return sum(part.file_size for part in self._parts.values())

    def read(self, name: str, *, largest: int = LARGEST_PART) -> bytes:
        """Return a part, or refuse one that is missing, locked, too large or broken."""
        part = self._parts.get(name)
        if part is None:
            why = f"it has no part {name}, so it is not what its name says: {_AGAIN}"
            raise UnreadableError(self._path, why)
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableError(self._path, "it is locked with a password: save it without one")
        if part.file_size > largest:
            size = f"more than {largest // 1_000_000} MB"
            raise UnreadableError(self._path, f"its part {name} unpacks to {size}: {_AGAIN}")
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnreadableError(self._path, f"it is packed in an unusual way: {_AGAIN}")
        try:
            return self._zip.read(part)
        except _BROKEN as error:
            raise UnreadableError(self._path, f"its part {name} is broken: {_AGAIN}") from error


_AGAIN: Final = "open it in the program that made it and save it again"


def _leaves_its_place(name: str) -> bool:
    """Return whether a name would be unpacked outside of its folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name[:2]
