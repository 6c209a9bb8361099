"""A list of another program to a codebook: every code gets an id and its place in the tree.

The list is made into the nodes that a codebook's YAML would have, each with the place in the list,
and read like one: so there is one set of rules, and one set of sentences about what breaks them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook.codebook_file import codebook_of
from leadcode_tui.codebook.identifiers import MAX_LENGTH, id_from, is_id, name_from
from leadcode_tui.codebook.nodes import ListNode, MappingNode, Place, TextNode
from leadcode_tui.codebook.reader import shown
from leadcode_tui.codebook.yaml_mistakes import MAX_DEPTH
from leadcode_tui.errors import Problem, UnreadableError
from leadcode_tui.model import Codebook
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node
    from leadcode_tui.model import ListedCode, Listing, Said

#: So many codes stand below each other in a file that can be read again.
MOST_LEVELS: Final = MAX_DEPTH // 2 - 1
#: A codebook of more codes is something else.
MOST_CODES: Final = 10_000
#: So many ids of codes with one name are told one by one.
_TOLD: Final = 20


def codebook_from(
    listing: Listing, path: Path, *, reserved: Collection[str] = ()
) -> tuple[Codebook, tuple[Problem, ...], tuple[str, ...]]:
    """Return the codebook of a list, every problem in it with its place, and what is to be said.

    `reserved` are the keys that no code may take.
    """
    if len(listing.codes) > MOST_CODES:
        raise UnreadableError(path, f"more than {MOST_CODES:,} codes: no codebook has as many")
    if not listing.codes:
        nothing = Problem(path, 0, 0, "there is no code in it")
        return Codebook("", "", ()), listing.problems or (nothing,), ()
    tree = _Tree(listing, path)
    title = listing.title or name_from(path.stem)
    own_id = listing.id or id_from(title, otherwise="codebook")
    nowhere = Place(0, 0)
    root = _mapping(
        nowhere,
        {
            "codebook": TextNode(nowhere, own_id),
            "title": TextNode(nowhere, title),
            "codes": ListNode(nowhere, tree.nodes()),
        },
    )
    found = (*listing.problems, *tree.problems)
    codebook, problems = codebook_of(root, path, found, reserved=reserved)
    return codebook, problems, (*listing.notices, *tree.notices)


def _mapping(place: Place, values: Mapping[str, Node]) -> MappingNode:
    """Return values under their keys, which stand where their values do."""
    keys = [TextNode(value.place, key) for key, value in values.items()]
    return MappingNode(place, keys, tuple(values.values()))


class _Tree:
    """The codes of a list below each other, with ids that are theirs alone."""

    def __init__(self, listing: Listing, path: Path) -> None:
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self._listing = listing
        self._path = path
        self._below: dict[int | None, list[int]] = defaultdict(list)
        for number, code in enumerate(listing.codes):
            self._below[code.above].append(number)
        self._order = self._walk()
        self._note_circles()
        self._note_names()
        self._ids = self._given_ids()

    def nodes(self) -> tuple[Node, ...]:
        """Return the codes without one above them, with all that is below."""
        children: dict[int | None, list[Node]] = defaultdict(list)
        for number in reversed(self._order):
            code = self._listing.codes[number]
            children[code.above].insert(0, self._node(number, children.pop(number, [])))
        return tuple(children[None])

    def _node(self, number: int, below: Sequence[Node]) -> MappingNode:
        code = self._listing.codes[number]
        said: Mapping[str, Said] = {"id": self._ids[number], "name": code.name, **code.said}
        values = {
            key: self._value(value, self._place(code, key)) for key, value in said.items() if value
        }
        place = self._place(code, "name")
        if below:
            values["codes"] = ListNode(place, below)
        return _mapping(place, values)

    def _value(self, value: Said, place: Place) -> Node:
        if isinstance(value, str):
            return TextNode(place, value)
        return ListNode(place, tuple(TextNode(place, entry) for entry in value))

    def _place(self, code: ListedCode, key: str) -> Place:
        return Place(code.line, self._listing.columns.get(key, 1 if code.line else 0))

    def _note(self, code: ListedCode, key: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self._path, *self._place(code, key), message, hint))

    def _walk(self) -> Sequence[int]:
        """Return the codes from the top, each before those below it; what is too deep is left."""
        order: list[int] = []
        waiting = [(number, 1) for number in reversed(self._below[None])]
        while waiting:
            number, level = waiting.pop()
            order.append(number)
            below = self._below.get(number, [])
            if level == MOST_LEVELS and below:
                code = self._listing.codes[below[0]]
                self._note(code, "name", f"more than {MOST_LEVELS} levels of codes", "")
                continue
            waiting += [(each, level + 1) for each in reversed(below)]
        return order

    def _note_circles(self) -> None:
        """Note the codes that no walk from the top comes to."""
        if self.problems:  # what is too deep was not walked
            return
        reached = set(self._order)
        for number, code in enumerate(self._listing.codes):
            if number not in reached:
                message = f"the codes above '{shown(code.name)}' go round in a circle"
                self._note(code, "parent", message, "let one of them stand at the top")

    def _note_names(self) -> None:
        """Note names that stand twice below one code, where nothing else tells them apart."""
        seen: dict[tuple[int | None, str], ListedCode] = {}
        for code in self._listing.codes:
            if code.id:
                continue
            first = seen.setdefault((code.above, _folded(code.name)), code)
            if first is not code:
                message = f"the name '{shown(code.name)}' stands at line {first.line} already"
                self._note(code, "name", message, "give it another, or take it out")

    def _given_ids(self) -> Mapping[int, str]:
        """Return an id for each code: its own, or one that is made of its name."""
        codes = self._listing.codes
        ids = {number: codes[number].id for number in self._order if codes[number].id}
        slugs = {n: _slug(codes[n].name) for n in self._order if n not in ids}
        counts = Counter(slugs.values())
        taken = Counter(ids.values())
        apart: dict[str, list[str]] = defaultdict(list)
        for number in self._order:
            if number in ids:
                continue
            slug, above = slugs[number], codes[number].above
            is_alone = counts[slug] == 1 or above is None
            ids[number] = _free(slug if is_alone else f"{ids[above or 0]}/{slug}", slug, taken)
            if ids[number] != slug or counts[slug] > 1:
                apart[slug].append(ids[number])
        self._tell(apart)
        return ids

    def _tell(self, apart: Mapping[str, Sequence[str]]) -> None:
        if any(not code.id for code in self._listing.codes):
            self.notices.append("ids are made of the names, and stay as they are once you code")
        for slug, ids in list(apart.items())[:_TOLD]:
            why = "more than one code would be" if len(ids) > 1 else "another code is"
            self.notices.append(f"{why} {slug}: {', '.join(ids)}")
        if len(apart) > _TOLD:
            self.notices.append(f"and so would {len(apart) - _TOLD} more")


def _slug(name: str) -> str:
    """Return a name as an id; what is one already stays."""
    if is_id(name) and name == name.casefold():
        return name
    return id_from(name, otherwise="code")


def _free(wanted: str, slug: str, taken: Counter[str]) -> str:
    """Return the id that was wanted, or else one with a number; it is taken from then on."""
    base = found = wanted if is_id(wanted) else slug
    while taken[found]:
        taken[base] += 1
        number = f"-{taken[base]}"
        found = base[: MAX_LENGTH - len(number)].rstrip("-") + number
    taken[found] += 1
    return found


def _folded(name: str) -> str:
    return " ".join(sanitise(name).split()).casefold()
