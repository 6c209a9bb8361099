"""From the bytes of a file to text that is safe to work with, with every doubt about it said."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, refuse_endless
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.transcripts.material import ReadOptions

#: A document may hold pictures; the words of a day's talk are under a megabyte, more where there
#: is much beside each word: what is larger is something else.
LARGEST_FILE = 100_000_000
LARGEST_TEXT = 5_000_000
_LARGER_TEXTS = {".json": 15_000_000, ".html": 10_000_000, ".htm": 10_000_000}
MOST_LINES = 100_000

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

_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
#: No-break spaces are spaces, a soft hyphen is nothing, ligatures are letters; word processors
#: write a line break within a paragraph as a vertical tab, and a page break as a form feed.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\xa0\u202f\u2007\x0c", " "),
        **dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", _LIGATURES, strict=True)),
        "\xad": None,
        "\x0b": "\n",
        "\t": "    ",
    }
)

#: Only entities with their semicolon: A&copy in somebody's notes is no copyright sign.
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_CUT = "if it is one, cut it into interviews and leave out pictures"


class TranscriptFile:
    """A file as its reader gets it: the bytes, and the text where it is one.

    `decoded` is the text as it is in the file, `text` is safe to work with. What is doubtful about
    its encoding is in `notices` once either was asked for. `settings` say what the study knows.
    """

    def __init__(self, path: Path, raw: bytes, settings: ReadOptions) -> None:
        self.path = path
        self.raw = raw
        self.settings = settings
        self.notices: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes."""
        return sha256(self.raw).hexdigest()

    @cached_property
    def decoded(self) -> str:
        """Return the text of the file, or refuse what is too large for one, or no text."""
        largest = _LARGER_TEXTS.get(self.path.suffix.lower(), LARGEST_TEXT)
        if len(self.raw) > largest:
            raise UnreadableError(self.path, _too_large(len(self.raw), largest))
        encoding, self.notices = _encoding(self.raw, self.path)
        try:
            return self.raw.decode(encoding)
        except (UnicodeError, LookupError):
            doubt = f"some of its bytes are no {encoding} and are shown as \ufffd"
            self.notices = (*self.notices, doubt)
            return self.raw.decode(encoding, errors="replace")

    @cached_property
    def text(self) -> str:
        """Return the text made safe; refuse what is blank, or has more lines than any talk."""
        clean = cleaned(self.decoded)
        if not clean.strip():
            raise UnreadableError(self.path, "there is nothing in it")
        if clean.count("\n") > MOST_LINES:
            raise UnreadableError(
                self.path,
                f"it has over {MOST_LINES:,} lines, and no transcript has as many: {_CUT}",
            )
        return clean


def cleaned(text: str) -> str:
    r"""Return a text in which nothing deceives, and typography does not keep words apart.

    >>> cleaned("o\ufb03ce\xa0lea\xadder")
    'office leader'
    """
    return sanitise(text.translate(_TYPOGRAPHY))


def with_characters(text: str) -> str:
    """Return a text with the entities of HTML that an export left in it as characters.

    >>> with_characters("so&#8212;well, R&D; A&copy")
    'so—well, R&D; A&copy'
    """
    return ENTITY.sub(lambda entity: unescape(entity.group()), text)


def load(path: Path, settings: ReadOptions) -> TranscriptFile:
    """Read a file whole; refuse what is empty or too large."""
    raw = _read_bytes(path)
    if not raw:
        raise UnreadableError(path, "there is nothing in it")
    return TranscriptFile(path, raw, settings)


def refuse_folder(path: Path) -> None:
    """Refuse a folder, and say how to name what is in it."""
    if path.is_dir():
        raise UnreadableError(path, f"it is a folder: name its files, as in {path / '*.txt'}")


def refuse_missing(path: Path) -> None:
    """Refuse a name that no file has, before its ending is judged: `talks/*` that matched none."""
    if not path.exists():
        raise UnreadableError(path, "it cannot be read: no such file or directory")


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file of a reasonable size."""
    try:
        refuse_folder(path)
        refuse_endless(path)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(path, _too_large(size, LARGEST_FILE))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no such file"
        raise UnreadableError(path, f"it cannot be read: {why.lower()}") from error


def _too_large(size: int, largest: int) -> str:
    """Return the sentence for a file of more bytes than any transcript of its kind has."""
    size_in_mb, most = size // 1_000_000, largest // 1_000_000
    return f"it has {size_in_mb} MB, and no transcript of its kind has more than {most} MB: {_CUT}"


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
    from leadcode_tui.encodings import likeliest_encoding  # noqa: PLC0415 - heavy, rare

    begin = max(0, at - _SAMPLE // 2)
    encoding = likeliest_encoding(raw[begin : begin + _SAMPLE])
    if encoding is None:
        raise UnreadableError(path, f"it is no text in an encoding that is known: {_AS_TEXT}")
    line = raw.count(b"\n", 0, at) + 1
    doubt = f"it is not UTF-8 (line {line}) and was read as {encoding}, which is a guess"
    return encoding, (f"{doubt}: check its accents, or save it as UTF-8",)
