"""A codebook in the format of REFI-QDA (.qdc), which NVivo, ATLAS.ti, MAXQDA and others read."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from leadcode_tui import __version__
from leadcode_tui.codebook.refi_description import description_of
from leadcode_tui.model import said_of

if TYPE_CHECKING:
    from leadcode_tui.model import Code, Codebook, CodeId

#: The namespace of the format, and its number.
NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
#: The instruction before the codebook that holds what the format has no place for.
INSTRUCTION: Final = "leadcode"
#: What the identifiers of codes are derived from: the same code has the same one in every export.
_GUIDS: Final = uuid5(NAMESPACE_URL, "urn:leadcode:code")


def codebook_qdc(codebook: Codebook) -> bytes:
    """Return a codebook as an XML document that is valid against the schema of REFI-QDA 1.0."""
    below: dict[CodeId | None, list[Code]] = defaultdict(list)
    for code in codebook.codes:
        below[code.parent].append(code)
    root = etree.fromstring(f'<CodeBook xmlns="{NAMESPACE}"/>')
    root.set("origin", f"leadcode {__version__}")
    waiting = [(etree.SubElement(root, _tag("Codes")), below[None])]
    while waiting:
        parent, codes = waiting.pop()
        waiting += [(_element(parent, codebook, code), below[code.id]) for code in codes]
    root.addprevious(etree.ProcessingInstruction(INSTRUCTION, _of_book(codebook)))
    document: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="utf-8", pretty_print=True
    )
    return document


def _element(parent: etree._Element, codebook: Codebook, code: Code) -> etree._Element:
    element = etree.SubElement(parent, _tag("Code"))
    element.set("guid", str(uuid5(_GUIDS, f"{codebook.id}\n{code.id}")))
    element.set("name", code.name)
    element.set("isCodable", "true")
    etree.SubElement(element, _tag("Description")).text = description_of(said_of(code))
    return element


def _of_book(codebook: Codebook) -> str:
    """Return id and title; the sign > could end the instruction."""
    own = json.dumps({"codebook": codebook.id, "title": codebook.title})
    return own.replace(">", "\\u003e")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
