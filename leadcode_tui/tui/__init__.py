"""The coding screen, in Textual: keys in, acts on a session, changed rows out."""

import os

# Textual reads these when it is imported; nothing may move or blink on a slow line.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from leadcode_tui.tui.app import CodingApp  # after the setting above

__all__ = ["CodingApp"]
