"""Words of a segment chosen with keys, so that a code holds for them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.keys import pressed
from leadcode_tui.study.coding import acts

if TYPE_CHECKING:
    from textual import events

    from leadcode_tui.keys import Command
    from leadcode_tui.tui.marking import Marking
    from leadcode_tui.tui.screens.applying import Applying
    from leadcode_tui.tui.screens.panes import Panes
    from leadcode_tui.tui.screens.prompts import Prompts


class Words:
    """Marks words, until a code is applied to them or the coder leaves."""

    def __init__(self, panes: Panes, applying: Applying, prompts: Prompts) -> None:
        self._panes = panes
        self._applying = applying
        self._prompts = prompts

    def begin(self) -> None:
        """Mark the first word of the current segment."""
        from leadcode_tui.tui.marking import mark_words  # noqa: PLC0415 # not at once

        session = self._panes.session
        self._panes.message = ""
        self._panes.marking = mark_words(session.material.segment(session.here).text)
        if self._panes.marking is None:
            self._panes.message = f"{session.here} has no words to choose from"

    def take(self, marking: Marking, event: events.Key, command: Command | None) -> None:
        """Move, fix the first word, or let a code hold for the words that are chosen."""
        key = pressed(event.key, event.character)
        moved = marking.moved(key)
        if key in {"escape", "ctrl+g"}:
            self._panes.marking = None
        elif moved is not None:
            self._panes.marking = moved
        elif command is None:
            self._applying.by_key(event.character)
        elif command.id == "span.mark":
            self._panes.marking = marking.fixed()
        elif command.id == "code.repeat":
            self._panes.message = acts.repeat_span(self._panes.session, marking.span)
            self._panes.marking = None
        elif command.id == "code.filter":
            self._prompts.ask(command.id, command.asks)
        else:
            self._panes.message = "choose words and press a code's key, or leave with Esc"
