"""Which module reads which kind of file: a plain table, imported when a file asks for it.

Another package adds a format by an entry point of the group `leadcode.transcripts`: its name is
the end of the files' names without the full stop (`eaf`), and it leads to a module, or anything
else, with a `read` like those of the table. What the table has stays as it is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.decoding import refuse_folder, refuse_missing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint
    from pathlib import Path

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Material

_HERE = "leadcode_tui.transcripts"
ENTRY_POINTS = "leadcode.transcripts"

#: The end of a file's name, in lower case, and the module whose `read` knows the format.
READERS: Mapping[str, str] = {
    ".txt": f"{_HERE}.plain",
    ".md": f"{_HERE}.markdown",
    ".markdown": f"{_HERE}.markdown",
    ".vtt": f"{_HERE}.vtt",
    ".srt": f"{_HERE}.srt",
    ".textgrid": f"{_HERE}.textgrid",
    ".docx": f"{_HERE}.docx",
    ".odt": f"{_HERE}.odt",
    ".rtf": f"{_HERE}.rtf",
    ".pdf": f"{_HERE}.pdf",
    ".html": f"{_HERE}.page",
    ".htm": f"{_HERE}.page",
    ".csv": f"{_HERE}.table",
    ".tsv": f"{_HERE}.table",
    ".xlsx": f"{_HERE}.table",
    ".ods": f"{_HERE}.table",
    ".json": f"{_HERE}.whisper",
}

_SAVE_AS = "open it in the program that made it and save it as .docx, .odt or .txt"
_TRANSCRIBE = "it is a recording: have it transcribed first"
_RECOGNISE = "it is a picture: let a program for text recognition (OCR) make text of it first"
_UNPACK = "unpack it, and name the files in it"

#: The way out for kinds of files that people have.
_ADVICE: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpd", ".pages", ".sxw", ".docm", ".epub"), _SAVE_AS),
    **dict.fromkeys((".xls", ".numbers", ".sxc"), "save it as .xlsx, .ods or .csv"),
    **dict.fromkeys((".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".flac", ".wma"), _TRANSCRIBE),
    **dict.fromkeys((".mov", ".avi", ".mkv", ".webm", ".aac", ".opus"), _TRANSCRIBE),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp"), _RECOGNISE),
    **dict.fromkeys((".heic", ".webp"), _RECOGNISE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar"), _UNPACK),
    ".eaf": "in ELAN, export it as Praat TextGrid or as tab-delimited text",
}


#: How the names of files begin that Word, macOS and LibreOffice keep beside the one that is meant.
_BESIDE = ("~$", "._", ".~lock.")
_LEFT_BEHIND = "it is no transcript, but what another program keeps beside one: leave it out"


class Reader(Protocol):
    """What a module of the table offers."""

    def read(self, file: TranscriptFile) -> Material:
        """Return what a file of this format holds."""
        ...


def reader_for(path: Path) -> Reader:
    """Return the module that reads a file of this name."""
    suffix = path.suffix.lower()
    if path.name.startswith(_BESIDE):
        raise UnreadableError(path, _LEFT_BEHIND)
    if suffix in READERS:
        module: Reader = import_module(READERS[suffix])
        return module
    refuse_folder(path)
    refuse_missing(path)
    foreign = _foreign()
    if suffix in foreign:
        return _started(foreign[suffix], path)
    if suffix in _ADVICE:
        raise UnreadableError(path, f"{suffix} files cannot be read: {_ADVICE[suffix]}")
    can = ", ".join((*READERS, *foreign))
    way_out = "rename it if it is one of these, or save it as one"
    raise UnreadableError(path, f"files of this kind cannot be read, but {can} can: {way_out}")


def _started(point: EntryPoint, path: Path) -> Reader:
    """Return another package's reader; one that cannot be started is no fault of the file's."""
    try:
        reader: Reader = point.load()
        reader.read  # noqa: B018 # to see whether it is one
    except (ImportError, AttributeError) as error:
        package = point.dist.name if point.dist is not None else point.value
        why = f"the reader of {path.suffix} files that {package} brings cannot be started"
        refusal = UnreadableError(path, f"{why}: install a version that works, or ask its maker")
        raise refusal from error
    return reader


def _foreign() -> Mapping[str, EntryPoint]:
    """Return the readers of other packages, by the end of their files' names."""
    from importlib.metadata import entry_points  # noqa: PLC0415 # costs 20 ms, and few have any

    found = entry_points(group=ENTRY_POINTS)
    return {f".{point.name.lower().lstrip('.')}": point for point in found}
