"""What a change of the codebook is meant to come to, said of codes and not of their text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadcode_tui.codebook.splicing import Under

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from leadcode_tui.codebook.splicing import Position
    from leadcode_tui.model import Code, CodeId

    Codes = tuple[Code, ...]


def below(codes: Sequence[Code], code: CodeId) -> Codes:
    """Return a code and all codes below it, in the order of the file."""
    ids = {code}
    for each in codes:
        if each.parent in ids:
            ids.add(each.id)
    return tuple(each for each in codes if each.id in ids)


def placed(codes: Sequence[Code], new: Codes, position: Position) -> Codes:
    """Return the codes with others, the first of which is put at a place."""
    ids = [code.id for code in codes]
    if isinstance(position, Under):
        parent = None if position.parent is None else codes[ids.index(position.parent)].id  # type: ignore[arg-type]
        at = len(codes) if parent is None else ids.index(parent) + len(below(codes, parent))
    else:
        beside = next(code for code in codes if code.id == position.code)
        parent = beside.parent
        at = ids.index(beside.id) + (len(below(codes, beside.id)) if position.is_after else 0)
    first, *others = new
    return (*codes[:at], replace(first, parent=parent), *others, *codes[at:])


def without(codes: Sequence[Code], gone: Collection[CodeId]) -> Codes:
    """Return the codes without some."""
    return tuple(code for code in codes if code.id not in gone)


def moved(codes: Sequence[Code], code: CodeId, position: Position) -> Codes:
    """Return the codes with one, and all below it, at another place."""
    taken = below(codes, code)
    return placed(without(codes, {each.id for each in taken}), taken, position)


def renamed(codes: Sequence[Code], old: CodeId, new: CodeId, name: str) -> Codes:
    """Return the codes with another id and name of one of them; its earlier ids go with it."""
    return tuple(
        replace(
            code,
            id=new,
            name=name,
            was=(*(each for each in code.was if each != new), old),
        )
        if code.id == old
        else replace(code, parent=new)
        if code.parent == old
        else code
        for code in codes
    )


def merged(codes: Sequence[Code], gone: CodeId, into: CodeId) -> Codes:
    """Return the codes without one, whose codings and children another takes over."""
    children = [code.id for code in codes if code.parent == gone]
    for child in children:
        codes = moved(codes, child, Under(into))
    earlier = next(code.was for code in codes if code.id == gone)
    return tuple(
        replace(code, was=(*code.was, gone, *earlier)) if code.id == into else code
        for code in codes
        if code.id != gone
    )


def with_values(codes: Sequence[Code], code: CodeId, **values: str) -> Codes:
    """Return the codes with other values of one of them."""
    return tuple(replace(each, **values) if each.id == code else each for each in codes)  # type: ignore[arg-type]
