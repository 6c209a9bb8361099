"""Tables that people keep in spreadsheets: participants come in and go out here."""

from leadcode_tui.sheets.participants import participants_text, read_participants

__all__ = ["participants_text", "read_participants"]
