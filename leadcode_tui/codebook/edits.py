"""Changes of the codebook, as a team speaks of them: each is spliced into the text, then read.

Where the result is not read as what was meant, nothing is changed: a UsageError says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.codebook import intended, splicing
from leadcode_tui.codebook.codebook_file import read_codebook
from leadcode_tui.codebook.identifiers import ID_RULE, is_id, name_from
from leadcode_tui.codebook.layout import code_parts
from leadcode_tui.codebook.pieces import piece_of
from leadcode_tui.codebook.splicing import Beside, Under
from leadcode_tui.codebook.yaml_nodes import BYTE_ORDER_MARK
from leadcode_tui.errors import UnknownNameError, UsageError
from leadcode_tui.model import Code, CodeId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from leadcode_tui.codebook.splicing import Position
    from leadcode_tui.model import Codebook

_LAST = Under()


def add_code(text: str, code: Code, path: Path, position: Position = _LAST) -> str:
    """Return the text of a codebook with one more code, the last of those without a parent."""
    book, body = _read(text, path)
    _known_position(book, position)
    _refuse_taken(book, code.id)
    return _meant(
        text,
        path,
        lambda: splicing.with_piece(body, piece_of([code]), position),
        intended.placed(book.codes, (code,), position),
    )


def name_code(text: str, code: CodeId, name: str, path: Path) -> str:
    """Return the text with another name of a code; coder files know none."""
    book, body = _read(text, path)
    _known(book, code)
    if not name.strip():
        raise UsageError(f"say what {code} is to be called: a name has a letter at least")
    return _meant(
        text,
        path,
        lambda: splicing.with_value(body, code, "name", name),
        intended.with_values(book.codes, code, name=name),
    )


def rename_code(text: str, old: CodeId, new: CodeId, path: Path) -> str:
    """Return the text with another id of a code; what it is called goes with it or stays.

    The old id stands under `was` from then on, so that its codings are the code's.
    """
    book, body = _read(text, path)
    code = _known(book, old)
    _refuse_taken(book, new, except_for=code)
    name = code.name if code_parts(body)[old].has_own_name else name_from(new)

    def spliced() -> str:
        after = splicing.without_entry(body, old, "was", new) if new in code.was else body
        return splicing.with_value(splicing.with_entry(after, old, "was", old), old, "id", new)

    return _meant(text, path, spliced, intended.renamed(book.codes, old, new, name))


def move_code(text: str, code: CodeId, position: Position, path: Path) -> str:
    """Return the text with a code, and all below it, at another place."""
    book, body = _read(text, path)
    _known(book, code)
    taken = intended.below(book.codes, code)
    target = position.parent if isinstance(position, Under) else position.code
    _known_position(book, position)
    if target in {each.id for each in taken}:
        raise UsageError(f"{target} is {code} itself or stands below it: {code} stays where it is")
    codes = intended.moved(book.codes, code, position)
    if codes == book.codes:
        raise UsageError(f"{code} stands there already")

    def spliced() -> str:
        rest, piece = splicing.cut(body, code, taken)
        return splicing.with_piece(rest, piece, position)

    return _meant(text, path, spliced, codes)


def merge_code(text: str, gone: CodeId, into: CodeId, path: Path) -> str:
    """Return the text without a code, whose codings and children another code takes over.

    What stood in its lines goes with it; the history of the file has it.
    """
    book, body = _read(text, path)
    _known(book, gone)
    _known(book, into)
    if into in {each.id for each in intended.below(book.codes, gone)}:
        raise UsageError(f"{into} is {gone} itself or stands below it: move {into} out first")

    def spliced() -> str:
        after = body
        for child in [code for code in book.codes if code.parent == gone]:
            rest, piece = splicing.cut(after, child.id, intended.below(book.codes, child.id))
            after = splicing.with_piece(rest, piece, Under(into))
        after = splicing.without_code(after, gone)
        for earlier in (gone, *book.by_id[gone].was):
            after = splicing.with_entry(after, into, "was", earlier)
        return after

    return _meant(text, path, spliced, intended.merged(book.codes, gone, into))


def retire_code(text: str, code: CodeId, why: str, path: Path) -> str:
    """Return the text with a code that is applied no more, and why; its codings stay."""
    book, body = _read(text, path)
    if _known(book, code).retired:
        raise UsageError(f"{code} is retired already: {book.by_id[code].retired}")
    if not why.strip():
        raise UsageError(f"say why {code} is applied no more: the reason is what retires it")
    return _meant(
        text,
        path,
        lambda: splicing.with_value(body, code, "retired", why),
        intended.with_values(book.codes, code, retired=why),
    )


def split_code(text: str, code: CodeId, parts: Sequence[CodeId], path: Path) -> str:
    """Return the text with new codes after a code that is retired for them.

    No id can carry its codings over: which of them belong to which part has to be read.
    """
    book, _ = _read(text, path)
    old = _known(book, code)
    if len(set(parts)) < max(len(parts), 2):
        raise UsageError(f"{code} is split into two codes or more, each with an id of its own")
    after = retire_code(text, code, f"split into {', '.join(parts)}", path)
    beside = code
    for part in parts:
        new = Code(part, name_from(part), kind=old.kind, split_from=(code,))
        after = add_code(after, new, path, Beside(beside))
        beside = part
    return after


def _read(text: str, path: Path) -> tuple[Codebook, str]:
    """Return what a text says, and the text as the parser counts it."""
    book, problems = read_codebook(text, path)
    if problems:
        raise UsageError(f"{path} holds mistakes: mend them first (leadcode codebook check)")
    return book, text.removeprefix(BYTE_ORDER_MARK)


def _meant(text: str, path: Path, splice: Callable[[], str], codes: Sequence[Code]) -> str:
    """Return the text as it becomes; raise UsageError where it would not say what is meant."""
    try:
        after, why = splice(), "it is written in a way that this cannot be done to"
    except UsageError as error:
        after, why = "", str(error)
    found, problems = read_codebook(after, path)
    if problems or found.codes != tuple(codes):
        raise UsageError(f"{path} was not changed: {why}; do it by hand")
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    return mark + after


def _known(book: Codebook, code: str) -> Code:
    known = book.by_id.get(CodeId(code))
    if known is None and code in book.renamed:
        raise UsageError(f"{code} is {book.renamed[CodeId(code)]} now")
    if known is None:
        raise UnknownNameError("code", code, tuple(book.by_id))
    return known


def _known_position(book: Codebook, position: Position) -> None:
    named = position.parent if isinstance(position, Under) else position.code
    if named is not None:
        _known(book, named)


def _refuse_taken(book: Codebook, wanted: CodeId, except_for: Code | None = None) -> None:
    """Refuse an id that is malformed, or that coder files know as another code's."""
    if not is_id(wanted):
        raise UsageError(f"{wanted!r} is not well-formed as a code's id: {ID_RULE}")
    if wanted in book.by_id:
        raise UsageError(f"{wanted} is in the codebook already")
    heir = book.renamed.get(wanted)
    if heir is not None and (except_for is None or heir != except_for.id):
        raise UsageError(f"{wanted} was {heir} earlier, and its codings are that code's")
