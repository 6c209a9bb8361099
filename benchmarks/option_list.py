"""A coding screen as it would be on Textual's own list: what `benchmarks/screen.py` compares with.

    python benchmarks/option_list.py STUDY

Segments stand in one OptionList, codes in another; a code's letter adds it to the segment's row.
Nothing is saved. It exists to be measured, and is no part of the package.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key

CODES = "abdeghil"


class ListScreen(App[None]):
    """Every segment of every interview in one list."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "#codes { width: 26; }"

    def __init__(self, study: Path) -> None:
        super().__init__(ansi_color=True)
        self.animation_level = "none"
        paths = sorted((study / "transcripts").glob("*.json"))
        self._texts = [
            segment["text"]
            for path in paths
            for segment in json.loads(path.read_text("utf-8"))["segments"]
        ]
        self._codes: dict[int, list[str]] = {}

    def compose(self) -> ComposeResult:
        """Show the segments beside the codes."""
        with Horizontal():
            yield OptionList(*(Option(Text(text)) for text in self._texts), id="segments")
            yield OptionList(*(Option(f"{code} code-{code}") for code in CODES), id="codes")

    def on_mount(self) -> None:
        """Begin on the first segment."""
        segments = self.query_one("#segments", OptionList)
        segments.focus()
        segments.highlighted = 0

    def on_key(self, event: Key) -> None:
        """Step with j and k, page with space, apply with a letter."""
        segments = self.query_one("#segments", OptionList)
        match event.key:
            case "j":
                segments.action_cursor_down()
            case "k":
                segments.action_cursor_up()
            case "space":
                segments.action_page_down()  # type: ignore[no-untyped-call] # Textual's
            case "q":
                self.exit()
            case letter if letter in CODES and segments.highlighted is not None:
                row = segments.highlighted
                applied = self._codes.setdefault(row, [])
                applied.append(letter)
                text = f"{self._texts[row]}\n + {' + '.join(applied)}"
                segments.replace_option_prompt_at_index(row, Text(text))


if __name__ == "__main__":
    ListScreen(Path(sys.argv[1])).run()
