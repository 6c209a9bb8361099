"""Which module reads which kind of file: a plain table, imported when a file asks for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.decoding import refuse_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.transcripts.material import Material

_HERE = "leadcode_tui.transcripts"

#: The end of a file's name, in lower case, and the module whose `read` knows the format.
READERS: Mapping[str, str] = {
    ".txt": f"{_HERE}.plain",
    ".md": f"{_HERE}.markdown",
    ".markdown": f"{_HERE}.markdown",
    ".vtt": f"{_HERE}.vtt",
    ".srt": f"{_HERE}.srt",
    ".textgrid": f"{_HERE}.textgrid",
}

_SAVE_AS_TEXT = "save it as plain text (.txt, UTF-8) in the program that made it"
_TRANSCRIBE = "it is a recording: have it transcribed first"
_TABLE = "save its talk as plain text, each turn as 'LABEL: words' on a line of its own"

#: The way out for kinds of files that people have.
_ADVICE: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages", ".html", ".htm"), _SAVE_AS_TEXT),
    ".pdf": "make plain text of it first, with pdftotext for example",
    **dict.fromkeys((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json"), _TABLE),
    **dict.fromkeys((".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".flac"), _TRANSCRIBE),
}


class Reader(Protocol):
    """What a module of the table offers."""

    def read(self, text: str, path: Path) -> Material:
        """Return the blocks of a text of this format; the path is for problems only."""
        ...


def reader_for(path: Path) -> Reader:
    """Return the module that reads a file of this name."""
    suffix = path.suffix.lower()
    if suffix not in READERS:
        refuse_folder(path)
        can = ", ".join(READERS)
        way_out = _ADVICE.get(suffix, "rename it if it is one of these, or save it as one")
        raise UnreadableError(path, f"files of this kind cannot be read, but {can} can; {way_out}")
    module: Reader = import_module(READERS[suffix])
    return module
