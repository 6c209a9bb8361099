"""Which column of a codebook's table is which: by its heading, in the words of many programs."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from leadcode_tui.model import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The keys of a code that have a column in our own tables, in their order.
KEYS: Final = tuple(each.name.replace("_", "-") for each in fields(Code))
#: Columns of our own for the codebook as a whole: they are filled in its first row.
BOOK: Final = ("codebook", "title")

#: Headings of others, plain and in lower case; the first that a table has is the one. Programs
#: write them in the language that they are used in: German, Spanish, Portuguese and French follow.
_OTHERS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("code id", "codeid"),
    "name": (
        *("code name", "label", "code label", "tag", "code", "node"),
        *("kode", "codename", "c\u00f3digo", "codigo", "nom du code"),
    ),
    "parent": ("parent code", "parent id", "parent name", "obercode"),
    "definition": (
        *("description", "code definition", "code description", "full definition"),
        *("brief definition", "short description", "comment", "code comment", "memo", "code memo"),
        *("beschreibung", "kommentar", "definici\u00f3n", "descripci\u00f3n", "comentario"),
        *("defini\u00e7\u00e3o", "descri\u00e7\u00e3o", "coment\u00e1rio"),
        *("d\u00e9finition", "commentaire"),
    ),
    "include": ("includes", "inclusion", "inclusion criteria", "inclusions", "when to use"),
    "exclude": ("excludes", "exclusion", "exclusion criteria", "exclusions", "when not to use"),
    "examples": (
        *("example", "example quotes", "example quote", "quotes", "quotations"),
        *("ankerbeispiel", "ankerbeispiele", "beispiel", "beispiele"),
        *("ejemplo", "ejemplos", "exemplo", "exemplos", "exemple", "exemples"),
    ),
    "was": ("earlier ids",),
}
#: Headings of what codes are grouped by; a group that is no code itself becomes one.
_GROUPS: Final = (
    *("category", "code category", "theme", "folder", "group"),
    *("high order theme", "high order themes", "higher order theme", "higher order themes"),
    *("kategorie", "oberkategorie", "thema", "categor\u00eda", "categoria", "tema"),
    *("cat\u00e9gorie", "th\u00e8me"),
)
#: What tells a table of ATLAS.ti: its code, with its comment or its groups.
_ATLAS_GROUP: Final = re.compile(r"(code group|codegruppe|grupo de c\u00f3digos) \d+")
_ATLAS_COMMENT: Final = frozenset({"comment", "kommentar", "comentario", "coment\u00e1rio"})
_ATLAS_CODE: Final = frozenset({"code", "kode", "c\u00f3digo"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table under the keys of a code, counted from 0.

    `is_group` says that the parent is a group, `shared` are second columns of a heading in use, and
    `others` hold what no code has.
    """

    places: Mapping[str, int]
    is_group: bool
    is_atlas: bool
    others: Sequence[int]
    shared: Sequence[int]


def columns_of(headings: Sequence[str]) -> Columns:
    """Return which column is which."""
    plain = [_plain(heading) for heading in headings]
    places = dict(_own_and_others(plain))
    groups = [plain.index(name) for name in _GROUPS if name in plain]
    if "name" not in places and "title" in plain and "title" not in places:
        places["name"] = plain.index("title")
    if "name" not in places and groups:
        places["name"] = groups.pop(0)
    is_group = "parent" not in places and bool(groups)
    if is_group:
        places["parent"] = groups[0]
    if "id" not in places and "code" in plain and places.get("name") != plain.index("code"):
        places["id"] = plain.index("code")
    is_atlas = bool(_ATLAS_CODE & {*plain}) and (
        bool(_ATLAS_COMMENT & {*plain}) or any(map(_ATLAS_GROUP.fullmatch, plain))
    )
    used = {*places.values()}
    return Columns(
        places,
        is_group,
        is_atlas and "parent" not in places,
        [at for at, name in enumerate(plain) if name and plain.index(name) not in used],
        [at for at, name in enumerate(plain) if at not in used and plain.index(name) in used],
    )


def _own_and_others(plain: Sequence[str]) -> Iterator[tuple[str, int]]:
    book = BOOK if BOOK[0] in plain else ()
    for key in (*KEYS, *book):
        known = (key.replace("-", " "), *_OTHERS.get(key, ()))
        found = next((name for name in known if name in plain), None)
        if found is not None:
            yield key, plain.index(found)


def _plain(heading: str) -> str:
    """Return a heading in lower case, without what stands in brackets, marks as spaces.

    >>> _plain("Theme (of the literature)"), _plain("code.description")
    ('theme', 'code description')
    """
    words = re.sub(r"\([^)]*\)", " ", heading.casefold())
    return " ".join(re.sub(r"[_.\-/]", " ", words).split())
