"""The codebook's file while somebody codes: followed when it changes, and added to."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from leadcode_tui import codebook as books  # loads a module when a name of it is asked for
from leadcode_tui.errors import LeadcodeError, UsageError
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import Code, CodeId, CodeKind
from leadcode_tui.store.files import read_bytes, replace

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.study.session import Session

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
        self._stamp = self._look_at()
        self._was_broken = False

    def _look_at(self) -> tuple[int, int, int] | None:
        """Return what changes with the file, whether it is written over or replaced."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def look(self) -> str:
        """Follow the file if it changed; say in one line what became of it, or nothing."""
        stamp = self._look_at()
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
        return problem or f"codebook: {changes}"

    def _broken(self, why: str) -> str:
        self._was_broken = True
        return f"the old codebook stays: {why}"

    def add(self, words: str) -> str:
        """Add a code to the file, and apply it here; `words` are its id, name and definition."""
        try:
            code = _code(words)
            text = self._text()
            after = books.add_code(text, code, self._path)
            replace(self._path, after.encode())
        except (LeadcodeError, OSError) as error:
            return f"no code added: {error}"
        told = self.look()
        if code.id not in {each.id for each in self._session.material.codebook.codes}:
            return told
        key = self._session.keys.codes.get(code.id)
        with_key = f", key {key}" if key else ""
        return f"new code {code.id}{with_key}; {self._session.apply(code.id)}"

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
