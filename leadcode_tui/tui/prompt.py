"""A prompt on the hint line: a few hundred bytes where a dialogue would cost twenty thousand."""

from __future__ import annotations

from typing import NamedTuple

from leadcode_tui.tui.wrapping import fit, fit_end


class Prompt(NamedTuple):
    """A question on one line, and what was typed so far; `before` are earlier answers."""

    command: str
    label: str
    text: str = ""
    before: tuple[str, ...] = ()

    def typed(self, key: str, character: str | None) -> Prompt:
        """Return the prompt after a key that edits; others change nothing."""
        if key == "backspace":
            return self._replace(text=self.text[:-1])
        if key == "ctrl+u":
            return self._replace(text="")
        if character is not None and character.isprintable():
            return self._replace(text=self.text + character)
        return self

    def pasted(self, text: str) -> Prompt:
        """Return the prompt with a text put in, on one line and without what no key types."""
        line = " ".join(text.split())
        return self._replace(text=self.text + "".join(filter(str.isprintable, line)))

    def answered(self, label: str) -> Prompt:
        """Return the next question, where a command asks several."""
        return Prompt(self.command, label, before=(*self.before, self.text))

    def shown(self, width: int) -> str:
        """Return it as it stands on the screen; the low line is the cursor, and always there."""
        label = f" {self.label}: "
        room = max(width - len(label), 1)
        return fit(label + fit_end(f"{self.text}_", room), width)
