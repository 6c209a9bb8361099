"""Files in a study's folder that are no part of it, such as sources and exports; searched."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from leadcode_tui.store.rewriting import FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from leadcode_tui.study.folder import StudyFolder

#: Nothing larger is searched, packed or unpacked.
_LARGEST: Final = 50_000_000
#: How a text in UTF-16 begins, and an archive such as docx, odt, xlsx, qdpx.
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ZIP: Final = b"PK\x03\x04"
_GIT: Final = ".git"
#: Formats that keep words where no search finds them.
_CLOSED: Final = frozenset(
    [
        ".pdf",
        ".doc",
        ".xls",
        ".mp3",
        ".mp4",
        ".m4a",
        ".wav",
        ".ogg",
        ".flac",
        ".aac",
        ".wma",
        ".mov",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
        ".heic",
        ".zip",
        ".gz",
        ".7z",
        ".nvp",
        ".nvpx",
    ]
)
_RTF: Final = "{\\rtf"
_RTF_BYTE: Final = re.compile(r"\\'([0-9a-fA-F]{2})")
_RTF_LETTER: Final = re.compile(r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}])?")
_TAG: Final = re.compile(r"<[^>]*>")


def foreign_files(study: StudyFolder, known: Collection[Path]) -> Iterator[Path]:
    """Yield the files in a study's folder that are no part of it; not what Git keeps."""
    for path in sorted(study.root.rglob("*")):
        inside = path.relative_to(study.root).parts
        if inside[0] in (FOLDER, _GIT) or path in known:
            continue
        if path.is_file() and not path.name.endswith((".lock", ".holder")):
            yield path


def repository(study: StudyFolder) -> Path | None:
    """Return the Git repository that the study's folder is in: earlier versions may be there."""
    folders = (study.root, *study.root.resolve().parents)
    return next((folder for folder in folders if (folder / _GIT).exists()), None)


def is_closed(path: Path) -> bool:
    """Whether a file cannot be searched."""
    return path.suffix.lower() in _CLOSED or path.stat().st_size > _LARGEST


def words_in(path: Path) -> str:
    """Return the words of a file, as far as they can be read; also of Word, OpenDocument, Excel."""
    try:
        if path.stat().st_size > _LARGEST:
            return ""
        content = path.read_bytes()
    except OSError:
        return ""
    if content.startswith(_ZIP):
        return _unpacked(path)
    text = unescape(_decoded(content))
    return _rtf_letters(text) if text.startswith(_RTF) else text


def _decoded(content: bytes) -> str:
    """Return a text in Unicode, or in what Western Europe wrote in before."""
    if content[:2] in _MARKS:
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rtf_letters(text: str) -> str:
    r"""Return a rich text with its letters for \'e9 and \u233?, so that words can be found."""
    text = _RTF_BYTE.sub(lambda found: _decoded(bytes([int(found[1], 16)])), text)
    return _RTF_LETTER.sub(lambda found: chr(int(found[1]) % 0x10000), text)


def _unpacked(path: Path) -> str:
    """Return the texts of an archive without their tags: words may be cut by them, or parted."""
    try:
        with ZipFile(path) as archive:
            members = [
                each for each in archive.infolist() if each.filename.endswith((".xml", ".txt"))
            ]
            if sum(each.file_size for each in members) > _LARGEST:
                return ""
            texts = [archive.read(each).decode("utf-8", errors="replace") for each in members]
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return ""
    bare = (_TAG.sub(between, text) for text in texts for between in ("", " "))
    return unescape("\n".join(bare))
