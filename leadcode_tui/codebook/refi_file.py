"""REFI-QDA documents from anybody: a .qdc or .qde, or the one within a .qdpx, and no more of it.

No document type, no entity, nothing from the network; an archive is read in memory and in bounds,
and what its members are called leads nowhere.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from lxml import etree

from leadcode_tui.archives import Archive
from leadcode_tui.errors import UnreadableError, refuse_endless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A larger document, packed or not, is refused unread.
LARGEST: Final = 100_000_000

_ZIP: Final = b"PK"


def document(path: Path) -> bytes:
    """Return the XML document of a file."""
    refuse_endless(path)
    with path.open("rb") as file:
        is_project = file.read(len(_ZIP)) == _ZIP
        file.seek(0)
        if is_project:
            return _of_project(Archive(file, path), path)
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableError(path, f"larger than {LARGEST // 10**6} MB: no codebook is")
    return content


def _of_project(archive: Archive, path: Path) -> bytes:
    """Return the project's document: the one .qde at the top of the archive."""
    found = [name for name in archive.names if name.lower().endswith(".qde") and "/" not in name]
    if len(found) != 1:
        why = f"an archive with {len(found) or 'no'} project.qde: no REFI-QDA project"
        raise UnreadableError(path, why)
    return archive.read(found[0], largest=LARGEST)


def ended_elements(content: bytes, path: Path) -> Iterator[etree._Element]:
    """Yield the elements of a document, each when it ends; UnreadableError where it is bad."""
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise UnreadableError(path, "it has a document type (DTD): export it anew, without one")
    parser = etree.iterparse(
        BytesIO(content),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for _, element in parser:
            if element.getroottree().docinfo.doctype:
                raise UnreadableError(path, "it has a document type (DTD): export it without one")
            yield element
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        why = f"line {line} is no XML that can be read: export it anew" if line else "it is no XML"
        raise UnreadableError(path, why) from error
