"""The codebook of a REFI-QDA document to a list of codes."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from lxml import etree

from leadcode_tui.codebook.refi_description import said_in
from leadcode_tui.codebook.refi_file import document, ended_elements
from leadcode_tui.codebook.refi_out import INSTRUCTION
from leadcode_tui.errors import Problem, UnreadableError
from leadcode_tui.model import ListedCode, Listing
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOTS: Final = frozenset({"CodeBook", "Project"})
#: What else a project holds, as people are told that it is left out.
_OTHERS: Final = {
    **{f"{kind}Source": "sources" for kind in ("Text", "Picture", "PDF", "Audio", "Video")},
    "Coding": "codings",
    "Note": "notes",
    "Case": "cases",
    "Set": "sets",
    "Link": "links",
    "User": "users",
}


def read_refi(path: Path) -> Listing:
    """Read the codebook of a .qdc, .qde or .qdpx."""
    others: Counter[str] = Counter()
    codes: _Codes | None = None
    root = None
    for element in ended_elements(document(path), path):
        root = element
        name = _name(element)
        if name == "Codes" and codes is None:
            codes = _Codes(element, path)
        others[_OTHERS.get(name, "")] += 1
        if name not in {"Code", "Description"} and element.getparent() is not None:
            element.clear()
    if root is None or _name(root) not in _ROOTS:
        found = "nothing" if root is None else f"<{_name(root)[:40]}>"
        raise UnreadableError(path, f"no REFI-QDA codebook or project: it begins with {found}")
    if codes is None:
        raise UnreadableError(path, "there is no codebook in it")
    own = _of_book(root)
    return Listing(
        tuple(codes.listed),
        own.get("codebook", ""),
        own.get("title", "") or sanitise(root.get("name") or ""),
        problems=tuple(codes.problems),
        notices=(*codes.notices(), *_left_out(others)),
    )


class _Codes:
    """The codes below an element, in the order of the document."""

    def __init__(self, element: etree._Element, path: Path) -> None:
        self.listed: list[ListedCode] = []
        self.problems: list[Problem] = []
        self._path = path
        self._counts: Counter[str] = Counter()
        waiting: list[tuple[etree._Element, int | None]]
        waiting = [(child, None) for child in reversed(_below(element))]
        while waiting:
            child, above = waiting.pop()
            number = len(self.listed)
            self.listed.append(self._code(child, above))
            waiting += [(each, number) for each in reversed(_below(child))]

    def _code(self, element: etree._Element, above: int | None) -> ListedCode:
        line = int(getattr(element, "sourceline", 0) or 0)
        name = " ".join(sanitise(element.get("name") or "").split("\n")).strip()
        if not name:
            hint = "name it in the program that the file is from"
            self.problems.append(Problem(self._path, line, 1, "a code without a name", hint))
        self._counts["colour"] += element.get("color") is not None
        self._counts["heading"] += element.get("isCodable") in {"false", "0"}
        self._counts["note"] += any(_name(each) == "NoteRef" for each in element)
        said = said_in(sanitise(_description(element)))
        own_id = said.pop("id", "")
        return ListedCode(name, line, str(own_id), above, said)

    def notices(self) -> Iterator[str]:
        """Yield what of the codes was left out."""
        if self._counts["colour"]:
            yield f"left out: colours ({self._counts['colour']})"
        if self._counts["heading"]:
            yield f"headings there, and codes to apply here ({self._counts['heading']})"
        if self._counts["note"]:
            yield f"left out: notes on codes ({self._counts['note']})"


def _below(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if _name(child) == "Code"]


def _description(element: etree._Element) -> str:
    found = next((child for child in element if _name(child) == "Description"), None)
    return "" if found is None else "".join(map(str, found.itertext()))


def _name(element: etree._Element) -> str:
    """Return what an element is called, in whatever namespace; nothing else is called so."""
    return str(element.tag).rpartition("}")[2]


def _of_book(root: etree._Element) -> dict[str, str]:
    """Return id and title, where the document is one of ours."""
    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction) and before.target == INSTRUCTION:  # noqa: SLF001 # its one name
            return _own(before.text or "")
        before = before.getprevious()
    return {}


def _own(text: str) -> dict[str, str]:
    try:
        own = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(own, dict):
        return {}
    return {key: value for key, value in own.items() if isinstance(value, str)}


def _left_out(others: Counter[str]) -> Iterator[str]:
    told = [f"{what} ({number})" for what, number in others.items() if what]
    if told:
        yield f"left out, as only the codebook is taken: {', '.join(told)}"
