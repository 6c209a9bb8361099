"""A prompt on the hint line: a few hundred bytes where a dialogue would cost twenty thousand."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question on one line, and what was typed so far."""

    command: str
    label: str
    text: str = ""

    def typed(self, key: str, character: str | None) -> Prompt:
        """Return the prompt after a key that edits; others change nothing."""
        if key == "backspace":
            return replace(self, text=self.text[:-1])
        if key == "ctrl+u":
            return replace(self, text="")
        if character is not None and character.isprintable():
            return replace(self, text=self.text + character)
        return self

    def __str__(self) -> str:
        """As it stands on the screen; the low line is the cursor."""
        return f" {self.label}: {self.text}_"
