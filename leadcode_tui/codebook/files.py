"""Bytes of a hand-written file to its text, or the sentence why not."""

from __future__ import annotations

import codecs
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.codebook.yaml_nodes import MAX_BYTES
from leadcode_tui.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

_OTHER_ENCODINGS = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}


def load_text(path: Path) -> tuple[str, str]:
    """Return a file's text and the hex SHA-256 of its bytes."""
    octets = _octets(path)
    for encoding, marks in _OTHER_ENCODINGS.items():
        if octets.startswith(marks):
            raise UnreadableError(path, f"this is {encoding}: save the file as UTF-8")
    if b"\0" in octets:
        raise UnreadableError(path, "this is a binary file, no text in UTF-8")
    try:
        return octets.decode(), sha256(octets).hexdigest()
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        why = f"line {line} is not in UTF-8: save the file as UTF-8"
        raise UnreadableError(path, why) from None


def _octets(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(path, f"this is {_what(path)}, and a file is needed")
        with path.open("rb") as file:
            octets = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(path, "there is no such file") from None
    except PermissionError:
        raise UnreadableError(path, "you may not read it: ask its owner for access") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(path, f"it cannot be read: {_reason(error)}") from None
    if len(octets) > MAX_BYTES:
        raise UnreadableError(path, "it is larger than 5 MB: no hand-made file is")
    return octets


def _what(path: Path) -> str:
    return "a folder" if path.is_dir() else "a device or a pipe"


def _reason(error: OSError | ValueError) -> str:
    strerror = error.strerror if isinstance(error, OSError) else str(error)
    return (strerror or "the system does not say why").lower()
