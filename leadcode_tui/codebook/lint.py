"""What is worth a look in a codebook that has no mistakes: notices, each at its code's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook.codebook_file import read_codebook
from leadcode_tui.codebook.identifiers import is_id
from leadcode_tui.codebook.layout import code_parts
from leadcode_tui.codebook.nodes import Lines
from leadcode_tui.codebook.yaml_nodes import BYTE_ORDER_MARK
from leadcode_tui.errors import Problem
from leadcode_tui.model import CodeId
from leadcode_tui.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.model import Code, Codebook

    #: A code, what is to be said of it, and what to do.
    Said = tuple[CodeId, str, str]

#: A deeper tree is one that coders lose their way in.
_LEVELS: Final = 4
#: Shorter names are near each other by chance.
_LONG_ENOUGH: Final = 6
#: What separates an exclusion from the code that is to be used in its place.
_ARROW: Final = "->"


def codebook_notices(
    text: str, path: Path, uses: Mapping[CodeId, int] | None = None
) -> tuple[Problem, ...]:
    """Return what is worth a look, in the order of the file; nothing where it holds mistakes.

    `uses` says on how many segments each code is; None where nobody has coded yet.
    """
    book, problems = read_codebook(text, path)
    if problems:
        return ()
    said = [*_undefined(book), *_too_deep(book), *_alike(book), *_pointing_nowhere(book)]
    return _placed(text, path, [*said, *_rare(book, uses or {})] if uses is not None else said)


def pointer_notices(text: str, path: Path) -> tuple[Problem, ...]:
    """Return the exclusions that point to a code which there is not, or not under that id."""
    book, problems = read_codebook(text, path)
    return () if problems else _placed(text, path, list(_pointing_nowhere(book)))


def _placed(text: str, path: Path, said: list[Said]) -> tuple[Problem, ...]:
    body = text.removeprefix(BYTE_ORDER_MARK)
    lines, parts = Lines(body), code_parts(body)
    return tuple(
        sorted(
            Problem(path, *lines.place(parts[code].id.start), message, hint)
            for code, message, hint in said
        )
    )


def _undefined(book: Codebook) -> Iterator[Said]:
    for code in book.in_use:
        if not code.definition:
            yield (
                code.id,
                f"{code.id} has no definition",
                "say what belongs to it and what does not",
            )


def _too_deep(book: Codebook) -> Iterator[Said]:
    for code in book.codes:
        level = book.level(code.id) + 1
        if level > _LEVELS:
            message = f"{code.id} stands {level} levels deep"
            yield code.id, message, f"a tree of more than {_LEVELS} is hard to code with"


def _rare(book: Codebook, uses: Mapping[CodeId, int]) -> Iterator[Said]:
    """Yield codes that nobody used, or once; one with others below it may be a heading."""
    headings = {code.parent for code in book.codes}
    for code in book.in_use:
        number = uses.get(code.id, 0)
        if code.id in headings:
            continue
        if number == 0:
            yield code.id, f"{code.id} was never used", "merge or retire it, if it stays so"
        elif number == 1:
            yield code.id, f"{code.id} was used once", "is it a code, or an instance of another?"


def _alike(book: Codebook) -> Iterator[Said]:
    """Yield codes whose names are alike but for a letter, their endings or the order of words."""
    seen: dict[str, Code] = {}
    for code in book.in_use:
        for key in _near(code.name):
            other = seen.setdefault(key, code)
            if other is not code:
                message = f"the name of {code.id} is nearly that of {other.id}: '{other.name}'"
                yield code.id, message, "merge them, or name them so that nobody mistakes one"
                break


def _near(name: str) -> Iterator[str]:
    """Yield what a name and those near it have in common: its letters without one of them."""
    letters = " ".join(sorted(re.findall(r"\w+", name.casefold())))
    yield letters
    if len(letters) >= _LONG_ENOUGH:
        yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))


def _pointing_nowhere(book: Codebook) -> Iterator[Said]:
    for code in book.codes:
        for text in (*code.include, *code.exclude):
            target = text.rpartition(_ARROW)[2].strip() if _ARROW in text else ""
            if not is_id(target):
                continue
            known = book.by_id.get(CodeId(target))
            if known is not None and known.retired and not code.retired:
                message = f"{code.id} points to '{target}', which is retired"
                yield code.id, message, known.retired
            if known is not None:
                continue
            if target in book.renamed:
                now = book.renamed[CodeId(target)]
                yield code.id, f"{code.id} points to '{target}', which is {now} now", f"write {now}"
            else:
                near = nearest(target, book.by_id)
                hint = f"did you mean {near}?" if near else ""
                yield code.id, f"{code.id} points to '{target}', and there is no such code", hint
