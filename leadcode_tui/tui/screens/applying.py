"""Codes onto the current segment: by a key or chosen, for all of it or for the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.study.coding import acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.model import CodeId
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.tui.screens.panes import Panes


class Applying:
    """Applies codes and takes them away, and says what it did on the screen."""

    def __init__(self, panes: Panes) -> None:
        self._panes = panes

    def by_key(self, character: str | None) -> None:
        """Apply the code that has this key."""
        self._on_code(character, self._apply)

    def remove_by_key(self, character: str | None) -> None:
        """Take the code away that has this key."""
        self._on_code(character, acts.remove_code)

    def apply(self, code: CodeId) -> None:
        """Apply a code, and highlight it."""
        self._act_on(code, self._apply)

    def remove(self, code: CodeId) -> None:
        """Take a code away, and highlight it."""
        self._act_on(code, acts.remove_code)

    def _on_code(self, character: str | None, act: Callable[[Session, CodeId], str]) -> None:
        code = self._panes.session.keys.code(character or "")
        if code is None:
            self._panes.message = self.no_code(character)
        else:
            self._act_on(code, act)

    def _act_on(self, code: CodeId, act: Callable[[Session, CodeId], str]) -> None:
        self._panes.codes.highlighted = code
        self._panes.learned("code")
        self._panes.message = act(self._panes.session, code)

    def _apply(self, session: Session, code: CodeId) -> str:
        """Let a code hold for the words that are marked, or for the whole segment."""
        marking, self._panes.marking = self._panes.marking, None
        if marking is None:
            return acts.apply_code(session, code)
        return acts.apply_span(session, code, marking.span)

    def no_code(self, character: str | None) -> str:
        """Return what is said of a key that no code has, and no command."""
        keys = self._panes.session.keys
        if character is None or not character.isprintable():
            return (
                f"this key does nothing: {keys.key('help')} shows the keys, "
                f"{keys.key('quit')} leaves"
            )
        finds = f"{keys.key('code.filter')} finds codes, {keys.key('help')} shows the keys"
        return f"no code has the key {character!r}: {finds}"
