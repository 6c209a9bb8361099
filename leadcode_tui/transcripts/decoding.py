"""From the bytes of a file to text that is safe to work with, with every doubt about it said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from pathlib import Path

#: A transcript of a day's talk is under a megabyte: what is larger is something else.
LARGEST_FILE = 100_000_000
MOST_LINES = 200_000

#: Byte order marks, the longer before the shorter that it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: How files begin that are no text, whatever their name says.
_OTHER_KINDS = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
)
_AS_TEXT = "open it in the program that made it and save it as plain text (.txt, UTF-8)"

#: How much of a file is looked at to tell its encoding.
_SAMPLE = 65_536
#: Of the NUL bytes of UTF-16 text in a Latin script, nearly all stand on one side of the pairs.
_ONE_SIDED = 0.9

#: What no text has, in any encoding.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

#: A no-break space is a space, a soft hyphen is nothing; word processors write a line break within
#: a paragraph as a vertical tab, and a page break as a form feed.
_TYPOGRAPHY = str.maketrans({"\xa0": " ", "\xad": None, "\x0b": "\n", "\x0c": " "})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's text, sanitised, with the fingerprint of its bytes."""

    text: str
    sha256: str
    notices: tuple[str, ...]


def load(path: Path) -> Loaded:
    """Read a file whole; refuse what is empty, too large, or no text."""
    raw = _read_bytes(path)
    encoding, notices = _encoding(raw, path)
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        text = raw.decode(encoding, errors="replace")
        notices = (*notices, f"some of its bytes are no {encoding} and are shown as \ufffd")
    clean = sanitise(text.translate(_TYPOGRAPHY))
    if not clean.strip():
        raise UnreadableError(path, "there is nothing in it")
    if clean.count("\n") > MOST_LINES:
        raise UnreadableError(
            path, f"it has over {MOST_LINES:,} lines, and no transcript has as many"
        )
    return Loaded(clean, sha256(raw).hexdigest(), notices)


def refuse_folder(path: Path) -> None:
    """Refuse a folder, and say how to name what is in it."""
    if path.is_dir():
        raise UnreadableError(path, f"it is a folder: name its files, as in {path / '*.txt'}")


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file of a reasonable size."""
    try:
        refuse_folder(path)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(
                path, f"it has {size // 1_000_000} MB, and no transcript has more than 100"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no such file"
        raise UnreadableError(path, f"it cannot be read: {why.lower()}") from error


def _encoding(raw: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the encoding, and a sentence when it is a guess."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, ()
    for beginning, kind in _OTHER_KINDS:
        if raw.startswith(beginning):
            raise UnreadableError(path, f"it is {kind}, whatever its name says: {_AS_TEXT}")
    if b"\0" in raw:
        return _utf_16(raw, path), ()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(raw, path, error.start)
    return "utf-8", ()


def _utf_16(raw: bytes, path: Path) -> str:
    """Return which UTF-16 has its NUL bytes on this side, or refuse what is no text."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, errors="replace")
    if max(even, odd) >= _ONE_SIDED * (even + odd) and not _CONTROLS.search(text):
        return encoding
    raise UnreadableError(path, f"it is no text: {_AS_TEXT}")


def _guess(raw: bytes, path: Path, at: int) -> tuple[str, tuple[str, ...]]:
    """Return the likeliest encoding, judged around the first byte that is no UTF-8."""
    from leadcode_tui.transcripts.guess import likeliest_encoding  # noqa: PLC0415 - heavy, rare

    begin = max(0, at - _SAMPLE // 2)
    encoding = likeliest_encoding(raw[begin : begin + _SAMPLE])
    if encoding is None:
        raise UnreadableError(path, f"it is no text in an encoding that is known: {_AS_TEXT}")
    line = raw.count(b"\n", 0, at) + 1
    doubt = f"it is not UTF-8 (line {line}) and was read as {encoding}, which is a guess"
    return encoding, (f"{doubt}: check its accents, or save it as UTF-8",)
