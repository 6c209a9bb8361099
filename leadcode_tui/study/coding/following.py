"""The codebook's file while somebody codes: followed when it changes, and added to."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from leadcode_tui import codebook as books  # loads a module when a name of it is asked for
from leadcode_tui.errors import LeadcodeError, UsageError
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import Code, CodeId, CodeKind
from leadcode_tui.store.files import Stamp, read_bytes, stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.study.coding.session import Session

#: What a file never looks like: so the first look finds out what happened while all was read.
_UNSEEN: Final[Stamp] = (-1, -1, -1)
#: A code is asked for in one line, with these between its id, its name and its definition.
BETWEEN: Final = ","


class BookFollower:
    """Keeps a session and the codebook's file together.

    A file that is broken or gone changes nothing: the last good codebook stays, and one sentence
    says where it is broken, until it is good again.
    """

    def __init__(self, path: Path, session: Session) -> None:
        self._path = path
        self._session = session
        self._stamp: Stamp | None = _UNSEEN
        self._was_broken = False

    def look(self) -> str:
        """Follow the file if it changed; say in one line what became of it, or nothing."""
        stamp = stamp_of(self._path)
        if stamp == self._stamp:
            return ""
        self._stamp = stamp
        try:
            codebook, problems = books.load_codebook(self._path, reserved=RESERVED)
        except LeadcodeError as error:
            return self._broken(str(error))
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            return self._broken(f"{problems[0]}{more}")
        was_broken, self._was_broken = self._was_broken, False
        if codebook.sha256 == self._session.material.codebook.sha256:
            return "the codebook is good again: nothing changed" if was_broken else ""
        changes = books.changes_between(self._session.material.codebook, codebook)
        problem = self._session.follow(codebook)
        stale = self._stale() if changes.changes else ""
        return self._named(problem) or f"codebook: {changes}{stale}"

    def _stale(self) -> str:
        number = len(self._session.stale())
        key = self._session.keys.key("filter.segments")
        return f"; {number} to read again: {key} s" if number else ""

    def _broken(self, why: str) -> str:
        self._was_broken = True
        return self._named(f"the old codebook stays: {why}")

    def _named(self, told: str) -> str:
        """Return a sentence with the file's name in place of its path: there is one line for it."""
        return told.replace(str(self._path), self._path.name)

    def add(self, words: str) -> str:
        """Add a code to the file, and apply it here; `words` are its id, name and definition.

        A link stays one: the file that it leads to gets the code.
        """
        from leadcode_tui.study.book_changing import write_book  # noqa: PLC0415 # seldom needed

        try:
            code = _code(words)
            self._refuse_taken(code.id)
            before = self._text()
            write_book(self._path, before, books.add_code(before, code, self._path))
        except (LeadcodeError, OSError) as error:
            return f"no code added: {error}"
        told = self.look()
        if code.id not in {each.id for each in self._session.material.codebook.codes}:
            return told
        key = self._session.keys.codes.get(code.id)
        with_key = f", key {key}" if key else ""
        return f"new code {code.id}{with_key}; {self._session.apply(code.id)}"

    def _refuse_taken(self, wanted: CodeId) -> None:
        codebook = self._session.material.codebook
        if wanted in codebook.by_id or wanted in codebook.renamed:
            raise UsageError(f"{wanted} is in the codebook, so no code can be added under that id")

    def _text(self) -> str:
        """Return the file's text, if it is the one that the session knows."""
        content = read_bytes(self._path)
        if sha256(content).hexdigest() != self._session.material.codebook.sha256:
            raise UsageError("the codebook was changed meanwhile: look at it and add again")
        return content.decode()


def _code(words: str) -> Code:
    """Return the code that `id, name, definition` means; the last two may be left out."""
    parts = [unicodedata.normalize("NFC", part.strip()) for part in words.split(BETWEEN, 2)]
    _, name, definition = [*parts, "", ""][:3]
    given = parts[0] if books.is_id(parts[0]) else books.id_from(parts[0], otherwise="")
    if not given:
        raise UsageError(f"{parts[0]!r} cannot be an id: {books.ID_RULE}")
    return Code(
        CodeId(given),
        name or books.name_from(given),
        kind=CodeKind.EMERGENT,
        definition=definition,
    )
