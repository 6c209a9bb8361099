"""XML and HTML from other people, parsed with lxml: no DTD, no entities, no network, no recursion.

The home of lxml, beside REFI-QDA in the codebook.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from leadcode_tui.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
#: A long interview with every word apart has half as many marks.
_MOST_MARKS = 1_000_000
_AGAIN = "open it in the program that made it and save it again"
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


def parse_xml(raw: bytes, path: Path) -> etree._Element:
    """Return the root of a document that brings no definitions of its own."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if raw.count(b"<") > _MOST_MARKS:
        raise UnreadableError(path, f"it has more parts than any talk: {_AGAIN}")
    if _DOCTYPE.search(raw):
        raise UnreadableError(path, f"its XML has a DTD, and an office document has none: {_AGAIN}")
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(path, f"its XML is broken: {_AGAIN}") from error
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # in an encoding that the pattern does not see
        raise UnreadableError(path, f"its XML has a DTD, and an office document has none: {_AGAIN}")
    return root


def parse_html(text: str, path: Path) -> etree._Element:
    """Return the root of a page; what browsers forgive is forgiven, but no word is lost."""
    if text.count("<") > _MOST_MARKS:
        raise UnreadableError(path, "it has more parts than any talk: save it as plain text")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        page: object = etree.fromstring(_XML_DECLARATION.sub("", text, count=1), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(path, f"it is no HTML that can be read: {_AGAIN}") from error
    if not isinstance(page, etree._Element):  # noqa: SLF001 # None for a page of comments alone
        raise UnreadableError(path, "there is nothing in it")
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise UnreadableError(path, "its HTML is nested too deeply: save it as plain text")
    return page


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace, an empty text where there is none."""
    return next(
        (str(value) for key, value in element.attrib.items() if _bare(key) == name),
        "",
    )


def _bare(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children of these names."""
    return (child for child in element if local(child) in names)
