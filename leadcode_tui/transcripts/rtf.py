r"""Rich text (.rtf), what old word processors and some transcription services write.

Control words are read one by one, as the specification of RTF 1.9 says. striprtf, the usual
library, takes time that grows with the square of a line that is made for it, reads the addresses of
links as words, loses footnotes without saying so and breaks letters beyond the basic plane.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.document import Grid, Paragraph, material_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Material

_SIGNATURE = b"{\\rtf"
#: More than a long interview has by far: each word of a text can have some of its own.
_MOST_PIECES = 1_500_000
_DEEPEST = 500
_AGAIN = "open it in the program that made it and save it as .docx, .odt or .txt"

_PIECE = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)

_WORDS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "softline": "\n",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "page": " ",
    "column": " ",
}
_SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\n": "\n", "\r": "\n", "\\": "\\"}
_SYMBOLS |= {"{": "{", "}": "}", "\t": "\t"}

#: Groups that hold no words, beside those that are marked as such.
_UNSEEN = frozenset(
    {"colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer"}
    | {"footerl", "footerr", "footerf", "fldinst", "nonshppict", "listtext", "pntext", "tc", "tcn"}
    | {"xe", "objdata", "listtable", "listoverridetable", "rsidtbl", "revtbl", "filetbl", "ftnsep"}
    | {"ftnsepc", "aftnsep", "aftnsepc", "bkmkstart", "bkmkend", "annotation", "atnid"}
    | {"atnauthor", "footnote", "fonttbl", "txe", "rxe", "private", "themedata", "datastore"}
)
#: Groups that are marked for newer readers and hold words all the same.
_SEEN = frozenset({"shpinst", "shptxt", "txfieldtext", "fldrslt"})
_ASIDES = {"footnote": "footnotes", "annotation": "comments"}

#: The encodings of fonts, by the number of their charset, and of the whole file.
_CHARSETS: Mapping[int, str] = {
    0: "cp1252",
    2: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: whether its words are seen, in which font, and so on."""

    unseen: bool = False
    fonts: bool = False
    font: int | None = None
    fallback: int = 1
    deleted: bool = False


@dataclass(slots=True)
class _Text:
    """What has been read so far."""

    encoding: str = "cp1252"
    charsets: dict[int, str] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)
    line: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    parts: list[Paragraph | Grid] = field(default_factory=list)
    in_table: bool = False
    asides: Counter[str] = field(default_factory=Counter)

    def flush(self, font: int | None) -> None:
        """Decode the bytes that were collected, in the encoding of their font."""
        if self.raw:
            encoding = self.charsets.get(-1 if font is None else font, self.encoding)
            self.line.append(self.raw.decode(encoding, errors="replace"))
            self.raw.clear()

    def take(self) -> str:
        """Return the text of the line, and begin a new one; two halves of a letter are one."""
        text = "".join(self.line)
        self.line.clear()
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def end_paragraph(self) -> None:
        """End a paragraph; within a table it is a line of a cell."""
        if self.in_table:
            self.line.append("\n")
        else:
            self.end_table()
            self.parts.append(Paragraph(self.take()))

    def end_row(self) -> None:
        """End a row of a table."""
        rest = self.take()
        self.rows.append((*self.cells, *([rest] if rest.strip() else [])))
        self.cells.clear()

    def end_table(self) -> None:
        """End a table, if there is one."""
        if self.cells:
            self.rows.append(tuple(self.cells))
            self.cells.clear()
        if self.rows:
            self.parts.append(Grid(tuple(self.rows)))
            self.rows.clear()


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs and tables of a rich text."""
    if not file.raw.lstrip().startswith(_SIGNATURE):
        raise UnreadableError(file.path, f"it is no rich text, whatever its name says: {_AGAIN}")
    text = _Reader(file).read()
    return material_of(text.parts, file, left_out=text.asides)


class _Reader:
    """Reads the pieces of a file one after the other."""

    def __init__(self, file: TranscriptFile) -> None:
        self._file = file
        self._text = _Text()
        self._state = _State()
        self._outer: list[_State] = []
        self._skip = 0  # characters that stand for the letter before, for old readers
        self._marked = False  # the group is marked as one that old readers may pass over

    def read(self) -> _Text:
        """Return what the file holds."""
        source = self._file.raw.decode("latin-1")
        at = pieces = 0
        while (found := _PIECE.match(source, at)) is not None:
            pieces += 1
            at = found.end() + self._piece(found)
            if pieces > _MOST_PIECES or len(self._outer) > _DEEPEST:
                raise UnreadableError(
                    self._file.path, f"it is too large or nested too deeply: {_AGAIN}"
                )
        self._text.flush(self._state.font)
        self._text.in_table = False
        self._text.end_paragraph()
        return self._text

    def _piece(self, found: re.Match[str]) -> int:
        """Take in a piece; return how many bytes after it are no text."""
        kind = found.lastgroup
        if kind == "hex":
            self._say_bytes(bytes.fromhex(found["hex"]))
        elif kind == "text":
            self._say_bytes(found["text"].encode("latin-1"))
        else:
            self._text.flush(self._state.font)
            if kind == "brace":
                self._brace(found["brace"])
            elif kind == "symbol":
                self._symbol(found["symbol"])
            elif found["word"]:
                number = None if found["number"] is None else int(found["number"])
                return self._word(found["word"], number)
        return 0

    def _brace(self, brace: str) -> None:
        self._skip, self._marked = 0, False
        if brace == "{":
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._marked = True
        elif symbol in "\r\n":
            self._paragraph()
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> int:
        """Take in a control word; return how many bytes of binary data follow it."""
        state, text = self._state, self._text
        self._skip = 0
        if word == "bin":
            return max(0, number or 0)
        if word in _UNSEEN or (self._marked and word not in _SEEN):
            if word in _ASIDES and not state.unseen:
                text.asides[_ASIDES[word]] += 1
            self._state = replace(state, unseen=True, fonts=word == "fonttbl")
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skip = state.fallback
        elif word in _WORDS:
            self._say(_WORDS[word])
        else:
            self._format(word, number)
        self._marked = False
        return 0

    def _format(self, word: str, number: int | None) -> None:
        """Take in what a control word says of the text that follows."""
        state, text = self._state, self._text
        if word == "f":
            self._state = replace(state, font=number)
        elif word == "fcharset" and state.fonts and state.font is not None:
            text.charsets[state.font] = _CHARSETS.get(number or 0, text.encoding)
        elif word == "uc":
            self._state = replace(state, fallback=min(max(0, number or 0), 9))
        elif word in {"deleted", "plain"}:
            self._state = replace(state, deleted=word == "deleted" and number != 0)
        elif word == "ansicpg":
            text.encoding = _known(f"cp{number}", text.encoding)
        elif word in _PAGES:
            text.encoding = _PAGES[word]
        elif not state.unseen:
            self._layout(word)

    def _layout(self, word: str) -> None:
        """Take in the end of a paragraph, a cell or a row."""
        text = self._text
        if word in {"par", "sect"}:
            self._paragraph()
        elif word == "pard":
            text.in_table = False
        elif word in {"intbl", "trowd"}:
            text.in_table = True
        elif word in {"cell", "nestcell"}:
            text.cells.append(text.take())
        elif word in {"row", "nestrow"}:
            text.end_row()
            text.in_table = False

    def _paragraph(self) -> None:
        if not self._state.unseen:
            self._text.end_paragraph()

    def _say(self, words: str) -> None:
        if not self._state.unseen and not self._state.deleted:
            self._text.line.append(words)

    def _say_bytes(self, raw: bytes) -> None:
        """Take in bytes of text, without those that stand for the letter before."""
        kept = raw[self._skip :]
        self._skip = max(0, self._skip - len(raw))
        if not self._state.unseen and not self._state.deleted:
            self._text.raw += kept


def _known(encoding: str, otherwise: str) -> str:
    """Return an encoding that Python knows."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return otherwise
